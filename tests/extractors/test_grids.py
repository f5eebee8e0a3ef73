from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Spacer, Table

from extractors.grids import Grid, page_to_grids
from extractors.pdfium import open_pdf, read_page
from tests.extractors.table_pdfs import (
    BAR,
    BOLD,
    CENTERED,
    GRID,
    LINES,
    MIDDLE,
    NO_PADDING,
    STRIPES,
    THREE_LINES,
    TOP,
    UPRIGHTS,
    WHITE_LINES,
    Style,
    actions,
    build,
    cell,
    grid_rows,
    prose,
    read_tables,
    rows,
    squash,
)
from tests.shared import SHARED, needs_shared

HEADINGS = ["Country", "Type of action", "Initiator", "Description (date)", "Info source"]
WIDTHS = [70, 90, 100, 165, 80]


def drawn(path: Path, draw: object) -> tuple[Grid, ...]:
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return page_to_grids(read_page(open_pdf(path, path.read_bytes()), 1))


@pytest.mark.parametrize(
    "style",
    [GRID, STRIPES, BAR, LINES, THREE_LINES, UPRIGHTS, WHITE_LINES, TOP, MIDDLE, NO_PADDING],
    ids=["grid", "stripes", "bar", "lines", "three lines", "uprights", "white lines", "bare", "middle", "tight"],
)
@pytest.mark.parametrize("repeat", [0, 1])
def test_one_table_printed_in_many_ways(style: Style, repeat: int, tmp_path: Path) -> None:
    body = [list(action) for action in actions()]
    table = Table(rows(HEADINGS, body), colWidths=WIDTHS, repeatRows=repeat, style=style)
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    printed = [[squash(found_cell.text) for found_cell in found.row(row)] for row in range(found.n_rows)]
    assert printed == [[squash(text) for text in row] for row in [HEADINGS, *body]]
    assert found.heading == "Example table"


@pytest.mark.parametrize("style", [MIDDLE, TOP, THREE_LINES], ids=["middle", "bare", "three lines"])
def test_paragraphs_of_a_cell_stand_nearer_than_rows(style: Style, tmp_path: Path) -> None:
    texts = [[prose(n, 20), prose(n + 3, 30)] for n in range(9)]
    cells = [
        [*map(cell, (f"Kenya {n}", "Meeting", "Example Forum")), [cell(one), Spacer(1, 4), cell(two)], cell("Note")]
        for n, (one, two) in enumerate(texts)
    ]
    padded = [*style, ("BOTTOMPADDING", (0, 0), (-1, -1), 8)]
    table = Table([*rows(HEADINGS, []), *cells], colWidths=WIDTHS, repeatRows=1, style=padded)
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    printed = [(row[0], squash(row[3])) for row in grid_rows(found)]
    assert printed[1:] == [(f"Kenya {n}", squash(one + two)) for n, (one, two) in enumerate(texts)]


def test_rows_whose_first_columns_are_not_printed_again(tmp_path: Path) -> None:
    """The rows below stand in most columns; the next page goes on with them."""
    body = [["" if n % 8 else "Kenya", *action[1:4], "Interview"] for n, action in enumerate(actions(40))]
    table = Table(rows(HEADINGS, body), colWidths=WIDTHS, style=[*TOP, ("BOTTOMPADDING", (0, 0), (-1, -1), 8)])
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    assert [row[0] for row in grid_rows(found)] == ["Country", *(row[0] for row in body)]


def test_names_of_sections_interrupt_upright_rules(tmp_path: Path) -> None:
    body = [list(action) for action in actions(40)]
    cells = rows(HEADINGS, body)
    spans = []
    for at in (1, 14, 30):
        cells.insert(at, [cell(f"Part {at}", BOLD), *[cell("")] * 4])
        spans.append(("SPAN", (0, at), (-1, at)))
    table = Table(cells, colWidths=WIDTHS, repeatRows=1, style=[*UPRIGHTS, *spans])
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    first = ["Country", *(row[0] for row in body)]
    for at in (1, 14, 30):
        first.insert(at, f"Part {at}")
    assert [row[0] for row in grid_rows(found)] == first


@pytest.mark.parametrize("style", [TOP, STRIPES], ids=["bare", "stripes"])
def test_the_name_of_a_section_is_a_row_of_its_own(style: Style, tmp_path: Path) -> None:
    body = [list(action) for action in actions(12)]
    cells = rows(HEADINGS, body)
    cells.insert(6, [cell("Part of the north and west", BOLD), *[cell("")] * 4])
    padded = [*style, ("SPAN", (0, 6), (-1, 6)), ("BOTTOMPADDING", (0, 0), (-1, -1), 7)]
    (found,) = read_tables(build(tmp_path / "table.pdf", Table(cells, colWidths=WIDTHS, style=padded)))
    first = ["Country", *(row[0] for row in body)]
    assert [row[0] for row in grid_rows(found)] == [*first[:6], "Part of the north and west", *first[6:]]


def test_columns_begin_where_the_text_below_centered_headings_does(tmp_path: Path) -> None:
    body = [list(action) for action in actions(3)]
    cells = rows(HEADINGS, body, head=CENTERED)
    (found,) = read_tables(build(tmp_path / "table.pdf", Table(cells, colWidths=WIDTHS, style=THREE_LINES)))
    assert [[squash(text) for text in row] for row in list(grid_rows(found))[1:]] == [
        [*map(squash, row)] for row in body
    ]


def test_rules_around_headings_that_are_printed_again_part_no_rows(tmp_path: Path) -> None:
    body = [list(action) for action in actions(14)]
    cells = rows(HEADINGS, [*body[:5], HEADINGS, *body[5:9], HEADINGS, *body[9:]])
    again = [("LINEABOVE", (0, at), (-1, at), 0.5, colors.black) for at in (6, 7, 11, 12)]
    style = [*THREE_LINES, ("BOTTOMPADDING", (0, 0), (-1, -1), 8), *again]
    (found,) = read_tables(build(tmp_path / "table.pdf", Table(cells, colWidths=WIDTHS, style=style)))
    assert [row[0] for row in grid_rows(found) if row[0] != "Country"] == [row[0] for row in body]


def test_spans_of_a_ruled_table(tmp_path: Path) -> None:
    style = [*GRID, ("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 0), (2, 0))]
    cells = rows(["One", "Two", ""], [["tall", "a", "b"], ["", "c", "d"]])
    (table,) = read_tables(build(tmp_path / "spans.pdf", Table(cells, style=style)))
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells] == [
        (0, 0, 1, 1, "One"),
        (0, 1, 1, 2, "Two"),
        (1, 0, 2, 1, "tall"),
        (1, 1, 1, 1, "a"),
        (1, 2, 1, 1, "b"),
        (2, 1, 1, 1, "c"),
        (2, 2, 1, 1, "d"),
    ]


def test_bold_headings_above_the_first_rule_belong_to_the_table(tmp_path: Path) -> None:
    style = [*TOP, ("GRID", (0, 1), (-1, -1), 0.5, colors.grey)]
    cells = rows(["Step", "Result"], [["first", "a"], ["second", "b"]])
    (table,) = read_tables(build(tmp_path / "above.pdf", Table(cells, colWidths=[100, 100], style=style)))
    assert [cell.text for cell in table.row(0)] == ["Step", "Result"]


def test_headings_without_a_rule_below_are_a_row(tmp_path: Path) -> None:
    style = [*TOP, ("BOX", (0, 0), (-1, -1), 0.5, colors.grey), ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.grey)]
    style += [("LINEABOVE", (0, 2), (-1, -1), 0.5, colors.grey)]
    cells = rows(["Step", "Result"], [["first", "a"], ["second", "b"], ["third", "c"]])
    (table,) = read_tables(build(tmp_path / "below.pdf", Table(cells, colWidths=[100, 100], style=style)))
    assert [cell.text for cell in table.row(0)] == ["Step", "Result"]
    assert [cell.text for cell in table.row(1)] == ["first", "a"]


def test_rows_without_upright_rules_below_headings_with_them(tmp_path: Path) -> None:
    """A colored heading cell a column, and lying rules only between the rows."""
    style = [*LINES, ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#336699"))]
    style += [("LINEAFTER", (0, 0), (-2, 0), 1.5, colors.HexColor("#112233"))]
    body = [[f"Item {n}", str(n), prose(n, 8)] for n in range(6)] + [["A note that runs over two columns", "", ""]]
    cells = rows(["Name", "Count", "Words"], body)
    table = Table(cells, colWidths=[100, 60, 200], style=[*style, ("SPAN", (0, -1), (-1, -1))])
    (found,) = read_tables(build(tmp_path / "part.pdf", table))
    assert [cell.text for cell in found.row(3)] == ["Item 2", "2", prose(2, 8)]
    assert found.row(found.n_rows - 1)[0].text == body[-1][0]


def text_box(canvas: Canvas) -> None:
    """A tinted box with a rule above it and running text in two columns."""
    canvas.setFillGray(0.9)
    canvas.rect(50, 400, 500, 200, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.line(50, 600, 550, 600)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(60, 580, "Box with a title")
    canvas.setFont("Helvetica", 9)
    for n in range(12):
        canvas.drawString(60, 560 - 12 * n, " ".join(prose(n, 7).split()))
        canvas.drawString(310, 560 - 12 * n, " ".join(prose(n + 5, 7).split()))


def answer_boxes(canvas: Canvas) -> None:
    """A form: questions, each with an empty field below or beside it."""
    for n in range(8):
        canvas.drawString(50, 700 - 60 * n, f"{n + 1}. Question of the form")
        canvas.rect(50, 660 - 60 * n, 400, 30)
    canvas.rect(150, 180, 200, 15)
    canvas.rect(150, 195, 200, 15)


def underlines(canvas: Canvas) -> None:
    """Links with underlines, and the rule above footnotes."""
    for n in range(20):
        canvas.drawString(50, 700 - 14 * n, prose(n, 9))
        canvas.line(80, 698 - 14 * n, 150 + 5 * n, 698 - 14 * n)
    canvas.line(50, 100, 200, 100)


def contents(canvas: Canvas) -> None:
    for n in range(15):
        canvas.drawString(50, 700 - 16 * n, f"Chapter {n} " + "." * 80)
        canvas.drawRightString(550, 700 - 16 * n, str(n + 3))


def chart(canvas: Canvas) -> None:
    """Axes with grid lines and bars, figures beside the axes only."""
    for n in range(8):
        canvas.line(100, 300 + 30 * n, 500, 300 + 30 * n)
        canvas.drawString(70, 297 + 30 * n, str(10 * n))
    for n in range(6):
        canvas.line(100 + 80 * n, 300, 100 + 80 * n, 510)
        canvas.drawString(130 + 60 * n, 285, f"20{n}1")


def two_columns(canvas: Canvas) -> None:
    """Running text in two columns between rules of one width."""
    for y in (760, 420, 60):
        canvas.line(50, y, 550, y)
    canvas.setFont("Helvetica", 9)
    for n in range(50):
        canvas.drawString(50, 740 - 13 * n, " ".join(prose(n, 7).split()))
        canvas.drawString(310, 740 - 13 * n, " ".join(prose(n + 5, 7).split()))


def page_frame(canvas: Canvas) -> None:
    """A page with a colored head, foot and sides around its text."""
    canvas.setFillGray(0.8)
    for box in ((0, 800, 595, 42), (0, 0, 20, 800), (575, 0, 20, 800), (20, 0, 555, 30)):
        canvas.rect(*box, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(200, 815, "Title of the brief")
    for n in range(40):
        canvas.drawString(50, 760 - 15 * n, prose(n, 9))
    canvas.drawString(200, 10, "Foot of the brief")


@pytest.mark.parametrize(
    "draw", [text_box, answer_boxes, underlines, contents, chart, two_columns, page_frame], ids=lambda f: f.__name__
)
def test_what_is_no_table(draw: object, tmp_path: Path) -> None:
    assert drawn(tmp_path / "page.pdf", draw) == ()


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("ac-2019-mapping", set(range(27, 48))),
        ("mmc-2019-wheels-in-motion", {10, 12, *range(40, 52)}),
        ("models-2019-engagement", {29, 35, 41, 42}),
        ("imrf-2021-priorities", set()),
        ("deck-2018-states", set()),
    ],
)
def test_pages_with_tables_of_the_reports(name: str, pages: set[int]) -> None:
    found = read_tables(SHARED / "corpus" / f"{name}.pdf")
    assert {page for table in found for page in range(table.page_first, table.page_last + 1)} == pages
