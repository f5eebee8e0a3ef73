"""The README's pictures show what is in the datasets and in the record of a run, and nothing that changes by itself."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from pipeline.run import run_corpus
from pipeline.settings import Settings
from tests.pdfs import make_pdf
from tests.pipeline.compare.builders import Rows, make_report, write
from tests.pipeline.fakes import FakeWork, make_corpus

SCRIPT = Path(__file__).parents[2] / "docs" / "make_pictures.py"


@pytest.fixture(name="pictures")
def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_tag(objective: str, source: str, grade: str = "primary") -> dict[str, str]:
    return {"subject_id": "a-1", "objective": objective, "source": source, "grade": grade}


def test_the_matrix_has_a_dot_for_declared_and_a_diamond_for_inferred(pictures: ModuleType) -> None:
    tags = [make_tag("2", "declared"), make_tag("2", "inferred"), make_tag("5", "inferred", "secondary")]
    rows = [{"activity_id": "a-1", "organization": "Harbour <Circle>", "project": "Night school"}]
    drawn = pictures.draw_matrix(rows, pictures.to_marks(tags), ["2", "5"])
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert (drawn.count("<circle"), drawn.count("<path")) == (1, 1)
    assert "Harbour &lt;Circle&gt;: Night school" in drawn


def test_the_run_is_drawn_without_times_fonts_or_addresses(pictures: ModuleType, tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    settings = Settings(corpus=tmp_path / "corpus", out=tmp_path / "out")
    for work in (FakeWork(), FakeWork()):
        run_corpus(settings, work=work)
    record = pictures.first_record(tmp_path / "out")
    drawn = pictures.draw_run(record)
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "north" in drawn
    assert "New" in drawn
    assert "font-face" not in drawn
    assert drawn == pictures.draw_run(record.model_copy(update={"seconds": 99.0, "run_id": "later"}))


def test_the_comparison_is_drawn_from_the_datasets(pictures: ModuleType, tmp_path: Path) -> None:
    rows: Rows = {}
    make_report(rows, "early", "2018", ["15"])
    make_report(rows, "late", "2021", ["7"])
    drawn = pictures.draw_comparison(write(tmp_path, rows)).decode("utf-8")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert all(year in drawn for year in ("2018", "2021"))


def test_a_page_is_drawn_with_its_structure(pictures: ModuleType, tmp_path: Path) -> None:
    pictures.draw_structure(make_pdf(tmp_path / "a.pdf"), 1, tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_sheet_is_drawn_from_the_workbook(pictures: ModuleType, tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    run_corpus(Settings(corpus=tmp_path / "corpus", out=tmp_path / "out"), work=FakeWork())
    pictures.draw_sheet(tmp_path / "out" / "matrix.xlsx", "Read me", tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
