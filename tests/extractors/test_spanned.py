from __future__ import annotations

from extractors.grid_cells import Grid, GridCell
from extractors.spanned import split_spanned
from models.records.ink import BBox, Word
from tests.extractors.ink_builders import make_words

XS = (50.0, 150.0, 300.0, 450.0)


def make_grid(row: int, words: list[Word]) -> Grid:
    cells = [
        GridCell(n, col, 1, 1, BBox(XS[col], 100 + 20 * n, XS[col + 1], 120 + 20 * n), ())
        for n in range(4)
        for col in range(3)
        if n != row
    ]
    cells.append(GridCell(row, 0, 1, 3, BBox(50, 100 + 20 * row, 450, 120 + 20 * row), tuple(words)))
    return Grid(1, BBox(50, 100, 450, 180), tuple(sorted(cells)), 4, 3)


def spans(grid: Grid, row: int) -> list[tuple[int, int, str]]:
    return [(c.col, c.col_span, " ".join(w.text for w in c.words)) for c in grid.cells if c.row == row]


def test_the_rest_of_a_cut_row_stands_in_its_column() -> None:
    grid = split_spanned(make_grid(1, make_words("goes on here", 155, 132)))
    assert spans(grid, 1) == [(0, 1, ""), (1, 1, "goes on here"), (2, 1, "")]


def test_titles_over_columns_stay() -> None:
    for row, x, style in ((1, 155, {"bold": True}), (1, 55, {}), (1, 190, {}), (3, 155, {})):
        grid = make_grid(row, make_words("The second part", x, 112 + 20 * row, **style))
        assert spans(split_spanned(grid), row) == [(0, 3, "The second part")]
