"""The lines of a table without upright rules → its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.edges import Edge, Edges, Span
from extractors.families import Kind, Roles
from extractors.grid_cells import Grid, spans_to_grid
from extractors.label_rows import label_tops
from extractors.lines import Line, words_to_lines
from extractors.segments import crossings, split_line
from models.records.ink import BBox, PageInk, Word, union

TOGETHER = frozenset({"type_of_action", "initiator"})
"""Fields that begin a row together where the country is not printed again."""


class Anchors(NamedTuple):
    """The columns whose text begins a row: each of `key`, or all of `together`."""

    key: set[int]
    together: set[int]

    def within(self, filled: set[int]) -> bool:
        """True where the filled columns begin a row."""
        return bool(filled & self.key) or (len(self.together) > 1 and self.together <= filled)


FIRST = Anchors({0}, set())
"""The first column, where nothing is known of the others."""


class Body(NamedTuple):
    """The lines of a table, how many of them are headings, and the boxes of its headings."""

    lines: tuple[Line, ...]
    n_heading: int
    columns: tuple[BBox, ...]
    roles: Roles | None
    xs: tuple[float, ...] = ()
    """Left sides of the columns and the right side of the last, where they are known."""

    @property
    def box(self) -> BBox:
        """The box around all lines."""
        return union([line.box for line in self.lines])

    @property
    def words(self) -> list[Word]:
        """All words, headings included."""
        return [word for line in self.lines for word in line.words]


class Strip(NamedTuple):
    """Lines that are one row, from `top` to `bottom`."""

    lines: tuple[Line, ...]
    top: float
    bottom: float


def body_to_grid(ink: PageInk, edges: Edges, body: Body) -> Grid | None:
    """Cells of a table from its lines; None where less than two columns hold text."""
    xs = list(body.xs) or _columns(body)
    anchors = _anchors(body)
    strips = _strips(body, edges, xs, anchors)
    if len(xs) < 3 or len(strips) < 2 - (body.n_heading == 0):
        return None
    ys = [strips[0].top, *((a.bottom + b.top) / 2 for a, b in pairwise(strips)), strips[-1].bottom]
    spans = [span for row, strip in enumerate(strips) for span in _row_spans(row, strip, xs)]
    inside = ink._replace(words=tuple(body.words))
    return spans_to_grid(inside, spans, xs, ys, ruled=bool(body.xs))


def _columns(body: Body) -> list[float]:
    """Left sides of the columns, and the right side: the white strip between two headings that fewest words cross."""
    regular = [line for line in body.lines if not crossings(line, body.columns)] or body.lines
    words = [word for line in regular for word in line.words]
    lefts = [min(word.box.x0 for word in body.words) - 2.0]
    for left, right in pairwise(body.columns):
        cut = _best_cut(words, left.x1, right.x0)
        lefts.append(
            min((w.box.x0 for w in words if w.box.x0 >= cut and w.box.x0 <= right.x0 + 1), default=cut + 2) - 2.0
        )
    if body.roles:
        lefts += _value_column(body, lefts)
    return [*sorted(lefts), max(word.box.x1 for word in body.words) + 2.0]


def _best_cut(words: Sequence[Word], low: float, high: float) -> float:
    """The x between two headings that fewest words cross: the last of them, so that it is near the right column."""
    step = 0.5
    places = [low + step * n for n in range(int((high - low) / step) + 1)] or [high]
    counts = [sum(word.box.x0 < x < word.box.x1 for word in words) for x in places]
    fewest = min(counts)
    best = [x for x, count in zip(places, counts, strict=True) if count == fewest]
    return best[-1]


def _value_column(body: Body, lefts: Sequence[float]) -> list[float]:
    """The left side of the values where the column of further details holds labels beside their values."""
    if body.roles is None:
        return []
    for col, field in body.roles.columns.items():
        right = lefts[col + 1] if col + 1 < len(lefts) else float("inf")
        words = [w for line in body.lines[body.n_heading :] for w in line.words if lefts[col] <= w.box.x0 < right]
        if field == "details" and (left := _label_gap(words, body.roles.kind)) is not None:
            return [left - 2.0]
    return []


def _label_gap(words: Sequence[Word], kind: Kind) -> float | None:
    """Where values begin beside a column of known labels, None where there is no such column."""
    reach, gaps = None, []
    for x0, x1 in sorted((word.box.x0, word.box.x1) for word in words):
        if reach is not None and x0 - reach > 2.5:
            gaps.append((x0, reach))
        reach = x1 if reach is None else max(reach, x1)
    for start, end in gaps:
        lines = words_to_lines([word for word in words if word.box.x1 <= end + 0.1])
        if len(label_tops(lines, kind)) >= 2:
            return start
    return None


def _anchors(body: Body) -> Anchors:
    if body.roles is None:
        return FIRST
    kind = body.roles.kind
    key = {kind.key, "project"} if kind.name == "activities" else {kind.key}
    columns = {col: field for col, field in body.roles.columns.items() if field in key | TOGETHER}
    together = {col for col, field in columns.items() if field in TOGETHER and kind.name == "country_actions"}
    return Anchors({col for col in columns if columns[col] in key} or {0}, together)


def _strips(body: Body, edges: Edges, xs: Sequence[float], anchors: Anchors) -> list[Strip]:
    head, rest = body.lines[: body.n_heading], list(body.lines[body.n_heading :])
    strips = [_to_strip(head)] if head else []
    top = strips[0].bottom if strips else body.box.top - 1
    dividers = [
        edge.at for edge in edges.lying if top + 2 < edge.at < body.box.bottom - 2 and _covers(edge, xs[0], xs[-1])
    ]
    bands = [part for band in _bands(rest, sorted(dividers)) for part in _cut_at_headings(band, head)]
    for number, band in enumerate(bands):
        whole = len(dividers) >= 3 and number < len(bands) - 1
        strips += [_to_strip(lines) for lines in ([band] if whole else split_rows(band, xs, anchors))]
    return strips


def _cut_at_headings(lines: Sequence[Line], head: Sequence[Line]) -> list[list[Line]]:
    """Lines in which the headings of the table are printed again, as parts before, of and after them."""
    texts = [line.text for line in head]
    parts: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        again = bool(texts) and [line.text for line in lines[at : at + len(texts)]] == texts
        step = len(texts) if again else 1
        parts[-1:] = [*parts[-1:], list(lines[at : at + step]), []] if again else [[*parts[-1], lines[at]]]
        at += step
    return [part for part in parts if part]


def _covers(edge: Edge, x0: float, x1: float) -> bool:
    return min(edge.end, x1) - max(edge.start, x0) > 0.8 * (x1 - x0)


def _bands(lines: Sequence[Line], dividers: Sequence[float]) -> list[list[Line]]:
    """Lines between the lying edges that divide rows."""
    limits = [*dividers, float("inf")]
    bands: list[list[Line]] = [[] for _ in limits]
    for line in lines:
        bands[next(n for n, y in enumerate(limits) if line.baseline <= y)].append(line)
    return [band for band in bands if band]


def _to_strip(lines: Sequence[Line]) -> Strip:
    return Strip(tuple(lines), min(line.box.top for line in lines), max(line.box.bottom for line in lines))


def split_rows(lines: Sequence[Line], xs: Sequence[float], anchors: Anchors) -> list[list[Line]]:
    """Rows by white space: a wider gap over all columns, followed by text in a column that begins rows."""
    leading = _leading(lines, xs, anchors.key)
    chunks = [part for chunk in _chunks(lines, leading) for part in _split_at_anchors(chunk, xs, anchors.key, leading)]
    rows: list[list[Line]] = []
    for chunk in chunks:
        filled = {col for line in chunk for col in _filled(line, xs)}
        if rows and not anchors.within(filled) and not _crosses(chunk, xs):
            rows[-1] += chunk
        else:
            rows.append(chunk)
    return rows


def _chunks(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    chunks = [[lines[0]]]
    for number, line in enumerate(lines[1:], start=1):
        if _is_apart(line, lines[:number], leading):
            chunks.append([])
        chunks[-1].append(line)
    return chunks


def _split_at_anchors(
    lines: Sequence[Line], xs: Sequence[float], anchors: set[int], leading: float
) -> list[list[Line]]:
    """Rows that follow each other without a wider gap, where the columns that begin rows show several of them."""
    rows = [[lines[0]]]
    for number, line in enumerate(lines[1:], start=1):
        if any(_filled(one, xs) & anchors for one in rows[-1]) and _begins(line, lines[:number], xs, anchors, leading):
            rows.append([])
        rows[-1].append(line)
    return rows


def _leading(lines: Sequence[Line], xs: Sequence[float], anchors: set[int]) -> float:
    """The step from line to line within a cell: a small one of those that occur in a column.

    Where nearly every line begins a row there are no such steps, and the usual one for the type size is taken.
    """
    steps = []
    for left, right in pairwise(xs):
        column = words_to_lines([w for line in lines for w in line.words if left <= w.box.x0 < right])
        steps += [b.baseline - a.baseline for a, b in pairwise(column)]
    size = lines[0].size
    single = sum(bool(_filled(line, xs) & anchors) for line in lines) > 0.8 * len(lines)
    return min(sorted(steps)[len(steps) // 10], (1.2 if single else 1.5) * size) if steps else 0.0


def _is_apart(line: Line, above: Sequence[Line], leading: float) -> bool:
    """True where the white space above a line, over all columns, is wider than within a cell."""
    gap = line.box.top - max(one.box.bottom for one in above[-8:])
    within = leading - line.box.height
    return gap > within + max(0.2 * leading, 1.2)


def _filled(line: Line, xs: Sequence[float]) -> set[int]:
    """The columns in which a line has text."""
    middles = [(word.box.x0 + word.box.x1) / 2 for word in line.words]
    return {n for n, (left, right) in enumerate(pairwise(xs)) if any(left <= x < right for x in middles)}


def _begins(line: Line, above: Sequence[Line], xs: Sequence[float], anchors: set[int], leading: float) -> bool:
    """True where a row begins without a wider gap: its first column is filled again, and most others with it."""
    now, then = _filled(line, xs), _filled(above[-1], xs)
    last = next((one.baseline for one in reversed(above) if _filled(one, xs) & now & anchors), None)
    fresh = bool(now & anchors) and (last is None or line.baseline - last > 1.6 * leading)
    return fresh and 2 * len(now) >= len(xs) - 1 and len(now) > len(then)


def _crosses(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """True where text runs over the left side of a column without a word that begins there."""
    pieces = [piece for line in lines for piece in split_line(line)]
    return any(
        piece[0].box.x0 < x - 1
        and piece[-1].box.x1 > x + 4
        and not any(-1 <= word.box.x0 - x <= 4 and not word.glued for word in piece)
        for piece in pieces
        for x in xs[1:-1]
    )


def _row_spans(row: int, strip: Strip, xs: Sequence[float]) -> list[Span]:
    """The cells of a row: one a column, but one over all columns that a word of it crosses."""
    spans = [Span(row, 0, 1, 1)]
    for col in range(1, len(xs) - 1):
        if _crosses(strip.lines, (xs[0], xs[col], xs[-1])):
            spans[-1] = spans[-1]._replace(cols=spans[-1].cols + 1)
        else:
            spans.append(Span(row, col, 1, 1))
    return spans
