"""What was noticed while reading → problems: one row a reason, over as many pages as follow each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractors.readers import Reading
from models.records.ink import PageInk
from models.records.outcome import Problem, Severity

BLANK = "all pages are blank; get a copy that shows text in a PDF viewer"


def reading_to_problems(document_id: str, name: str, reading: Reading) -> tuple[Problem, ...]:
    """Problems of the whole file, then those of its pages; one `error` where no page gave any text."""
    if not any(ink.words for ink in reading.pages):
        return (_problem(document_id, None, "error", f"{name}: {_why_nothing(reading.pages)}"),)
    whole = (_problem(document_id, None, "warning", f"{name}: {note}") for note in reading.notes)
    return (*whole, *_page_problems(document_id, name, reading.pages))


def _why_nothing(pages: Iterable[PageInk]) -> str:
    troubles = Counter(ink.trouble for ink in pages if ink.trouble)
    return f"no page gave any text: {troubles.most_common(1)[0][0]}" if troubles else BLANK


def _page_problems(document_id: str, name: str, pages: Iterable[PageInk]) -> Iterator[Problem]:
    for (trouble, unread), run in groupby(pages, key=lambda ink: (ink.trouble, ink.unread)):
        if trouble:
            numbers = [ink.number for ink in run]
            severity: Severity = "warning" if unread else "note"
            yield _problem(document_id, numbers[0], severity, f"{name}: {_name_pages(numbers)}: {trouble}")


def _name_pages(numbers: Sequence[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]}"


def _problem(document_id: str, page: int | None, severity: Severity, message: str) -> Problem:
    return Problem(document_id=document_id, page=page, stage="extract", severity=severity, message=message)
