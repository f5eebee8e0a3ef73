"""Tinted areas that hold running text: the boxes of a report."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.paths import WHITE
from models.records.ink import BBox, Fill, PageInk, Word, union

MIN_HEIGHT = 30.0
"""Lower than about two lines of text: a header bar or a highlight, no box."""
MAX_SHARE = 0.85
"""A fill over more than this share of the page is its background."""
MIN_WORDS = 8


def find_boxes(ink: PageInk, tables: Sequence[BBox]) -> list[Fill]:
    """The tinted boxes of a page outside its tables, top to bottom."""
    fills = [f for f in ink.fills if f.color != WHITE and not _is_background(f.box, ink)]
    free = [f for f in fills if not any(f.box.overlap(t) > 0.3 * f.box.width * f.box.height for t in tables)]
    boxes = [box for box in _join_touching(free) if _holds_text(box, ink.words) and box.box.width > 0.2 * ink.width]
    return sorted(boxes, key=lambda f: (f.box.top, f.box.x0))


def _is_background(box: BBox, ink: PageInk) -> bool:
    """True for a fill over most of the page, or one that runs off the page on three sides (a cover, a banner)."""
    off = (box.x0 < 2, box.top < 2, box.x1 > ink.width - 2, box.bottom > ink.height - 2)
    return box.width * box.height > MAX_SHARE * ink.width * ink.height or sum(off) >= 3


def _join_touching(fills: Sequence[Fill]) -> list[Fill]:
    """Areas that overlap or touch over their whole width (a title bar on its box) are one box."""
    joined: list[Fill] = []
    for fill in sorted(fills, key=lambda f: -f.box.width * f.box.height):
        for index, other in enumerate(joined):
            if _touch(fill.box, other.box):
                joined[index] = Fill(union([fill.box, other.box]), other.color)
                break
        else:
            joined.append(fill)
    return joined


def _touch(one: BBox, two: BBox) -> bool:
    if one.overlap(two) > 0.5 * min(one.width * one.height, two.width * two.height):
        return True
    same_sides = abs(one.x0 - two.x0) < 2 and abs(one.x1 - two.x1) < 2
    return same_sides and min(abs(one.bottom - two.top), abs(two.bottom - one.top)) < 2


def _holds_text(fill: Fill, words: Sequence[Word]) -> bool:
    inside = [word for word in words if is_inside(word, fill.box)]
    return fill.box.height >= MIN_HEIGHT and len(inside) >= MIN_WORDS


def is_inside(word: Word, box: BBox) -> bool:
    """True where the middle of a word lies in a box."""
    return box.contains((word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2)
