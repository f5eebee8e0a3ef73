"""Record cards: labels under each other beside their values, without upright rules."""

from __future__ import annotations

from pathlib import Path

from extractors.grids import pages_to_grids
from extractors.pdfium import open_pdf, read_pages
from tests.extractors.ink_builders import PdfMaker

LABELS = ["Organization", "Project name", "Description", "GCM objectives"]


def draw(pdf: PdfMaker, y: float, rows: list[tuple[str, str]]) -> float:
    for label, value in rows:
        pdf.text(60, y, label, font="Helvetica-Bold")
        y = pdf.lines(180, y, value.split("/"))
        y += 8
    return y


def read(pdf: PdfMaker, path: Path) -> list[list[list[list[str]]]]:
    path = pdf.save(path)
    grids = pages_to_grids(read_pages(open_pdf(path, path.read_bytes())))
    return [
        [
            [[" ".join(w.text for w in cell.words) for cell in grid.cells if cell.row == n] for n in range(grid.n_rows)]
            for grid in page
        ]
        for page in grids
    ]


def test_cards_are_tables_of_labels_and_values(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.text(60, 60, "A sentence above the cards that runs over the whole width of the page.")
    values = ["Lantern Forum", "River walk", "The first line of a text/and the second one", "2, 7"]
    y = draw(pdf, 100, list(zip(LABELS, values, strict=True)))
    pdf.text(60, y + 30, "A sentence below the cards that runs over the whole width of the page.")
    ((card,),) = read(pdf, tmp_path / "d.pdf")
    assert card == [[a, b.replace("/", " ")] for a, b in zip(LABELS, values, strict=True)]


def test_labels_next_to_each_other_are_not_read_as_one(tmp_path: Path) -> None:
    """`Name` above `Implementing partners` in two lines is no label that asks for the names of partners."""
    pdf = PdfMaker()
    labels = [("Name", "A walk"), ("Implementing", "Unions"), ("Time", "2021"), ("Summary", "A text")]
    y = draw(pdf, 100, labels[:2])
    pdf.text(60, y - 6, "partners", font="Helvetica-Bold")
    draw(pdf, y + 12, labels[2:])
    ((card,),) = read(pdf, tmp_path / "d.pdf")
    assert [row[0] for row in card] == ["Name", "Implementing partners", "Time", "Summary"]


def test_a_card_goes_on_at_the_top_of_the_next_page(tmp_path: Path) -> None:
    pdf = PdfMaker()
    draw(pdf, 700, [("Organization", "Lantern Forum"), ("Project name", "River walk"), ("GCM objectives", "2")])
    draw(pdf, 780, [("Description", "A text")])
    pdf.new_page()
    pdf.text(400, 30, "Page 2")
    pdf.text(180, 70, "that goes on here")
    draw(pdf, 92, [("Other stakeholders", "Unions")])
    _, (rest,) = read(pdf, tmp_path / "d.pdf")
    assert rest == [["", "that goes on here"], ["Other stakeholders", "Unions"]]


def test_a_heading_parts_cards(tmp_path: Path) -> None:
    pdf = PdfMaker()
    values = ["Lantern Forum", "River walk", "A text", "2, 7"]
    y = draw(pdf, 100, list(zip(LABELS, values, strict=True)))
    pdf.text(60, y + 10, "Second part", size=13, font="Helvetica-Bold")
    draw(pdf, y + 40, list(zip(LABELS, values, strict=True)))
    (cards,) = read(pdf, tmp_path / "d.pdf")
    assert [len(card) for card in cards] == [4, 4]


def test_two_known_words_beside_text_are_no_card(tmp_path: Path) -> None:
    pdf = PdfMaker()
    draw(pdf, 100, [("Description", "A word that is explained here"), ("Network", "Another word")])
    assert read(pdf, tmp_path / "d.pdf") == [[]]
