"""Page → the tables on it as grids of cells: ruled, partly ruled, striped, or without any ink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractors.band_rows import split_band_rows
from extractors.edges import Edges, edges_to_frames, edges_to_spans, ink_to_edges, places
from extractors.families import Families, headings_to_roles, label_to_field, load_families
from extractors.grid_cells import Grid, GridCell, spans_to_grid
from extractors.label_rows import split_label_rows
from extractors.lines import words_to_lines
from extractors.open_grids import ink_to_open_grids
from extractors.spanned import add_heading_row, split_heading_row, split_spanned
from extractors.stacked import split_stacked, split_tall
from extractors.stripes import add_white_rows
from models.records.ink import PageInk

BLEED = 3.0
"""What comes nearer to the edge of the page, in points, runs over it."""
MIN_BLEED_ROWS = 3
"""A grid that runs over the edge of the page and has fewer rows is an ornament."""

__all__ = ["Grid", "GridCell", "page_to_grids", "pages_to_grids"]


FOOT = 0.92
"""Below this share of the height of a page stand running footers."""


def pages_to_grids(pages: Iterable[PageInk], families: Families | None = None) -> Iterator[tuple[Grid, ...]]:
    """The tables of each page; a table without headings goes on in the columns of the page before."""
    before: tuple[Grid, ...] = ()
    for ink in pages:
        before = page_to_grids(ink, before, families=families)
        yield before


def page_to_grids(ink: PageInk, before: Sequence[Grid] = (), *, families: Families | None = None) -> tuple[Grid, ...]:
    """The tables of one page, top to bottom; text boxes, underlines, forms and charts are none.

    `before` holds the tables of the page before. Leave running headers and footers out of the ink where they are
    known: a table without rules ends only at other text.
    """
    edges = add_white_rows(ink_to_edges(ink), ink)
    frames = [frame_to_grid(ink, frame) for frame in edges_to_frames(edges)]
    framed = [split_spanned(grid) for grid in frames if grid is not None]
    inner = [grid for grid in framed if grid.n_rows >= MIN_BLEED_ROWS or not _bleeds(grid, ink)]
    known = families or load_families()
    ruled = _outermost(
        [grid for grid in inner if is_table(grid) or _goes_on(grid, ink, before) or _opens(grid, ink, known)]
    )
    if ruled:
        free = words_to_lines(w for w in ink.words if not any(g.bbox.contains(w.box.x0, w.baseline) for g in ruled))
        ruled = [add_heading_row(grid, free) for grid in ruled]
    whole = [grid for grid in ruled if not _is_tall(grid, known)]
    found = ink_to_open_grids(ink, edges, [grid.bbox for grid in whole], before, known)
    ruled = [grid for grid in ruled if grid in whole or not any(_splits(one, grid) for one in found)]
    found = [grid for grid in found if not any(grid.bbox.overlap(one.bbox) for one in ruled)]
    labels = known.kind("activities")
    ruled = [split_heading_row(grid) for grid in ruled]
    grids = [split_tall(split_stacked(grid)) for grid in (*ruled, *found)]
    return tuple(split_band_rows(split_label_rows(grid, labels)) for grid in _outermost(grids))


def _is_tall(grid: Grid, families: Families) -> bool:
    """True for a known table that has upright rules and no lying ones below its headings: its rows are not ruled."""
    heads = [cell for cell in grid.cells if cell.row == 0]
    if grid.n_rows > 2 or len(heads) != grid.n_cols or len(grid.cells) != grid.n_rows * grid.n_cols:
        return False
    texts = {cell.col: " ".join(word.text for word in cell.words) for cell in heads}
    return headings_to_roles(texts, families) is not None


def _splits(found: Grid, tall: Grid) -> bool:
    return found.n_rows > tall.n_rows and found.bbox.overlap(tall.bbox) > 0


def _goes_on(grid: Grid, ink: PageInk, before: Sequence[Grid]) -> bool:
    """True for what may be a single row, at the top of a page, in the columns of the last table before."""
    if (
        not before
        or not before[-1].ruled
        or grid.n_cols < 2
        or any(w.box.bottom < grid.bbox.top - 45 for w in ink.words)
    ):
        return False
    above, below = before[-1].xs, grid.xs
    return above[-1] - above[0] > 0.4 * ink.width and all(any(abs(x - y) < 6 for y in above) for x in below)


def _opens(grid: Grid, ink: PageInk, families: Families) -> bool:
    """True for a single row at the end of a page that the next page goes on with: a label and its value."""
    below = [word for word in ink.words if grid.bbox.bottom < word.box.top < FOOT * ink.height]
    if grid.n_rows != 1 or grid.n_cols != 2 or below:
        return False
    label = " ".join(word.text for word in grid.cells[0].words)
    return bool(grid.cells[-1].words) and any(label_to_field(label, kind) == kind.key for kind in families.kinds)


def _bleeds(grid: Grid, ink: PageInk) -> bool:
    """True for a grid that reaches the edge of the page, as the bars and tabs do that adorn it."""
    x0, top, x1, bottom = grid.bbox
    return min(x0, top, ink.width - x1, ink.height - bottom) < BLEED


def frame_to_grid(ink: PageInk, frame: Edges) -> Grid | None:
    """The grid between the edges of one frame; None where it is no more than a frame."""
    box = frame.bbox
    xs = places([edge.at for edge in frame.upright] + [box.x0, box.x1])
    ys = places([edge.at for edge in frame.lying] + [box.top, box.bottom])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return spans_to_grid(ink, edges_to_spans(frame, xs, ys), xs, ys)


def is_table(grid: Grid) -> bool:
    """True for two columns and rows with text in enough cells; a chart, a form or a box of text has not."""
    full = [cell for cell in grid.cells if cell.words]
    if grid.n_cols < 2 or grid.n_rows < 2 or len(full) < 3 or len(full) < 0.25 * len(grid.cells):
        return False
    rows = Counter(cell.row for cell in full)
    return len({cell.col for cell in full}) >= 2 and len(rows) >= 2 and max(rows.values()) >= 2


def _outermost(grids: Iterable[Grid]) -> list[Grid]:
    """Drop a frame that lies within another table."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -g.bbox.width * g.bbox.height):
        area = max(grid.bbox.width * grid.bbox.height, 1.0)
        if all(grid.bbox.overlap(other.bbox) < 0.5 * area for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.bbox.top, g.bbox.x0))
