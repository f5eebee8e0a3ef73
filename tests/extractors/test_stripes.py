"""Rows between tinted rows whose cells are tinted one by one."""

from __future__ import annotations

from pathlib import Path

from extractors.grids import page_to_grids
from extractors.pdfium import open_pdf, read_pages
from models.records.ink import BBox
from tests.extractors.ink_builders import PdfMaker

XS = (50, 170, 320, 500)
TINT, BAR = "#e8f0f0", "#0b6e78"


def draw_row(pdf: PdfMaker, y: float, texts: list[str], color: str = "") -> None:
    for x, right, text in zip(XS, XS[1:], texts, strict=False):
        if color:
            pdf.fill(BBox(x, y, right, y + 20), color)
        pdf.text(x + 4, y + 13, text, size=9, color="#ffffff" if color == BAR else "#000000")


def texts_of(pdf: PdfMaker, path: Path) -> list[list[list[str]]]:
    path = pdf.save(path)
    (ink,) = read_pages(open_pdf(path, path.read_bytes()))
    return [
        [[" ".join(w.text for w in cell.words) for cell in grid.cells if cell.row == row] for row in range(grid.n_rows)]
        for grid in page_to_grids(ink)
    ]


def test_white_rows_between_and_below_tinted_rows_belong_to_the_table(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.text(50, 80, "A line of text above the table, which is as wide as the page.")
    body = [["Who", "What", "When"], ["Ana", "A talk", "May"], ["Ben", "A fair", "June"], ["Eva", "A walk", ""]]
    body += [["Ida", "A song", "July"], ["Ole", "A game", "August"]]
    for number, row in enumerate(body):
        draw_row(pdf, 100 + 20 * number, row, BAR if not number else TINT if number % 2 == 0 else "")
    pdf.text(50, 260, "A line of text below the table, which is as wide as the page.")
    assert texts_of(pdf, tmp_path / "t.pdf") == [body]


def test_the_rest_of_a_row_below_headings_alone_is_a_row(tmp_path: Path) -> None:
    pdf = PdfMaker()
    draw_row(pdf, 60, ["Who", "What", "When"], BAR)
    draw_row(pdf, 80, ["", "goes on here", ""])
    pdf.text(54, 800, "A footer")
    assert texts_of(pdf, tmp_path / "t.pdf") == [[["Who", "What", "When"], ["", "goes on here", ""]]]


def test_text_between_two_tables_is_no_row(tmp_path: Path) -> None:
    pdf = PdfMaker()
    for top in (100, 200):
        draw_row(pdf, top, ["Who", "What", "When"], BAR)
        draw_row(pdf, top + 20, ["Ana", "A talk", "May"], TINT)
    pdf.text(50, 170, "The second table", font="Helvetica-Bold")
    assert [len(rows) for rows in texts_of(pdf, tmp_path / "t.pdf")] == [2, 2]
