"""Rows of a ruled or striped table that hold figures line under line → a row a line, and columns where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.grid_cells import FIRST, Grid, GridCell
from extractors.label_starts import split_at_labels
from extractors.lines import words_to_lines
from extractors.open_rows import split_rows
from extractors.spanned import cut_spanned
from extractors.value_grids import Row, columns_of, lines_to_rows
from extractors.value_heads import Column
from extractors.value_lines import MIN_SINGLE_LINES, MIN_VALUES, ValueLine, find_columns, overlaps, to_value_line
from models.records.ink import Word

MIN_ROWS = 3
"""Fewer beginnings may be paragraphs of one row."""
LABELLED = 0.75
"""Share of the lines below the first that begin with something of their own, where each line is a row."""


def split_stacked(grid: Grid) -> Grid:
    """Cut rows in which several columns hold values line under line, each line with a label of its own."""
    stacked = [row for row in range(grid.n_rows) if _may_be_stacked(grid, row)]
    lines = {row: _row_to_lines(grid, row) for row in stacked}
    marked = {row: [one for one in lines[row] if one.is_row] for row in stacked}
    columns = find_columns([one for row in stacked for one in marked[row]])
    if len(columns) < max(grid.n_cols, MIN_VALUES):
        return grid
    rows = [row for row in stacked if len(marked[row]) > 1 and _has_labels(marked[row], columns)]
    wide = add_columns(grid, columns) if rows else grid
    for row in reversed(rows):
        wide = _split_row(wide, row, lines_to_rows(lines[row], columns))
    return cut_spanned(wide, wide.xs) if rows else grid


def split_tall(grid: Grid) -> Grid:
    """Cut the only row below the headings where its cells begin anew line after line, each time with a label."""
    row = grid.n_rows - 1
    whole = all(cell.row_span == cell.col_span == 1 for cell in grid.cells if cell.row == row)
    if grid.n_rows > 2 or not grid.ruled or not whole:
        return grid
    lines, columns = _row_to_lines(grid, row), list(pairwise(grid.xs))
    if len(lines) < MIN_ROWS:
        return grid
    limits = [_inner_right(grid, col) for col in range(grid.n_cols)]
    by_line = {one.line: one for one in lines}
    apart = split_rows([one.line for one in lines], grid.xs, FIRST)
    rows = [part for group in apart for part in split_at_labels([by_line[x] for x in group], columns, limits)]
    full = all(_is_full(part[0], columns) for part in rows)
    return _split_row(grid, row, [Row(tuple(part)) for part in rows]) if full and len(rows) >= MIN_ROWS else grid


def _inner_right(grid: Grid, col: int) -> float:
    """Where the text of a column may end: as far from its right side as it begins from its left one."""
    left, right = grid.xs[col : col + 2]
    return right - min(
        [word.box.x0 - left for cell in grid.cells if cell.col == col for word in cell.words], default=0.0
    )


def _is_full(line: ValueLine, columns: Sequence[Column]) -> bool:
    """True for a line with a label and text in half of the columns."""
    filled = {columns_of(piece, columns)[0] for piece in line.pieces}
    return 0 in filled and len(filled) >= max(2, len(columns) / 2)


def _may_be_stacked(grid: Grid, row: int) -> bool:
    """True where cells hold lines of values, in several columns or in one of many lines."""
    cells = [cell for cell in grid.cells if cell.row == row and cell.words]
    if any(cell.row_span > 1 for cell in cells):
        return False
    stacks = [count for cell in cells if (count := _stacked_values(cell))]
    lines = max((len(words_to_lines(cell.words)) for cell in cells), default=0)
    return sum(stacks) >= MIN_VALUES or (bool(stacks) and lines >= MIN_SINGLE_LINES)


def _stacked_values(cell: GridCell) -> int:
    """How many columns of values a cell of several lines holds."""
    if not any(character.isdigit() for word in cell.words for character in word.text):
        return 0
    lines = [to_value_line(line) for line in words_to_lines(cell.words)]
    if len(lines) < 2 or not all(piece.is_value for line in lines for piece in line.pieces):
        return 0
    return min(len(line.pieces) for line in lines)


def _row_to_lines(grid: Grid, row: int) -> list[ValueLine]:
    cells = [cell for cell in grid.cells if cell.row == row]
    cuts = [cell.box.x0 for cell in cells if cell.col]
    return [to_value_line(line, cuts) for line in words_to_lines(word for cell in cells for word in cell.words)]


def _has_labels(lines: Sequence[ValueLine], columns: Sequence[Column]) -> bool:
    """True where the lines below the first begin with a label, not with the rest of the one above or a second value."""
    labelled = sum(_has_label(line, columns) for line in lines[1:])
    return labelled >= LABELLED * len(lines[1:])


def _has_label(line: ValueLine, columns: Sequence[Column]) -> bool:
    """True for a beginning in the first column, or for words in several others."""
    words = sum(not piece.is_value for piece in line.pieces)
    begins = words > 1 or overlaps(line.pieces[0].box, columns[0])
    return begins and not line.line.text[:1].islower() and line.line.text[:1] not in "(["


def add_columns(grid: Grid, columns: Sequence[Column]) -> Grid:
    """A grid with a border also between columns that no border parts; cells over them are cut where text stands so."""
    old = grid.xs
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(columns) if not any(a[1] - 2 < x < b[0] + 2 for x in old)]
    if not between:
        return grid
    xs = sorted([*old, *between])
    at = [xs.index(x) for x in old]
    cells = [
        cell._replace(col=at[cell.col], col_span=at[cell.col + cell.col_span] - at[cell.col]) for cell in grid.cells
    ]
    wide = cut_spanned(grid._replace(cells=tuple(cells), n_cols=len(xs) - 1), xs)
    return wide if {cell.col for cell in wide.cells} == set(range(wide.n_cols)) else grid


def _split_row(grid: Grid, row: int, rows: Sequence[Row]) -> Grid:
    more = len(rows) - 1
    cells = [part for cell in grid.cells for part in _cell_to_parts(cell, row, rows)]
    return grid._replace(cells=tuple(sorted(cells)), n_rows=grid.n_rows + more)


def _cell_to_parts(cell: GridCell, row: int, rows: Sequence[Row]) -> Iterator[GridCell]:
    more = len(rows) - 1
    if cell.row > row:
        yield cell._replace(row=cell.row + more)
    elif cell.row + cell.row_span <= row:
        yield cell
    elif cell.row < row:
        yield cell._replace(row_span=cell.row_span + more)
    else:
        ys = [cell.box.top, *((a.box.bottom + b.box.top) / 2 for a, b in pairwise(rows)), cell.box.bottom]
        for number, one in enumerate(rows):
            held: set[Word] = {word for line in one.lines for piece in line.pieces for word in piece.words}
            words = tuple(word for word in cell.words if word in held)
            box = cell.box._replace(top=ys[number], bottom=ys[number + 1])
            yield cell._replace(row=row + number, box=box, words=words)
