"""Extraction apart: a reader that breaks down or hangs is one sentence about one file."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from models.errors import ExtractionError
from pipeline import isolation
from pipeline.catalogue import Document
from pipeline.isolation import extract_apart
from tests.pdfs import make_pdf


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    document = Document(document_id="coast", path=make_pdf(tmp_path / "c.pdf", title="Coast"))
    extraction = extract_apart(document, seconds=60)
    assert (extraction.document_id, extraction.pages) == ("coast", 1)


@pytest.mark.parametrize(("data", "words"), [(b"", "empty"), (b"no PDF", "not a readable PDF"), (None, "not there")])
def test_an_unreadable_file_keeps_its_sentence(data: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "c.pdf"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ExtractionError, match=words) as caught:
        extract_apart(Document(document_id="c", path=path), seconds=60)
    assert str(caught.value).count("c.pdf") == 1


def answer(status: int, said: str) -> Any:
    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, status, b"", said.encode())

    return run


def hang(command: list[str], *, timeout: int, **_: Any) -> Any:
    raise subprocess.TimeoutExpired(command, timeout)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (answer(-11, ""), "exit status -11"),
        (answer(1, "Traceback\nMemoryError"), "MemoryError"),
        (hang, "given up after 7 s"),
    ],
)
def test_a_broken_reader_is_one_sentence(run: Any, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation.subprocess, "run", run)
    with pytest.raises(ExtractionError, match=words) as caught:
        extract_apart(Document(document_id="c", path=tmp_path / "c.pdf"), seconds=7)
    assert "\n" not in str(caught.value)
