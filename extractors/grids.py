"""Page → the tables on it as grids of cells: ruled, partly ruled, striped, or without any ink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.edges import Edges, Span, edges_to_frames, edges_to_spans, ink_to_edges, places, renumber
from models.records.ink import BBox, PageInk, Word


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


def page_to_grids(ink: PageInk) -> tuple[Grid, ...]:
    """The tables of one page, top to bottom; text boxes, underlines, forms and charts are none."""
    grids = [frame_to_grid(ink, frame) for frame in edges_to_frames(ink_to_edges(ink))]
    return tuple(_outermost([grid for grid in grids if grid is not None and is_table(grid)]))


def frame_to_grid(ink: PageInk, frame: Edges) -> Grid | None:
    """The grid between the edges of one frame; None where it is no more than a frame."""
    box = frame.bbox
    xs = places([edge.at for edge in frame.upright] + [box.x0, box.x1])
    ys = places([edge.at for edge in frame.lying] + [box.top, box.bottom])
    if len(xs) < 3 or len(ys) < 3:
        return None
    return spans_to_grid(ink, edges_to_spans(frame, xs, ys), xs, ys)


def spans_to_grid(ink: PageInk, spans: Sequence[Span], xs: Sequence[float], ys: Sequence[float]) -> Grid:
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
    return Grid(ink.number, BBox(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), n_rows, n_cols)


def _home(word: Word, boxes: Sequence[BBox]) -> int | None:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return next((n for n, box in enumerate(boxes) if box.contains(x, y)), None)


def is_table(grid: Grid) -> bool:
    """True for two columns and rows with text in enough cells; a chart, a form or a box of text has not."""
    full = [cell for cell in grid.cells if cell.words]
    if grid.n_cols < 2 or grid.n_rows < 2 or len(full) < 3 or len(full) < 0.25 * len(grid.cells):
        return False
    return len({cell.col for cell in full}) >= 2 and len({cell.row for cell in full}) >= 2


def _outermost(grids: Iterable[Grid]) -> list[Grid]:
    """Drop a frame that lies within another table."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -g.bbox.width * g.bbox.height):
        area = max(grid.bbox.width * grid.bbox.height, 1.0)
        if all(grid.bbox.overlap(other.bbox) < 0.5 * area for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.bbox.top, g.bbox.x0))
