"""Stacked labels in one cell beside their values → one row a label, as if ruled."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.families import Kind, label_to_field
from extractors.grid_cells import Grid, GridCell
from extractors.lines import Line, words_to_lines


def split_label_rows(grid: Grid, kind: Kind) -> Grid:
    """Cut the row of every cell that holds nothing but known labels, and its right neighbour with it."""
    row = 0
    while row < grid.n_rows:
        for label in [cell for cell in grid.cells if cell.row == row and cell.col > 0 and len(cell.words) > 1]:
            value = _neighbour(grid, label)
            plain = value is not None and not all(word.bold for word in value.words)
            tops = label_tops(words_to_lines(label.words), kind) if plain else []
            if value is not None and len(tops) > 1:
                grid = _cut(grid, label, value, tops)
                break
        row += 1
    return grid


def _neighbour(grid: Grid, cell: GridCell) -> GridCell | None:
    place = (cell.row, cell.col + cell.col_span, cell.row_span)
    return next((one for one in grid.cells if (one.row, one.col, one.row_span) == place), None)


def label_tops(lines: Sequence[Line], kind: Kind) -> list[float]:
    """The y at which each known label begins; empty where the lines hold anything else or one field only.

    One of them must be of the last group that the kind needs: names and descriptions have columns of their own.
    """
    tops, fields, at = [], set(), 0
    while at < len(lines):
        counts = [n for n in (3, 2, 1) if at + n <= len(lines) and lines_to_field(lines[at : at + n], kind)]
        count = max(counts, default=0)
        if not count:
            return []
        tops.append(lines[at].box.top)
        fields.add(lines_to_field(lines[at : at + count], kind))
        at += count
    return tops if len(fields) > 1 and fields & kind.needs[-1] else []


def lines_to_field(lines: Sequence[Line], kind: Kind) -> str:
    """The field that lines name by a heading of the lexicon and nothing else; empty where they are no label."""
    text = _join(lines)
    return "" if _is_stacked(lines, kind) and not kind.lists(text) else label_to_field(text, kind)


def _is_stacked(lines: Sequence[Line], kind: Kind) -> bool:
    """True for lines that may as well be two labels or more."""
    texts = [(_join(lines[:at]), _join(lines[at:])) for at in range(1, len(lines))]
    return any(label_to_field(above, kind) and label_to_field(below, kind) for above, below in texts)


def _join(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _cut(grid: Grid, label: GridCell, value: GridCell, tops: Sequence[float]) -> Grid:
    more = len(tops) - 1
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell in (label, value):
            cells += _slices(cell, tops)
        elif cell.row > label.row:
            cells.append(cell._replace(row=cell.row + more))
        elif cell.row + cell.row_span > label.row:
            cells.append(cell._replace(row_span=cell.row_span + more))
        else:
            cells.append(cell)
    return grid._replace(cells=tuple(sorted(cells)), n_rows=grid.n_rows + more)


def _slices(cell: GridCell, tops: Sequence[float]) -> list[GridCell]:
    """The parts of a cell between the given heights; the last keeps the rows that the cell spanned."""
    limits = [cell.box.top, *(top - 1.0 for top in tops[1:]), cell.box.bottom]
    slices = []
    for number in range(len(tops)):
        top, bottom = limits[number], limits[number + 1]
        words = tuple(w for w in cell.words if top <= (w.box.top + w.box.bottom) / 2 < bottom)
        span = cell.row_span if number == len(tops) - 1 else 1
        slices.append(
            GridCell(cell.row + number, cell.col, span, cell.col_span, cell.box._replace(top=top, bottom=bottom), words)
        )
    return slices
