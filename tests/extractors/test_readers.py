"""Damaged and odd files: read as far as can be, and said what was wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import ocr, pdfium
from extractors.extract import read_extraction
from extractors.garbage import garbled_share
from extractors.opening import OTHER_DOCUMENT
from extractors.options import DEFAULTS, ReadOptions
from extractors.plumber import PlumberFile
from extractors.readers import HIDDEN as HIDES
from extractors.readers import MOST_RULINGS, MOST_WORDS, TIME_UP, read_file
from models.errors import ExtractionError
from models.records.ink import BBox, Word
from tests.broken_pdfs import make_pages, stream
from tests.extractors.ink_builders import PdfMaker, make_word

TEXT = "Some words"


def read(tmp_path: Path, data: bytes, options: ReadOptions = DEFAULTS) -> tuple[list[str], list[str]]:
    """The words of each page, and what was said."""
    path = tmp_path / "d.pdf"
    path.write_bytes(data)
    extraction = read_extraction("d", path, options=options)
    pages = [" ".join(word.text for word in page.words) for page in read_file(path, options=options).pages]
    return pages, [problem.message for problem in extraction.problems]


@pytest.mark.parametrize(
    ("data", "pages", "said"),
    [
        (make_pages(TEXT, TEXT), [TEXT, TEXT], ""),
        (make_pages(TEXT, count=999_999), [TEXT], "promises 999999 pages but holds 1"),
        (make_pages(TEXT, TEXT, TEXT, count=1), [TEXT] * 3, "repaired copy"),
        (make_pages(TEXT).replace(b"/Kids[", b"/Kids[2 0 R "), [TEXT], ""),
        (b"From: someone\n" * 400 + make_pages(TEXT), [TEXT], ""),
        (make_pages(TEXT).partition(b"xref")[0], [TEXT], "repaired copy"),
        (make_pages(TEXT, box="[0 0 99999999 99999999]"), [TEXT], ""),
        (make_pages(TEXT, stream(b"[" * 100_000)), [TEXT, ""], ""),
        (make_pages(TEXT, "", TEXT), [TEXT, "", TEXT], ""),
    ],
    ids=["sound", "count-too-high", "count-too-low", "loop", "mail", "no-xref", "huge-box", "nested", "empty-page"],
)
def test_what_can_be_read_is_read(data: bytes, pages: list[str], said: str, tmp_path: Path) -> None:
    found, messages = read(tmp_path, data)
    assert found == pages
    assert said in " ".join(messages)
    assert bool(messages) == bool(said)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE html><html>Not found</html>", "a web page, not a PDF"),
        (b"PK\x03\x04word/document.xml", "a Word, Excel or ZIP file, not a PDF"),
        (b"\x89PNG\r\n", "a picture, not a PDF"),
        (b"\0" * 1000, "the file is empty"),
        (b"A renamed text.", "not a readable PDF"),
        (make_pages("", ""), "all pages are blank"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "d.pdf"
    path.write_bytes(data)
    try:
        said = [problem.message for problem in read_extraction("d", path).problems if problem.severity == "error"]
    except ExtractionError as error:
        said = [str(error)]
    assert len(said) == 1
    assert words in said[0]


def test_metadata_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "d.pdf"
    path.write_bytes(make_pages(TEXT, about="/Title<FEFFD800D80041>/Author(A)"))
    assert read_file(path).metadata == {"Author": "A"}


def test_pages_that_are_left_out_or_come_too_late_are_listed_in_one_row(tmp_path: Path) -> None:
    data = make_pages(*[TEXT] * 4)
    left_out, said = read(tmp_path, data, ReadOptions(leave_out={2: "given up", 3: "given up"}))
    assert left_out == [TEXT, "", "", TEXT]
    assert said == ["d.pdf: pages 2 to 3: given up"]
    late, said = read(tmp_path, data, ReadOptions(seconds=0))
    assert (late, len(said)) == ([""] * 4, 1)
    assert TIME_UP in said[0]


def test_a_page_with_too_many_words_is_given_up(tmp_path: Path) -> None:
    crowd = b"BT /F 1 Tf " + b"0 1 Td (a) Tj " * (MOST_WORDS + 1) + b"ET"
    found, said = read(tmp_path, make_pages(TEXT, stream(crowd)))
    assert found == [TEXT, ""]
    assert "more than" in said[0]


def test_text_drawn_as_many_outlines_needs_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    shapes = stream(b"10 10 9 9 re f " * (MOST_RULINGS + 1))
    found, said = read(tmp_path, make_pages(TEXT, shapes))
    assert found == [TEXT, ""]
    assert "page 2: no text layer" in said[0]


SHOWN = "BT /F 12 Tf 72 720 Td (Shown) Tj ET "
HIDDEN = "BT /F 12 Tf {} 72 600 Td (Unseen) Tj ET"


@pytest.mark.parametrize(
    ("content", "hides"),
    [
        (HIDDEN.format(""), False),
        (HIDDEN.format("3 Tr"), True),
        (HIDDEN.format("1 g"), True),
        (HIDDEN.format("0.2 0.4 0.6 rg"), False),
        (f"0 g 60 590 200 30 re f {HIDDEN.format('1 g')}", False),
        (f"0.2 0.4 0.6 rg 60 590 200 30 re f {HIDDEN.format('')}", True),
        (f"{HIDDEN.format('1 g')} 0 g 60 590 200 30 re f", False),
        ("BT /F 12 Tf 72 -90 Td (Unseen) Tj ET", True),
    ],
    ids=["black", "unpainted", "white", "blue", "white-on-black", "blue-on-blue", "covered-white", "off-page"],
)
def test_hidden_words_are_said(content: str, hides: bool, tmp_path: Path) -> None:
    found, said = read(tmp_path, make_pages(TEXT, stream((SHOWN + content).encode())))
    assert found == [TEXT, "Shown Unseen"]
    assert said == ([f"d.pdf: page 2: {HIDES}"] if hides else [])


def test_text_printed_twice_is_read_once(tmp_path: Path) -> None:
    pdf = PdfMaker()
    for shift in (0, 0.4):
        pdf.text(60 + shift, 100, "Harbour master")
    path = pdf.save(tmp_path / "d.pdf")
    assert [word.text for word in read_file(path).pages[0].words] == ["Harbour", "master"]
    with PlumberFile(path.read_bytes(), None) as second:
        page = second.read_page(1)
    assert page is not None
    assert [word.text for word in page.words] == ["Harbour", "master"]


@pytest.mark.parametrize(("catalogue", "pages", "said"), [(b"9 0", 2, True), (b"9 0", 1, False), (b"1 0", 2, False)])
def test_a_second_document_that_the_second_reader_sees_is_said(
    catalogue: bytes, pages: int, said: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlumberFile, "count_pages", lambda self: pages)
    data = make_pages(TEXT).replace(b"startxref", b"%<</Root " + catalogue + b" R>>\nstartxref")
    assert read(tmp_path, data) == ([TEXT], [f"d.pdf: {OTHER_DOCUMENT}"] if said else [])


def words(text: str) -> list[Word]:
    return [Word(w, BBox(0, 0, 1, 1), 1.0, 10.0, "", False, False, "000000") for w in text.split()]


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("plain words with accents é and dashes –", False),
        ("(cid:12)(cid:7) (cid:44)(cid:9) (cid:3)", True),
        ("\ufffd\ufffd\ufffd and \ufffd\ufffd", True),
        ("\ue001\ue002\ue003\ue004 \ue005", True),
        ("\uf0b7 a bullet from a symbol font before words", False),
        ("\ufffd", False),
    ],
)
def test_garbage_is_told_from_text(text: str, garbled: bool) -> None:
    assert (garbled_share(words(text)) >= 0.1) == garbled


def test_pdfium_is_not_believed_where_it_reads_few_of_many_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = PdfMaker()
    pdf.lines(60, 100, ["harbour"] * 40)
    path = pdf.save(tmp_path / "d.pdf")
    monkeypatch.setattr(pdfium, "runs_to_words", lambda runs: [make_word("h", 60, 100)])
    page = read_file(path).pages[0]
    assert (page.reader, [word.text for word in page.words]) == ("pdfplumber", ["harbour"] * 40)
