"""The charts of each kind of passage, drawn once for the page and for files beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.charts import draw_heat_map, draw_slopes
from pipeline.compare.changes import Change
from pipeline.compare.comparison import Comparison
from pipeline.compare.page import Drawn, Grid, to_grids
from pipeline.compare.pictures import to_heat_cells, to_slope_ends


def draw_kinds(found: Comparison) -> list[Drawn]:
    """What is shown of each kind; charts only where there are two groups to compare."""
    main = [share for share in found.shares if share.by == found.choices.by]
    return [_draw_kind(found, grid) for grid in to_grids(main, found.entries, found.groups)]


def _draw_kind(found: Comparison, grid: Grid) -> Drawn:
    entries = {entry.code: entry for entry in found.entries}
    shares = [share for share in found.shares if share.by == found.choices.by and share.kind == grid.kind]
    changes = tuple(change for change in found.changes if change.kind == grid.kind)
    if len(grid.groups) < 2:
        return Drawn(grid, "", "", None, changes)
    name = grid.kind.replace("_", " ")
    cells = to_heat_cells(shares, entries, corrected=found.choices.correcting)
    heat_map = draw_heat_map(cells, grid.groups, f"Share of {name} passages") if cells else ""
    ends = (grid.groups[0], grid.groups[-1])
    return Drawn(grid, heat_map, _draw_slopes(found, grid, changes, ends), ends, changes)


def _draw_slopes(found: Comparison, grid: Grid, changes: Sequence[Change], ends: tuple[str, str]) -> str:
    entries = {entry.code: entry for entry in found.entries}
    shares = [share for share in found.shares if share.by == found.choices.by and share.kind == grid.kind]
    between = [change for change in changes if (change.before, change.after) == ends]
    marks = to_slope_ends(shares, between, entries)
    return draw_slopes(marks, ends, f"{ends[0]} and {ends[1]}") if marks else ""
