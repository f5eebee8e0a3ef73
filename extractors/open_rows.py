"""The lines of a table without upright rules → its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from extractors.edges import Edge, Edges, Span
from extractors.families import Kind, Roles
from extractors.grid_cells import FIRST, Anchors, Grid, spans_to_grid
from extractors.label_rows import label_tops
from extractors.lines import Line, words_to_lines
from extractors.segments import MAX_HEADING_WORDS, crossings, split_line
from models.records.ink import BBox, PageInk, Word, union

TOGETHER = frozenset({"type_of_action", "initiator"})
"""Fields that begin a row together where the country is not printed again."""
MIN_DIVIDERS = 2
"""Fewer rules between rows may stand anywhere: they do not part all rows."""
NEAR = 12.0
"""A column begins at most so many points left of where it began on the page before."""
STEP = 0.5
"""How exactly the sides of columns are looked for, in points."""
SAME_GAP = 0.6
"""Gaps that differ by less, in points, are the same."""
EVEN_ROWS = 3
EVEN_GAPS = 2.0
"""So many rows with gaps between them that differ by less, in points, have no others without a gap."""


class Body(NamedTuple):
    """The lines of a table, how many of them are headings, and the boxes of its headings."""

    lines: tuple[Line, ...]
    n_heading: int
    columns: tuple[BBox, ...]
    roles: Roles | None
    xs: tuple[float, ...] = ()
    """Left sides of the columns and the right side of the last, where they are known."""
    anchors: Anchors = FIRST
    """Those of the page before; the `roles` of headings say more."""

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
    return spans_to_grid(inside, spans, xs, ys, ruled=bool(body.xs))._replace(anchors=anchors)


def _columns(body: Body) -> list[float]:
    """Left sides of the columns, and the right side: the white strip between two headings that fewest words cross."""
    regular = [line for line in body.lines if not crossings(line, body.columns)] or body.lines
    words = [word for line in regular for word in line.words]
    lefts = [min(body.columns[0].x0, *(word.box.x0 - 2.0 for word in body.words))]
    for left, right in pairwise(body.columns):
        cut = _best_cut(words, left.x1 if body.n_heading else max(left.x1, right.x0 - NEAR), right.x0)
        lefts.append(
            min((w.box.x0 for w in words if w.box.x0 >= cut and w.box.x0 <= right.x0 + 1), default=cut + 2) - 2.0
        )
    if body.roles:
        lefts += _value_column(body, lefts)
    return [*sorted(lefts), max(word.box.x1 for word in body.words) + 2.0]


def _best_cut(words: Sequence[Word], low: float, high: float) -> float:
    """The right side of the widest strip between two headings that fewest words cross, the last of several.

    Below centered headings it may be anywhere between them; where words of a column begin by chance below each other
    the strip is narrow.
    """
    places = [low + STEP * n for n in range(int((high - low) / STEP) + 1)] or [high]
    counts = [sum(word.box.x0 < x < word.box.x1 for word in words) for x in places]
    runs = groupby(zip(places, counts, strict=True), key=itemgetter(1))
    strips = [list(strip) for count, strip in runs if count == min(counts)]
    return max(strips, key=lambda strip: (len(strip), strip))[-1][0]


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
        return body.anchors
    kind = body.roles.kind
    key = {kind.key, "project"} if kind.name == "activities" else {kind.key}
    columns = {col: field for col, field in body.roles.columns.items() if field in key | TOGETHER}
    together = {col for col, field in columns.items() if field in TOGETHER and kind.name == "country_actions"}
    return Anchors(frozenset(col for col in columns if columns[col] in key) or FIRST.key, frozenset(together))


def _strips(body: Body, edges: Edges, xs: Sequence[float], anchors: Anchors) -> list[Strip]:
    head, rest = body.lines[: body.n_heading], list(body.lines[body.n_heading :])
    strips = [_to_strip(head)] if head else []
    top = strips[0].bottom if strips else body.box.top - 1
    dividers = [
        edge.at for edge in edges.lying if top + 2 < edge.at < body.box.bottom - 2 and _covers(edge, xs[0], xs[-1])
    ]
    bands = [part for band in _bands(rest, sorted(dividers)) for part in _cut_at_headings(band, head)]
    ruled = sum(_parts_rows(y, head, rest) for y in dividers) >= MIN_DIVIDERS
    for number, band in enumerate(bands):
        whole = ruled and number < len(bands) - 1
        strips += [_to_strip(lines) for lines in ([band] if whole else split_rows(band, xs, anchors))]
    return strips


def _parts_rows(y: float, head: Sequence[Line], rest: Sequence[Line]) -> bool:
    """True for a rule between two rows, none of which is a row of headings."""
    above = [line.text for line in rest if line.baseline <= y][-1:]
    below = [line.text for line in rest if line.baseline > y][:1]
    return bool(above and below) and not {*above, *below} & {line.text for line in head}


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
    chunks = _chunks(lines, leading)
    groups = _even_groups(chunks, xs, anchors)
    if len(groups) >= EVEN_ROWS and max(_gaps(groups)) - min(_gaps(groups)) < EVEN_GAPS:
        return groups
    parts = [part for group in groups or chunks for part in _split_at_anchors(group, xs, anchors.key, leading)]
    rows: list[list[Line]] = []
    for part in parts:
        if rows and not _opens_row(part, xs, anchors) and not _is_band(rows[-1], xs):
            rows[-1] += part
        else:
            rows.append(part)
    return rows


def _chunks(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    chunks = [[lines[0]]]
    for number, line in enumerate(lines[1:], start=1):
        if _is_apart(line, lines[:number], leading):
            chunks.append([])
        chunks[-1].append(line)
    return chunks


def _even_groups(chunks: Sequence[list[Line]], xs: Sequence[float], anchors: Anchors) -> list[list[Line]]:
    """Chunks joined over all gaps that are narrower than those between rows; empty where no width tells them apart.

    The narrowest width counts with which every group is one row: the paragraphs of a cell stand nearer to each other.
    """
    gaps = _gaps(chunks)
    for width in sorted({round(gap, 1) for gap in gaps}):
        groups: list[list[list[Line]]] = [[chunks[0]]]
        for gap, chunk in zip(gaps, chunks[1:], strict=True):
            groups[-1:] = [*groups[-1:], [chunk]] if gap > width - SAME_GAP else [[*groups[-1], chunk]]
        if all(_is_row(group, xs, anchors, first=group is groups[0]) for group in groups):
            return [[line for chunk in group for line in chunk] for group in groups]
    return []


def _gaps(chunks: Sequence[Sequence[Line]]) -> list[float]:
    return [b[0].box.top - max(line.box.bottom for line in a[-8:]) for a, b in pairwise(chunks)]


def _is_row(chunks: Sequence[list[Line]], xs: Sequence[float], anchors: Anchors, *, first: bool) -> bool:
    """True where chunks may be one row: the columns that begin rows are filled, but in no two of the chunks."""
    keyed = sum(bool(_filled_by(chunk, xs) & anchors.key) for chunk in chunks)
    lines = [line for chunk in chunks for line in chunk]
    alone = len(chunks) == 1 or not any(_is_band(chunk, xs) for chunk in chunks)
    return alone and keyed < 2 and (first or _opens_row(lines, xs, anchors))


def _opens_row(lines: Sequence[Line], xs: Sequence[float], anchors: Anchors) -> bool:
    """True for text in the columns that begin rows, or in most where none are known, and for the name of a section."""
    filled = _filled_by(lines, xs)
    most = anchors == FIRST and 2 * len(filled) > len(xs) - 1
    return anchors.within(filled) or most or _crosses(lines, xs) or _is_band(lines, xs)


def _is_band(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """True for one short bold line without wide gaps that begins on the left: the name of the rows below it."""
    short = len(lines) == 1 and lines[0].bold and len(lines[0].words) <= MAX_HEADING_WORDS
    return short and len(split_line(lines[0])) == 1 and lines[0].box.x0 < xs[1]


def _split_at_anchors(
    lines: Sequence[Line], xs: Sequence[float], anchors: frozenset[int], leading: float
) -> list[list[Line]]:
    """Rows that follow each other without a wider gap, where the columns that begin rows show several of them."""
    rows = [[lines[0]]]
    for number, line in enumerate(lines[1:], start=1):
        if any(_filled(one, xs) & anchors for one in rows[-1]) and _begins(line, lines[:number], xs, anchors, leading):
            rows.append([])
        rows[-1].append(line)
    return rows


def _leading(lines: Sequence[Line], xs: Sequence[float], anchors: frozenset[int]) -> float:
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


def _filled_by(lines: Sequence[Line], xs: Sequence[float]) -> set[int]:
    """The columns in which lines have text."""
    return {col for line in lines for col in _filled(line, xs)}


def _filled(line: Line, xs: Sequence[float]) -> set[int]:
    """The columns in which a line has text."""
    middles = [(word.box.x0 + word.box.x1) / 2 for word in line.words]
    return {n for n, (left, right) in enumerate(pairwise(xs)) if any(left <= x < right for x in middles)}


def _begins(line: Line, above: Sequence[Line], xs: Sequence[float], anchors: frozenset[int], leading: float) -> bool:
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
    if _is_band(strip.lines, xs):
        return [Span(row, 0, 1, len(xs) - 1)]
    spans = [Span(row, 0, 1, 1)]
    for col in range(1, len(xs) - 1):
        if _crosses(strip.lines, (xs[0], xs[col], xs[-1])):
            spans[-1] = spans[-1]._replace(cols=spans[-1].cols + 1)
        else:
            spans.append(Span(row, col, 1, 1))
    return spans
