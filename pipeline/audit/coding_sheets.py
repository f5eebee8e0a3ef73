"""Sheets for coders: blind, one a coder, and the sheet on which conflicts between coders are decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.objectives.taxonomy import Taxonomy
from pipeline.audit.books import Entry, Page
from pipeline.audit.codebook import HEADER, codebook_rows
from pipeline.audit.corpus import Passage

CODING, CODER, CODEBOOK = "Coding", "Coder", "Codebook"
PRIMARY = ("primary_1", "primary_2", "primary_3")
SECONDARY = ("secondary_1", "secondary_2", "secondary_3", "secondary_4")
SHOWN = ("passage_id", "report", "page", "section", "stem", "text")
ENTERED = (*PRIMARY, *SECONDARY, "note")
WIDTHS = {
    **dict(zip(SHOWN, (15.0, 26.0, 6.0, 26.0, 26.0, 70.0), strict=True)),
    **dict.fromkeys((*PRIMARY, *SECONDARY), 13.0),
    "note": 24.0,
}
COLUMN_OF_CODER = 18.0
NAME, CODED_BY = "name of the coder", "coded by (person or program)"
KINDS = ("person", "program")
INTRODUCTION = (
    "Fill in the yellow cells of the sheet Coding: for each passage at least one primary code. What the codes mean and "
    "the rules stand on the sheet Codebook. Everything else is locked so that the sheets of all coders fit together."
)


def make_coding_pages(
    passages: Sequence[Passage], titles: Mapping[str, str], taxonomy: Taxonomy, coder: str
) -> list[Page]:
    """Three pages: who codes, the passages without any machine code, the codebook."""
    rows = [(*_show(passage, titles), *[""] * len(ENTERED)) for passage in passages]
    return fill_pages((*SHOWN, *ENTERED), rows, taxonomy, coder)


def make_adjudication_pages(
    passages: Sequence[Passage],
    titles: Mapping[str, str],
    taxonomy: Taxonomy,
    given: Mapping[str, Mapping[str, str]],
) -> list[Page]:
    """As for coders, with a column for each coder's codes: `given` by coder, then by passage."""
    rows = [
        (
            *_show(passage, titles),
            *(codes.get(passage.passage_id, "") for codes in given.values()),
            *[""] * len(ENTERED),
        )
        for passage in passages
    ]
    return fill_pages((*SHOWN, *(f"codes of {coder}" for coder in given), *ENTERED), rows, taxonomy)


def fill_pages(
    header: Sequence[str], rows: Sequence[Sequence[str]], taxonomy: Taxonomy, coder: str = "", kind: str = ""
) -> list[Page]:
    """The pages of a sheet with these cells; the last columns are those to fill in."""
    widths = [WIDTHS.get(name, COLUMN_OF_CODER) for name in header]
    coding = Page(CODING, header, widths, rows, _code_entries(len(header) - len(ENTERED), len(rows), taxonomy))
    codebook = Page(CODEBOOK, HEADER, (8.0, 40.0, 70.0, 60.0), codebook_rows(taxonomy), protected=True)
    return [_coder_page(coder, kind), coding, codebook]


def _show(passage: Passage, titles: Mapping[str, str]) -> tuple[str, ...]:
    report = titles.get(passage.document_id, "") or passage.document_id
    return (passage.passage_id, report, passage.page, passage.section, passage.stem, passage.text)


def _code_entries(first: int, rows: int, taxonomy: Taxonomy) -> list[Entry]:
    last_code, note = _letter(first + len(ENTERED) - 2), _letter(first + len(ENTERED) - 1)
    choices = f"{CODEBOOK}!$A$2:$A${len(taxonomy.objectives) + 1}"
    codes = Entry(f"{_letter(first)}2:{last_code}{rows + 1}", choices)
    return [codes, Entry(f"{note}2:{note}{rows + 1}")]


def _letter(column: int) -> str:
    """Name of a column, counted from 0: A, B, ..., Z, AA."""
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def _coder_page(coder: str, kind: str) -> Page:
    rows = ((NAME, coder), (CODED_BY, kind), ("what to do", INTRODUCTION))
    choices = f'"{",".join(KINDS)}"'
    return Page(CODER, ("question", "answer"), (32.0, 90.0), rows, [Entry("B2"), Entry("B3", choices)])
