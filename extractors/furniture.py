"""Running headers, footers and page numbers: told by their repetition, or their place, at the page's edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from extractors.lines import Line, body_size
from extractors.spool import Spool

EDGE = 0.12
"""Share of the page height at the top and at the bottom where furniture may stand."""
SMALLER = 0.97
"""Running titles are set in type smaller than this share of the body's."""
SAME_HEIGHT = 3.0
"""Lines that differ by less, in points, stand at the same height."""
LARGER = 1.3
"""A line in so much larger type is no running line, though it has its words and place."""
_NUMBERING = re.compile(
    r"^\W*(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE
)


Signature = tuple[str, bool, int]


class EdgeLine(NamedTuple):
    """A line near the top or the bottom of its page, and how far from it, in points."""

    line: Line
    top: bool
    distance: float


def find_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], tables: Sequence[bool] = ()
) -> list[set[Line]]:
    """The lines of each page that are furniture; `heights` are the page heights in points.

    `tables` says which pages hold tables beside their lines.
    """
    edges = Spool(_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True))
    counts = Counter(key for lines in edges for key in {_signature(*one) for one in lines})
    enough = 3 if len(pages) > 3 else 2
    body = body_size(line for lines in pages for line in lines)
    often = {key for key, count in counts.items() if count >= enough}
    repeated = _smallest_sizes(edges, often | _alternating(edges, body))
    running = _running_titles(pages, edges, enough, body)
    printed = [{_page_number(one.line) for one in lines} - {None} for lines in edges]
    found = [
        {
            one.line
            for one in lines
            if one.line.size <= LARGER * repeated.get(_signature(*one), 0.0)
            or one in running
            or _counts_on(_page_number(one.line), number, printed)
        }
        for number, lines in enumerate(edges)
    ]
    return found if _leaves_text(pages, found, tables) else [set() for _ in found]


def _leaves_text(pages: Sequence[Sequence[Line]], found: Sequence[set[Line]], tables: Sequence[bool]) -> bool:
    """False where nothing would be left on most pages that say anything: what repeats there is the text itself."""
    held = zip(pages, found, tables or repeat(False), strict=False)
    said = [not table and drop.issuperset(lines) for lines, drop, table in held if lines]
    return 2 * sum(said) <= len(said)


def _smallest_sizes(edges: Iterable[Sequence[EdgeLine]], keys: Collection[Signature]) -> dict[Signature, float]:
    """The smallest size in which each running line is set: a title that is printed again as one is larger."""
    sizes: dict[Signature, float] = {}
    for lines in edges:
        for one in lines:
            key = _signature(*one)
            if key in keys:
                sizes[key] = min(one.line.size, sizes.get(key, one.line.size))
    return sizes


def _alternating(edges: Iterable[Sequence[EdgeLine]], body: float) -> set[Signature]:
    """What stands outermost in small type on a page and on the next but one: left and right pages differ."""
    found: set[Signature] = set()
    before: tuple[set[Signature], set[Signature]] = (set(), set())
    for lines in edges:
        here = {_signature(*one) for one in _outermost(lines) if one.line.size < SMALLER * body}
        found |= here & before[0]
        before = before[1], here
    return found


def _outermost(lines: Sequence[EdgeLine]) -> list[EdgeLine]:
    """The lines nearest to the top and to the bottom of a page, with those on the same height."""
    nearest = {side: min((one.distance for one in lines if one.top == side), default=0.0) for side in (True, False)}
    return [one for one in lines if one.distance - nearest[one.top] < SAME_HEIGHT]


def _running_titles(
    pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[EdgeLine]], enough: int, body: float
) -> set[EdgeLine]:
    """Lines in small type at a place that is filled on several pages, with words that stand elsewhere as a heading."""
    small = [one for lines in edges for one in lines if one.line.size < SMALLER * body]
    slots = Counter(_slot(one) for one in small)
    least = {True: SMALLER * body, False: body / SMALLER}
    candidates = [one for one in small if slots[_slot(one)] >= enough and _letters(one.line.text)]
    wanted = {_letters(one.line.text) for one in candidates}
    large = ([line for line in lines if line.size > least[line.bold]] for lines in (pages if wanted else ()))
    printed = wanted & {letters for lines in large for letters in map(_letters, _printed_together(lines))}
    return {one for one in candidates if _letters(one.line.text) in printed}


def _slot(one: EdgeLine) -> tuple[bool, int, float]:
    return one.top, round(one.distance / 3), round(one.line.size * 2) / 2


def _printed_together(lines: Sequence[Line]) -> Iterator[str]:
    """Every line, and lines of one size below each other (a heading of two or three lines)."""
    for at, line in enumerate(lines):
        yield line.text
        for last in (at + 1, at + 2):
            if last < len(lines) and lines[last].size == line.size:
                yield " ".join(one.text for one in lines[at : last + 1])


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def _edge_lines(lines: Sequence[Line], height: float) -> list[EdgeLine]:
    """Lines in the top and the bottom edge of a page, and those that run upwards or downwards."""
    top = [EdgeLine(line, True, line.baseline) for line in lines if line.box.bottom < EDGE * height]
    bottom = [EdgeLine(line, False, height - line.baseline) for line in lines if line.box.top > (1 - EDGE) * height]
    inside = [line for line in lines if line.words[0].turned and line not in {one.line for one in top + bottom}]
    return top + bottom + [EdgeLine(line, False, line.box.x0) for line in inside]


def _signature(line: Line, top: bool, distance: float) -> Signature:
    """The same for the same words at the same height, whatever the page number in them."""
    text = re.sub(r"\d+", "#", line.text.casefold())
    return re.sub(r"\s+", " ", text), top, round(distance / 3)


def _page_number(line: Line) -> int | None:
    """The number that a line holds and nothing else; None for any other line."""
    match = re.search(r"\d+", line.text) if _NUMBERING.match(line.text) else None
    return int(match[0]) if match else None


def _counts_on(number: int | None, page: int, printed: Sequence[set[int | None]]) -> bool:
    """True for a number that counts with the pages: it is one more or less on a neighbour. `page` is 0-based."""
    if number is None:
        return False
    return any(number + step in printed[page + step] for step in (-1, 1) if 0 <= page + step < len(printed))
