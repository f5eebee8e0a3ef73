"""The catalogue: manifest or bare folder, and one sentence for what cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import CorpusError, SettingsError
from pipeline.catalogue import read_catalogue, usable_id
from tests.pipeline.fakes import make_corpus


def write_manifest(corpus: Path, text: str) -> None:
    corpus.mkdir(exist_ok=True)
    (corpus / "manifest.csv").write_text(text, encoding="utf-8")


def ids(corpus: Path) -> list[str]:
    return [document.document_id for document in read_catalogue(corpus).documents]


def test_a_folder_of_bare_pdfs_works_with_stems_as_ids(tmp_path: Path) -> None:
    make_corpus(tmp_path, "south", "north report")
    (tmp_path / "notes.txt").write_text("no report")
    assert ids(tmp_path) == ["north report", "south"]


def test_a_manifest_names_reports_here_or_in_reports(tmp_path: Path) -> None:
    make_corpus(tmp_path, "a")
    make_corpus(tmp_path / "reports", "b")
    write_manifest(tmp_path, "document_id,file,title,extra\none,a.pdf,A title,x\ntwo,b.pdf,,\nthree,reports/b.pdf,,\n")
    documents = read_catalogue(tmp_path).documents
    assert [document.path.is_file() for document in documents] == [True, True, True]
    assert documents[0].title == "A title"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("document_id,title\nx,T\n", "column file is missing"),
        ("file\nx.pdf\n", "column document_id is missing"),
        ("", "column document_id and file is missing"),
        ("document_id,file\n", "lists no report"),
        ("document_id,file\nx,\n", "line 2 has no file"),
        ("document_id,file\n\n,a.pdf\n", "has no document_id"),
        ("document_id,file\nx,a.pdf\nX,b.pdf\n", "more than one report"),
        ("document_id,file\n../x,a.pdf\n", "cannot be an id"),
        ("document_id,file,edition\nx,a.pdf,second\n", "must be original or digest"),
    ],
)
def test_an_unusable_manifest_is_one_sentence(text: str, words: str, tmp_path: Path) -> None:
    write_manifest(tmp_path, text)
    with pytest.raises(CorpusError, match=words) as caught:
        read_catalogue(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["document_id;file\nx;a.pdf\n", "\ufeffdocument_id,file\r\nx,a.pdf\r\n"])
def test_manifests_saved_by_spreadsheet_programs_are_read(text: str, tmp_path: Path) -> None:
    make_corpus(tmp_path, "a")
    write_manifest(tmp_path, text)
    assert ids(tmp_path) == ["x"]


def test_other_text_encodings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes("document_id,file,title\nx,a.pdf,Été\n".encode("latin-1"))
    with pytest.raises(CorpusError, match="not UTF-8"):
        read_catalogue(tmp_path)


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])
def test_a_folder_that_is_not_there_or_empty_is_refused(make: object, tmp_path: Path) -> None:
    make(tmp_path / "corpus")  # type: ignore[operator]
    with pytest.raises(CorpusError):
        read_catalogue(tmp_path / "corpus")


def test_a_file_that_is_missing_stays_in_the_catalogue(tmp_path: Path) -> None:
    write_manifest(tmp_path, "document_id,file\nx,gone.pdf\n")
    assert not read_catalogue(tmp_path).documents[0].path.exists()


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("old,a.pdf,original,\nnew,b.pdf,original,old\n", ["new"]),
        ("short,a.pdf,digest,\nfull,b.pdf,original,short\n", ["full"]),
        ("short,a.pdf,digest,full\nfull,b.pdf,original,\n", ["full"]),
        ("short,a.pdf,digest,\nfull,gone.pdf,original,short\n", ["full", "short"]),
        ("short,a.pdf,digest,\nfull,b.pdf,original,\n", ["full", "short"]),
        ("one,a.pdf,original,elsewhere\n", ["one"]),
        ("one,a.pdf,original,one\n", ["one"]),
    ],
)
def test_a_report_is_not_counted_beside_the_one_that_replaces_it(rows: str, kept: list[str], tmp_path: Path) -> None:
    make_corpus(tmp_path, "a", "b")
    write_manifest(tmp_path, f"document_id,file,edition,replaces\n{rows}")
    assert ids(tmp_path) == kept
    left_out = [p for p in read_catalogue(tmp_path).problems if "left out" in p.message]
    assert len(left_out) == rows.count("\n") - len(kept)


def test_files_that_nobody_will_read_are_noted(tmp_path: Path) -> None:
    make_corpus(tmp_path, "a", "forgotten")
    (tmp_path / "letter.docx").write_bytes(b"")
    write_manifest(tmp_path, "document_id,file,sha256\nx,a.pdf,0123\n")
    problems = read_catalogue(tmp_path).problems
    assert [problem.severity for problem in problems] == ["note"] * 3
    text = " ".join(problem.message for problem in problems)
    assert all(word in text for word in ("forgotten.pdf", "letter.docx", "hash differs"))


def test_only_some_reports_and_no_unknown_ones(tmp_path: Path) -> None:
    make_corpus(tmp_path, "a", "b")
    assert [document.document_id for document in read_catalogue(tmp_path, ["b"]).documents] == ["b"]
    with pytest.raises(SettingsError, match="c; the ids are a, b"):
        read_catalogue(tmp_path, ["c"])


@pytest.mark.parametrize(("text", "usable"), [("ac-2019", True), ("Ünï 1", True), ("a/b", False), (".x", False)])
def test_usable_id(text: str, usable: bool) -> None:
    assert usable_id(text) is usable
