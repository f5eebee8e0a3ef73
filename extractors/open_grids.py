"""Tables without upright rules: columns from known headings and white space, rows from stripes, lines and gaps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.banded import lines_to_banded
from extractors.card_rows import words_to_cards
from extractors.edges import Edges, tints
from extractors.families import Families, Roles, headings_to_roles, label_to_field
from extractors.grid_cells import Grid
from extractors.lines import Line, words_to_lines
from extractors.open_rows import Body, body_to_grid
from extractors.segments import MAX_HEADING_WORDS, merge_segments, split_line
from extractors.table_ends import find_end
from extractors.text_grids import lines_to_text_grids
from extractors.value_grids import lines_to_value_grids
from models.records.ink import BBox, PageInk, Word, union

SAME_X = 4.0
SAME_CELL = 1.4
"""Lines of one heading are less than this many type sizes apart; rows below each other are further apart."""
MORE_HEADS = 2
"""Up to so many lines stand between the recognised line of a heading row and the rule under it."""


class Heading(NamedTuple):
    """The heading row of a table: the lines it takes, the box of each heading, and what the columns are."""

    first: int
    last: int
    boxes: tuple[BBox, ...]
    roles: Roles


def ink_to_open_grids(
    ink: PageInk, edges: Edges, taken: Sequence[BBox], before: Sequence[Grid], families: Families
) -> list[Grid]:
    """Tables in the part of the page that no ruled table has taken."""
    words = [w for w in ink.words if not any(box.contains((w.box.x0 + w.box.x1) / 2, w.baseline) for box in taken)]
    lines = words_to_lines(words)
    cards = words_to_cards(ink, words, lines, before, families)
    if cards:
        carded = {word for card in cards for cell in card.cells for word in cell.words}
        lines = words_to_lines(word for word in words if word not in carded)
    open_before = bool(before) and not any(_same_sides(box, before[-1]) for box in taken)
    goes_on = open_before and (not before[-1].ruled or _has_uprights(before[-1], edges, ink))
    bodies = list(_bodies(lines, before if goes_on else (), edges, ink, families))
    known = [body.box for body in bodies]
    figures = list(_value_grids(ink, lines, edges, known))
    known += [grid.bbox for grid in figures]
    free = [line for line in lines if not any(line.box.overlap(box) for box in known)]
    banded = list(lines_to_banded(ink.number, free, edges))
    known += [grid.bbox for grid in banded]
    free = [line for line in free if not any(line.box.overlap(box) for box in known)]
    worded = list(lines_to_text_grids(ink, free, edges))
    open_grids = [grid for body in bodies if (grid := body_to_grid(ink, edges, body)) is not None]
    return [*cards, *open_grids, *figures, *banded, *worded]


def _value_grids(ink: PageInk, lines: Sequence[Line], edges: Edges, known: Sequence[BBox]) -> Iterator[Grid]:
    """Tables of figures outside the known boxes; the figures of a chart are none."""
    free = [line for line in lines if not any(line.box.overlap(box) for box in known)]
    level = [line for line in free if not line.words[0].turned]
    yield from (grid for grid in lines_to_value_grids(ink.number, level, edges) if not _is_chart(grid, ink))


def _is_chart(grid: Grid, ink: PageInk) -> bool:
    """True where most words stand on bars: fills much narrower than what may be a table."""
    bars = [f.box for f in tints(ink) if f.box.width < 0.5 * grid.bbox.width and f.box.overlap(grid.bbox)]
    words = [word for cell in grid.cells if cell.col for word in cell.words]
    return 2 * sum(any(bar.contains(w.box.x0, w.baseline - 1) for bar in bars) for w in words) > len(words)


def _bodies(
    lines: Sequence[Line], before: Sequence[Grid], edges: Edges, ink: PageInk, families: Families
) -> Iterator[Body]:
    at = 0
    headings = list(find_headings(lines, families))
    first = headings[0].first if headings else len(lines)
    if before and (rest := _rest_of(before[-1], lines[:first], ink)):
        yield rest
    for heading in headings:
        if heading.first < at:
            continue
        end = find_end(lines, heading.last + 1, heading.boxes, ink)
        at = end
        if end > heading.last + 1:
            yield _to_body(heading, lines[heading.first : end], edges)


def _to_body(heading: Heading, lines: Sequence[Line], edges: Edges) -> Body:
    xs = _ruled_sides(lines, heading.boxes, edges)
    count = heading.last - heading.first + 1
    if xs:
        rule = min((e.at for e in edges.lying if e.at > lines[count - 1].baseline and e.end > xs[-2]), default=0.0)
        below = sum(line.baseline < rule for line in lines[count:])
        count += below if below <= MORE_HEADS else 0
    return Body(tuple(lines), count, heading.boxes, heading.roles, xs)


def _ruled_sides(lines: Sequence[Line], heads: Sequence[BBox], edges: Edges) -> tuple[float, ...]:
    """The sides of the columns where one upright rule stands between each two headings; else empty."""
    bottom = max(box.bottom for box in heads)
    beside = [e.at for e in edges.upright if e.start < bottom < e.end]
    inner = [[x for x in beside if left.x1 - 1 < x < right.x0 + 1] for left, right in pairwise(heads)]
    if not all(len(xs) == 1 for xs in inner):
        return ()
    words = [word.box for line in lines for word in line.words]
    left, right = min(word.x0 for word in words) - 2, max(word.x1 for word in words) + 2
    return (left, *(xs[0] for xs in inner), right)


def find_headings(lines: Sequence[Line], families: Families) -> Iterator[Heading]:
    """Lines that are the headings of a known kind of table, best reading first where several overlap."""
    found = []
    parts = [split_line(line) for line in lines]
    for first, line in enumerate(lines):
        if not any(len(part) > 2 for part in parts[first : first + 3]):
            continue
        for last in range(first, min(first + 4, len(lines))):
            if last > first and lines[last].baseline - lines[last - 1].baseline > 1.8 * line.size:
                break
            scored = None if _is_cut(lines, last) else _read_heading(parts, first, last, families)
            found += [scored] if scored is not None else []
    taken: set[int] = set()
    kept = []
    for _, heading in sorted(found, key=lambda item: (item[0], -item[1].first), reverse=True):
        numbers = set(range(heading.first, heading.last + 1))
        if not numbers & taken:
            taken |= numbers
            kept.append(heading)
    yield from sorted(kept, key=lambda heading: heading.first)


def _read_heading(
    parts: Sequence[list[list[Word]]], first: int, last: int, families: Families
) -> tuple[tuple[int, int, int], Heading] | None:
    groups = merge_segments([part for line in parts[first : last + 1] for part in line])
    if len(groups) < 3 or max(len(group) for group in groups) > MAX_HEADING_WORDS:
        return None
    texts = {col: " ".join(word.text for word in group) for col, group in enumerate(groups)}
    roles = headings_to_roles(texts, families)
    if roles is None or 2 * len(roles.columns) < len(groups):
        return None
    exact = sum(bool(label_to_field(text, roles.kind)) for text in texts.values())
    boxes = tuple(union([word.box for word in group]) for group in groups)
    return (exact, len(roles.columns), first - last), Heading(first, last, boxes, roles)


def _is_cut(lines: Sequence[Line], last: int) -> bool:
    """True where the bold lines of a heading row go on below the last one taken."""
    if last + 1 >= len(lines) or not (lines[last].bold and lines[last + 1].bold):
        return False
    return lines[last + 1].baseline - lines[last].baseline < SAME_CELL * lines[last].size


def _rest_of(above: Grid, lines: Sequence[Line], ink: PageInk) -> Body | None:
    """The lines at the top of a page that stand in the columns of the open table before."""
    xs = above.xs
    columns = tuple(BBox(x, 0.0, x + 4.0, 0.0) for x in xs[:-1])
    near = [n for n, line in enumerate(lines[:4]) if line.box.top < 0.25 * ink.height and _fits(line, xs)]
    if not near or any(line.box.top > 0.1 * ink.height for line in lines[: near[0]]):
        return None
    lines = lines[near[0] :]
    end = find_end(lines, 0, columns, ink)
    if all(line.words[-1].box.x0 < xs[1] for line in lines[:end]):
        return None  # text at the left alone is the paragraph after the table
    known = tuple(xs) if above.ruled else ()
    return Body(tuple(lines[:end]), 0, columns, None, known, above.anchors) if end else None


def _same_sides(box: BBox, above: Grid) -> bool:
    """True for a ruled table as wide as the one of the page before: nothing but a running title stands above it."""
    return abs(box.x0 - above.bbox.x0) < SAME_X and abs(box.x1 - above.bbox.x1) < SAME_X


def _has_uprights(above: Grid, edges: Edges, ink: PageInk) -> bool:
    """True where the upright rules of the table before go on at the top of the page, without any lying ones."""
    inner = above.xs[1:-1]
    top = [edge.at for edge in edges.upright if edge.start < 0.25 * ink.height]
    return bool(inner) and all(any(abs(x - at) < 4 for at in top) for x in inner)


def _fits(line: Line, xs: Sequence[float]) -> bool:
    """True where the text of a line begins at the left sides of columns and every piece ends within its column.

    The last column may be wider than the texts that it held before.
    """
    sides = [*xs[:-1], math.inf if len(xs) > 3 else xs[-1] + 0.5 * (xs[-1] - xs[-2])]
    filled: set[int] = set()
    for part in split_line(line):
        col = max((n for n, x in enumerate(xs[:-1]) if part[0].box.x0 > x - 4), default=-1)
        if col < 0 or part[-1].box.x1 > sides[col + 1] + 3:
            return False
        if col not in filled and part[0].box.x0 - xs[col] >= 10:
            return False
        filled.add(col)
    return True
