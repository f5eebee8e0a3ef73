from __future__ import annotations

from extractors.band_rows import split_band_rows
from extractors.grid_cells import Grid, GridCell
from models.records.ink import BBox, Word
from tests.extractors.ink_builders import make_words

XS = (50.0, 150.0, 300.0, 450.0)


def make_grid(*columns: list[Word]) -> Grid:
    """A heading row without words and one row with the given words in its columns."""
    rows = [[()] * 3, [tuple(words) for words in columns]]
    cells = [
        GridCell(row, col, 1, 1, BBox(XS[col], 80 + 20 * row, XS[col + 1], 100 + 60 * row), words)
        for row, row_words in enumerate(rows)
        for col, words in enumerate(row_words)
    ]
    return Grid(1, BBox(50, 80, 450, 160), tuple(cells), 2, 3)


def texts(grid: Grid) -> list[list[str]]:
    return [[" ".join(w.text for w in c.words) for c in grid.cells if c.row == row] for row in range(1, grid.n_rows)]


PERU = make_words("Peru", 55, 135)
TALKS = make_words("Talks", 155, 135)
PRESS = make_words("Press", 305, 135)
NAME = make_words("South", 55, 115, bold=True)
MORE = make_words("Asia", 155, 115, bold=True)


def test_a_bold_line_at_the_left_is_a_row_of_its_own() -> None:
    grid = split_band_rows(make_grid([*NAME, *PERU], TALKS, PRESS))
    assert texts(grid) == [["South"], ["Peru", "Talks", "Press"]]
    assert [cell.col_span for cell in grid.cells if cell.row == 1] == [3]


def test_it_may_run_over_the_side_of_a_column() -> None:
    name = make_words("Initiatives of the regions", 55, 115, bold=True)
    assert texts(split_band_rows(make_grid([*name[:2], *PERU], [*name[2:], *TALKS], PRESS)))[0] == [
        "Initiatives of the regions"
    ]


def test_below_the_rows_before_it() -> None:
    grid = split_band_rows(make_grid([*PERU, *make_words("Asia", 55, 155, bold=True)], TALKS, PRESS))
    assert texts(grid) == [["Peru", "Talks", "Press"], ["Asia"]]


def test_bold_text_beside_other_cells_stays() -> None:
    beside = make_words("Talks", 155, 115)
    bold = make_words("Peru", 55, 115, bold=True)
    for columns in (([*NAME, *PERU], beside, PRESS), (bold, beside, PRESS), ([*NAME, *PERU], [*MORE, *TALKS], PRESS)):
        grid = make_grid(*columns)
        assert split_band_rows(grid) == grid
