from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from extractors.extract import read_extraction
from extractors.page_pictures import COLORS, LEGEND, Placed, draw_page, draw_pages, scale_of, tag_of
from extractors.pdfium import render_pages
from models.records.ink import BBox
from models.records.layout import Block, PageRecord, RunningLine
from tests.extractors.block_builders import heading, item, make_block, make_table, paragraph
from tests.extractors.ink_builders import PdfMaker

BOX = BBox(100, 100, 300, 140)


@pytest.mark.parametrize(
    ("block", "first", "tag"),
    [
        (heading("Harbours", 2, label="3."), True, "7 H2 3."),
        (item("a boat", "•", 1), True, "7 L1"),
        (item("a boat", "b)", 0), True, "7 L0 b)"),
        (make_table([["a", "b"], ["c", "d"]]), True, "7 table 2x2"),
        (make_block("footnote", "source", label="4", anchor=2), True, "7 note 4 in 3"),
        (make_block("footnote", "source", label="4"), True, "7 note 4 no marker"),
        (paragraph("over a page end"), False, "7 +"),
    ],
)
def test_a_tag_names_order_kind_level_and_label(block: Block, first: bool, tag: str) -> None:
    assert tag_of(Placed(7, block, BOX, first)) == tag


def draw(**fields: object) -> Image.Image:
    page = PageRecord(number=1, width=400, height=300, reader="pdfium", **fields)  # type: ignore[arg-type]
    return draw_page(page, [Placed(1, paragraph("a"), BOX, True)], None, 1)


def reddest(picture: Image.Image) -> tuple[int, ...]:
    pixel = picture.getpixel((4, (picture.height - LEGEND) // 2 - 15))
    assert isinstance(pixel, tuple)
    return pixel


def test_blocks_running_lines_and_unread_pages_show() -> None:
    plain = draw()
    assert plain.size == (round(400 * scale_of(400, 300)), round(300 * scale_of(400, 300)) + LEGEND)
    colors = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in plain.getcolors(100000) or []}
    assert COLORS["paragraph"] in colors
    assert COLORS["running"] not in colors
    marked = draw(running=(RunningLine(text="1", bbox=BBox(50, 10, 90, 20)),))
    assert plain.tobytes() != marked.tobytes()
    assert reddest(plain) == (255, 255, 255)
    assert reddest(draw(unread=True))[0] > reddest(draw(unread=True))[1] + 100


def test_the_same_file_gives_the_same_pictures(tmp_path: Path) -> None:
    pdf = PdfMaker()
    pdf.lines(50, 100, ["The harbour opens at six and the boats leave", "when the tide allows it."])
    pdf.new_page()
    pdf.text(50, 100, "A page of its own")
    path = pdf.save(tmp_path / "d.pdf")
    drawn = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        pages = render_pages(path.read_bytes(), None, scale_of)
        drawn.append(list(draw_pages(read_extraction("d", path), pages, folder, "d")))
    assert [path.name for path in drawn[0]] == ["d-page-001.png", "d-page-002.png"]
    assert [one.read_bytes() == two.read_bytes() for one, two in zip(*drawn, strict=True)] == [True, True]


def test_a_page_that_cannot_be_shown_is_drawn_on_white(tmp_path: Path) -> None:
    assert next(render_pages(b"no pdf", None, scale_of)) is None
