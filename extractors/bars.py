"""Text set apart by a bar at its left alone: a box without a tint and without a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.lines import Line, body_size, words_to_lines
from extractors.text import normalize_text
from models.records.ink import BBox, PageInk

PIECE_GAP = 0.8
"""A white space wider than this many type sizes is a column gap."""
MIN_HEIGHT = 30.0
"""In points, as for other boxes; a lower bar belongs to a heading."""
MOST_HEIGHT = 0.7
"""A bar over more of the page's height belongs to its design or parts two columns."""
WIDEST = 12.0
"""A wider fill is no bar, in points."""
NEAR = 4.0
"""The bar stands where the text of the column begins, within so many points."""
LARGER = 1.12
"""Type larger than the body's by this factor is that of headings."""
INDENT = 24.0
"""The text in the box begins at most so many points right of the bar."""


def find_bars(ink: PageInk, tables: Sequence[BBox]) -> list[BBox]:
    """The areas right of lone upright bars that stand at the edge of their column, outside tables."""
    tall = [box for box in _uprights(ink) if MIN_HEIGHT <= box.height < MOST_HEIGHT * ink.height]
    bars = sorted({_rounded(box) for box in tall if not any(_touches(box, table) for table in tables)})
    lone = [bar for bar in bars if _is_lone(bar, bars)]
    if not lone:
        return []
    words = [w for w in ink.words if not w.turned and not any(t.contains(w.box.x0, w.baseline) for t in tables)]
    lines = words_to_lines(words, gap=PIECE_GAP)
    return [area for bar in lone if (area := _text_beside(bar, lines)) is not None]


def _touches(box: BBox, table: BBox) -> bool:
    sides = table.x0 - NEAR < box.x0 and box.x1 < table.x1 + NEAR
    return sides and _beside(box, table)


def _uprights(ink: PageInk) -> Iterator[BBox]:
    yield from (box for box in ink.rulings if box.height > box.width)
    yield from (fill.box for fill in ink.fills if fill.box.width <= WIDEST and fill.box.height > 3 * fill.box.width)


def _rounded(box: BBox) -> BBox:
    return BBox(*(round(side, 1) for side in box))


def _is_lone(bar: BBox, bars: Sequence[BBox]) -> bool:
    """True where no other bar stands beside it: two are a frame, several a table."""
    return not any(other != bar and _beside(other, bar) and abs(other.x0 - bar.x0) > WIDEST for other in bars)


def _beside(one: BBox, two: BBox) -> bool:
    return min(one.bottom, two.bottom) - max(one.top, two.top) > 0.3 * min(one.height, two.height)


def _text_beside(bar: BBox, lines: Sequence[Line]) -> BBox | None:
    """The area of the lines right of the bar; None where none begin there, or the column does not begin at the bar."""
    inside = [line for line in lines if bar.top - NEAR < line.box.top and line.box.bottom < bar.bottom + NEAR]
    right = [line for line in inside if bar.x1 < line.box.x0 < bar.x1 + INDENT]
    crossing = any(line.box.x0 < bar.x0 and line.box.x1 > bar.x1 for line in inside)
    outside = [line for line in lines if line not in inside]
    column = any(abs(line.box.x0 - bar.x0) < NEAR and line.box.x1 > bar.x1 + INDENT for line in outside)
    if len(right) < 2 or crossing or not column or not _is_running_text(right, body_size(lines)):
        return None
    left, reach = min(line.box.x0 for line in right), max(line.box.x1 for line in right)
    return BBox(bar.x0, bar.top, reach, bar.bottom) if left - bar.x1 >= 1 else None


def _is_running_text(lines: Sequence[Line], body: float) -> bool:
    """True for text of its own: a heading beside a bar is none, and a pull quote is a quote with or without it."""
    plain = [line for line in lines if line.size < LARGER * body and not all(word.bold for word in line.words)]
    return len(plain) >= 2 and not (lines[0].italic or normalize_text(lines[0].text).startswith('"'))
