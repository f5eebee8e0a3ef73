"""Rulings and the sides of fills → straight edges → rectangles of a table, spans included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from models.records.ink import BBox, Fill, PageInk

SNAP = 2.6
"""Edges nearer than this many points are one edge: a fill and its border, the double side of two cells."""
JOIN = 3.5
"""A gap in a line up to this many points is none."""
MAX_EDGES = 1500
"""A page with more long edges holds a drawing; looking for cells in it would cost minutes."""
SHORT = 7.0
WHITE = "ffffff"


Place = tuple[int, int]
"""Row and column of an elementary cell."""


class Edge(NamedTuple):
    """A straight line: `at` is its x (upright) or y (lying), `start` and `end` run along it."""

    at: float
    start: float
    end: float


class Edges(NamedTuple):
    """The lines of a page or of one table."""

    upright: tuple[Edge, ...]
    lying: tuple[Edge, ...]

    @property
    def bbox(self) -> BBox:
        """The box around all edges; there must be one of each kind."""
        xs = [edge.at for edge in self.upright] + [x for edge in self.lying for x in edge[1:]]
        ys = [edge.at for edge in self.lying] + [y for edge in self.upright for y in edge[1:]]
        return BBox(min(xs), min(ys), max(xs), max(ys))


class Span(NamedTuple):
    """A rectangle of a table: where it starts and how many elementary rows and columns it covers."""

    row: int
    col: int
    rows: int
    cols: int


def ink_to_edges(ink: PageInk) -> Edges:
    """All straight lines of a page, snapped and joined; empty where there are too many for a table."""
    upright = [Edge((r.x0 + r.x1) / 2, r.top, r.bottom) for r in ink.rulings if r.height > r.width]
    lying = [Edge((r.top + r.bottom) / 2, r.x0, r.x1) for r in ink.rulings if r.width >= r.height]
    for fill in tints(ink):
        box = fill.box
        upright += [Edge(box.x0, box.top, box.bottom), Edge(box.x1, box.top, box.bottom)]
        lying += [Edge(box.top, box.x0, box.x1), Edge(box.bottom, box.x0, box.x1)]
    found = Edges(tuple(snap_edges(upright)), tuple(snap_edges(lying)))
    return found if len(found.upright) + len(found.lying) <= MAX_EDGES else Edges((), ())


def tints(ink: PageInk) -> list[Fill]:
    """The fills that may be cells, header bars or stripes: not white, not the whole page, no bullet, and seen."""
    area = ink.width * ink.height
    fills = {
        fill
        for fill in ink.fills
        if fill.color != WHITE
        and min(fill.box.width, fill.box.height) > SHORT
        and fill.box.width * fill.box.height < 0.8 * area
    }
    if len(fills) > MAX_EDGES:
        return []
    return sorted(fill for fill in fills if not any(_hides(other, fill) for other in fills))


def _hides(outer: Fill, inner: Fill) -> bool:
    """True where a fill lies on a larger one of its color: the shading of a paragraph in a shaded cell."""
    one, two = outer.box, inner.box
    return (
        outer is not inner
        and outer.color == inner.color
        and one.width * one.height > two.width * two.height
        and one.overlap(two) > 0.95 * two.width * two.height
    )


def snap_edges(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Edges at nearly the same place get the same place, and those that touch along it become one."""
    for group in _near(sorted(edges), SNAP):
        at = sum(edge.at for edge in group) / len(group)
        start, end = None, 0.0
        for edge in sorted(group, key=lambda e: e.start):
            if start is not None and edge.start > end + JOIN:
                yield Edge(at, start, end)
                start = None
            start, end = (edge.start, edge.end) if start is None else (start, max(end, edge.end))
        if start is not None and end - start >= SHORT:
            yield Edge(at, start, end)


def _near(edges: Sequence[Edge], tolerance: float) -> Iterator[list[Edge]]:
    group: list[Edge] = []
    for edge in edges:
        if group and edge.at - group[0].at > tolerance:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def edges_to_frames(edges: Edges) -> list[Edges]:
    """Edges that hang together, one `Edges` a table or frame, top to bottom."""
    upright, lying = list(edges.upright), list(edges.lying)
    parent = list(range(len(upright) + len(lying)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    for i, one in enumerate(upright):
        for j, other in enumerate(lying):
            if _meet(one, other):
                parent[root(i)] = root(len(upright) + j)
    keys = sorted(range(len(parent)), key=root)
    frames = []
    for _, members in groupby(keys, key=root):
        numbers = sorted(members)
        frame = Edges(
            tuple(upright[n] for n in numbers if n < len(upright)),
            tuple(lying[n - len(upright)] for n in numbers if n >= len(upright)),
        )
        if frame.upright and frame.lying:
            frames.append(frame)
    return sorted(frames, key=lambda frame: (frame.bbox.top, frame.bbox.x0))


def _meet(upright: Edge, lying: Edge) -> bool:
    return (
        upright.start - JOIN <= lying.at <= upright.end + JOIN and lying.start - JOIN <= upright.at <= lying.end + JOIN
    )


def places(values: Iterable[float], tolerance: float = SNAP) -> list[float]:
    """Sorted positions without those that are as good as the same."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > tolerance:
            kept.append(value)
    return kept


def edges_to_spans(edges: Edges, xs: Sequence[float], ys: Sequence[float]) -> list[Span]:
    """Rectangles between the positions `xs` and `ys` that no edge divides, row by row."""
    owner = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    groups = {key: [key] for key in owner}

    def merge(one: Place, two: Place) -> None:
        keep, drop = sorted((owner[one], owner[two]))
        if keep != drop:
            owner.update(dict.fromkeys(groups[drop], keep))
            groups[keep] += groups.pop(drop)

    for r, c in list(owner):
        if c + 2 < len(xs) and not _divides(edges.upright, xs[c + 1], ys[r], ys[r + 1]):
            merge((r, c), (r, c + 1))
        if r + 2 < len(ys) and not _divides(edges.lying, ys[r + 1], xs[c], xs[c + 1]):
            merge((r, c), (r + 1, c))
    return sorted(_disjoint([_hull(group) for group in groups.values()]))


def _divides(edges: Sequence[Edge], at: float, start: float, end: float) -> bool:
    """True where edges at this place cover most of the way from start to end."""
    covered = sum(max(0.0, min(edge.end, end) - max(edge.start, start)) for edge in edges if abs(edge.at - at) <= SNAP)
    return covered >= 0.6 * (end - start)


def _disjoint(spans: list[Span]) -> list[Span]:
    """Rectangles that overlap become one, for a line that ends in the middle of a cell."""
    kept: list[Span] = []
    for span in spans:
        grown = span
        while others := [other for other in kept if _overlap(grown, other)]:
            kept = [other for other in kept if other not in others]
            grown = _hull([corner for one in (grown, *others) for corner in _corners(one)])
        kept.append(grown)
    return kept


def _overlap(one: Span, two: Span) -> bool:
    return (
        one.row < two.row + two.rows
        and two.row < one.row + one.rows
        and one.col < two.col + two.cols
        and two.col < one.col + one.cols
    )


def _corners(span: Span) -> tuple[Place, Place]:
    return (span.row, span.col), (span.row + span.rows - 1, span.col + span.cols - 1)


def _hull(group: Iterable[Place]) -> Span:
    rows, cols = zip(*group, strict=True)
    return Span(min(rows), min(cols), max(rows) - min(rows) + 1, max(cols) - min(cols) + 1)


def renumber(spans: Sequence[Span], n_rows: int, n_cols: int) -> list[Span]:
    """Take out elementary rows and columns at which no rectangle begins."""
    rows = {line: n for n, line in enumerate([*sorted({s.row for s in spans}), n_rows])}
    cols = {line: n for n, line in enumerate([*sorted({s.col for s in spans}), n_cols])}
    return [
        Span(
            rows[s.row],
            cols[s.col],
            _next(rows, s.row + s.rows) - rows[s.row],
            _next(cols, s.col + s.cols) - cols[s.col],
        )
        for s in spans
    ]


def _next(numbers: dict[int, int], line: int) -> int:
    """The new number of a line that may have been taken out: that of the next one kept."""
    return min(number for old, number in numbers.items() if old >= line)
