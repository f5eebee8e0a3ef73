"""Headings above columns of figures: lines of one heading joined, headings over several columns kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.edges import Edge, Span
from extractors.segments import MAX_HEADING_WORDS
from extractors.value_lines import Piece, ValueLine, is_caption, is_prose, overlaps
from models.records.ink import BBox, Word

Column = tuple[float, float]
"""Left and right side, in points."""
GAP = 1.1
"""Headings stand at most this many type sizes above what they head, over a rule `RULED_GAP`."""
RULED_GAP = 2.2
MAX_LINES = 8
CENTERED = 6.0
"""A heading over several columns is off their middle by at most this many points."""
COVERS = 0.6
"""A rule over this share of the width of a table closes its headings."""


class HeadCell(NamedTuple):
    """A heading: its place in the rows of headings, and its words."""

    span: Span
    words: tuple[Word, ...]


class Placed(NamedTuple):
    """A piece of a heading line and the first and last column that it stands over."""

    piece: Piece
    first: int
    last: int


def count_heading_lines(
    lines: Sequence[ValueLine], first: int, columns: Sequence[Column], lying: Sequence[Edge]
) -> int:
    """How many of the lines above the line `first` are headings of its columns."""
    left, right = columns[0][0], columns[-1][1]
    count, found = 0, 0
    while first - count > 0 and count < MAX_LINES:
        line, below = lines[first - count - 1], lines[first - count]
        rules = [e for e in lying if line.line.baseline - 1 < e.at < below.line.box.top + 3 and _covers(e, left, right)]
        gap = below.line.box.top - line.line.box.bottom
        if gap > (RULED_GAP if rules else GAP) * line.line.size or not _heads(line, columns, right - left):
            break
        if len(line.pieces) == 1 and found and (rules and count):
            break
        count += 1
        found = count if len(line.pieces) > 1 or line.pieces[0].box.x0 > columns[0][1] - 1 else found
    return found


def _covers(edge: Edge, left: float, right: float) -> bool:
    return min(edge.end, right) - max(edge.start, left) > COVERS * (right - left)


def _heads(line: ValueLine, columns: Sequence[Column], width: float) -> bool:
    """True for short pieces within the width of the table that are no title over all of it."""
    if not line.pieces or is_prose(line, width) or max(len(p.words) for p in line.pieces) > MAX_HEADING_WORDS + 3:
        return False
    margin = 0.1 * width
    inside = line.line.box.x0 > columns[0][0] - margin and line.line.box.x1 < columns[-1][1] + margin
    return inside and not _is_title(line, columns)


def _is_title(line: ValueLine, columns: Sequence[Column]) -> bool:
    """True for a piece that begins over the labels and ends over the values, or is set in the middle of the table."""
    if len(line.pieces) > 1:
        return False
    box = line.pieces[0].box
    over_all = _shift(box, columns[0], columns[-1]) <= CENTERED < _shift(box, columns[1], columns[-1])
    return over_all or is_caption(line) or (box.x0 < columns[0][1] and box.x1 > columns[1][0])


def heads_to_cells(lines: Sequence[ValueLine], columns: Sequence[Column], lying: Sequence[Edge]) -> list[HeadCell]:
    """The cells of all heading lines; where no heading over several columns stands, a column has one tall cell."""
    placed = [place_pieces(line, lines[n + 1 :], columns, lying) for n, line in enumerate(lines)]
    rows = _to_rows(placed)
    cells: list[HeadCell] = []
    for number, row in enumerate(rows):
        for (first, last), group in groupby(sorted(_wide(row)), key=lambda one: (one.first, one.last)):
            words = tuple(word for one in group for word in one.piece.words)
            cells.append(HeadCell(Span(number, first, 1, last - first + 1), words))
    return cells + [cell for col in range(len(columns)) for cell in _tall_cells(rows, col)]


def _tall_cells(rows: Sequence[Sequence[Placed]], col: int) -> Iterator[HeadCell]:
    """The cells of one column between the headings that stand over it and others."""
    spanned = [any(one.first <= col <= one.last for one in _wide(row)) for row in rows]
    for covered, group in groupby(range(len(rows)), key=spanned.__getitem__):
        numbers = list(group)
        if not covered:
            own = [one for n in numbers for one in rows[n] if one.first == one.last == col]
            words = tuple(word for one in own for word in one.piece.words)
            yield HeadCell(Span(numbers[0], col, len(numbers), 1), words)


def _wide(row: Sequence[Placed]) -> list[Placed]:
    return [one for one in row if one.last > one.first]


def _to_rows(lines: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """Lines with the same wide headings are one row; so are all lines below the last wide heading."""
    keys = [tuple(sorted((one.first, one.last) for one in _wide(line))) for line in lines]
    return [[one for n in group for one in lines[n]] for _, group in groupby(range(len(lines)), key=lambda n: keys[n])]


def place_pieces(
    line: ValueLine, below: Sequence[ValueLine], columns: Sequence[Column], lying: Sequence[Edge]
) -> list[Placed]:
    """Over which columns the pieces of a heading line stand; the last line is that of single columns."""
    boxes = [piece.box for piece in line.pieces]
    if not below:
        return [Placed(piece, n := _nearest(piece.box, columns), n) for piece in line.pieces]
    foot = min(other.line.box.top for other in below) + 2
    rules = [e for e in lying if line.line.baseline - 1 < e.at < foot]
    texts = [" ".join(word.text for word in piece.words) for piece in below[-1].pieces]
    again = len(set(texts)) < len(texts)
    return [Placed(piece, *_reach(boxes, n, columns, rules, again=again)) for n, piece in enumerate(line.pieces)]


def _reach(
    boxes: Sequence[BBox], number: int, columns: Sequence[Column], rules: Sequence[Edge], *, again: bool
) -> tuple[int, int]:
    """First and last column under one of the headings of a line; `again` where the headings below it repeat."""
    box = boxes[number]
    width = columns[-1][1] - columns[0][0]
    own = [e for e in rules if _is_under(e, boxes, number) and e.end - e.start < 0.9 * width]
    if own:
        under = [n for n, (left, right) in enumerate(columns) if own[0].start <= (left + right) / 2 <= own[0].end]
        return (under[0], under[-1]) if under else (n := _nearest(box, columns), n)
    first, last = _best_group(box, columns)
    if first == last and not again and overlaps(box, columns[first]):
        return first, last
    return _grow(boxes, number, (first, last), columns)


def _is_under(rule: Edge, boxes: Sequence[BBox], number: int) -> bool:
    """True for a rule under one heading of a line and no other."""
    reached = [n for n, box in enumerate(boxes) if rule.start < box.x1 - 3 and rule.end > box.x0 + 3]
    box = boxes[number]
    return reached == [number] and rule.start < box.x0 + 3 and rule.end > box.x1 - 3


def _best_group(box: BBox, columns: Sequence[Column]) -> tuple[int, int]:
    """The columns touched by a heading over whose middle it is set best, or the two beside the gap it stands in."""
    touched = [n for n, column in enumerate(columns) if overlaps(box, column)]
    if not touched:
        left = [n for n, column in enumerate(columns[:-1]) if column[1] <= box.x0 and columns[n + 1][0] >= box.x1]
        touched = [left[0], left[0] + 1] if left and left[0] else [_nearest(box, columns)]
    groups = [(first, last) for first in touched for last in touched if first <= last]
    return min(groups, key=lambda group: (_shift(box, columns[group[0]], columns[group[1]]), group[0] - group[1]))


def _shift(box: BBox, first: Column, last: Column) -> float:
    """How far a heading is from the middle of its columns; over a single one it may keep to one side as well."""
    middle = abs(box.x0 + box.x1 - first[0] - last[1]) / 2
    return min(middle, abs(box.x0 - first[0]), abs(box.x1 - last[1])) if first == last else middle


def _grow(boxes: Sequence[BBox], number: int, group: tuple[int, int], columns: Sequence[Column]) -> tuple[int, int]:
    """The widest group of columns around another one that a heading is set over the middle of, beside no other."""
    first, last = group
    while first > 1 and last + 1 < len(columns):
        left, right = columns[first - 1], columns[last + 1]
        free = not any(other.x0 < right[1] and other.x1 > left[0] for n, other in enumerate(boxes) if n != number)
        if not free or _shift(boxes[number], left, right) > CENTERED:
            break
        first, last = first - 1, last + 1
    if first == last or _shift(boxes[number], columns[first], columns[last]) <= CENTERED:
        return first, last
    return (n := _nearest(boxes[number], columns), n)


def _nearest(box: BBox, columns: Sequence[Column]) -> int:
    middle = (box.x0 + box.x1) / 2
    return min(range(len(columns)), key=lambda n: max(columns[n][0] - middle, middle - columns[n][1], 0.0))
