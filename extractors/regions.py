"""Reading order: what stands on a page is cut into bands and columns.

A column gap is a strip of white that consecutive rows leave free; rows that cross it (headings over the
whole width, boxes, tables) end a band. Within a band the columns are read one after the other. Narrow
left columns (labels, acronyms, list numbers) are no columns: their rows are read across.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from extractors.scripts import mirror
from models.records.ink import BBox, union

MIN_GAP = 8.0
"""Narrowest strip of white between two columns, in points."""
MIN_SHARE = 0.22
"""A column takes at least this share of the width of the text."""
NARROW = 0.4
FILLED = 0.55
"""Most pieces of a column narrower than `NARROW` of the text fill this share of it; short labels do not."""
MANY_ROWS = 5
"""So many rows beside each other are columns, however close the text above and below stands."""
ALIGNED = 4.0
"""Lines of a column begin at the same place, within so many points."""
TIGHT = 0.45
"""White space between the lines of a paragraph, as a share of their height."""
APART = 0.6
"""White space above a heading, as a share of its own height."""


class Item(NamedTuple):
    """Something to be read: the box of a piece of line, of a tinted box or of a table; `ref` says which."""

    box: BBox
    ref: int
    heading: bool = False
    solid: bool = False
    """True for boxes and tables: never cut, and a band of their own when they are wide."""


class Run(NamedTuple):
    """Items read one after the other in one column; `box` is the column's box."""

    items: tuple[Item, ...]
    box: BBox


def items_to_runs(items: Sequence[Item]) -> list[Run]:
    """Items of a page (or of a tinted box) as columns in reading order."""
    if not items:
        return []
    gap = _find_gap(items)
    if gap is None:
        ordered = sorted(items, key=lambda i: (round(i.box.bottom), i.box.x0))
        return [Run(tuple(ordered), union([i.box for i in items]))]
    runs: list[Run] = []
    for band, split in _bands(items, gap):
        if not split:
            runs.extend(items_to_runs(band) if len(band) < len(items) else [_run(band)])
            continue
        left = [item for item in band if item.box.x1 <= gap + 1]
        right = [item for item in band if item.box.x1 > gap + 1]
        runs.extend(items_to_runs(left) + items_to_runs(right))
    return runs


def items_to_runs_leftwards(items: Sequence[Item]) -> list[Run]:
    """The same for a page that is read from right to left: the right column comes first."""
    runs = items_to_runs([item._replace(box=mirror(item.box)) for item in items])
    return [Run(tuple(i._replace(box=mirror(i.box)) for i in run.items), mirror(run.box)) for run in runs]


def _run(items: Sequence[Item]) -> Run:
    return Run(tuple(sorted(items, key=lambda i: (round(i.box.bottom), i.box.x0))), union([i.box for i in items]))


def _find_gap(items: Sequence[Item]) -> float | None:
    """The x of the column gap that most of the items respect; None where there is no second column."""
    whole = union([item.box for item in items])
    best, best_score = None, 0.0
    for x in sorted({round(item.box.x0, 1) for item in items if not item.solid or item.box.width < 0.6 * whole.width}):
        edge = x - 1.0
        score = _gap_score(items, edge, whole)
        if score > best_score:
            best, best_score = edge, score
    return best


def _gap_score(items: Sequence[Item], x: float, whole: BBox) -> float:
    """Height of text beside the gap, less that across it; 0 where one side is no column."""
    left = [i for i in items if i.box.x1 <= x - MIN_GAP + 1.0]
    right = [i for i in items if i.box.x0 >= x]
    if not left or not right:
        return 0.0
    across = [i for i in items if i.box.x0 < x < i.box.x1]
    close = len(items) - len(left) - len(right) - len(across)
    beside = _rows_beside(left, right)
    if _rows_together(items, x) < _rows_needed(left, right, whole) or close > 0.1 * len(items):
        return 0.0
    if not _is_column(left, x - whole.x0, whole) or not _is_column(right, whole.x1 - x, whole):
        return 0.0
    cut = sum(1 for i in across if not i.solid and i.box.width < 0.55 * whole.width)
    return beside + 0.1 * min(len(left), len(right)) - 2 * cut


def _rows_together(items: Sequence[Item], x: float) -> int:
    """The most rows that stand beside the gap with nothing across it between them: wide word spaces make no column."""
    best, above = 0, None
    stretch: list[Item] = []
    for item in sorted(items, key=lambda i: i.box.top):
        if item.box.x0 < x < item.box.x1:
            best = max(best, _rows_of(stretch, x, [above, item]))
            stretch, above = [], item
        else:
            stretch.append(item)
    return max(best, _rows_of(stretch, x, [above]))


def _rows_of(stretch: Sequence[Item], x: float, around: Sequence[Item | None]) -> int:
    """Rows beside the gap; none for a few rows in the middle of a paragraph or that begin at no common place."""
    left = [i for i in stretch if i.box.x1 <= x]
    right = [i for i in stretch if i.box.x1 > x]
    if not left or not right:
        return 0
    rows = _rows_beside(left, right)
    if rows >= MANY_ROWS:
        return rows
    inside = any(one is not None and _is_next_line(one, stretch) for one in around)
    return 0 if inside or (len(right) > 1 and not _aligned(right)) else rows


def _aligned(items: Sequence[Item]) -> bool:
    """True where two items begin at the same place."""
    return any(two - one < ALIGNED for one, two in pairwise(sorted(i.box.x0 for i in items)))


def _is_next_line(across: Item, stretch: Sequence[Item]) -> bool:
    """True for a line of text right above or below: no more white between them than in a paragraph."""
    top, bottom = min(i.box.top for i in stretch), max(i.box.bottom for i in stretch)
    space = max(top - across.box.bottom, across.box.top - bottom)
    return not (across.solid or across.heading) and space < TIGHT * across.box.height


def _rows_needed(left: Sequence[Item], right: Sequence[Item], whole: BBox) -> int:
    """Two rows are enough where both sides are set to a third of the width; else three."""
    return 2 if all(max(i.box.width for i in side) > 0.33 * whole.width for side in (left, right)) else 3


def _rows_beside(left: Sequence[Item], right: Sequence[Item]) -> int:
    """How many rows on the right have a piece on the left at their height."""
    top, bottom = min(i.box.top for i in left), max(i.box.bottom for i in left)
    return len({round(i.box.bottom) for i in right if top - 14 <= i.box.top and i.box.bottom <= bottom + 14})


def _is_column(side: Sequence[Item], room: float, whole: BBox) -> bool:
    """Wide enough to be a column of text, and not a list of short labels."""
    widths = [item.box.width for item in side]
    wide = room >= MIN_SHARE * whole.width and max(widths) >= MIN_SHARE * whole.width * 0.8
    return wide and (room >= NARROW * whole.width or median(widths) >= FILLED * room)


def _bands(items: Sequence[Item], gap: float) -> list[tuple[list[Item], bool]]:
    """Bands from top to bottom; True where the band is cut at the gap."""
    bands: list[tuple[list[Item], bool]] = []
    ordered = sorted(items, key=lambda i: (i.box.top, i.box.x0))
    for index, item in enumerate(ordered):
        split = not _is_across(item, gap) and not _is_heading_between(item, ordered[:index], ordered[index + 1 :], gap)
        if bands and bands[-1][1] == split:
            bands[-1][0].append(item)
        else:
            bands.append(([item], split))
    return bands


def _is_across(item: Item, gap: float) -> bool:
    return item.box.x0 < gap - MIN_GAP < item.box.x1 and item.box.x1 > gap + 1


def _is_heading_between(item: Item, before: Sequence[Item], after: Sequence[Item], gap: float) -> bool:
    """A short heading over both columns: nothing stands to its right, and what follows starts on both sides anew.

    A heading below text, with nothing but headings after it, is over both columns too: a column does not end with one.
    """
    if item.box.x0 >= gap or item.box.x1 > gap + 1:
        return False
    beside = [i for i in (*before, *after) if i.box.x0 >= gap and _same_height(i, item)]
    if beside:
        return False
    below = [i for i in after if i.box.x0 >= gap and i.box.top > item.box.bottom - 2]
    above = [i for i in before if i.box.x0 >= gap]
    rest = takewhile(lambda i: not _is_across(i, gap), after)
    last = all(i.heading and i.box.x0 < gap for i in rest)
    opens = item.heading and _stands_apart(item, [i for i in before if i.box.x0 < gap])
    closes = opens and last and any(not i.heading for i in above)
    return closes or (bool(below) and (opens or not above))


def _stands_apart(item: Item, before: Sequence[Item]) -> bool:
    """True where white space parts an item from what stands above it; a bold line inside a paragraph has none."""
    reach = max((i.box.bottom for i in before), default=None)
    return reach is None or item.box.top - reach > APART * item.box.height


def _same_height(one: Item, two: Item) -> bool:
    return min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top) > 0.2 * min(
        one.box.height, two.box.height
    )
