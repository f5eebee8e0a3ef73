from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.extraction import compare, repeat_pages
from tests.pdfs import make_pdf

pikepdf = pytest.importorskip("pikepdf")


def test_both_readers_read_the_same_pages_and_the_ratio_is_printed(tmp_path: Path) -> None:
    lines = list(compare([make_pdf(tmp_path / "harbours.pdf")]))
    assert lines[1].split()[:2] == ["harbours", "1"]
    assert lines[-1].startswith("pages a second a core: pdfplumber ")


def test_a_long_report_is_made_of_the_pages_again_and_again(tmp_path: Path) -> None:
    files = [make_pdf(tmp_path / "one.pdf"), make_pdf(tmp_path / "two.pdf")]
    with pikepdf.open(repeat_pages(files, 5, tmp_path / "long.pdf")) as pdf:
        assert len(pdf.pages) == 5
