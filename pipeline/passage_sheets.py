"""A spreadsheet of passages → the same with objectives, or the mentions in it: the `tag` and `mentions` commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.errors import SettingsError
from models.records.annex import ObjectiveTag
from models.records.ids import sort_codes
from models.records.segmentation import Subject
from pipeline.spreadsheets import Spreadsheet

if TYPE_CHECKING:
    from models.actors.recognizer import Recognizer
    from models.objectives.tagger import Tagger

TAG_COLUMNS = ("primary", "secondary", "addressee", "scores", "evidence")
MENTION_COLUMNS = ("passage_id", "label", "mention", "occurrence", "start", "end", "iso3", "canonical")
CONTEXT_COLUMN = "section"
"""Read for context where it is there, without being asked for."""


def tag_sheet(
    sheet: Spreadsheet, tagger: Tagger, *, text_column: str = "text", context_column: str | None = None
) -> Spreadsheet:
    """All columns of the input, then those of the tags; columns named like an output are renamed and never read."""
    from models.objectives.cited import find_cited
    from models.recommendations.describe import describe

    check_columns(sheet, text_column, context_column)
    subjects = sheet_to_subjects(sheet, text_column, context_column)
    tags: dict[str, list[ObjectiveTag]] = {subject.id: [] for subject in subjects}
    for tag in (*tagger.tag(subjects), *(tag for s in subjects for tag in find_cited(s, tagger.taxonomy))):
        tags[tag.subject_id].append(tag)
    results = [_tags_to_cells(tags[subject.id], describe(subject).addressee) for subject in subjects]
    rows = tuple((*row, *cells) for row, cells in zip(sheet.rows, results, strict=True))
    return Spreadsheet((*_rename(sheet.header, TAG_COLUMNS), *TAG_COLUMNS), rows)


def find_sheet_mentions(sheet: Spreadsheet, recognizer: Recognizer, *, text_column: str = "text") -> Spreadsheet:
    """One row a mention; `passage_id` is copied, else it is the row's number, counted from 1."""
    subjects = sheet_to_subjects(sheet, text_column, None)
    ids = sheet.column("passage_id") if "passage_id" in sheet.header else [""] * len(subjects)
    names = {subject.id: given or subject.id for subject, given in zip(subjects, ids, strict=True)}
    documents = _documents(sheet)
    placed = [subject.model_copy(update={"document_id": documents[index]}) for index, subject in enumerate(subjects)]
    rows = tuple(
        (
            names[found.subject_id],
            found.label,
            found.mention,
            str(found.occurrence),
            str(found.start),
            str(found.end),
            found.iso3,
            found.canonical,
        )
        for found in recognizer.find_mentions(placed)
    )
    return Spreadsheet(MENTION_COLUMNS, rows)


def check_columns(
    sheet: Spreadsheet, text_column: str, context_column: str | None, *, outputs: Sequence[str] = TAG_COLUMNS
) -> None:
    """Raises SettingsError for a column that is not there, or that is named like a result and so never read."""
    for column in (text_column, context_column):
        if column in outputs:
            raise SettingsError(f"the column {column!r} is named like a result and is not read; rename it first")
        if column is not None and column not in sheet.header:
            columns = ", ".join(name for name in sheet.header if name)
            raise SettingsError(f"there is no column {column!r}; the columns are {columns}")


def sheet_to_subjects(sheet: Spreadsheet, text_column: str, context_column: str | None) -> list[Subject]:
    """One subject a row, its id the row's number."""
    context = context_column or (CONTEXT_COLUMN if CONTEXT_COLUMN in sheet.header else None)
    contexts = sheet.column(context) if context else [""] * len(sheet.rows)
    texts = sheet.column(text_column)
    return [
        Subject(id=str(number), text=text, context=around)
        for number, (text, around) in enumerate(zip(texts, contexts, strict=True), start=1)
    ]


def _documents(sheet: Spreadsheet) -> list[str]:
    """Acronyms explained in one report hold for its other passages, where a column tells the report."""
    column = next((name for name in ("document_id", "document", "report") if name in sheet.header), None)
    return sheet.column(column) if column else [""] * len(sheet.rows)


def _rename(header: Sequence[str], outputs: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for column in header:
        name = f"input_{column}" if column in outputs else column
        while name != column and (name in header or name in names):
            name = f"input_{name}"
        names.append(name)
    return tuple(names)


def _tags_to_cells(tags: Sequence[ObjectiveTag], addressee: Sequence[str]) -> tuple[str, ...]:
    primary = sort_codes(tag.objective for tag in tags if tag.grade == "primary" and tag.source == "inferred")
    secondary = sort_codes(tag.objective for tag in tags if tag.objective not in primary)
    inferred = sorted(
        (tag for tag in tags if tag.score is not None), key=lambda tag: (-(tag.score or 0), tag.objective)
    )
    scores = ";".join(f"{tag.objective}:{tag.score:.2f}" for tag in inferred if tag.source == "inferred")
    evidence = " | ".join(dict.fromkeys(f"{tag.objective}: {tag.evidence}" for tag in tags if tag.evidence))
    return (";".join(primary), ";".join(secondary), ";".join(addressee), scores, evidence)
