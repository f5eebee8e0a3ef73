from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table

from extractors.extract import read_extraction
from extractors.readers import read_file
from extractors.render import to_markdown, to_text
from models.errors import ExtractionError
from models.records.ink import BBox
from tests.extractors.ink_builders import PdfMaker
from tests.extractors.table_pdfs import GRID, HEADING, PROSE, cell, prose, rows
from tests.shared import SHARED, needs_shared

LEFT = [
    "The first column tells of a plan that",
    "several ministries drew up in spring",
    "and that goes on in the next col-",
]
RIGHT = [
    "umn, where the sentence comes to its",
    "end. After it another one begins and",
    "ends too, as it should.",
]


def test_columns_headings_boxes_and_lists_come_in_reading_order(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.text(50, 80, "2. A heading over both columns of the page", size=16, font="Helvetica-Bold")
    pdf.lines(50, 110, LEFT)
    pdf.lines(310, 110, RIGHT)
    pdf.fill(BBox(50, 180, 545, 290), "#e3f0f0")
    pdf.text(60, 200, "Box 1: A tinted aside", font="Helvetica-Bold", color="#0b6e78")
    pdf.lines(60, 220, ["Inside the box there is a text of its own that", "should stay together and apart."])
    pdf.lines(50, 320, ["• first of the items below the box,", "• second of the items below the box."], pitch=16)
    blocks = read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks
    joined = (
        "The first column tells of a plan that several ministries drew up in spring and that goes on in the next "
        "column, where the sentence comes to its end. After it another one begins and ends too, as it should."
    )
    assert [(b.kind, b.label, b.text, b.box) for b in blocks] == [
        ("heading", "2.", "A heading over both columns of the page", None),
        (
            "paragraph",
            "",
            joined,
            None,
        ),
        ("heading", "", "Box 1: A tinted aside", 1),
        ("paragraph", "", "Inside the box there is a text of its own that should stay together and apart.", 1),
        ("list_item", "•", "first of the items below the box,", None),
        ("list_item", "•", "second of the items below the box.", None),
    ]


def test_a_paragraph_goes_on_over_the_page_end_and_notes_stand_at_the_end(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.lines(50, 700, ["The sentence on this page has no end here and", "so it must go on with the"])
    pdf.text(50, 780, "1 A source of the claim", size=7)
    pdf.new_page()
    pdf.lines(50, 80, ["words that stand on the next page, which", "is where it ends."])
    extraction = read_extraction("d", pdf.save(tmp_path / "d.pdf"))
    assert [(b.kind, b.page_first, b.page_last) for b in extraction.blocks] == [("paragraph", 1, 2), ("footnote", 1, 1)]
    assert to_text(extraction) == (
        "The sentence on this page has no end here and so it must go on with the words that stand on the next page, "
        "which is where it ends.\n\n1 A source of the claim\n"
    )
    assert to_markdown(extraction).endswith("[^1]: A source of the claim\n")


def test_list_levels_follow_the_indent(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.lines(50, 100, ["• an outer item that says"], pitch=16)
    pdf.lines(75, 116, ["– an inner item", "– another inner item"], pitch=16)
    pdf.lines(50, 148, ["• an outer item again"], pitch=16)
    blocks = read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks
    assert [block.level for block in blocks] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"no pdf at all", "not a readable PDF"),
        (b"%PDF-1.7\n%%EOF", "not a readable PDF"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(ExtractionError, match=f"bad.pdf: .*{words}"):
        read_extraction("bad", path)


def test_an_encrypted_file_asks_for_its_password(tmp_path: Path) -> None:
    import pikepdf

    pdf = PdfMaker()
    pdf.text(50, 100, "A secret sentence.")
    plain, locked = pdf.save(tmp_path / "plain.pdf"), tmp_path / "locked.pdf"
    with pikepdf.open(plain) as opened:
        opened.save(locked, encryption=pikepdf.Encryption(user="sesame", owner="owner"))
    with pytest.raises(ExtractionError, match="--password"):
        read_extraction("locked", locked)
    assert read_extraction("locked", locked, password="sesame").blocks[0].text == "A secret sentence."


def test_a_page_without_text_layer_is_unread_and_a_blank_page_is_not(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.text(50, 100, "Text on the first page.")
    pdf.new_page()
    pdf.fill(BBox(50, 50, 500, 700), "#888888")
    pdf.new_page()
    pdf.canvas.showPage()
    extraction = read_extraction("d", pdf.save(tmp_path / "d.pdf"))
    assert (extraction.pages, extraction.unread) == (3, (2,))
    assert [(p.page, p.severity) for p in extraction.problems] == [(2, "warning")]


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("name", "pages", "headings"),
    [
        ("deck-2018-states", 8, ["2018 GCM Negotiations"]),
        ("imrf-2021-priorities", 16, ["CLIMATE CHANGE", "CIVIL SOCIETY ENGAGEMENT"]),
        ("mmc-2019-wheels-in-motion", 52, ["Mapping", "Recommendations for engagement"]),
    ],
)
def test_reports_have_their_headings(name: str, pages: int, headings: list[str]) -> None:
    extraction = read_extraction(name, SHARED / "corpus" / f"{name}.pdf")
    assert extraction.pages == pages
    assert set(headings) <= {block.text for block in extraction.blocks if block.kind in ("heading", "title")}


def test_a_heading_at_the_end_of_a_page_names_the_table_on_the_next(tmp_path: Path) -> None:
    table = Table(rows(["Country", "Type of action", "Description"], [["Peru", "Meeting", "A fair."]]), style=GRID)
    parts = [
        cell("Opening", HEADING),
        cell(prose(0, 60), PROSE),
        cell("4.2 Asia overview", HEADING),
        PageBreak(),
        table,
    ]
    SimpleDocTemplate(str(tmp_path / "d.pdf")).build(parts)
    (found,) = [b.table for b in read_extraction("d", tmp_path / "d.pdf").blocks if b.table]
    assert found.heading == "Asia overview"


def test_a_tinted_box_goes_on_in_the_next_column(tmp_path: Path) -> None:
    pdf = PdfMaker()
    text = ["A line of text that fills the column here", "and one more that fills the column as well"]
    pdf.lines(50, 100, text * 5)
    pdf.fill(BBox(50, 250, 290, 320), "#e3f0f0")
    pdf.lines(60, 280, ["The text of the aside begins in the column", "on the left of the page and it goes on to"])
    pdf.fill(BBox(310, 80, 550, 120), "#e3f0f0")
    pdf.lines(320, 100, ["the column on the right, where it ends its", "two sentences."])
    pdf.lines(310, 150, text * 5)
    boxed = [block for block in read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks if block.box is not None]
    assert len(boxed) == 1


def test_a_chapter_below_the_contents_ends_them(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.text(50, 80, "Contents", size=18, font="Helvetica-Bold")
    pdf.lines(50, 110, ["Opening 2", "Roads and bridges 5", "Closing words 9"], pitch=16)
    pdf.text(50, 200, "Opening", size=18, font="Helvetica-Bold")
    pdf.lines(50, 230, ["A short remark"])
    kinds = [block.kind for block in read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks]
    assert kinds[1:4] == ["contents"] * 3
    assert "contents" not in kinds[4:]


def test_headings_between_texts_on_the_first_page_are_no_titles(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.text(50, 80, "A report on roads", size=24, font="Helvetica-Bold")
    y = 120.0
    for heading in ("Opening", "Roads", "Closing words"):
        pdf.text(50, y, heading, size=16, font="Helvetica-Bold")
        lines = ["Running text that goes on for a while and", "that has enough words for a whole paragraph here."]
        y = pdf.lines(50, y + 25, lines) + 20
    kinds = [block.kind for block in read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks]
    assert kinds == ["title", *["heading", "paragraph"] * 3]


def test_an_indented_paragraph_after_an_item_is_no_part_of_it(tmp_path: Path) -> None:
    """Its first line begins where the text of the item does, its second line at the margin."""
    pdf = PdfMaker()
    pdf.text(50, 100, "a.")
    pdf.lines(68, 100, ["The first item of a list, which is as long as the column is wide and", "ends here."])
    pdf.text(68, 126, "A paragraph of its own with an indented first line that fills the line")
    pdf.text(50, 139, "and goes on at the margin of the column, where it comes to its end.")
    blocks = read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks
    assert [(block.kind, block.text.split()[0]) for block in blocks] == [("list_item", "The"), ("paragraph", "A")]
    assert blocks[1].text.endswith("comes to its end.")


def test_bold_lines_inside_a_ragged_sentence_do_not_end_it(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.lines(50, 100, ["A ragged sentence begins in a column and", "it comes to"])
    pdf.text(50, 126, "words that are set in bold for emphasis", font="Helvetica-Bold")
    pdf.text(50, 139, "and then it ends.")
    assert len(read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks) == 1


def test_dots_moved_one_by_one_are_words_of_their_own(tmp_path: Path) -> None:
    pdf = PdfMaker()
    text = pdf.canvas.beginText(60, 700)
    text.setFont("Helvetica", 10)
    text.setCharSpace(40)
    text.textOut("......")
    pdf.canvas.drawText(text)
    ink = read_file(pdf.save(tmp_path / "d.pdf")).pages[0]
    assert [word.text for word in ink.words] == ["."] * 6


@pytest.mark.parametrize("angle", [90, -90])
def test_a_page_whose_text_runs_upwards_or_downwards_is_read_turned(angle: int, tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.canvas.translate(*((500, 100) if angle == 90 else (100, 700)))
    pdf.canvas.rotate(angle)
    for row, line in enumerate(LEFT):
        pdf.canvas.drawString(0, -13 * row, line)
    extraction = read_extraction("d", pdf.save(tmp_path / "d.pdf"))
    assert [block.text for block in extraction.blocks] == [
        "The first column tells of a plan that several ministries drew up in spring and that goes on in the next col-"
    ]
    page = extraction.page_records[0]
    assert (page.turn, round(page.width), round(page.height), page.lost) == (90 if angle == 90 else 270, 842, 595, 0)


def test_words_up_the_margin_are_one_line(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.lines(80, 100, LEFT)
    pdf.canvas.rotate(90)
    pdf.canvas.drawString(200, -40, "set in the margin")
    extraction = read_extraction("d", pdf.save(tmp_path / "d.pdf"))
    assert extraction.blocks[-1].text == "set in the margin"


def test_a_numbered_line_that_was_ended_on_purpose_is_a_heading_of_its_own(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.lines(50, 80, ["The report begins with a paragraph that goes over the whole width of the column here."] * 2)
    pdf.text(50, 120, "5.1.1 Late reports of the harbour to the council and to the people", font="Helvetica-Bold")
    pdf.lines(50, 133, ["Considerable time had gone by before the first of the reports was sent, and then it went"] * 2)
    blocks = read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks
    assert [(block.kind, block.label) for block in blocks] == [
        ("paragraph", ""),
        ("heading", "5.1.1"),
        ("paragraph", ""),
    ]
