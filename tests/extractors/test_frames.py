"""Boxes that are drawn with rules."""

from __future__ import annotations

from pathlib import Path

from extractors.extract import read_extraction
from extractors.frames import Frame, find_frames
from models.records.ink import BBox, PageInk
from tests.extractors.ink_builders import PdfMaker

BOX = BBox(50, 100, 290, 300)


def rule(x0: float, top: float, x1: float, bottom: float) -> BBox:
    return BBox(x0, top, max(x1, x0 + 0.5), max(bottom, top + 0.5))


def sides(box: BBox, names: str = "lrtb") -> list[BBox]:
    every = {
        "l": rule(box.x0, box.top, box.x0, box.bottom),
        "r": rule(box.x1, box.top, box.x1, box.bottom),
        "t": rule(box.x0, box.top, box.x1, box.top),
        "b": rule(box.x0, box.bottom, box.x1, box.bottom),
    }
    return [every[name] for name in names]


def find(*rulings: BBox) -> list[Frame]:
    found = find_frames(PageInk(1, 595, 842, (), tuple(rulings), (), (), "pdfium"))
    return [f._replace(box=BBox(*(round(v) for v in f.box))) for f in found]


def test_four_sides_are_a_frame_and_three_an_open_one() -> None:
    assert find(*sides(BOX)) == [Frame(BOX)]
    assert find(*sides(BOX, "lrt")) == [Frame(BOX, open_bottom=True)]
    assert find(*sides(BOX, "lrb")) == [Frame(BOX, open_top=True)]


def test_rules_between_columns_and_tables_are_no_frames() -> None:
    assert find(*sides(BOX, "lr")) == []
    assert find(*sides(BOX), rule(170, 100, 170, 300)) == []
    assert find(*sides(BBox(40, 40, 555, 800))) == []


def test_the_middle_of_a_frame_that_goes_on_has_the_width_of_its_other_parts() -> None:
    middle = BBox(310, 60, 550, 780)
    assert find(*sides(BOX, "lrt"), *sides(middle, "lr")) == [
        Frame(BOX, open_bottom=True),
        Frame(middle, open_top=True, open_bottom=True),
    ]


def test_a_framed_text_that_goes_on_in_the_next_column_is_one_box(tmp_path: Path) -> None:
    pdf = PdfMaker()
    text = ["A line of text that fills the column here", "and one more that fills the column as well"]
    pdf.lines(50, 100, text * 5)
    pdf.text(60, 270, "Box 1: A framed aside", font="Helvetica-Bold")
    pdf.lines(60, 290, ["The text of the aside begins in the column", "on the left of the page and it goes on to"])
    pdf.lines(320, 100, ["the column on the right, where it ends."])
    pdf.lines(310, 150, text * 5)
    for x0, top, x1, bottom in ((50, 250, 290, 320), (310, 80, 550, 120)):
        for x in (x0, x1):
            pdf.canvas.line(x, 842 - top, x, 842 - bottom)
        y = top if x0 == 50 else bottom
        pdf.canvas.line(x0, 842 - y, x1, 842 - y)
    boxed = [block for block in read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks if block.box is not None]
    assert [(block.kind, block.box) for block in boxed] == [("heading", 1), ("paragraph", 1)]
    assert boxed[1].text.endswith("goes on to the column on the right, where it ends.")
