"""Tables whose every second row is tinted cell by cell: the rows between get the edges that are not printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.edges import SNAP, Edge, Edges, edges_to_frames, places, snap_edges
from extractors.lines import words_to_lines
from extractors.segments import MAX_HEADING_WORDS, split_line
from models.records.ink import BBox, PageInk, Word, union

ROW_GAP = 0.9
"""White space up to this many type sizes stands between the lines of one row; in points at least `MIN_GAP`."""
MIN_GAP = 6.0
FOOT = 0.93
"""Below this share of the page height stand footers only."""

Stripe = tuple[list[float], BBox]
"""Left sides of the cells, and the right side of the last; the box of the tinted rows."""


def add_white_rows(edges: Edges, ink: PageInk) -> Edges:
    """Add the edges of the rows between, above and below tinted rows with the same columns."""
    stripes = [_to_stripe(frame) for frame in edges_to_frames(edges)]
    stripes = [stripe for stripe in stripes if len(stripe[0]) > 2]
    upright, lying = list(edges.upright), list(edges.lying)
    for stack in _stacks(stripes):
        for xs, row in _white_rows(stack, ink):
            band = _band_end(ink, row)
            upright += [Edge(x, row.top if x in (xs[0], xs[-1]) else band, row.bottom) for x in xs]
            lying += [Edge(y, xs[0], xs[-1]) for y in {row.top, band, row.bottom}]
    if len(upright) == len(edges.upright):
        return edges
    return Edges(tuple(snap_edges(upright)), tuple(snap_edges(lying)))


def _to_stripe(frame: Edges) -> Stripe:
    return places(edge.at for edge in frame.upright), frame.bbox


def _stacks(stripes: Sequence[Stripe]) -> list[list[Stripe]]:
    """Stripes with the same columns, top to bottom; those that stand alone count where they hold several rows."""
    stacks: list[list[Stripe]] = []
    for stripe in stripes:
        stack = next((s for s in stacks if _same_columns(s[-1][0], stripe[0])), None)
        if stack is None:
            stacks.append([stripe])
        else:
            stack.append(stripe)
    return stacks


def _same_columns(one: Sequence[float], two: Sequence[float]) -> bool:
    return len(one) == len(two) and all(abs(a - b) <= SNAP for a, b in zip(one, two, strict=True))


def _white_rows(stack: Sequence[Stripe], ink: PageInk) -> list[Stripe]:
    xs = stack[0][0]
    words = [w for w in ink.words if xs[0] - SNAP < w.box.x0 and w.box.x1 < xs[-1] + SNAP and not w.turned]
    rows = []
    for (_, one), (_, two) in pairwise(stack):
        if _is_row([w for w in words if one.bottom <= w.baseline <= two.top], xs):
            rows.append((xs, BBox(xs[0], one.bottom, xs[-1], two.top)))
    first, last = stack[0][1], stack[-1][1]
    under = [w for w in words if w.baseline > last.bottom and w.box.bottom < FOOT * ink.height]
    below = _next_to(under, last.bottom)
    if _is_row(below, xs) and (rows or (len(stack) == 1 and len(below) == len(under))):
        rows.append((xs, BBox(xs[0], last.bottom, xs[-1], union([w.box for w in below]).bottom + 2)))
    above = _next_to([w for w in words if w.baseline < first.top], first.top)
    if rows and _is_row(above, xs) and not any(all(w.bold for w in line.words) for line in words_to_lines(above)):
        rows.append((xs, BBox(xs[0], union([w.box for w in above]).top - 2, xs[-1], first.top)))
    return rows


def _band_end(ink: PageInk, row: BBox) -> float:
    """Where the name of a section ends that stands above a row, bold and alone; the top of the row without one."""
    lines = words_to_lines(w for w in ink.words if row.contains(w.box.x0 + 1, w.baseline - 1))
    if len(lines) < 2 or not lines[0].bold or lines[1].bold or len(lines[0].words) > MAX_HEADING_WORDS:
        return row.top
    alone = len(split_line(lines[0])) == 1 and lines[1].box.top > lines[0].box.bottom
    return (lines[0].box.bottom + lines[1].box.top) / 2 if alone else row.top


def _next_to(words: Sequence[Word], edge: float) -> list[Word]:
    """The words from an edge on, upwards or downwards, up to the first wide gap."""
    found: list[Word] = []
    low = high = edge
    for word in sorted(words, key=lambda w: abs(w.baseline - edge)):
        if max(word.box.top - high, low - word.box.bottom) > max(MIN_GAP, ROW_GAP * word.size):
            break
        low, high = min(low, word.box.top), max(high, word.box.bottom)
        found.append(word)
    return found


def _is_row(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """True for text that crosses no border between columns: in several, in a later one, or plain in the first."""
    pieces = [piece for line in words_to_lines(words) for piece in split_line(line)]
    crossed = any(p[0].box.x0 < x - 1 and p[-1].box.x1 > x + 1 for p in pieces for x in xs[1:-1])
    filled = {sum(x <= piece[0].box.x0 + 1 for x in xs) for piece in pieces}
    return not crossed and bool(filled) and (filled != {1} or not any(word.bold for word in words))
