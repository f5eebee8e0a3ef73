"""Tables whose rows lie between rules or stripes of one width, whatever their headings say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.edges import Edge, Edges
from extractors.lines import Line
from extractors.open_rows import Body
from extractors.segments import MAX_HEADING_WORDS, crossings, merge_segments, split_line
from models.records.ink import BBox, union

SAME_WIDTH = 5.0
MIN_BANDS = 3
"""A heading and two rows, or a heading, rows and a foot: fewer rules of one width are no table."""


def lines_to_banded(lines: Sequence[Line], edges: Edges) -> Iterator[Body]:
    """The lines between stacked edges of the same width, where they stand in columns."""
    for stack in stack_edges(edges.lying):
        body = _stack_to_body(lines, stack)
        if body is not None and stands_in_columns(body):
            yield body


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


def _stack_to_body(lines: Sequence[Line], stack: Sequence[Edge]) -> Body | None:
    left, right = stack[0].start - 3, stack[0].end + 3
    inside = [x for x in lines if left <= x.box.x0 and x.box.x1 <= right]
    bands = [[x for x in inside if a.at < x.baseline <= b.at + 1] for a, b in pairwise(stack)]
    full = [band for band in bands if band]
    head = heading_above(inside, stack[0].at)
    if not head and full:
        head, full = full[0], full[1:]
    if not head or not full:
        return None
    groups = merge_segments([part for line in head for part in split_line(line)])
    words = [len(group) for group in groups]
    if len(groups) < 2 or max(words) > MAX_HEADING_WORDS:
        return None
    boxes = tuple(union([word.box for word in group]) for group in groups)
    last = _row_below([line for line in inside if line.baseline > stack[-1].at + 1], stack[-1].at, boxes)
    return Body((*head, *(line for band in [*full, last] for line in band)), len(head), boxes, None)


def _row_below(lines: Sequence[Line], bottom: float, columns: Sequence[BBox]) -> list[Line]:
    """The lines of a last row without a stripe of its own, right below the last stripe."""
    found: list[Line] = []
    for line in lines:
        reach = max((one.box.bottom for one in found), default=bottom)
        if line.box.top - reach > 0.8 * line.size or crossings(line, columns):
            break
        found.append(line)
    beside = found and _columns_of(found[0], [column.x0 for column in columns]) > 1
    return found if beside else []


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


def stands_in_columns(body: Body) -> bool:
    """True where few lines cross the columns of the headings and rows fill several of them."""
    rest = body.lines[body.n_heading :]
    crossing = sum(bool(crossings(line, body.columns)) for line in rest)
    lefts = [column.x0 for column in body.columns]
    beside = sum(_columns_of(line, lefts) > 1 for line in rest)
    return crossing <= 0.15 * len(rest) and beside >= 2 and not _is_prose(rest, body.columns)


def _columns_of(line: Line, lefts: Sequence[float]) -> int:
    return len(
        {max((n for n, x in enumerate(lefts) if part[0].box.x0 >= x - 12), default=0) for part in split_line(line)}
    )


def _is_prose(lines: Sequence[Line], columns: Sequence[BBox]) -> bool:
    """True for running text set in two columns: long and full on both sides, line for line."""
    both = [parts for line in lines if len(parts := split_line(line)) == len(columns) == 2]
    long = [parts for parts in both if all(len(part) > 4 for part in parts)]
    return len(long) > 0.6 * len(lines) and len(long) > 5
