"""Notes gathered at the end of a section or document: told by a heading, or by markers in the text before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.drafts import Column
from extractors.footnotes import follows, note_number
from extractors.lines import Line
from extractors.pages import Flow, PageFlows
from extractors.text import normalize_text, raised_numbers

SMALLER = 0.95
"""Without a heading, end notes are set in type smaller than this share of the body's."""
SAME = 0.06
"""Share by which the sizes of lines of one note may differ."""
LARGER = 1.12
"""Type larger than the notes' by this factor is a heading or text."""
ENOUGH = 3
"""So many numbers one after the other, each with its marker in the text, are notes."""
LONGEST = 25
"""A note has no more lines; what goes on longer is text."""
_TITLE = re.compile(
    r"^(?:\d+\.?\s+|[ivx]+\.\s+)?(?:notes|(?P<sure>end ?-?notes|notes de fin|notas finales)|notas|footnotes"
    r"|notes (?:and|&) (?:references|sources)|references (?:and|&) notes)\W*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?<=\S)\s?\[(\d{1,3})\]")


@dataclass
class _State:
    """What is known at a place in the reading order: markers seen, and the open list of notes."""

    body: float
    markers: set[str] = field(default_factory=set)
    size: float | None = None
    """Size of the open list's type; None where no list is open."""
    last: int | None = None
    lines: int = 0


def take_end_notes(pages: Iterable[PageFlows], body: float) -> Iterator[PageFlows]:
    """Move the lines of end notes from the columns to the notes of their page; `body` is the text's type size."""
    state = _State(body)
    for page in pages:
        _go_on(page, state)
        flows: list[Flow] = []
        notes: list[Line] = []
        for flow in page.flows:
            if not isinstance(flow, Column):
                flows.append(flow)
                continue
            kept, taken = _split(flow.lines, state)
            notes += taken
            if kept:
                flows.append(flow._replace(lines=tuple(kept)))
        _note_foot(page.footnotes, state)
        yield page._replace(flows=tuple(flows), footnotes=(*page.footnotes, *notes)) if notes else page


def _split(lines: Sequence[Line], state: _State) -> tuple[list[Line], list[Line]]:
    kept: list[Line] = []
    taken: list[Line] = []
    for at, line in enumerate(lines):
        if state.size is None and _opens(line, lines[at:], kept, state):
            state.size, state.last, state.lines = line.size, None, 0
        if state.size is not None and _belongs(line, lines[at:], state):
            taken.append(line)
        else:
            state.size = None
            kept.append(line)
            _see_markers(line, state)
    return kept, taken


def _see_markers(line: Line, state: _State) -> None:
    text = line.text
    state.markers.update(raised_numbers(text))
    state.markers.update(_BRACKETED.findall(text))


def _opens(line: Line, rest: Sequence[Line], kept: Sequence[Line], state: _State) -> bool:
    """True for the first note below a heading for notes, or of a small list whose markers stand in the text."""
    number = note_number(line)
    if not number.isdigit():
        return False
    title = _TITLE.match(normalize_text(kept[-1].text)) if kept else None
    if title is not None and (number in state.markers or title["sure"]):
        return True
    numbers = _run_of_numbers(rest, int(number))
    return (
        number == "1"
        and line.size < SMALLER * state.body
        and len(numbers) >= ENOUGH
        and all(one in state.markers for one in numbers[:ENOUGH])
    )


def _run_of_numbers(lines: Sequence[Line], first: int) -> list[str]:
    """The numbers with which lines begin that count on from the first, without a gap."""
    numbers: list[str] = []
    for line in lines:
        if note_number(line) == str(first + len(numbers)):
            numbers.append(note_number(line))
    return numbers


def _belongs(line: Line, rest: Sequence[Line], state: _State) -> bool:
    """True for the first line of the next note and for lines that go on; a heading or other type ends the list."""
    size = state.size or 0.0
    number = note_number(line)
    if number.isdigit() and follows(number, state.last) and line.size < LARGER * size:
        state.last, state.lines = int(number), 0
        return True
    state.lines += 1
    alike = abs(line.size - size) <= SAME * size or any(abs(w.size - size) <= SAME * size for w in line.words)
    heading = all(word.bold for word in line.words) or bool(_TITLE.match(normalize_text(line.text)))
    return state.last is not None and alike and not heading and state.lines < LONGEST


def _go_on(page: PageFlows, state: _State) -> None:
    """Notes at the foot of the page before go on at the head of this one in small type that counts on."""
    first = next((flow for flow in page.flows if isinstance(flow, Column)), None)
    if state.size is not None or state.last is None or first is None:
        return
    small = takewhile(lambda line: line.size < SMALLER * state.body, first.lines)
    if any(note_number(line) == str(state.last + 1) for line in small):
        state.size, state.lines = first.lines[0].size, 0


def _note_foot(notes: Sequence[Line], state: _State) -> None:
    for line in notes:
        number = note_number(line)
        if number.isdigit() and follows(number, state.last):
            state.last = int(number)
