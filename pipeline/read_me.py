"""The first sheet of the workbook in lines: what this is, where it comes from, how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pipeline.fingerprint import version
from pipeline.links import Source
from pipeline.objective_sheet import MARKS, Objectives
from pipeline.sheets import Rows, Sheet

Kind = Literal["title", "text", "warning", "heading", "row", "digest", "mark"]

CHECK = (
    "Tables that a program made from the reports below; no person has checked them. "
    "Look at the page before you quote a row: the number under Page is a link to it."
)
DIGESTS = (
    "{} of the reports below are digests: they retell a published report in other words. Names, dates, countries and "
    "declared objectives carry over, the sentences do not, so never quote a digest as the report. "
    "To put the original in its place: gcmatrix add original.pdf --replaces ID"
)
PAGES = (
    "They lead from this workbook to the PDF files, as long as both keep their places to each other. Moved or sent by "
    "mail, the workbook stays whole and only the links lead nowhere. Pages count from the first of the file. Browsers "
    "open the very page; some other PDF programs open the first."
)
CSV = (
    "The folder datasets beside this workbook has every row and more columns. In Excel choose Data > From Text/CSV and "
    "65001: Unicode (UTF-8) as file origin, so that accents are right; in LibreOffice choose Unicode (UTF-8). Text "
    "that looks like a formula has an apostrophe before it and never runs; the Parquet files are exact."
)
DATE = (
    "The same reports give the same workbook, byte by byte, so it holds no time of its own. When and with which "
    "versions it was made is told by the newest file in the folder runs beside it."
)
READING = (
    ("Blue headings", "What the report prints, in the order of the printed table."),
    ("Grey headings", "What the program adds: the report and page, codes, countries, dates, who is asked to do what."),
    ("Codes", "Objectives by number, IFR for the review of the Compact; countries by ISO 3166-1 alpha-3."),
    ("Dates", "As precise as the report is: 2019, 2019-07 or 2019-07-04."),
    ("Empty cells", "Not printed, or looked for and not found."),
    ("Links to pages", PAGES),
    ("The same as CSV", CSV),
    ("When it was made", DATE),
)


class Line(NamedTuple):
    """A line of the first sheet; the last cell runs to the edge, the link is that of the first."""

    kind: Kind
    cells: tuple[str, ...]
    link: str = ""


def read_me_lines(
    rows: Rows, sheets: Sequence[Sheet], objectives: Objectives, sources: Mapping[str, Source]
) -> Iterator[Line]:
    """All lines, an empty one between two parts."""
    yield Line("title", (f"gcmatrix {version('gcmatrix')}",))
    yield Line("text", (CHECK,))
    digests = sum(row.edition == "digest" for row in rows["documents"])
    if digests:
        yield Line("warning", (DIGESTS.format(digests),))
    yield from _part(("Report", "Edition", "Published", "Pages", "Read", "Title and publisher"))
    yield from (_report(row, sources.get(row.document_id, Source())) for row in rows["documents"])
    yield from _part(("Sheet", "Rows", "What is on it"))
    yield from (
        Line("row", (sheet.title, str(len(sheet.rows)), sheet.about), f"#'{sheet.title}'!A1") for sheet in sheets
    )
    yield from _part(("Mark", "What it means on the sheet Objectives"))
    yield from (Line("mark", (mark.sign, mark.meaning)) for mark in MARKS.values())
    yield from _part(("How to read", ""))
    yield from _rows(READING)
    yield from _part(("Objective", "Title"))
    yield from _rows(objectives)


def _part(heading: tuple[str, ...]) -> Iterator[Line]:
    yield Line("text", ("",))
    yield Line("heading", heading)


def _rows(found: Iterable[tuple[str, str]]) -> Iterator[Line]:
    return (Line("row", cells) for cells in found)


def _report(row: Any, source: Source) -> Line:
    about = [row.title, row.publisher]
    about += [f"Retells: {source.digest_of}"] if source.digest_of else []
    about += [source.source_page, row.problem]
    pages = "" if row.pages is None else str(row.pages)
    cells = (row.document_id, row.edition.upper() if row.edition == "digest" else row.edition, row.published, pages)
    text = "\n".join(part for part in about if part)
    return Line("digest" if row.edition == "digest" else "row", (*cells, row.status, text), source.link)
