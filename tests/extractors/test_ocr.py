"""OCR: what tesseract says becomes lines of one size, and rulings come from the picture; the program is optional."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors import ocr
from extractors.extract import read_extraction
from extractors.ocr import _find_slope, _settle_sizes, _to_words, hocr_to_lines
from extractors.pdfium import open_pdf, render_page
from extractors.scan_rulings import image_to_rulings
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
    assert [word.text for word in _to_words(found, 10.0, 0.36, 0.0)] == ["real", "words"]
    (stain,) = hocr_to_lines(page(line("vw ~ i", x_size=30, bottom=100, sure=20)))
    assert not ocr._is_text(stain)


def test_a_crooked_page_is_set_upright() -> None:
    lines = list(
        hocr_to_lines(page(*(line("a b c d e", x_size=30, bottom=100 * n, baseline="0.02 -24") for n in range(1, 5))))
    )
    slope = _find_slope(lines)
    assert slope == pytest.approx(0.02)
    assert len({word.baseline for word in _to_words(lines[0], 10.0, 0.36, slope)}) == 1


def test_thin_lines_of_a_picture_are_rulings_and_bars_are_none() -> None:
    image = Image.new("L", (800, 800), 255)
    draw = ImageDraw.Draw(image)
    draw.line((100, 100, 600, 100), fill=180, width=2)
    draw.line((100, 100, 100, 500), fill=120, width=1)
    draw.rectangle((100, 600, 600, 660), fill=60)
    across, down = sorted(image_to_rulings(image, 0.0, 0.36), key=lambda box: box.height)
    assert (across.x0, across.x1, across.top) == pytest.approx((36, 216, 36.4), abs=3)
    assert (down.x0, down.top, down.bottom) == pytest.approx((36.2, 36, 180), abs=3)


def scan(path: Path, source: Path) -> Path:
    """A PDF with a text page and the picture of the page of another PDF."""
    image = render_page(open_pdf(source, source.read_bytes()), 1, 200, 6000)
    data = io.BytesIO()
    image.save(data, "PNG")
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(72, 700, "A page with text of its own.")
    canvas.showPage()
    canvas.drawImage(ImageReader(data), 0, 0, 595, 842)
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
def test_a_language_that_is_not_installed_is_said(tmp_path: Path) -> None:
    from extractors.options import ReadOptions

    path = scan(tmp_path / "d.pdf", make_pdf(tmp_path / "a.pdf"))
    extraction = read_extraction("d", path, options=ReadOptions(ocr="xyz"))
    assert "OCR failed" in extraction.problems[0].message
    assert extraction.unread == (2,)
