from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table

from tests.extractors.ink_builders import HEIGHT, PdfMaker
from tests.extractors.table_pdfs import (
    BAR,
    CENTERED,
    LINES,
    PROSE,
    STRIPES,
    THREE_LINES,
    Style,
    build,
    cell,
    grid_rows,
    prose,
    read_tables,
    rows,
)

HEADINGS = ["Colour", "Meaning", "Pages"]


TWO_HEADINGS = [["Colour", "Seen in", "", "Pages"], ["", "Spring", "Autumn", ""]]
SPANS: Style = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (3, 1))]
"""Headings in two rows, one of them over two columns."""
BOOK: Style = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (1, 0), (2, 0), 0.5, colors.black),
    ("LINEBELOW", (0, 1), (-1, 1), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
]


def two_headings(style: Style) -> Table:
    body = [[color, prose(n, 3), prose(n + 2, 4), str(n)] for n, color in enumerate(["red", "blue", "green", "grey"])]
    heads = rows(TWO_HEADINGS[0], [], CENTERED) + rows(TWO_HEADINGS[1], [], CENTERED)
    return Table(heads + rows([], body)[1:], colWidths=[80, 120, 120, 60], style=[*style, *SPANS])


@pytest.mark.parametrize("style", [LINES, BOOK], ids=["lines", "book"])
def test_a_heading_over_two_columns(style: Style, tmp_path: Path) -> None:
    (found,) = read_tables(build(tmp_path / "table.pdf", two_headings(style)))
    spans = {cell.text: (cell.col, cell.col_span) for cell in found.cells if cell.text}
    assert {text: spans[text] for text in ("Colour", "Seen in", "Spring", "Autumn", "Pages")} == {
        "Colour": (0, 1),
        "Seen in": (1, 2),
        "Spring": (1, 1),
        "Autumn": (2, 1),
        "Pages": (3, 1),
    }


def test_a_first_column_without_a_heading(tmp_path: Path) -> None:
    body = [[color, prose(n, 5), prose(n + 2, 12)] for n, color in enumerate(["Red", "Blue", "Green", "Grey"])]
    table = Table(rows(["", "Meaning", "Use"], body), colWidths=[60, 120, 200], style=LINES)
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    assert [[text.replace("\n", " ") for text in row] for row in grid_rows(found)] == [["", "Meaning", "Use"], *body]


def test_a_table_that_no_rule_closes(tmp_path: Path) -> None:
    body = [[color, prose(n, 5), str(n)] for n, color in enumerate(["Red", "Blue", "Green", "Grey"])]
    table = Table(rows(HEADINGS, body), colWidths=[80, 200, 60], style=THREE_LINES[:-1])
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    assert list(grid_rows(found)) == [HEADINGS, *body]


def test_running_text_in_columns_below_a_line_is_no_table(tmp_path: Path) -> None:
    table = Table(
        [[cell("A running head"), ""], [cell(prose(0, 150), PROSE), cell(prose(3, 150), PROSE)]],
        colWidths=[240, 240],
        style=THREE_LINES[:-1],
    )
    assert read_tables(build(tmp_path / "prose.pdf", table)) == ()


def test_contents_below_a_running_head_are_no_table(tmp_path: Path) -> None:
    maker = PdfMaker()
    maker.canvas.line(50, HEIGHT - 60, 500, HEIGHT - 60)
    maker.text(50, 72, "A report of nothing")
    maker.text(470, 72, "Page 2")
    maker.canvas.line(50, HEIGHT - 78, 500, HEIGHT - 78)
    for number in range(6):
        maker.text(50, 100 + 14 * number, f"Chapter of kind {number} " + "." * 60)
        maker.text(480, 100 + 14 * number, str(3 + number))
    assert read_tables(maker.save(tmp_path / "contents.pdf")) == ()


@pytest.mark.parametrize("style", [BAR, STRIPES, LINES, THREE_LINES], ids=["bar", "stripes", "lines", "three lines"])
def test_a_table_whose_headings_nobody_knows(style: Style, tmp_path: Path) -> None:
    body = [[color, prose(n, 12), str(n)] for n, color in enumerate(["red", "blue", "green", "grey", "brown", "pink"])]
    table = Table(rows(HEADINGS, body), colWidths=[80, 200, 60], style=style)
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    assert [[text.replace("\n", " ") for text in row] for row in grid_rows(found)] == [HEADINGS, *body]
