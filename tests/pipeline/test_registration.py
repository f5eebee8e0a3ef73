"""Registering a report: what can be found out is found out, and a mistake changes nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.errors import CorpusError, GcmError, SettingsError
from pipeline.catalogue import COLUMNS, read_catalogue
from pipeline.registration import Given, download, is_address, register_report
from tests.pdfs import make_pdf


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def read_manifest(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_new_report_is_copied_and_gets_a_whole_row(tmp_path: Path, corpus: Path) -> None:
    pdf = make_pdf(tmp_path / "Coast Report (final).pdf", title="Life on the coast")
    row, pages = register_report(str(pdf), corpus, Given(publisher="Harbour Circle", published="2031-04"))
    assert pages == 1
    assert list(read_manifest(corpus)[0]) == list(COLUMNS)
    assert row["document_id"] == "coast-report-final"
    assert (row["title"], row["publisher"], row["published"]) == ("Life on the coast", "Harbour Circle", "2031-04")
    assert (row["language"], row["edition"], row["file"]) == ("en", "original", "reports/coast-report-final.pdf")
    assert read_catalogue(corpus).documents[0].path.read_bytes() == pdf.read_bytes()


def test_a_file_that_lies_in_the_corpus_stays_where_it_is(corpus: Path) -> None:
    pdf = make_pdf(corpus / "own" / "coast.pdf")
    assert register_report(str(pdf), corpus, Given()).row["file"] == "own/coast.pdf"
    assert not (corpus / "reports").exists()


def test_bare_reports_of_a_folder_stay_in_its_new_manifest(tmp_path: Path, corpus: Path) -> None:
    make_pdf(corpus / "old.pdf")
    register_report(str(make_pdf(tmp_path / "new.pdf", title="New")), corpus, Given())
    assert [row["document_id"] for row in read_manifest(corpus)] == ["old", "new"]


def test_other_rows_and_columns_are_kept(tmp_path: Path, corpus: Path) -> None:
    make_pdf(corpus / "old.pdf")
    (corpus / "manifest.csv").write_text('document_id,file,remark\nold,old.pdf,"kept, whole"\n', encoding="utf-8")
    register_report(str(make_pdf(tmp_path / "new.pdf", title="New")), corpus, Given(replaces="old"))
    old, new = read_manifest(corpus)
    assert old["remark"] == "kept, whole"
    assert new["replaces"] == "old"
    assert [document.document_id for document in read_catalogue(corpus).documents] == ["new"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given(id="old"), "taken"),
        (Given(id="a/b"), "cannot be an id"),
        (Given(published="last spring"), "is not a date"),
        (Given(published="2021-13"), "is not a date"),
        (Given(family="novel"), "the families are"),
        (Given(language="English"), "code of a language"),
        (Given(replaces="gone"), "no report 'gone' to replace; the ids are old"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(given: Given, words: str, tmp_path: Path, corpus: Path) -> None:
    make_pdf(corpus / "old.pdf")
    (corpus / "manifest.csv").write_text("document_id,file\nold,old.pdf\n", encoding="utf-8")
    before = sorted(corpus.rglob("*"))
    with pytest.raises(SettingsError, match=words):
        register_report(str(make_pdf(tmp_path / "new.pdf", title="New")), corpus, given)
    assert sorted(corpus.rglob("*")) == before
    assert len(read_manifest(corpus)) == 1


def test_the_same_file_is_not_registered_twice(tmp_path: Path, corpus: Path) -> None:
    pdf = str(make_pdf(tmp_path / "coast.pdf"))
    register_report(pdf, corpus, Given())
    with pytest.raises(SettingsError, match="registered already, as coast"):
        register_report(pdf, corpus, Given(id="coast-2"))


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.write_bytes(b""), lambda p: p.write_bytes(b"no PDF")])
def test_an_unreadable_file_is_refused(make: object, tmp_path: Path, corpus: Path) -> None:
    make(tmp_path / "x.pdf")  # type: ignore[operator]
    with pytest.raises(GcmError):
        register_report(str(tmp_path / "x.pdf"), corpus, Given())
    assert list(corpus.iterdir()) == []


def test_no_such_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        register_report(str(make_pdf(tmp_path / "x.pdf")), tmp_path / "none", Given())


@pytest.mark.parametrize(("source", "address"), [("https://example.org/a", True), ("a.pdf", False), ("C:/a", False)])
def test_is_address(source: str, address: bool) -> None:
    assert is_address(source) is address


def test_an_address_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be fetched"):
        download("http://127.0.0.1:9/report.pdf", tmp_path)


@pytest.mark.parametrize(
    ("stem", "document_id"),
    [
        ("Annual mapping 2031", "annual-mapping-2031"),
        ("Évaluation_finale (v2)", "evaluation-finale-v2"),
        ("ab12_Northern_harbours_Final_Evaluation_-_Management_Response", "ab12-northern-harbours-final-evaluation"),
        ("x" * 90, "x" * 40),
        ("年度", "report"),
    ],
)
def test_ids_from_file_names_are_plain_and_short(stem: str, document_id: str, tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / f"{stem}.pdf")
    (tmp_path / "corpus").mkdir()
    assert register_report(str(pdf), tmp_path / "corpus", Given()).row["document_id"] == document_id
