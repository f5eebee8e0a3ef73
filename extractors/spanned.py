"""Ruled tables that are ruled in part: rows without upright rules, headings above the first rule."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.banded import heading_above
from extractors.grid_cells import Grid, GridCell
from extractors.lines import Line, words_to_lines
from extractors.segments import split_line
from models.records.ink import BBox, Word

AT_LEFT = 12.0
"""Text this near to the left side of a column, in points, begins there."""


def split_spanned(grid: Grid) -> Grid:
    """Cut a cell that spans columns where its text stands in them; running text and titles over columns stay."""
    return cut_spanned(grid, grid.xs)


def cut_spanned(grid: Grid, xs: list[float]) -> Grid:
    """The same with the left sides of the columns, and the right side of the last, given."""
    cells = [part for cell in grid.cells for part in _parts(cell, xs)]
    return grid._replace(cells=tuple(sorted(cells)))


def add_heading_row(grid: Grid, lines: Sequence[Line]) -> Grid:
    """Take bold lines that stand in the columns right above a grid as its first row; `lines` are those outside it."""
    xs = grid.xs
    near = [line for line in lines if line.box.x0 > xs[0] - 3 and line.box.x1 < xs[-1] + 3]
    head = heading_above(near, grid.bbox.top + 1)
    pieces = [piece for line in head for piece in split_line(line)]
    if not pieces or any(_crosses(piece, x) for piece in pieces for x in xs[1:-1]):
        return grid
    top = min(line.box.top for line in head)
    words = tuple(word for line in head for word in line.words)
    row = _part(GridCell(0, 0, 1, grid.n_cols, BBox(xs[0], top, xs[-1], grid.bbox.top), words), 0, grid.n_cols, xs)
    below = [cell._replace(row=cell.row + 1) for cell in grid.cells]
    cells = tuple(sorted([*_parts(row, xs), *below]))
    return grid._replace(cells=cells, n_rows=grid.n_rows + 1, bbox=grid.bbox._replace(top=top))


def split_heading_row(grid: Grid) -> Grid:
    """Cut a first row in which bold headings stand above plain text without a rule between them."""
    first = [cell for cell in grid.cells if cell.row == 0 and cell.words]
    plain = [word.box.top for cell in first for word in cell.words if not word.bold]
    y = min(plain, default=grid.bbox.top) - 1.0
    headed = [cell for cell in first if any(word.box.top < y for word in cell.words)]
    if len(headed) < max(2, len(first)) or any(word.box.top < y < word.baseline for c in first for word in c.words):
        return grid
    if any(cell.row_span > 1 for cell in grid.cells if cell.row == 0):
        return grid
    first = [cell for cell in grid.cells if cell.row == 0]
    halves = [half for cell in first for half in _halves(cell, y)]
    below = [cell._replace(row=cell.row + 1) for cell in grid.cells if cell.row > 0]
    return grid._replace(cells=tuple(sorted([*halves, *below])), n_rows=grid.n_rows + 1)


def _halves(cell: GridCell, y: float) -> tuple[GridCell, GridCell]:
    upper = tuple(word for word in cell.words if (word.box.top + word.box.bottom) / 2 < y)
    lower = tuple(word for word in cell.words if (word.box.top + word.box.bottom) / 2 >= y)
    return (
        cell._replace(box=cell.box._replace(bottom=y), words=upper),
        cell._replace(row=cell.row + 1, box=cell.box._replace(top=y), words=lower),
    )


def _parts(cell: GridCell, xs: list[float]) -> list[GridCell]:
    if cell.col_span < 2 or not cell.words:
        return [cell]
    pieces = [piece for line in words_to_lines(cell.words) for piece in split_line(line)]
    inner = range(cell.col + 1, cell.col + cell.col_span)
    free = [col for col in inner if not any(_crosses(piece, xs[col]) for piece in pieces)]
    starts = [cell.col, *free]
    ends = [*free, cell.col + cell.col_span]
    parts = [_part(cell, start, end, xs) for start, end in zip(starts, ends, strict=True)]
    full = [part for part in parts if part.words]
    return parts if len(full) > 1 or _is_rest(cell, full[0]) else [cell]


def _is_rest(cell: GridCell, part: GridCell) -> bool:
    """True for plain text at the left side of a later column at the top of a table: the rest of a row cut by a page."""
    left = min(word.box.x0 for word in cell.words) - part.box.x0
    plain = not any(word.bold for word in cell.words)
    return cell.row <= 1 and part.col > cell.col and plain and 0 <= left < AT_LEFT


def _crosses(piece: list[Word], x: float) -> bool:
    return piece[0].box.x0 < x - 1 and piece[-1].box.x1 > x + 1


def _part(cell: GridCell, start: int, end: int, xs: list[float]) -> GridCell:
    left = cell.box.x0 if start == cell.col else xs[start]
    right = cell.box.x1 if end == cell.col + cell.col_span else xs[end]
    words = tuple(word for word in cell.words if left <= (word.box.x0 + word.box.x1) / 2 < right)
    return GridCell(
        cell.row, start, cell.row_span, end - start, BBox(left, cell.box.top, right, cell.box.bottom), words
    )
