"""Tinted or framed areas that hold running text: the boxes of a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.bars import find_bars
from extractors.frames import find_frames
from extractors.paths import WHITE
from models.records.ink import BBox, PageInk, Word, union

MIN_HEIGHT = 30.0
"""Lower than about two lines of text: a header bar or a highlight, no box."""
MAX_SHARE = 0.85
"""A fill over more than this share of the page is its background."""
MIN_WORDS = 8
COLUMN_SHARE = 0.2
"""Share of the page's width from which a box is one whatever it holds."""
STRIP_WORDS = 15
"""A narrower area is a box where it holds so many words."""


FRAMED = "frame"
BARRED = "bar"
"""What stands for the color of a box without a tint."""


class TextBox(NamedTuple):
    """The area of a box and its color; a frame may be left open by a page or column end."""

    box: BBox
    color: str
    open_top: bool = False
    open_bottom: bool = False


def find_boxes(ink: PageInk, tables: Sequence[BBox]) -> list[TextBox]:
    """The boxes of a page outside its tables, top to bottom: tinted, framed, or marked by a bar at their left."""
    tints = [TextBox(f.box, f.color) for f in ink.fills if f.color != WHITE and not _is_background(f.box, ink)]
    areas = tints + [TextBox(f.box, FRAMED, f.open_top, f.open_bottom) for f in find_frames(ink)]
    free = [a for a in areas if not any(a.box.overlap(t) > 0.3 * a.box.width * a.box.height for t in tables)]
    boxes = [box for box in _join_touching(free) if _holds_text(box, ink.words) and _is_wide(box.box, ink)]
    barred = [TextBox(area, BARRED) for area in find_bars(ink, tables)]
    boxes += [b for b in barred if _holds_text(b, ink.words) and not any(b.box.overlap(o.box) for o in boxes)]
    return sorted(boxes, key=lambda b: (b.box.top, b.box.x0))


def _is_wide(box: BBox, ink: PageInk) -> bool:
    """True for the width of a column, or a strip full of text (one of several that stand side by side)."""
    if box.width > COLUMN_SHARE * ink.width:
        return True
    return box.height > 2 * box.width and sum(is_inside(word, box) for word in ink.words) >= STRIP_WORDS


def _is_background(box: BBox, ink: PageInk) -> bool:
    """True for a fill over most of the page, or one that runs off the page on three sides (a cover, a banner)."""
    off = (box.x0 < 2, box.top < 2, box.x1 > ink.width - 2, box.bottom > ink.height - 2)
    return box.width * box.height > MAX_SHARE * ink.width * ink.height or sum(off) >= 3


def _join_touching(fills: Sequence[TextBox]) -> list[TextBox]:
    """Areas that overlap or touch over their whole width (a title bar on its box) are one box."""
    joined: list[TextBox] = []
    for fill in sorted(fills, key=lambda f: -f.box.width * f.box.height):
        for index, other in enumerate(joined):
            if _touch(fill.box, other.box):
                joined[index] = other._replace(box=union([fill.box, other.box]))
                break
        else:
            joined.append(fill)
    return joined


def _touch(one: BBox, two: BBox) -> bool:
    if one.overlap(two) > 0.5 * min(one.width * one.height, two.width * two.height):
        return True
    same_sides = abs(one.x0 - two.x0) < 2 and abs(one.x1 - two.x1) < 2
    return same_sides and min(abs(one.bottom - two.top), abs(two.bottom - one.top)) < 2


def _holds_text(fill: TextBox, words: Sequence[Word]) -> bool:
    inside = [word for word in words if is_inside(word, fill.box)]
    return fill.box.height >= MIN_HEIGHT and len(inside) >= MIN_WORDS


def is_inside(word: Word, box: BBox) -> bool:
    """True where the middle of a word lies in a box."""
    return box.contains((word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2)
