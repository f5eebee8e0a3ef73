"""The grid of one table of one page: cells with boxes, spans and the words in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from extractors.edges import Span, renumber
from models.records.ink import BBox, PageInk, Word


class Anchors(NamedTuple):
    """The columns whose text begins a row: each of `key`, or all of `together`."""

    key: frozenset[int]
    together: frozenset[int]

    def within(self, filled: Collection[int]) -> bool:
        """True where the filled columns begin a row."""
        return bool(self.key & set(filled)) or (len(self.together) > 1 and self.together <= set(filled))


FIRST = Anchors(frozenset({0}), frozenset())
"""The first column, where nothing is known of the others."""


class GridCell(NamedTuple):
    """One cell: its place in the grid, its box on the page and the words in it, in reading order of the file."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: BBox
    words: tuple[Word, ...]


class Grid(NamedTuple):
    """One table of one page; cells by row, then column."""

    page: int
    bbox: BBox
    cells: tuple[GridCell, ...]
    n_rows: int
    n_cols: int
    ruled: bool = True
    """False where the columns were found by white space alone."""
    anchors: Anchors = FIRST

    @property
    def xs(self) -> list[float]:
        """Left sides of the columns, and the right side of the last."""
        return [min(c.box.x0 for c in self.cells if c.col == col) for col in range(self.n_cols)] + [self.bbox.x1]


def spans_to_grid(
    ink: PageInk, spans: Sequence[Span], xs: Sequence[float], ys: Sequence[float], *, ruled: bool = True
) -> Grid:
    """Put every word into the rectangle that holds its middle, and number rows and columns anew."""
    boxes = [BBox(xs[s.col], ys[s.row], xs[s.col + s.cols], ys[s.row + s.rows]) for s in spans]
    held: list[list[Word]] = [[] for _ in spans]
    for word in ink.words:
        home = _home(word, boxes)
        if home is not None:
            held[home].append(word)
    numbered = renumber(spans, len(ys) - 1, len(xs) - 1)
    cells = sorted(
        GridCell(s.row, s.col, s.rows, s.cols, box, tuple(words))
        for s, box, words in zip(numbered, boxes, held, strict=True)
    )
    n_rows = max(cell.row + cell.row_span for cell in cells)
    n_cols = max(cell.col + cell.col_span for cell in cells)
    return Grid(ink.number, BBox(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), n_rows, n_cols, ruled)


def _home(word: Word, boxes: Sequence[BBox]) -> int | None:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return next((n for n, box in enumerate(boxes) if box.contains(x, y)), None)
