"""Tables whose rows lie between rules or stripes of one width, whatever their headings say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.edges import Edge, Edges
from extractors.grid_cells import Grid
from extractors.lines import Line
from extractors.open_rows import split_rows
from extractors.segments import MAX_HEADING_WORDS, merge_segments, split_line
from extractors.value_grids import Row, columns_of, rows_to_grid
from extractors.value_heads import Column, count_heading_lines
from extractors.value_lines import ValueLine, find_regular_columns, is_crossing, lines_to_value_lines

SAME_WIDTH = 5.0
MIN_BANDS = 3
"""A heading and two rows, or a heading, rows and a foot: fewer rules of one width are no table."""


def lines_to_banded(page: int, lines: Sequence[Line], edges: Edges) -> Iterator[Grid]:
    """The tables between stacked edges of the same width, where the lines stand in columns."""
    for stack in stack_edges(edges.lying):
        grid = _stack_to_grid(page, lines, stack, edges)
        if grid is not None:
            yield grid


def stack_edges(lying: Sequence[Edge]) -> list[list[Edge]]:
    """Edges of the same extent, top to bottom, in stacks that may be the rows of a table."""
    stacks: list[list[Edge]] = []
    for edge in sorted(lying):
        stack = next((s for s in stacks if _same_width(s[-1], edge)), None)
        if stack is None:
            stacks.append([edge])
        else:
            stack.append(edge)
    return [stack for stack in stacks if len(stack) >= MIN_BANDS]


def _same_width(one: Edge, two: Edge) -> bool:
    return abs(one.start - two.start) < SAME_WIDTH and abs(one.end - two.end) < SAME_WIDTH


def _stack_to_grid(page: int, lines: Sequence[Line], stack: Sequence[Edge], edges: Edges) -> Grid | None:
    left, right = stack[0].start - 3, stack[0].end + 3
    inside = [x for x in lines if left <= x.box.x0 and x.box.x1 <= right]
    bands = [[x for x in inside if a.at < x.baseline <= b.at + 1] for a, b in pairwise(stack)]
    full = [band for band in bands if band]
    if not full:
        return None
    heads, body = _part_heads(lines_to_value_lines(inside), [lines_to_value_lines(band) for band in full], edges)
    columns = find_regular_columns([line for band in body for line in band])
    if not _stands_in_columns(heads, body, columns):
        return None
    under = [line for line in inside if line.baseline > stack[-1].at + 1]
    last = _row_below(lines_to_value_lines(under), stack[-1].at, columns)
    rows = [row for band in body[:-1] for row in _band_to_rows(band, columns, whole=len(body) > 1)]
    rows += [*_band_to_rows(body[-1], columns, whole=False), *([Row(tuple(last))] if last else [])]
    return rows_to_grid(page, heads, rows, columns, edges)


def _part_heads(
    inside: Sequence[ValueLine], bands: list[list[ValueLine]], edges: Edges
) -> tuple[list[ValueLine], list[list[ValueLine]]]:
    """The headings and the bands below them: lines in the columns above the first band, else the first band."""
    columns = find_regular_columns([line for band in bands for line in band])
    first = inside.index(bands[0][0])
    count = count_heading_lines(inside, first, columns, edges.lying) if len(columns) > 1 else 0
    return (list(inside[first - count : first]), bands) if count else (bands[0], bands[1:])


def _band_to_rows(band: Sequence[ValueLine], columns: Sequence[Column], *, whole: bool) -> list[Row]:
    """The rows between two edges: one where edges divide the rows, else as white space divides them."""
    if whole:
        return [Row(tuple(band))]
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    by_line = {one.line: one for one in band}
    return [Row(tuple(by_line[line] for line in row)) for row in split_rows([one.line for one in band], xs, {0})]


def _row_below(lines: Sequence[ValueLine], bottom: float, columns: Sequence[Column]) -> list[ValueLine]:
    """The lines of a last row without a stripe of its own, right below the last stripe."""
    found: list[ValueLine] = []
    for one in lines:
        reach = max((other.line.box.bottom for other in found), default=bottom)
        if one.line.box.top - reach > 0.8 * one.line.size or is_crossing(one, columns):
            break
        found.append(one)
    return found if found and len(_filled(found[0], columns)) > 1 else []


def heading_above(lines: Sequence[Line], top: float) -> list[Line]:
    """Bold lines in two columns or more that stand right on an edge."""
    found: list[Line] = []
    for line in reversed([line for line in lines if line.baseline <= top]):
        near = found[-1].box.top if found else top
        if near - line.box.bottom > 0.8 * line.size or not line.bold:
            break
        found.append(line)
    columns = merge_segments([part for line in found for part in split_line(line)])
    return found[::-1] if len(columns) > 1 else []


def _stands_in_columns(
    heads: Sequence[ValueLine], body: Sequence[Sequence[ValueLine]], columns: Sequence[Column]
) -> bool:
    """True where few lines cross the columns, rows fill several of them and headings are short."""
    rest = [line for band in body for line in band]
    if len(columns) < 2:
        return False
    short = all(len(piece.words) <= MAX_HEADING_WORDS for line in heads for piece in line.pieces)
    over = {col for line in heads for col in _filled(line, columns)}
    if len(over) < 2 or not short:
        return False
    crossing = sum(is_crossing(line, columns) for line in rest)
    beside = sum(len(_filled(line, columns)) > 1 for line in rest)
    return crossing <= 0.15 * len(rest) and beside >= 2 and not _is_prose(rest, columns)


def _filled(line: ValueLine, columns: Sequence[Column]) -> set[int]:
    return {columns_of(piece, columns)[0] for piece in line.pieces}


def _is_prose(lines: Sequence[ValueLine], columns: Sequence[Column]) -> bool:
    """True for running text set in two columns: long and full on both sides, line for line."""
    both = [line.pieces for line in lines if len(line.pieces) == len(columns) == 2]
    long = [pieces for pieces in both if all(len(piece.words) > 4 for piece in pieces)]
    return len(long) > 0.6 * len(lines) and len(long) > 5
