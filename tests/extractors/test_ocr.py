"""OCR: what tesseract says becomes lines of one size, and rulings come from the picture; the program is optional."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors import ocr
from extractors.extract import read_extraction
from extractors.ocr import _settle_sizes, _to_words, hocr_to_lines
from extractors.pdfium import open_pdf, render_page
from extractors.scan_cleaning import clear_for_ocr, find_slope, set_upright, without_noise
from extractors.scan_rulings import image_to_bars, image_to_rulings
from models.records.ink import BBox
from tests.pdfs import ENGLISH, make_pdf

needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="tesseract or pytesseract is not installed")


def line(words: str, *, x_size: float, bottom: int, sure: int = 95, baseline: str = "0 -6") -> str:
    def place(left: int, right: int) -> str:
        return f"bbox {left} {bottom - 30} {right} {bottom}"

    spans = "".join(
        f'<span class="ocrx_word" title="{place(100 * n, 100 * n + 90)}; x_wconf {sure}">{word}</span>'
        for n, word in enumerate(words.split())
    )
    about = f"{place(0, 900)}; baseline {baseline}; x_size {x_size}"
    return f'<span class="ocr_line" title="{about}">{spans}</span>'


def page(*lines: str) -> str:
    return f"<html><body>{''.join(lines)}</body></html>"


def test_sizes_that_jitter_are_one_size_and_headings_another() -> None:
    body = [line("some words of the body text", x_size=size, bottom=100 * n) for n, size in enumerate((28, 30, 26, 29))]
    lines = list(hocr_to_lines(page(line("A heading", x_size=52, bottom=20), *body)))
    heading, *rest = _settle_sizes(lines, 72 / 200)
    assert len(set(rest)) == 1
    assert heading > 1.5 * rest[0]


def test_stains_and_rulings_are_no_words() -> None:
    (found,) = hocr_to_lines(page(line("| real words", x_size=30, bottom=100)))
    assert [word.text for word in _to_words(found, 10.0, 0.36)] == ["real", "words"]
    (stain,) = hocr_to_lines(page(line("vw ~ i", x_size=30, bottom=100, sure=20)))
    assert not ocr._is_text(stain)


def rows_of_type(slope: float) -> Image.Image:
    """A page with rows of small blocks where letters would stand."""
    image = Image.new("L", (1000, 800), 255)
    draw = ImageDraw.Draw(image)
    for top in range(100, 700, 40):
        for left in range(100, 900, 20):
            y = top + slope * left
            draw.rectangle((left, y, left + 12, y + 14), fill=0)
    return image


@pytest.mark.parametrize("slope", [0.0, 0.02, -0.035])
def test_a_crooked_page_is_set_upright(slope: float) -> None:
    image = rows_of_type(slope)
    assert find_slope(image) == pytest.approx(slope, abs=0.002)
    assert find_slope(set_upright(image, slope)) == pytest.approx(0.0, abs=0.002)


def test_a_page_without_rows_is_left_as_it_is() -> None:
    image = Image.new("L", (1000, 800), 255)
    assert find_slope(image) == 0.0
    ImageDraw.Draw(image).ellipse((200, 200, 600, 600), fill=0)
    assert find_slope(image) == 0.0


def test_specks_are_smoothed_and_clean_pages_are_not() -> None:
    clean = rows_of_type(0.0)
    assert without_noise(clean) is clean
    dice = random.Random(1)

    noisy = clean.point(lambda value: value)
    for at in range(0, 1000 * 800, 3):
        noisy.putpixel((at % 1000, at // 1000), dice.randrange(256))
    assert without_noise(noisy) is not noisy


def test_dark_bars_are_found_and_their_text_is_made_dark() -> None:
    image = Image.new("L", (800, 400), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 700, 180), fill=60)
    for left in range(150, 600, 30):
        draw.rectangle((left, 130, left + 15, 150), fill=250)
    (bar,) = image_to_bars(image, 0.36)
    assert tuple(bar) == pytest.approx((100, 100, 701, 181), abs=3)
    clear = clear_for_ocr(image, [bar], [BBox(100, 300, 700, 300)])
    assert clear.getpixel((157, 140)) < 80
    assert clear.getpixel((120, 110)) > 200


def test_thin_lines_of_a_picture_are_rulings_and_bars_are_none() -> None:
    image = Image.new("L", (800, 800), 255)
    draw = ImageDraw.Draw(image)
    draw.line((100, 100, 600, 100), fill=180, width=2)
    draw.line((100, 100, 100, 500), fill=120, width=1)
    draw.rectangle((100, 600, 600, 660), fill=60)
    across, down = sorted(image_to_rulings(image, 0.36), key=lambda box: box.height)
    assert (across.x0, across.x1, across.top) == pytest.approx((100, 600, 101), abs=8)
    assert (down.x0, down.top, down.bottom) == pytest.approx((100.5, 100, 500), abs=8)


def scan(path: Path, source: Path, *, turn: int = 0, stamp: str = "") -> Path:
    """A PDF with a text page and the picture of the page of another PDF, turned and with a text stamped on it."""
    image = render_page(open_pdf(source, source.read_bytes()), 1, 200, 6000).rotate(turn, expand=True)
    data = io.BytesIO()
    image.save(data, "PNG")
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(72, 700, "A page with text of its own.")
    canvas.showPage()
    width, height = (842, 595) if turn % 180 else (595, 842)
    canvas.setPageSize((width, height))
    canvas.drawImage(ImageReader(data), 0, 0, width, height)
    canvas.drawString(300, 20, stamp)
    canvas.save()
    return path


def test_without_tesseract_a_scanned_page_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    extraction = read_extraction("d", scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf")))
    assert (extraction.unread, extraction.readers) == ((2,), ("pdfium", "pdfium"))
    assert [(p.page, p.severity) for p in extraction.problems] == [(2, "warning")]
    assert "gcmatrix doctor" in extraction.problems[0].message


@pytest.mark.ocr
@needs_tesseract
def test_only_scanned_pages_are_read_by_ocr(tmp_path: Path) -> None:
    extraction = read_extraction("d", scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf")))
    assert (extraction.unread, extraction.readers) == ((), ("pdfium", "tesseract"))
    _, heading, text = extraction.blocks
    assert (heading.kind, heading.text) == ("heading", "Harbours")
    assert text.text == " ".join(ENGLISH)
    assert [p.severity for p in extraction.problems] == ["note"]


@pytest.mark.ocr
@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_stands_on_its_side_or_head_is_turned(turn: int, tmp_path: Path) -> None:
    lines = [*ENGLISH, *ENGLISH]
    extraction = read_extraction("d", scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf", lines), turn=turn))
    assert (extraction.page_records[1].turn, extraction.page_records[1].width) == (turn, 595)
    assert extraction.blocks[-1].text.startswith(ENGLISH[0])


@pytest.mark.ocr
@needs_tesseract
def test_text_on_a_scan_does_not_hide_the_scan(tmp_path: Path) -> None:
    extraction = read_extraction("d", scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf"), stamp="Received 17"))
    texts = [block.text for block in extraction.blocks]
    assert " ".join(ENGLISH) in texts
    assert any("Received 17" in text for text in texts)


def test_text_on_a_picture_without_tesseract_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    extraction = read_extraction("d", scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf"), stamp="Received 17"))
    assert [(p.page, p.severity) for p in extraction.problems] == [(2, "note")]
    assert "a picture covers the page" in extraction.problems[0].message


@pytest.mark.ocr
@needs_tesseract
def test_a_language_that_is_not_installed_is_said(tmp_path: Path) -> None:
    from extractors.options import ReadOptions

    path = scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf"))
    extraction = read_extraction("d", path, options=ReadOptions(ocr="xyz"))
    assert "OCR failed" in extraction.problems[0].message
    assert extraction.unread == (2,)
