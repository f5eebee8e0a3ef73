"""Tables of words without any ink or known heading: rows in clear columns below a bold row of headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extractors.edges import Edges
from extractors.grid_cells import Grid
from extractors.lines import Line
from extractors.open_rows import Body, body_to_grid
from extractors.segments import MAX_HEADING_WORDS, crossings, merge_segments, split_line
from extractors.table_ends import find_end
from models.records.ink import PageInk, Word, union

MIN_COLUMNS = 3
MIN_ROWS = 4
"""Rows below the headings; fewer may be addresses or short texts beside each other."""
MAX_HEADING_LINES = 3
NEXT_LINE = 1.6
"""Lines of one heading are less than this many type sizes apart."""
KEY_WORDS = 12
"""The first column holds names or the like: half of its cells have at most this many words."""
FILLED = 0.6
"""Share of the rows that fill a column, and of the cells of the table that hold text."""


def lines_to_text_grids(ink: PageInk, lines: Sequence[Line], edges: Edges) -> Iterator[Grid]:
    """The tables among lines that nothing else has taken, top to bottom."""
    at = 0
    while at < len(lines):
        count = _count_bold(lines[at : at + MAX_HEADING_LINES + 1])
        grid = _headings_to_grid(ink, lines[at:], count, edges) if count else None
        if grid is not None:
            yield grid
            at = next((n for n in range(at, len(lines)) if lines[n].box.top > grid.bbox.bottom), len(lines))
        else:
            at += 1


def _count_bold(lines: Sequence[Line]) -> int:
    """How many lines from the first on are bold and near each other: one row of headings; 0 for none."""
    count = int(_is_bold(lines[0]))
    while count and count < len(lines) and _is_bold(lines[count]) and _is_near(lines[count - 1], lines[count]):
        count += 1
    return count if count <= MAX_HEADING_LINES else 0


def _is_bold(line: Line) -> bool:
    return all(word.bold and not word.turned for word in line.words)


def _is_near(above: Line, below: Line) -> bool:
    return below.baseline - above.baseline < NEXT_LINE * below.size


def _headings_to_grid(ink: PageInk, lines: Sequence[Line], count: int, edges: Edges) -> Grid | None:
    """The table below a row of headings; None where what follows stands in no rows and columns."""
    groups = merge_segments([part for line in lines[:count] for part in split_line(line)])
    if len(groups) < MIN_COLUMNS or not all(_is_heading(group) for group in groups):
        return None
    heads = tuple(union([word.box for word in group]) for group in groups)
    end = find_end(lines, count, heads, ink)
    body = next((n for n in range(count, end) if crossings(lines[n], heads)), end)
    grid = body_to_grid(ink, edges, Body(tuple(lines[:body]), count, heads, None)) if body > count else None
    return grid if grid is not None and grid.n_cols == len(groups) and _is_table(grid) else None


def _is_heading(words: Sequence[Word]) -> bool:
    """True for a few words that begin with no small letter; lists of contents have numbers alone."""
    letters = any(character.isalpha() for word in words for character in word.text)
    return letters and len(words) <= MAX_HEADING_WORDS and not words[0].text[:1].islower()


def _is_table(grid: Grid) -> bool:
    """True for enough rows of which most cells hold text, and short texts in the first column."""
    rows = [[cell for cell in grid.cells if cell.row == row and cell.words] for row in range(1, grid.n_rows)]
    full = [cell for row in rows for cell in row]
    if len(rows) < MIN_ROWS or len(full) < FILLED * len(rows) * grid.n_cols or any(c.col_span > 1 for c in full):
        return False
    held = [sum(cell.col == col for cell in full) for col in range(grid.n_cols)]
    names = [len(cell.words) for cell in full if cell.col == 0]
    plain = sum(not word.bold for cell in full if cell.col for word in cell.words)
    words = sum(len(cell.words) for cell in full if cell.col)
    return min(held) >= FILLED * len(rows) and median(names) <= KEY_WORDS and 2 * plain > words
