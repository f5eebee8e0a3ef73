"""Drawn paths → rulings and fills, whichever reader saw them."""

from __future__ import annotations

from typing import NamedTuple

from models.records.ink import BBox, Fill

THIN = 3.0
"""A drawn area thinner than this many points is a ruling."""
WHITE = "ffffff"


class SubPath(NamedTuple):
    """One drawn path: the boxes of its parts, how it is painted, and the box that clips it."""

    parts: tuple[BBox, ...]
    filled: bool
    stroked: bool
    color: str
    clip: BBox | None


def paths_to_ink(paths: list[SubPath], width: float, height: float) -> tuple[tuple[BBox, ...], tuple[Fill, ...]]:
    """Split what is drawn on a page of the given size into thin rulings and wide fills, in drawing order."""
    rulings: list[BBox] = []
    fills: list[Fill] = []
    page = BBox(0.0, 0.0, width, height)
    for path in paths:
        limit = _cut(path.clip, page) if path.clip else page
        for box in _painted(path):
            seen = _cut(box, limit) if limit else None
            if seen is None:
                continue
            if min(seen.width, seen.height) <= THIN:
                rulings.append(seen)
            elif path.filled:
                fills.append(Fill(seen, path.color))
            elif path.stroked:
                rulings.extend(_edges(seen))
    return tuple(rulings), tuple(fills)


def _painted(path: SubPath) -> list[BBox]:
    """A frame (one box inside another, filled between) is its four sides; anything else is its parts."""
    if path.filled and len(path.parts) == 2 and _frames(*path.parts):
        return _between(*path.parts)
    return list(path.parts)


def _frames(outer: BBox, inner: BBox) -> bool:
    if outer.width * outer.height < inner.width * inner.height:
        outer, inner = inner, outer
    near = 0.5
    return (
        inner.x0 >= outer.x0 - near
        and inner.x1 <= outer.x1 + near
        and inner.top >= outer.top - near
        and inner.bottom <= outer.bottom + near
        and inner.width * inner.height > 0
    )


def _between(one: BBox, two: BBox) -> list[BBox]:
    outer, inner = (one, two) if one.width * one.height >= two.width * two.height else (two, one)
    sides = [
        BBox(outer.x0, outer.top, outer.x1, inner.top),
        BBox(outer.x0, inner.bottom, outer.x1, outer.bottom),
        BBox(outer.x0, outer.top, inner.x0, outer.bottom),
        BBox(inner.x1, outer.top, outer.x1, outer.bottom),
    ]
    return [side for side in sides if min(side.width, side.height) > 0.05]


def _edges(box: BBox) -> list[BBox]:
    return [
        BBox(box.x0, box.top, box.x1, box.top),
        BBox(box.x0, box.bottom, box.x1, box.bottom),
        BBox(box.x0, box.top, box.x0, box.bottom),
        BBox(box.x1, box.top, box.x1, box.bottom),
    ]


def _cut(box: BBox, limit: BBox) -> BBox | None:
    """The part of a box inside the limit, or None where nothing is left."""
    x0, top = max(box.x0, limit.x0), max(box.top, limit.top)
    x1, bottom = min(box.x1, limit.x1), min(box.bottom, limit.bottom)
    return BBox(x0, top, x1, bottom) if x1 >= x0 and bottom >= top else None
