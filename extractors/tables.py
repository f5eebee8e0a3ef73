"""Grids of pages → tables, joined over page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

from extractors.cell_text import SENTENCE_END, CellText, fold_heading, goes_on, join_parts, words_to_cell_text
from extractors.grid_cells import Grid, GridCell
from extractors.lines import words_to_lines
from extractors.text import count_words
from models.records.ink import Word
from models.records.layout import Cell, Table, Where

SAME_X = 9.0
"""Columns of a table on two pages may differ by this many points."""
PROSE = 12
"""A cell of so many words is running text."""
_CONTINUED = re.compile(r"\(?\b(?:continued|cont[.']?d?)\b\.?\)?", re.IGNORECASE)


@dataclass
class Draft:
    """A cell while its table is joined: parts of it may stand on several pages."""

    row: int
    col: int
    row_span: int
    col_span: int
    where: Where
    parts: list[CellText]
    bold: bool
    header: bool = False
    page_last: int | None = None

    @property
    def text(self) -> str:
        """The text of all parts."""
        return "\n".join(part.text for part in self.parts if part.text)


@dataclass
class Part:
    """A table while it is joined; `xs` are the left sides of its columns, its right side last."""

    heading: str
    xs: list[float]
    cells: list[Draft]
    n_rows: int
    pages: list[int]
    ruled: bool
    header_rows: int = 0
    printed_header: list[str] = field(default_factory=list)


def grids_to_tables(
    grids: Iterable[Grid], headings: Iterable[str] = (), *, known: Counter[str] | None = None
) -> tuple[Table, ...]:
    """Tables of a document from its grids in reading order.

    `headings` holds for each grid the nearest heading above it, empty where the table goes on from the page
    before. `known` counts the words of the document; without it those of the tables are counted.
    """
    if known is None:
        grids = list(grids)
        cells = [cell for grid in grids for cell in grid.cells]
        known = count_words(line.text for cell in cells for line in words_to_lines(cell.words))
    parts: list[Part] = []
    for grid, heading in zip(grids, chain(headings, repeat("")), strict=False):
        part = _grid_to_part(grid, heading, known)
        if parts and _continues(parts[-1], part):
            _append(parts[-1], part)
        else:
            parts.append(part)
    return tuple(_part_to_table(part, known) for part in parts)


def _grid_to_part(grid: Grid, heading: str, known: Counter[str]) -> Part:
    cells = [_to_draft(cell, grid.page, known) for cell in grid.cells]
    part = Part(heading, grid.xs, cells, grid.n_rows, [grid.page], grid.ruled)
    part.header_rows = count_header_rows(grid)
    part.printed_header = _header_texts(part)
    for cell in cells:
        cell.header = cell.row < part.header_rows
    return part


def _to_draft(cell: GridCell, page: int, known: Counter[str]) -> Draft:
    bold = bool(cell.words) and all(word.bold for word in cell.words)
    text = words_to_cell_text(cell.words, known)
    return Draft(cell.row, cell.col, cell.row_span, cell.col_span, Where(page=page, bbox=cell.box), [text], bold)


def count_header_rows(grid: Grid) -> int:
    """How many rows at the top are headings: bold or in another color than the text below them."""
    rows = [[cell for cell in grid.cells if cell.row == row and cell.words] for row in range(grid.n_rows)]
    styles = [_row_style([word for cell in row for word in cell.words]) for row in rows]
    body = next((style for row, style in zip(rows[::-1], styles[::-1], strict=True) if len(row) > 1), styles[-1])
    count, widest = 0, 0
    while count < min(3, grid.n_rows - 1) and _stands_out(styles[count], body):
        if len(rows[count]) == 1 and widest > 1:
            break
        widest = max(widest, len(rows[count]))
        count += 1
    return count if count < 3 else 0


def _row_style(words: Sequence[Word]) -> tuple[bool, str] | None:
    """Whether all words of a row are bold, and their color where they share one."""
    if not words:
        return None
    colors = {word.color for word in words}
    return all(word.bold for word in words), colors.pop() if len(colors) == 1 else ""


def _stands_out(style: tuple[bool, str] | None, body: tuple[bool, str] | None) -> bool:
    if style is None:
        return False
    if body is None:
        return style[0]
    return (style[0] and not body[0]) or (bool(style[1]) and style[1] != body[1] and style[1] in {"ffffff"})


def _header_texts(part: Part) -> list[str]:
    return [fold_heading(cell.text) for cell in part.cells if cell.row < max(part.header_rows, 1)]


def _continues(above: Part, below: Part) -> bool:
    """True where a grid is the rest of the table on the page before."""
    heading = _CONTINUED.sub("", below.heading).strip(" -–—:")
    if below.pages[0] != above.pages[-1] + 1 or (heading and fold_heading(heading) != fold_heading(above.heading)):
        return False
    if below.header_rows and above.header_rows and below.printed_header != above.printed_header:
        return False
    shift = below.xs[0] - above.xs[0]
    moved = [x - shift for x in below.xs]
    drawn = above.ruled and below.ruled
    wider = moved[-1] - above.xs[-1]
    # without rules the right side is where the longest text ends: a few rows may end far before it
    if wider > (2 * SAME_X if drawn else 0.25 * (above.xs[-1] - above.xs[0])) or (drawn and wider < -2 * SAME_X):
        return False
    fewer, more = sorted((above.xs[:-1], moved[:-1]), key=len)
    return all(any(abs(x - other) <= SAME_X for other in more) for x in fewer)


def _append(above: Part, below: Part) -> None:
    """Put the rows of the next page under those of a table; the repeated header is dropped."""
    _share_columns(above, below)
    repeated = max(below.header_rows, 1) if below.printed_header == above.printed_header else 0
    for cell in above.cells:
        cell.header = cell.header or cell.row < repeated
    bottom = [cell for cell in above.cells if cell.row + cell.row_span == above.n_rows]
    fresh = [cell for cell in below.cells if cell.row >= repeated]
    top = [cell for cell in fresh if cell.row == repeated]
    for cell in fresh:
        cell.row += above.n_rows - repeated
    joined = _join_cut_row(bottom, top) if is_cut(bottom, top) else []
    above.cells += [cell for cell in fresh if not any(cell is gone for gone in joined)]
    above.n_rows += below.n_rows - repeated
    above.pages += below.pages


def _share_columns(above: Part, below: Part) -> None:
    """Give both parts the columns of the one that has more of them."""
    shift = below.xs[0] - above.xs[0]
    moved = [x - shift for x in below.xs]
    target = above.xs if len(above.xs) >= len(moved) else moved
    for part, xs in ((above, above.xs), (below, moved)):
        at = [min(range(len(target)), key=lambda n: abs(target[n] - x)) for x in xs]
        for cell in part.cells:
            first, last = at[cell.col], at[cell.col + cell.col_span]
            cell.col, cell.col_span = first, max(last - first, 1)
    above.xs = list(target)


def is_cut(bottom: Sequence[Draft], top: Sequence[Draft]) -> bool:
    """True where the first row of a page is the rest of the last row of the page before.

    A cell whose short text was kept together stands whole on the next page: nothing is above it, and most
    cells of such a row are filled on one page only.
    """
    full = [cell for cell in top if cell.text]
    if not full:
        return True
    pairs = [(above, cell) for cell in full if (above := _twin(bottom, cell)) is not None]
    both = [(above, cell) for above, cell in pairs if above.text]
    carried = sum(goes_on(above.text, cell.text) for above, cell in both)
    leading = min(cell.col for cell in full)
    if leading == 0:
        whole = len(pairs) == len(full) and 0 < carried == len(both)
        return whole or _mostly_goes_on(both, carried)
    moved = 2 * len(both) <= len(pairs) - len(both)
    return carried > 0 or 2 * len(full) <= len(top) or moved


def _mostly_goes_on(pairs: Sequence[tuple[Draft, Draft]], carried: int) -> bool:
    """True where more cells plainly go on than are plainly finished, and several of them or one of running text."""
    closed = sum(bool(SENTENCE_END.search(above.text)) for above, _ in pairs)
    running = any(len(above.text.split()) >= PROSE and above.text[-1] not in ".!?:;)]" for above, _ in pairs)
    return carried > closed and (carried > 1 or running)


def _twin(cells: Sequence[Draft], cell: Draft) -> Draft | None:
    return next((one for one in cells if (one.col, one.col_span) == (cell.col, cell.col_span)), None)


def _join_cut_row(bottom: Sequence[Draft], top: Sequence[Draft]) -> list[Draft]:
    """Add the cells of the first row of a page to those that they continue; says which cells went away.

    A cell beside a filled label of its own begins a row of its own; so does the label itself.
    """
    joined: list[Draft] = []
    fresh_label = False
    for cell in sorted(top, key=lambda c: c.col):
        above = _twin(bottom, cell)
        if above is None or fresh_label:
            fresh_label = fresh_label or bool(cell.text)
            continue
        if cell.text and above.text and _is_label(above, cell):
            fresh_label = True
            continue
        above.parts += cell.parts
        if cell.text:
            above.page_last = cell.where.page
        above.row_span = cell.row + cell.row_span - above.row
        joined.append(cell)
    return joined


def _is_label(above: Draft, cell: Draft) -> bool:
    """True for a short bold cell that is no rest of the bold cell above it; the first cell of a cut row is a rest."""
    return cell.col > 0 and cell.bold and above.bold and above.row_span == 1 and cell.text[:1].isupper()


def _part_to_table(part: Part, known: Counter[str]) -> Table:
    _drop_repeated_headings(part)
    _drop_empty_rows(part)
    cells = tuple(_draft_to_cell(cell, known) for cell in sorted(part.cells, key=lambda c: (c.row, c.col)))
    return Table(
        cells=cells,
        n_rows=part.n_rows,
        n_cols=len(part.xs) - 1,
        heading=part.heading,
        page_first=part.pages[0],
        page_last=part.pages[-1],
    )


def _drop_repeated_headings(part: Part) -> None:
    """Rows in the body of a table that print its headings again go; joined cells stay."""
    rows = {row: [fold_heading(c.text) for c in part.cells if c.row == row] for row in range(part.n_rows)}
    headed = any(cell.header and cell.row == 0 for cell in part.cells)
    again = {row for row in rows if row > 0 and headed and len(rows[row]) > 1 and rows[row] == rows[0]}
    part.cells = [cell for cell in part.cells if cell.row not in again]


def _drop_empty_rows(part: Part) -> None:
    """Number the rows anew without those at which no cell begins."""
    number = {row: n for n, row in enumerate(sorted({cell.row for cell in part.cells}))}
    total = len(number)
    for cell in part.cells:
        end = min((n for row, n in number.items() if row >= cell.row + cell.row_span), default=total)
        cell.row, cell.row_span = number[cell.row], max(end - number[cell.row], 1)
    part.n_rows = total


def _draft_to_cell(cell: Draft, known: Counter[str]) -> Cell:
    whole = join_parts(cell.parts, known)
    return Cell(
        row=cell.row,
        col=cell.col,
        row_span=cell.row_span,
        col_span=cell.col_span,
        text=whole.text,
        printed=whole.printed,
        where=cell.where,
        header=cell.header,
        bold=cell.bold,
        page_last=cell.page_last,
    )
