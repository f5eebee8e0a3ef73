"""Where a table without rules ends: at a wide gap, at other type, at text over its columns or left of them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lines import Line
from extractors.segments import MAX_HEADING_WORDS, crossings, split_line
from models.records.ink import BBox, PageInk

END_GAP = 3.5
"""A white gap of this many type sizes ends a table."""
FAR_LEFT = 30.0
"""Text that begins more than this many points left of a table is no part of it."""


def find_end(lines: Sequence[Line], start: int, columns: Sequence[BBox], ink: PageInk) -> int:
    """The number of the first line below a table's headings that is no more part of it."""
    end = start
    while end < len(lines) and not _ends(lines, end, lines[max(start - 1, 0)].baseline, columns, ink.height):
        end += 1
    while end > start and _alone_on_the_left(lines[start:end], columns):
        end -= 1
    return end


def _ends(lines: Sequence[Line], number: int, start: float, columns: Sequence[BBox], height: float) -> bool:
    """True where a line below the headings (their baseline is `start`) is no more part of the table."""
    line, above = lines[number], [one for one in lines[max(number - 6, 0) : number] if one.baseline >= start]
    if not above:
        return False
    gap, size = line.box.top - max(one.box.bottom for one in above), above[-1].size
    if gap > END_GAP * size or line.size > 1.18 * size or _sticks_out(line, above, columns):
        return True
    if line.size < 0.88 * size and gap > 0.8 * size and line.box.x0 < columns[0].x1:
        return True
    if line.box.top > 0.92 * height and (gap > 0.8 * size or line.size < 0.9 * size):
        return True
    return 0 in crossings(line, columns) and not _is_section(line, lines[number + 1 : number + 2], columns, above[-1])


def _sticks_out(line: Line, above: Sequence[Line], columns: Sequence[BBox]) -> bool:
    """True for a line that begins far left of the table; below centered headings a row in most columns does not."""
    left = min([columns[0].x0, *(one.box.x0 for one in above)])
    row = 2 * len(split_line(line)) > len(columns) and not crossings(line, columns)
    return line.box.x0 < left - FAR_LEFT and not row


def _is_section(line: Line, below: Sequence[Line], columns: Sequence[BBox], above: Line) -> bool:
    """True for a short line over several columns that names the rows below it."""
    if len(split_line(line)) > 1 or len(line.words) > MAX_HEADING_WORDS or not below or not line.bold:
        return False
    parts = split_line(below[0])
    return len(parts) > 1 and not crossings(below[0], columns) and line.size <= 1.1 * above.size


def _alone_on_the_left(lines: Sequence[Line], columns: Sequence[BBox]) -> bool:
    """True where the last line stands in the first column only, apart from the row above: the next heading."""
    line = lines[-1]
    if line.box.x1 > columns[1].x0 or len(lines) < 2:
        return False
    return line.box.top - max(one.box.bottom for one in lines[-6:-1]) > 0.8 * line.size
