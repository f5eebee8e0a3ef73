"""Tables of figures without rules, and what looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.edges import Edge, Edges
from extractors.grid_cells import Grid
from extractors.grids import page_to_grids
from extractors.lines import Line, words_to_lines
from extractors.pdfium import open_pdf, read_page
from extractors.value_grids import lines_to_value_grids
from models.records.ink import BBox
from tests.extractors.ink_builders import PdfMaker, make_words

RIGHTS = (260, 340, 420)
NO_RULES = Edges((), ())

At = tuple[float, str]
"""Left side of a text and the text."""


def lay(rows: Sequence[Sequence[At]], *, pitch: float = 14) -> list[Line]:
    """Lines of texts at given places."""
    placed = [make_words(text, x, 100 + pitch * n) for n, row in enumerate(rows) for x, text in row]
    return words_to_lines(word for words in placed for word in words)


def row(label: str, *values: str, x: float = 50) -> list[At]:
    """A label and values whose right sides stand under each other."""
    ends = [(right - 5.0 * len(value), value) for right, value in zip(RIGHTS, values, strict=False) if value]
    return [(x, label), *ends] if label else ends


def find(lines: Sequence[Line], edges: Edges = NO_RULES) -> list[Grid]:
    return list(lines_to_value_grids(1, lines, edges))


def texts(grid: Grid) -> list[list[str]]:
    by_row = ([c for c in grid.cells if c.row == number] for number in range(grid.n_rows))
    return [[" ".join(word.text for word in cell.words) for cell in cells] for cells in by_row]


BODY = [row("Rivers", "12", "1,204", "3.5%"), row("Lakes", "7", "980", "–"), row("Ponds", "31", "66", "0.4%")]


def test_figures_under_headings_are_a_table() -> None:
    (grid,) = find(lay([row("Water", "2018", "2019", "Share"), *BODY]))
    assert texts(grid) == [
        ["Water", "2018", "2019", "Share"],
        ["Rivers", "12", "1,204", "3.5%"],
        ["Lakes", "7", "980", "–"],
        ["Ponds", "31", "66", "0.4%"],
    ]
    assert not grid.ruled


def test_a_title_and_a_note_are_no_part_of_it() -> None:
    title = [(50.0, "Table 1. Waters of the plain and what they carry each year")]
    note = [(50.0, "Source: made up for this test, with nothing to be learned from it at all")]
    (grid,) = find(lay([title, row("Water", "2018", "2019", "Share"), *BODY, note]))
    assert (grid.n_rows, texts(grid)[0][0]) == (4, "Water")


def test_a_heading_over_several_columns_spans_them() -> None:
    (grid,) = find(lay([[(250.0, "Number of boats")], row("Water", "2018", "2019", "Share"), *BODY]))
    spans = {(c.row, c.col): (c.row_span, c.col_span) for c in grid.cells if c.row < 2}
    assert spans == {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1), (1, 1): (1, 1), (1, 2): (1, 1)}


def test_a_short_rule_shows_how_far_a_heading_reaches() -> None:
    lines = lay([[(285.0, "Boats")], row("Water", "2018", "2019", "Share"), *BODY])
    (grid,) = find(lines, Edges((), (Edge(103, 230, 430),)))
    assert next((c.col, c.col_span) for c in grid.cells if c.words and c.words[0].text == "Boats") == (1, 3)


def test_a_heading_over_two_lines_is_one_cell() -> None:
    (grid,) = find(lay([[(320.0, "Boats")], row("Water", "2018", "seen", "Share"), *BODY]))
    assert texts(grid)[0] == ["Water", "2018", "Boats seen", "Share"]


def test_the_rest_of_a_label_and_the_heading_of_a_group() -> None:
    lines = lay([BODY[0], row("Lakes and other"), row("still waters", "7", "980", "1%"), row("Dry land"), BODY[2]])
    (grid,) = find(lines)
    assert [cells[0] for cells in texts(grid)] == ["Rivers", "Lakes and other still waters", "Dry land", "Ponds"]


def test_a_label_and_an_amount_a_line_are_enough() -> None:
    amounts = ["1,204", "9.80", "66.5", "31%"]
    (grid,) = find(lay([row(name, amount) for name, amount in zip("abcd", amounts, strict=True)]))
    assert [cells[1] for cells in texts(grid)] == amounts


def test_a_text_goes_on_below_its_row() -> None:
    rows = [[(50.0, name), (150.0, "carries boats"), *row("", "", "12", "7")] for name in ("Rivers", "Lakes", "Ponds")]
    (grid,) = find(lay([rows[0], [(150.0, "And rafts")], *rows[1:]]))
    assert [cells[1] for cells in texts(grid)] == ["carries boats And rafts", "carries boats", "carries boats"]


def test_leaders_part_a_label_from_its_figures() -> None:
    rows = [[(50.0, f"{name} .............."), *row("", "12", "34")] for name in ("Rivers", "Lakes", "Ponds")]
    (grid,) = find(lay(rows))
    assert texts(grid)[1] == ["Lakes ..............", "12", "34"]


CONTENTS = [[(50.0, f"{n}."), (70.0, "A chapter of some kind"), (400.0, str(10 * n))] for n in range(1, 6)]
PROSE = [[(50.0, f"In {year} the 12 boats carried {year - 1700} loads of 30 stones")] for year in range(1990, 1996)]
ONE_COLUMN = [row(name, "5") for name in ("Rivers", "Lakes", "Ponds", "Seas")]
SCALES = [[(x, str(450 - 50 * n)) for x in (100.0, 250.0, 400.0)] for n in range(9)]
AXIS = [[(100.0 + 40 * n, str(10 * n)) for n in range(6)], [(150.0, "Share of boats")]]


@pytest.mark.parametrize(
    "rows", [CONTENTS, PROSE, ONE_COLUMN, AXIS, SCALES], ids=["contents", "prose", "list", "axis", "scales"]
)
def test_numbers_alone_make_no_table(rows: list[list[At]]) -> None:
    assert find(lay(rows)) == []


def test_figures_on_the_bars_of_a_chart_are_no_table(tmp_path: Path) -> None:
    maker = PdfMaker()
    for number in range(5):
        y = 100 + 30 * number
        maker.text(50, y, f"Year {number}")
        for bar in range(3):
            maker.fill(BBox(120 + 90 * bar, y - 12, 200 + 90 * bar - 5 * number, y + 4), "#aaccee")
            maker.text(150 + 90 * bar, y, str(20 + bar + number))
    path = maker.save(tmp_path / "chart.pdf")
    assert page_to_grids(read_page(open_pdf(path, path.read_bytes()), 1)) == ()
