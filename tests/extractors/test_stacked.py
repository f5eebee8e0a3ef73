"""Rows that hold figures line under line."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.edges import Span
from extractors.grid_cells import Grid, spans_to_grid
from extractors.stacked import split_stacked, split_tall
from models.records.ink import PageInk, Word
from tests.extractors.ink_builders import make_words

XS = [40.0, 150.0, 250.0, 350.0]


def make_grid(columns: Sequence[Sequence[str]], xs: Sequence[float] = XS) -> Grid:
    """A heading row and one row below it, whose cells hold the given lines."""
    words: list[Word] = []
    for x, lines in zip(xs, columns, strict=False):
        for number, line in enumerate(lines):
            words += make_words(line, x + 5, 100 + 14 * number)
    ink = PageInk(1, 595, 842, tuple(words), (), (), (), "pdfium")
    spans = [Span(row, col, 1, 1) for row in (0, 1) for col in range(len(xs) - 1)]
    return spans_to_grid(ink, spans, list(xs), [85, 105, 300])


def texts(grid: Grid) -> list[list[str]]:
    by_row = ([c for c in grid.cells if c.row == number] for number in range(grid.n_rows))
    return [[" ".join(word.text for word in cell.words) for cell in cells] for cells in by_row]


def test_a_label_and_figures_a_line_are_a_row_each() -> None:
    grid = split_stacked(
        make_grid([["Water", "Rivers", "Lakes", "Ponds"], ["2018", "12", "7", "–"], ["2019", "1", "2", "3"]])
    )
    assert texts(grid) == [["Water", "2018", "2019"], ["Rivers", "12", "1"], ["Lakes", "7", "2"], ["Ponds", "–", "3"]]
    assert (grid.n_rows, grid.ruled) == (4, True)


def test_columns_that_no_rule_parts_are_parted() -> None:
    grid = split_stacked(make_grid([["Water", "Rivers", "Lakes"], ["Boats    Loads", "12", "7"]], [40.0, 150.0, 350.0]))
    assert grid.n_rows == 2
    columns = [["Water", "Rivers", "Lakes"], ["a"], ["b"]]
    words = make_grid(columns, [*XS[:3], 350.0])
    assert split_stacked(words) == words


def test_the_rest_of_a_label_keeps_a_row_whole() -> None:
    grid = make_grid([["Water", "Rivers of", "the plain"], ["2018", "12", "(3%)"], ["2019", "1", "(4%)"]])
    assert split_stacked(grid) == grid


def test_lists_in_cells_stay() -> None:
    grid = make_grid([["Water", "Rivers", "Lakes"], ["Boats", "rafts", "canoes"], ["Loads", "stones", "sand"]])
    assert split_stacked(grid) == grid


def test_values_without_labels_stay() -> None:
    grid = make_grid([["Water", "Rivers"], ["2018", "12", "(3%)"], ["2019", "1", "(4%)"]])
    assert split_stacked(grid) == grid


def test_the_only_row_below_the_headings_is_cut_where_its_cells_begin_anew() -> None:
    wide = "Words as wide as this"
    labels, uses = ["Water", "Rivers", "Lakes", "", "Ponds"], ["Use", "Boats", wide, "and wider", "Fish"]
    grid = split_tall(make_grid([labels, uses, ["Seen", wide, "Often", "", "Never"]], [40.0, 120.0, 240.0, 360.0]))
    assert texts(grid)[1:] == [
        ["Rivers", "Boats", wide],
        ["Lakes", f"{wide} and wider", "Often"],
        ["Ponds", "Fish", "Never"],
    ]


def test_running_text_side_by_side_stays_one_row() -> None:
    wide = [f"{word} as wide as this" for word in ("Words", "others", "more", "Most", "all")]
    grid = make_grid([["One", *wide], ["Two", *wide]], [40.0, 180.0, 320.0])
    assert split_tall(grid) == grid
