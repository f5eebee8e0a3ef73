"""Tables whose rows lie between rules or stripes of one width, whatever their headings say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.edges import Edge, Edges
from extractors.grid_cells import FIRST, Grid
from extractors.label_starts import find_limits, split_at_labels
from extractors.lines import Line
from extractors.open_rows import split_rows
from extractors.segments import merge_segments, split_line
from extractors.value_grids import Row, columns_of, rows_to_grid
from extractors.value_heads import Column, count_heading_lines
from extractors.value_lines import ValueLine, find_regular_columns, is_crossing, is_entry, lines_to_value_lines

SAME_WIDTH = 5.0
MIN_EDGES = 2
"""Headings between two rules, or rows between several: fewer rules of one width are no table."""
HEADING_WORDS = 12
"""The headings over one column have at most this many words."""
FEW_BANDS = 3
"""Up to so many bands below the headings are parts of a table and may hold several rows each."""
OPEN_LINES = 3
"""So many lines in columns make a table that no rule closes."""
OPEN_GAP = 2.5
"""White space of so many type sizes ends a table that no rule closes."""


def lines_to_banded(page: int, lines: Sequence[Line], edges: Edges) -> Iterator[Grid]:
    """The tables between stacked edges of the same width, where the lines stand in columns."""
    stacks = stack_edges(edges.lying)
    parted = lines_to_value_lines(lines) if stacks else []
    for stack in stacks:
        grid = _stack_to_grid(page, parted, stack, edges)
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
    return [stack for stack in stacks if len(stack) >= MIN_EDGES]


def _same_width(one: Edge, two: Edge) -> bool:
    return abs(one.start - two.start) < SAME_WIDTH and abs(one.end - two.end) < SAME_WIDTH


def _stack_to_grid(page: int, lines: Sequence[ValueLine], stack: Sequence[Edge], edges: Edges) -> Grid | None:
    left, right = stack[0].start - 3, stack[0].end + 3
    inside = [x for x in lines if left <= x.line.box.x0 and x.line.box.x1 <= right]
    bands = [[x for x in inside if a.at < x.line.baseline <= b.at + 1] for a, b in pairwise(stack)]
    under = [x for x in inside if x.line.baseline > stack[-1].at + 1]
    full = [band for band in bands if band]
    if len(stack) == MIN_EDGES and full:
        full, under = [*full, _open_band(under)], []
    if not full or not full[-1]:
        return None
    heads, body = _part_heads(inside, full, edges)
    columns = find_regular_columns([line for band in body for line in band])
    if not _stands_in_columns(heads, body, columns):
        return None
    last = _row_below(under, stack[-1].at, columns)
    rows = [row for band in body[:-1] for row in _band_to_rows(band, columns, whole=len(body) > FEW_BANDS)]
    rows += [*_band_to_rows(body[-1], columns, whole=False), *([Row(tuple(last))] if last else [])]
    beside = sum(len({col for line in row.lines for col in _filled(line, columns)}) > 1 for row in rows)
    return rows_to_grid(page, heads, rows, columns, edges) if 2 * beside >= len(rows) else None


def _open_band(under: Sequence[ValueLine]) -> list[ValueLine]:
    """The lines below the last rule up to a wide gap or running text; none where they are too few for a table."""
    band: list[ValueLine] = []
    for one in under:
        wide = bool(band) and one.line.box.top - band[-1].line.box.bottom > OPEN_GAP * one.line.size
        columns = find_regular_columns(band)
        if wide or (len(columns) > 1 and is_crossing(one, columns)):
            break
        band.append(one)
    return band if sum(len(one.pieces) > 1 for one in band) >= OPEN_LINES else []


def _part_heads(
    inside: Sequence[ValueLine], bands: list[list[ValueLine]], edges: Edges
) -> tuple[list[ValueLine], list[list[ValueLine]]]:
    """The headings and the bands below them: lines in the columns above the first band, else the first band."""
    columns = find_regular_columns([line for band in bands for line in band])
    first = inside.index(bands[0][0])
    count = count_heading_lines(inside, first, columns, edges.lying) if len(columns) > 1 else 0
    return (list(inside[first - count : first]), bands) if count else (bands[0], bands[1:])


def _band_to_rows(band: Sequence[ValueLine], columns: Sequence[Column], *, whole: bool) -> list[Row]:
    """The rows between two edges: one where edges divide the rows, else as white space and labels divide them."""
    if whole:
        return [Row(tuple(band))]
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    by_line = {one.line: one for one in band}
    limits = find_limits(band, columns)
    apart = [[by_line[line] for line in row] for row in split_rows([one.line for one in band], xs, FIRST)]
    return [Row(tuple(part)) for row in apart for part in split_at_labels(row, columns, limits)]


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
    over: Counter[int] = Counter()
    for piece in (piece for line in heads for piece in line.pieces):
        over[columns_of(piece, columns)[0]] += len(piece.words)
    if len(over) < 2 or max(over.values()) > HEADING_WORDS:
        return False
    crossing = sum(is_crossing(line, columns) for line in rest)
    beside = sum(len(_filled(line, columns)) > 1 for line in rest)
    entries = sum(is_entry(line) for line in rest)
    listed = len(columns) == 2 and 2 * entries > len(rest)
    return crossing <= 0.15 * len(rest) and beside >= 2 and not listed and not _is_prose(rest, columns)


def _filled(line: ValueLine, columns: Sequence[Column]) -> set[int]:
    return {columns_of(piece, columns)[0] for piece in line.pieces}


def _is_prose(lines: Sequence[ValueLine], columns: Sequence[Column]) -> bool:
    """True for running text set in columns: long and full in each, line for line."""
    full = [line.pieces for line in lines if len(line.pieces) == len(columns)]
    long = [pieces for pieces in full if all(len(piece.words) > 4 for piece in pieces)]
    return len(long) > 0.6 * len(lines) and len(long) > 5
