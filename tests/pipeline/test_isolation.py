"""Extraction apart: a reader that breaks down, hangs or eats memory is one sentence about one file or page."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from models.errors import EncryptedError, ExtractionError, LimitError
from pipeline import isolation
from pipeline.catalogue import Document
from pipeline.isolation import Ended, compare_apart, draw_apart, extract_apart
from pipeline.settings import Limits
from pipeline.worker import ENCRYPTED, TOO_BIG, UNREADABLE, Order
from tests.broken_pdfs import flate_bomb, make_pages
from tests.pdfs import make_pdf

LIMITS = Limits(seconds=60)


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    document = Document(document_id="coast", path=make_pdf(tmp_path / "c.pdf", title="Coast"))
    extraction = extract_apart(document, limits=LIMITS)
    assert (extraction.document_id, extraction.pages) == ("coast", 1)


@pytest.mark.parametrize(("data", "words"), [(b"", "empty"), (b"no PDF", "not a readable PDF"), (None, "not there")])
def test_an_unreadable_file_keeps_its_sentence(data: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "c.pdf"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ExtractionError, match=words) as caught:
        extract_apart(Document(document_id="c", path=path), limits=LIMITS)
    assert str(caught.value).count("c.pdf") == 1


def test_a_wrong_password_is_told_from_a_missing_one(tmp_path: Path) -> None:
    document = Document(document_id="c", path=make_pdf(tmp_path / "c.pdf", password="open"))
    with pytest.raises(EncryptedError, match="GCMATRIX_PASSWORD"):
        extract_apart(document, limits=LIMITS)
    with pytest.raises(EncryptedError, match="does not open"):
        extract_apart(document, limits=LIMITS, password="shut")
    assert extract_apart(document, limits=LIMITS, password="open").pages == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux bounds the memory of a process")
def test_a_page_that_eats_memory_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(make_pages("A page.", flate_bomb(megabytes=300), "Another page."))
    extraction = extract_apart(Document(document_id="bomb", path=path), limits=Limits(seconds=60, megabytes=400))
    assert (extraction.pages, extraction.unread) == (3, (2,))
    assert "more than 400 MB" in extraction.problems[0].message


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux bounds the memory of a process")
def test_a_hostile_page_costs_the_second_reader_and_the_drawing_only_itself(tmp_path: Path) -> None:
    path, limits = tmp_path / "bomb.pdf", Limits(seconds=60, megabytes=400)
    path.write_bytes(make_pages("A page.", flate_bomb(megabytes=300), "Another page."))
    document = Document(document_id="bomb", path=path)
    texts, given_up = compare_apart(document, limits=limits)
    assert (texts.keys() - {2}, given_up.keys() - {2}) == ({1, 3}, set())
    extraction = extract_apart(document, limits=limits)
    drawn, given_up = draw_apart(extraction, document, tmp_path / "pictures", limits=limits)
    assert (drawn, given_up.keys() - {2}, len(list((tmp_path / "pictures").iterdir()))) == (3, set(), 3)


def test_what_was_read_until_the_second_reader_broke_down_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(order: Order, *, page_seconds: float) -> Ended:
        (order.folder / "texts").write_text('[1, "A page."]\n[2, "Anoth')
        return Ended(-11, "", 0)

    monkeypatch.setattr(isolation, "_run", break_down)
    texts, given_up = compare_apart(Document(document_id="c", path=tmp_path / "c.pdf"), limits=LIMITS)
    assert texts == {1: "A page."}
    assert "SIGSEGV" in given_up[0]


class Children:
    """Stands for child processes: each ends as it is told."""

    def __init__(self, *endings: Ended) -> None:
        self.endings = list(endings)
        self.orders: list[Order] = []

    def __call__(self, order: Order, *, page_seconds: float) -> Ended:
        self.orders.append(order.model_copy(update={"leave_out": dict(order.leave_out)}))
        return self.endings.pop(0)


@pytest.mark.parametrize(
    ("ended", "kind", "words"),
    [
        (Ended(-11, "", 0), LimitError, "broke down on this file .SIGSEGV"),
        (Ended(1, "Traceback\nKeyError: 'x'", 0), LimitError, "KeyError"),
        (Ended(1, "Traceback\nMemoryError", 0), LimitError, "more than 2048 MB"),
        (Ended(TOO_BIG, "", 0), LimitError, "more than 2048 MB"),
        (Ended(-6, "", 0), LimitError, "more than 2048 MB"),
        (Ended(None, "", 0), LimitError, "given up after 60 s"),
        (Ended(ENCRYPTED, "needs a password", 0), EncryptedError, "needs a password"),
        (Ended(UNREADABLE, "is empty", 1), ExtractionError, "is empty"),
    ],
)
def test_a_broken_reader_is_one_sentence(
    ended: Ended, kind: type[ExtractionError], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = Children(ended)
    monkeypatch.setattr(isolation, "_run", children)
    with pytest.raises(kind, match=words) as caught:
        extract_apart(Document(document_id="c", path=tmp_path / "c.pdf"), limits=LIMITS)
    assert "\n" not in str(caught.value)
    assert len(children.orders) == 1


def test_the_file_is_read_again_without_the_pages_that_broke_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = Children(Ended(-11, "", 7), Ended(None, "", 9), Ended(TOO_BIG, "", 12), Ended(-11, "", 13))
    monkeypatch.setattr(isolation, "_run", children)
    with pytest.raises(LimitError):
        extract_apart(Document(document_id="c", path=tmp_path / "c.pdf"), limits=LIMITS)
    assert [sorted(order.leave_out) for order in children.orders] == [[], [7], [7, 9], [7, 9, 12]]
    reasons = [children.orders[-1].leave_out[page] for page in (7, 9, 12)]
    assert ["SIGSEGV" in reasons[0], "quarter of 60 s" in reasons[1], "2048 MB" in reasons[2]] == [True] * 3


def test_passwords_do_not_stand_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    popen = isolation.subprocess.Popen

    def spy(command: list[str], **options: object) -> object:
        seen.append((command, options["env"]))
        return popen(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(isolation.subprocess, "Popen", spy)
    document = Document(document_id="c", path=make_pdf(tmp_path / "c.pdf", password="sesame"))
    extract_apart(document, limits=LIMITS, password="sesame")
    assert "sesame" not in str(seen)
    assert os.environ.get("GCMATRIX_PASSWORD") is None
