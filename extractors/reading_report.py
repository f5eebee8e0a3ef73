"""`Extraction` → how the document was read: readers, words, tables, notes, pages that need OCR."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extractors.conservation import blocks_to_printed, count_tokens, find_lost, text_to_tokens
from models.records.layout import Extraction, PageRecord, Record

EXAMPLES = 12
"""So many missing words are named for a page, and so many running lines for the document."""
WORST = 5
"""So many pages are listed that miss words of the second reader."""
HEADINGS = ("page", "reader", "size", "words", "lost", "missing", "tables", "rows", "running", "")


class PageReport(Record):
    """Figures of one page."""

    number: int
    reader: str
    needs_ocr: bool
    size: tuple[float, float]
    """Width and height in points."""
    words: int
    lost: int
    tables: int
    rows: int
    running: int
    missing: int | None = None
    """Words that the second reader saw and the structure does not hold; None where it did not read the page."""
    missing_words: tuple[str, ...] = ()
    """Some of them, the longest first, in lower case."""


class ReadingReport(Record):
    """Figures of one document; each total is that of its pages."""

    document_id: str
    pages: int
    readers: dict[str, int]
    """Reader → number of pages."""
    needs_ocr: tuple[int, ...]
    words: int
    lost: int
    second_reader: str = ""
    """Name of the reader that the structure was compared with; empty where none read the file."""
    second_words: int | None = None
    missing: int | None = None
    tables: int
    rows: int
    running: dict[str, int]
    """Running headers and footers, numbers as `#` → on how many pages they were taken out."""
    notes: int
    notes_tied: int
    notes_loose: tuple[str, ...]
    """Numbers of the notes whose marker was not found, with their page: `7 (p. 3)`."""
    page_reports: tuple[PageReport, ...]
    problems: tuple[str, ...]


def to_report(extraction: Extraction, second: Mapping[int, str] | None = None, *, reader: str = "") -> ReadingReport:
    """Sum up how a document was read; `second` gives the text of each page as another reader sees it."""
    pages = _compare(extraction, second or {})
    notes = [block for block in extraction.blocks if block.kind == "footnote" and block.label]
    loose = [block for block in notes if block.anchor is None]
    return ReadingReport(
        document_id=extraction.document_id,
        pages=extraction.pages,
        readers=dict(sorted(Counter(page.reader for page in extraction.page_records).items())),
        needs_ocr=extraction.unread,
        words=sum(page.words for page in pages),
        lost=sum(page.lost for page in pages),
        second_reader=reader if second else "",
        second_words=sum(len(text_to_tokens(text)) for text in second.values()) if second else None,
        missing=sum(page.missing or 0 for page in pages) if second else None,
        tables=sum(block.table is not None for block in extraction.blocks),
        rows=sum(page.rows for page in pages),
        running=_running_lines(extraction.page_records),
        notes=len(notes),
        notes_tied=len(notes) - len(loose),
        notes_loose=tuple(f"{block.label} (p. {block.page_first})" for block in loose),
        page_reports=tuple(pages),
        problems=tuple(problem.message for problem in extraction.problems),
    )


def _running_lines(records: Iterable[PageRecord]) -> dict[str, int]:
    counts = Counter(re.sub(r"\d+", "#", line.text) for page in records for line in page.running)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _compare(extraction: Extraction, second: Mapping[int, str]) -> list[PageReport]:
    printed = blocks_to_printed(extraction.blocks)
    return [_to_page(page, printed.get(page.number, []), second.get(page.number)) for page in extraction.page_records]


def _to_page(page: PageRecord, printed: Sequence[str], text: str | None) -> PageReport:
    held = count_tokens([*printed, *(line.text for line in page.running)])
    missing = find_lost(Counter(text_to_tokens(text)), held) if text is not None else None
    return PageReport(
        number=page.number,
        reader=page.reader,
        needs_ocr=page.unread,
        size=(page.width, page.height),
        words=page.words,
        lost=page.lost,
        tables=page.tables,
        rows=page.rows,
        running=len(page.running),
        missing=None if missing is None else missing.total(),
        missing_words=tuple(missing)[:EXAMPLES] if missing else (),
    )


def report_to_text(report: ReadingReport, name: str) -> str:
    """The report for people: totals, the pages that differ most from the second reader, a row a page."""
    lines = [name, *_totals(report), "", *_worst(report.page_reports), *_page_table(report.page_reports)]
    if report.problems:
        lines += ["", "Problems", *(f"  {message}" for message in report.problems)]
    return "\n".join(lines) + "\n"


def _totals(report: ReadingReport) -> list[str]:
    readers = ", ".join(f"{reader} {count}" for reader, count in report.readers.items())
    running = ", ".join(f'"{text}" {count}' for text, count in list(report.running.items())[:EXAMPLES])
    loose = f"; no marker found for {', '.join(report.notes_loose)}" if report.notes_loose else ""
    rows = {
        "pages": f"{report.pages} ({readers})",
        "need OCR": ", ".join(map(str, report.needs_ocr)) or "none",
        "words": f"{report.words}; {report.lost} in no paragraph, table, note or running line",
        "second reader": _second(report),
        "tables": f"{report.tables} with {report.rows} rows",
        "running lines": running or "none",
        "notes": f"{report.notes}, {report.notes_tied} tied to their marker{loose}",
    }
    return [f"  {label:14}{value}" for label, value in rows.items()]


def _second(report: ReadingReport) -> str:
    if report.missing is None:
        return "none could read the file"
    words = report.second_words or 0
    return f"{report.second_reader} sees {words} words; {report.missing} of them are missing here"


def _worst(pages: Sequence[PageReport]) -> list[str]:
    """The pages that miss most against the second reader, with some of the words."""
    short = sorted((page for page in pages if page.missing), key=lambda page: (-(page.missing or 0), page.number))
    rows = [f"  page {page.number}: {page.missing} missing: {', '.join(page.missing_words)}" for page in short[:WORST]]
    return ["Pages that miss words of the second reader", *rows, ""] if rows else []


def _page_table(pages: Sequence[PageReport]) -> list[str]:
    return [_to_row(*HEADINGS), *(_to_row(*_page_cells(page)) for page in pages)]


def _page_cells(page: PageReport) -> tuple[object, ...]:
    width, height = page.size
    missing = "-" if page.missing is None else page.missing
    figures = (page.words, page.lost, missing, page.tables, page.rows, page.running)
    return (page.number, page.reader, f"{width:.0f}x{height:.0f}", *figures, "needs OCR" if page.needs_ocr else "")


def _to_row(number: object, reader: object, size: object, *figures: object) -> str:
    cells = "".join(f"{figure:>8}" for figure in figures[:-1])
    return f"{number:>6}  {reader:<11}{size:>9}{cells}  {figures[-1]}".rstrip()
