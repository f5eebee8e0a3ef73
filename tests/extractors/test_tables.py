from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.platypus import Table

from extractors.grid_cells import Grid, GridCell
from extractors.tables import grids_to_tables
from models.records.ink import BBox, Word
from tests.extractors.table_pdfs import (
    GRID,
    STRIPES,
    TOP,
    Style,
    activities,
    build,
    grid_rows,
    read_tables,
    rows,
    squash,
)

HEADINGS = ["Organization", "Project", "Description", "Partners", "GCM objectives", "Focal point"]


def words(text: str, x: float, y: float, *, bold: bool = False) -> tuple[Word, ...]:
    found = []
    for part in text.split():
        found.append(Word(part, BBox(x, y - 8, x + 5 * len(part), y + 2), y, 10, "F", bold, False, "000000"))
        x += 5 * len(part) + 3
    return tuple(found)


def grid(page: int, texts: list[list[str]], *, head: int = 1, xs: tuple[float, ...] = (50, 200, 350)) -> Grid:
    cells = []
    for r, row in enumerate(texts):
        for c, text in enumerate(row):
            box = BBox(xs[c], 100 + 20 * r, xs[c] + 150, 120 + 20 * r)
            cells.append(GridCell(r, c, 1, 1, box, words(text, xs[c] + 2, 112 + 20 * r, bold=r < head)))
    return Grid(
        page,
        BBox(xs[0], 100, xs[len(texts[0]) - 1] + 150, 100 + 20 * len(texts)),
        tuple(cells),
        len(texts),
        len(texts[0]),
    )


HEAD = ["Country", "Description", "Source"]


def test_a_repeated_heading_row_is_kept_once() -> None:
    pages = [grid(1, [HEAD, ["Peru", "A talk.", "Press"]]), grid(2, [HEAD, ["Chile", "A fair.", "Press"]])]
    (table,) = grids_to_tables(pages, ["Asia", ""])
    assert [row[0] for row in grid_rows(table)] == ["Country", "Peru", "Chile"]
    assert [cell.header for cell in table.cells] == [True] * 3 + [False] * 6
    assert (table.heading, table.page_first, table.page_last) == ("Asia", 1, 2)


@pytest.mark.parametrize(
    ("second", "heading", "page"),
    [
        ([HEAD, ["Chile", "A fair.", "Press"]], "Europe", 2),
        ([["Name", "Time", "Place"], ["Chile", "A fair.", "Press"]], "", 2),
        ([HEAD, ["Chile", "A fair.", "Press"]], "", 3),
    ],
    ids=["own heading", "other headings", "a page between"],
)
def test_tables_that_are_not_joined(second: list[list[str]], heading: str, page: int) -> None:
    first = grid(1, [HEAD, ["Peru", "A talk.", "Press"]])
    assert len(grids_to_tables([first, grid(page, second)], ["Asia", heading])) == 2


def test_a_heading_that_says_continued_is_the_same_table() -> None:
    pages = [grid(1, [HEAD, ["Peru", "A talk.", "Press"]]), grid(2, [HEAD, ["Chile", "A fair.", "Press"]])]
    assert len(grids_to_tables(pages, ["Asia", "Asia (continued)"])) == 1


def test_a_row_cut_by_the_page_end_is_joined() -> None:
    pages = [grid(1, [HEAD, ["Peru", "A talk about the", "Press"]]), grid(2, [HEAD, ["", "long road home.", ""]])]
    (table,) = grids_to_tables(pages, ["Asia", ""])
    assert list(grid_rows(table))[1:] == [["Peru", "A talk about the long road home.", "Press"]]
    cut = table.row(1)[1]
    assert (cut.where.page, cut.page_last) == (1, 2)
    assert cut.printed == "A talk about the\nlong road home."


def test_a_full_row_after_the_page_end_is_a_row_of_its_own() -> None:
    pages = [grid(1, [HEAD, ["Peru", "A talk", "Press"]]), grid(2, [HEAD, ["", "Another talk", "Radio"]])]
    (table,) = grids_to_tables(pages, ["Asia", ""])
    assert table.n_rows == 3


def test_columns_of_another_page_may_lie_elsewhere() -> None:
    """Mirrored margins shift the table as a whole."""
    pages = [grid(1, [HEAD, ["Peru", "A talk.", "Press"]])]
    pages.append(grid(2, [HEAD, ["Chile", "A fair.", "Press"]], xs=(80, 230, 380)))
    assert len(grids_to_tables(pages, ["Asia", ""])) == 1


@pytest.mark.parametrize(
    ("bottom", "top", "joined"),
    [
        (["Peru", "A talk", "Press"], ["", "about it", ""], True),
        (["Forum of the", "A talk", "Press"], ["south", "about it", ""], True),
        (["Peru", "A talk about", "Press"], ["", "Migration", ""], True),
        (["Forum", "A talk", "Press"], ["(FRM)", "about it", ""], True),
        (["Peru", "A talk.", "Press"], ["Chile", "A fair.", ""], False),
        (["Peru", "A talk", "Press"], ["Chile", "and a fair", "Radio"], False),
        (["Peru", "A talk", "Press"], ["", "Another talk", "Radio"], False),
        (["", "A talk about the", ""], ["Peru", "long road home.", "Press"], True),
        (["Peru", "", ""], ["", "A talk", "Press"], True),
        (["Forum of", "A talk about the", "Press."], ["Peru", "long road home.", "Radio"], True),
        (
            ["Peru", "A talk of ten people about the roads over the long hills", "Press and"],
            ["Lima", "Ends", "a"],
            True,
        ),
        (["Peru", "A talk of ten people about the roads over the hills (May)", "Press"], ["Lima", "b", "R"], False),
    ],
)
def test_what_is_the_rest_of_a_row(bottom: list[str], top: list[str], joined: bool) -> None:
    (table,) = grids_to_tables([grid(1, [HEAD, bottom]), grid(2, [HEAD, top])], ["Asia", ""])
    assert table.n_rows == (2 if joined else 3)


def test_a_row_whose_first_cells_are_not_printed_again_is_no_rest() -> None:
    xs = (50, 120, 190, 260, 330, 400, 470)
    head = ["Area", "Place", "Kind", "Who", "What", "Where"]
    above = grid(1, [head, ["North", "Peru", "Fair", "Unions", "A fair", "Hall"]], xs=xs)
    below = grid(2, [head, ["", "", "Talk", "Schools", "A talk", "Radio"]], xs=xs)
    (table,) = grids_to_tables([above, below], ["Asia", ""])
    assert table.n_rows == 3


def test_headings_printed_again_in_the_middle_are_dropped() -> None:
    (table,) = grids_to_tables([grid(1, [HEAD, ["Peru", "A talk.", ""], HEAD, ["Chile", "A fair.", ""]])])
    assert [row[0] for row in grid_rows(table)] == ["Country", "Peru", "Chile"]


def test_equal_rows_of_a_table_without_headings_stay() -> None:
    same = ["Peru", "A talk.", "Press"]
    (table,) = grids_to_tables([grid(1, [same, same, same], head=0)])
    assert table.n_rows == 3


def test_headings_that_are_not_bold_are_dropped_on_the_next_page() -> None:
    pages = [grid(1, [HEAD, ["Peru", "A talk.", ""]], head=0), grid(2, [HEAD, ["Chile", "A fair.", ""]], head=0)]
    (table,) = grids_to_tables(pages, ["Asia", ""])
    assert [row[0] for row in grid_rows(table)] == ["Country", "Peru", "Chile"]


@pytest.mark.parametrize("style", [GRID, STRIPES, TOP], ids=["grid", "stripes", "bare"])
@pytest.mark.parametrize("repeat", [0, 1])
def test_rows_cut_by_page_ends_in_print(style: Style, repeat: int, tmp_path: Path) -> None:
    body = [list(activity) for activity in activities(14)]
    widths = [110, 90, 270, 100, 80, 100]
    table = Table(rows(HEADINGS, body), colWidths=widths, repeatRows=repeat, splitInRow=1, style=style)
    (found,) = read_tables(build(tmp_path / "cut.pdf", table, across=True))
    assert [[squash(text) for text in row] for row in grid_rows(found)] == [
        [squash(text) for text in row] for row in [HEADINGS, *body]
    ]
    assert found.page_last > found.page_first
