from __future__ import annotations

from pathlib import Path

from extractors.extract import read_extraction
from extractors.page_records import lost_words
from extractors.plumber import read_texts
from extractors.reading_report import report_to_text, to_report
from models.records.layout import Extraction, PageRecord
from tests.extractors.ink_builders import PdfMaker

BODY = ["The harbour opens at six and the boats leave", "when the tide allows it. The crew is paid", "by the day."]


def three_pages(tmp_path: Path) -> Path:
    pdf = PdfMaker()
    for number in (1, 2, 3):
        pdf.text(50, 30, "Harbour review", size=8)
        pdf.lines(50, 100, [f"{line} {number}" for line in BODY])
        pdf.text(290, 810, str(number), size=8)
        pdf.new_page()
    pdf.canvas.rect(72, 300, 300, 300, fill=1)
    return pdf.save(tmp_path / "d.pdf")


def test_every_word_is_accounted_for_and_running_lines_are_told(tmp_path: Path) -> None:
    path = three_pages(tmp_path)
    report = to_report(read_extraction("d", path), dict(read_texts(path)), reader="pdfplumber")
    assert (report.pages, report.readers, report.needs_ocr) == (4, {"pdfium": 4}, (4,))
    assert (report.words, report.lost, report.missing) == (3 * 27, 0, 0)
    assert report.running == {"#": 3, "Harbour review": 3}
    assert [page.needs_ocr for page in report.page_reports] == [False, False, False, True]


def test_words_that_only_the_second_reader_saw_are_named(tmp_path: Path) -> None:
    path = three_pages(tmp_path)
    texts = dict(read_texts(path))
    texts[2] += " a lighthouse keeper"
    report = to_report(read_extraction("d", path), texts, reader="pdfplumber")
    assert [page.missing for page in report.page_reports] == [0, 3, 0, 0]
    assert report.page_reports[1].missing_words == ("lighthouse", "keeper", "a")
    shown = report_to_text(report, "d.pdf")
    assert "page 2: 3 missing: lighthouse, keeper, a" in shown
    assert "needs OCR" in shown.splitlines()[-4]


def test_a_report_without_a_second_reader_says_so(tmp_path: Path) -> None:
    report = to_report(Extraction(document_id="d", sha256="", pages=1, page_records=(page(10, 0),)))
    assert report.missing is None
    assert "none could read the file" in report_to_text(report, "d.pdf")


def page(words: int, lost: int, number: int = 1) -> PageRecord:
    return PageRecord(number=number, width=595, height=842, reader="pdfium", words=words, lost=lost)


def test_a_page_that_loses_more_than_a_small_share_of_its_words_is_a_problem() -> None:
    records = [page(400, 2), page(10, 3, 2), page(400, 4, 3), page(400, 5, 4)]
    problems = list(lost_words("d", "d.pdf", records))
    assert [(problem.page, problem.severity) for problem in problems] == [(2, "warning"), (4, "warning")]
    assert problems[0].message.startswith("d.pdf: 3 of the 10 words of page 2 are in no paragraph, table or note")
