"""Tables of figures, told by values that stand in columns line by line; no rule is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.edges import Edges, Span
from extractors.grid_cells import Grid, GridCell
from extractors.lines import Line
from extractors.segments import split_line
from extractors.value_heads import Column, count_heading_lines, heads_to_cells
from extractors.value_lines import (
    MIN_LINES,
    Piece,
    ValueLine,
    find_columns,
    find_runs,
    is_figures,
    lines_to_value_lines,
    overlaps,
)
from models.records.ink import BBox, Word, union

MARGIN = 2.0
TIGHT = 0.85
"""Lines of one label are set this much tighter than rows, where they are."""
SAME_LEFT = 2.0
"""Lines of one text begin within so many points."""
_CLOSED = re.compile(r":[⁰-⁹¹²³]*$")
"""The heading of a group of rows."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


class Row(NamedTuple):
    """The lines of one row."""

    lines: tuple[ValueLine, ...]

    @property
    def box(self) -> BBox:
        """The box around all lines."""
        return union([one.line.box for one in self.lines])


def lines_to_value_grids(page: int, lines: Sequence[Line], edges: Edges, cuts: Sequence[float] = ()) -> Iterator[Grid]:
    """The tables of figures among lines; `cuts` are upright rules that part words however near they stand."""
    if sum(_may_be_row(line) for line in lines) < MIN_LINES:
        return
    parted = lines_to_value_lines(lines)
    for first, last in find_runs(parted):
        marked = [one for one in parted[first : last + 1] if one.is_row]
        columns = find_columns(marked)
        if is_figures(marked, columns):
            yield _run_to_grid(page, parted, (first, last), columns, edges)


def _may_be_row(line: Line) -> bool:
    """True for a digit and a wide white space or leader; quick, because it is asked of every line of a report."""
    digits = any(character.isdigit() for character in line.text)
    return digits and (len(split_line(line)) > 1 or "..." in line.text)


def _run_to_grid(
    page: int, lines: Sequence[ValueLine], run: tuple[int, int], columns: Sequence[Column], edges: Edges
) -> Grid:
    first, last = run
    while first < last and _is_heading(lines[first], lines[first + 1], columns):
        first += 1
    top = first - count_heading_lines(lines, first, columns, edges.lying)
    rows = lines_to_rows(lines[first : last + 1], columns)
    return rows_to_grid(page, lines[top:first], rows, columns, edges)


def _is_heading(line: ValueLine, below: ValueLine, columns: Sequence[Column]) -> bool:
    """True for values over the columns without a label, and for years above other values."""
    if not any(overlaps(piece.box, columns[0]) for piece in line.pieces):
        return True
    return _has_years(line) and not _has_years(below)


def _has_years(line: ValueLine) -> bool:
    return all(_YEAR.search(piece.words[0].text) for piece in line.pieces if piece.is_value)


def lines_to_rows(lines: Sequence[ValueLine], columns: Sequence[Column]) -> list[Row]:
    """A row for each line in several columns; a line of the first column alone is a row or the rest of a label."""
    steps = [
        b.line.baseline - a.line.baseline for a, b in pairwise(lines) if _is_row(a, columns) and _is_row(b, columns)
    ]
    usual = median(steps) if steps else 0.0
    groups: list[list[ValueLine]] = []
    for line in lines:
        if groups and _is_same_row(groups[-1], line, columns, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Row(tuple(group)) for group in groups]


def _is_row(line: ValueLine, columns: Sequence[Column]) -> bool:
    return len(line.pieces) > 1 or not overlaps(line.pieces[0].box, columns[0])


def _is_same_row(group: Sequence[ValueLine], line: ValueLine, columns: Sequence[Column], usual: float) -> bool:
    """True for the rest of a label or text below its row, and for values below the beginning of their label."""
    above = group[-1]
    if _is_rest(group, line, columns):
        return True
    if sum(_is_row(one, columns) for one in (*group, line)) > 1:
        return False
    tight = line.line.baseline - above.line.baseline < TIGHT * usual
    return line.line.text[:1].islower() or (tight and not _CLOSED.search(above.line.text))


def _is_rest(group: Sequence[ValueLine], line: ValueLine, columns: Sequence[Column]) -> bool:
    """True for words right of the labels that begin below others of the row."""
    lefts = [piece.box.x0 for one in group for piece in one.pieces if not piece.is_value]
    under = all(not p.is_value and any(abs(p.box.x0 - x) < SAME_LEFT for x in lefts) for p in line.pieces)
    return under and line.line.box.x0 > columns[0][1]


def rows_to_grid(
    page: int, head_lines: Sequence[ValueLine], rows: Sequence[Row], columns: Sequence[Column], edges: Edges
) -> Grid:
    """The grid of a table from its lines of headings, its rows, and the sides of its columns."""
    heads = heads_to_cells(head_lines, columns, edges.lying)
    box = union([*(one.line.box for one in head_lines), *(row.box for row in rows)])
    xs = [box.x0 - MARGIN, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), box.x1 + MARGIN]
    n_heads = max((head.span.row + head.span.rows for head in heads), default=0)
    tops = [row.box.top for row in rows]
    head_top, head_bottom = box.top - MARGIN, tops[0]
    head_ys = [head_top + (head_bottom - head_top) * n / n_heads for n in range(n_heads)] if n_heads else []
    ys = [*head_ys, *(tops if n_heads else [box.top - MARGIN, *tops[1:]]), box.bottom + MARGIN]
    placed = [(head.span, head.words) for head in heads]
    placed += [pair for n, row in enumerate(rows, start=n_heads) for pair in _row_to_cells(n, row, columns)]
    cells = [
        GridCell(
            s.row, s.col, s.rows, s.cols, BBox(xs[s.col], ys[s.row], xs[s.col + s.cols], ys[s.row + s.rows]), words
        )
        for s, words in placed
    ]
    bbox = BBox(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(page, bbox, tuple(sorted(cells)), len(ys) - 1, len(columns), ruled=False)


def _row_to_cells(number: int, row: Row, columns: Sequence[Column]) -> Iterator[tuple[Span, tuple[Word, ...]]]:
    """The cells of a row; a piece over several columns that nothing else fills takes them all."""
    pieces = [(piece, *columns_of(piece, columns)) for one in row.lines for piece in one.pieces]
    col = 0
    while col < len(columns):
        starts = [last for _, first, last in pieces if first == col]
        last = max(starts, default=col)
        if any(first in range(col + 1, last + 1) for _, first, _ in pieces):
            last = col
        yield (
            Span(number, col, 1, last - col + 1),
            tuple(word for piece, first, _ in pieces if col <= first <= last for word in piece.words),
        )
        col = last + 1


def columns_of(piece: Piece, columns: Sequence[Column]) -> tuple[int, int]:
    """First and last column in which a piece stands; the nearest where it stands in none."""
    held = [n for n, column in enumerate(columns) if overlaps(piece.box, column)]
    if held:
        return held[0], held[-1]
    middle = (piece.box.x0 + piece.box.x1) / 2
    near = min(range(len(columns)), key=lambda n: max(columns[n][0] - middle, middle - columns[n][1]))
    return near, near
