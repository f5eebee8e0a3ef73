"""Bold lines over the columns of a table that name the rows below them → rows of their own, where no ink parts them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.grid_cells import Grid, GridCell
from extractors.lines import Line, words_to_lines
from extractors.segments import MAX_HEADING_WORDS, split_line

AT_LEFT = 12.0
"""The name of rows begins this near to the left side of the table, in points."""


def split_band_rows(grid: Grid) -> Grid:
    """Cut rows of three columns or more at bold lines that stand alone at the left between plain text."""
    if grid.n_cols < 3:
        return grid
    for row in reversed(range(1, grid.n_rows)):
        if all((cell.row == row) == (cell.row <= row < cell.row + cell.row_span) for cell in grid.cells):
            grid = _split_row(grid, row)
    return grid


def _split_row(grid: Grid, row: int) -> Grid:
    cells = [cell for cell in grid.cells if cell.row == row]
    lines = words_to_lines([word for cell in cells for word in cell.words])
    bands = [line for above, line, below in _around(lines) if _is_band(line, above, below, grid)]
    left = [word for cell in cells if cell.col == 0 for word in cell.words]
    if not bands or any(cell.row_span > 1 for cell in cells) or all(word.bold for word in left):
        return grid
    parts = _cut_lines(lines, bands)
    ys = [cells[0].box.top, *((a[-1].box.bottom + b[0].box.top) / 2 for a, b in pairwise(parts)), cells[0].box.bottom]
    found = [cell for cell in grid.cells if cell.row < row]
    for number, (part, (top, bottom)) in enumerate(zip(parts, pairwise(ys), strict=True)):
        strip = [cell._replace(row=row + number, box=cell.box._replace(top=top, bottom=bottom)) for cell in cells]
        found += [_whole(strip[0], part[0], grid)] if part[0] in bands else _held(strip, part)
    more = len(parts) - 1
    found += [cell._replace(row=cell.row + more) for cell in grid.cells if cell.row > row]
    return grid._replace(cells=tuple(sorted(found)), n_rows=grid.n_rows + more)


def _around(lines: Sequence[Line]) -> list[tuple[Line | None, Line, Line | None]]:
    between = [None, *lines, None]
    return list(zip(between, lines, between[2:], strict=False))


def _is_band(line: Line, above: Line | None, below: Line | None, grid: Grid) -> bool:
    """True for a short bold line at the left that shares its height with nothing, between plain lines."""
    if not line.bold or len(line.words) > MAX_HEADING_WORDS or line.text[-1] in ".:;,":
        return False
    alone = all(other is None or (not other.bold and not _share_height(line, other)) for other in (above, below))
    return alone and line.box.x0 - grid.bbox.x0 < AT_LEFT and len(split_line(line)) == 1


def _share_height(one: Line, two: Line) -> bool:
    return min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top) > 0.3 * one.size


def _cut_lines(lines: Sequence[Line], bands: Sequence[Line]) -> list[list[Line]]:
    parts: list[list[Line]] = [[]]
    for line in lines:
        if line in bands or any(one in bands for one in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if part]


def _whole(cell: GridCell, line: Line, grid: Grid) -> GridCell:
    """The cell of a line over all columns."""
    return cell._replace(col_span=grid.n_cols, box=cell.box._replace(x1=grid.bbox.x1), words=line.words)


def _held(cells: Sequence[GridCell], lines: Sequence[Line]) -> list[GridCell]:
    """Cells with those of their words that stand on the lines."""
    words = {word for line in lines for word in line.words}
    return [cell._replace(words=tuple(word for word in cell.words if word in words)) for cell in cells]
