"""Text framed by rules: two upright sides with a rule at the top, at the bottom, or at both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.edges import Edge, snap_edges
from models.records.ink import BBox, PageInk

NEAR = 4.0
"""Sides and rules of a frame meet within this many points."""
MIN_WIDTH = 0.2
MIN_HEIGHT = 30.0
DESIGN = 0.75
"""A frame over more than this share of the page's width and height belongs to its design."""


class Frame(NamedTuple):
    """The box of a frame, and where a page or column end leaves it open."""

    box: BBox
    open_top: bool = False
    open_bottom: bool = False


def find_frames(ink: PageInk) -> list[Frame]:
    """The frames of a page; one without any rule counts where it has the width of an open one."""
    thin = [r for r in ink.rulings if min(r.width, r.height) < 3]
    upright = list(snap_edges(Edge((r.x0 + r.x1) / 2, r.top, r.bottom) for r in thin if r.height > r.width))
    lying = list(snap_edges(Edge((r.top + r.bottom) / 2, r.x0, r.x1) for r in thin if r.width >= r.height))
    sides = [e for e in upright if e.end - e.start >= MIN_HEIGHT]
    pairs = [frame for side in sides if (frame := _to_frame(side, sides, lying, ink)) is not None]
    cut = [frame for frame in pairs if frame.open_top != frame.open_bottom]
    return [f for f in pairs if not (f.open_top and f.open_bottom) or any(_same_width(f.box, c.box) for c in cut)]


def _to_frame(left: Edge, sides: Sequence[Edge], lying: Sequence[Edge], ink: PageInk) -> Frame | None:
    """The frame that begins with a side; None where others stand inside it or none closes it on the right."""
    beside = [e for e in sides if e.at > left.at + NEAR and min(e.end, left.end) - max(e.start, left.start) > NEAR]
    right = min(beside, default=None)
    if right is None or abs(right.start - left.start) > NEAR or abs(right.end - left.end) > NEAR:
        return None
    box = BBox(left.at, left.start, right.at, left.end)
    wide, high = box.width / ink.width, box.height / ink.height
    if wide < MIN_WIDTH or (wide > DESIGN and high > DESIGN):
        return None
    return Frame(box, not _closes(lying, box, box.top), not _closes(lying, box, box.bottom))


def _closes(lying: Sequence[Edge], box: BBox, y: float) -> bool:
    """True for a rule from side to side; a longer one belongs to a table."""
    return any(abs(e.at - y) < NEAR and abs(e.start - box.x0) < NEAR and abs(e.end - box.x1) < NEAR for e in lying)


def _same_width(one: BBox, two: BBox) -> bool:
    return abs(one.width - two.width) < NEAR
