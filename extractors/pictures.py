"""Pictures on the pages that may show a figure: large, inside the document, not on page after page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.records.ink import BBox, PageInk
from models.records.layout import Where

LEAST_SHARE = 0.1
"""Of the area of the page; logos are smaller."""
MOST_SHARE = 0.9
MOST_REPEATS = 2


def find_pictures(inks: Sequence[PageInk]) -> tuple[Where, ...]:
    """Pictures that are no logo, cover, background or decoration repeated at the same place."""
    inside = ((ink, box) for ink in inks if ink.number > 1 for box in ink.pictures)
    large = [(ink._replace(words=()), box) for ink, box in inside if LEAST_SHARE <= _share(ink, box) <= MOST_SHARE]
    repeats = Counter(_place(box) for _, box in large)
    kept = {(ink.number, box) for ink, box in large if repeats[_place(box)] <= MOST_REPEATS}
    return tuple(Where(page=page, bbox=box) for page, box in sorted(kept, key=lambda one: (one[0], one[1].top, one[1])))


def _share(ink: PageInk, box: BBox) -> float:
    """Share of the page that a picture covers; what hangs over the edge is not counted."""
    area = ink.width * ink.height
    return box.overlap(BBox(0.0, 0.0, ink.width, ink.height)) / area if area else 0.0


def _place(box: BBox) -> tuple[int, ...]:
    return tuple(round(value / 4) for value in box)
