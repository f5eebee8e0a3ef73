"""Record cards without upright rules: known labels under each other, each beside its value → grids of two columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.edges import Span
from extractors.families import Families, Kind, headings_to_roles
from extractors.grid_cells import Grid, spans_to_grid
from extractors.label_rows import lines_to_field
from extractors.lines import Line, to_line, words_to_lines
from extractors.segments import split_line
from models.records.ink import PageInk, Word, union

MIN_LABELS = 3
ROW_GAP = 1.2
"""White space up to this many type sizes stands between the lines of a value."""
REST_GAP = 2.0
"""White space up to this many type sizes stands between the rest of a value and the label below it."""
HEAD_SHARE = 0.75
"""A running title above a card ends at less than this share of the card's own height on the page."""
SAME_X = 4.0
MARGIN = 2.0


class Label(NamedTuple):
    """A label and the y at which its row begins; without a text it is the rest of a row of the page before."""

    text: str
    top: float


def words_to_cards(
    ink: PageInk, words: Sequence[Word], lines: Sequence[Line], before: Sequence[Grid], families: Families
) -> list[Grid]:
    """The cards among the words of a page, given in lines too; those of the page before may go on."""
    last = before[-1] if before and before[-1].n_cols == 2 and not before[-1].ruled else None
    found: list[list[Grid]] = []
    for kind in families.kinds:
        x = _value_side(lines, kind)
        if x is None and last is not None and last.n_rows >= MIN_LABELS:
            x = last.xs[1]
        if x is None:
            continue
        on = last is not None and abs(last.xs[1] - x) < SAME_X
        found.append([_to_grid(ink, words, run, x) for run in _runs(words, x, kind, families, goes_on=on)])
    return max(found, key=lambda grids: sum(grid.n_rows for grid in grids), default=[])


def _value_side(lines: Sequence[Line], kind: Kind) -> float | None:
    """The left side of the column of values: where most texts begin that stand beside a label; None for too few."""
    sides: Counter[int] = Counter()
    for line in lines:
        parts = split_line(line)
        if len(parts) > 1 and lines_to_field([to_line(parts[0])], kind):
            sides[round(parts[1][0].box.x0)] += 1
    side, count = max(sides.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return side - MARGIN if count >= MIN_LABELS else None


def _runs(words: Sequence[Word], x: float, kind: Kind, families: Families, *, goes_on: bool) -> Iterator[list[Label]]:
    """Labels that follow each other. One run must have the fields that the kind needs, or go on with a card."""
    across = [w.box.top for w in words if w.box.x0 < x < w.box.x1 - MARGIN]
    left = words_to_lines([w for w in words if w.box.x1 <= x + MARGIN])
    runs: list[list[Label]] = [[]]
    for label in _labels(left, kind):
        if not label.text or (runs[-1] and any(runs[-1][-1].top < y < label.top for y in across)):
            runs.append([])
        if label.text:
            runs[-1].append(label)
    runs = [run for run in runs if run]
    rest = _rest_above(words, runs[0][0].top, x) if runs and goes_on else None
    if rest is not None or any(_is_card(run, kind, families) for run in runs):
        if rest is not None and rest < runs[0][0].top:
            runs[0].insert(0, Label("", rest))
        yield from (run for run in runs if len(run) > 1)


def _labels(left: Sequence[Line], kind: Kind) -> Iterator[Label]:
    """The labels among the lines on the left; anything else comes without a text."""
    at = 0
    while at < len(left):
        counts = [n for n in (3, 2, 1) if at + n <= len(left) and lines_to_field(left[at : at + n], kind)]
        count = max(counts, default=0)
        yield Label(" ".join(line.text for line in left[at : at + count]), left[at].box.top)
        at += max(count, 1)


def _is_card(run: Sequence[Label], kind: Kind, families: Families) -> bool:
    roles = headings_to_roles({n: label.text for n, label in enumerate(run)}, families)
    return len(run) >= MIN_LABELS and roles is not None and roles.kind.name == kind.name


def _rest_above(words: Sequence[Word], top: float, x: float) -> float | None:
    """Where a card begins that goes on from the page before, at the rest of a value or a label; None for other text."""
    start = top
    for line in reversed(words_to_lines(w for w in words if w.box.bottom <= top + MARGIN)):
        if start - line.box.bottom > REST_GAP * line.size:
            return start if line.box.bottom < HEAD_SHARE * start else None
        if line.box.x0 < x - MARGIN:
            return None
        start = line.box.top
    return start


def _to_grid(ink: PageInk, words: Sequence[Word], run: Sequence[Label], x: float) -> Grid:
    inside = [w for w in words if w.box.bottom > run[0].top - MARGIN]
    bottom = _end(inside, run[-1].top, x)
    held = [w for w in inside if w.box.top < bottom]
    box = union([w.box for w in held])
    ys = [*(label.top - MARGIN for label in run), bottom]
    spans = [Span(row, col, 1, 1) for row in range(len(run)) for col in (0, 1)]
    xs = [box.x0 - MARGIN, x, box.x1 + MARGIN]
    return spans_to_grid(ink._replace(words=tuple(held)), spans, xs, ys, ruled=False)


def _end(words: Sequence[Word], top: float, x: float) -> float:
    """Where the last value ends: at a wide gap, or at text that begins left of the values below its label."""
    bottom = top
    for line in words_to_lines(w for w in words if w.box.bottom > top):
        beside = line.box.top < top + 0.5 * line.size
        if bottom > top and not beside and (line.box.x0 < x - MARGIN or line.box.top - bottom > ROW_GAP * line.size):
            break
        bottom = max(bottom, line.box.bottom)
    return bottom + MARGIN
