"""What a file tells of itself."""

from __future__ import annotations

import pytest

from models.records.ink import BBox
from models.records.layout import Block, Extraction, Where
from pipeline.facts import find_published, find_title, language_problem


def make_block(kind: str, text: str, page: int = 1, size: float = 0.0) -> Block:
    place = Where(page=page, bbox=BBox(0, 0, 1, 1))
    return Block.model_validate({"kind": kind, "text": text, "printed": text, "places": (place,), "size": size})


@pytest.mark.parametrize(
    ("named", "blocks", "title"),
    [
        ("Northern harbours", [], "Northern harbours"),
        ("Microsoft Word - draft.docx", [make_block("title", "Northern\nharbours")], "Northern harbours"),
        ("report.indd", [make_block("heading", "Harbours")], "Harbours"),
        ("Harbour Office", [make_block("title", "Ports of the north*", size=12)], "Ports of the north"),
        ("Harbour Office", [make_block("title", "Ports", size=12)], "Harbour Office"),
        (
            "",
            [
                make_block("title", "HARBOUR/2031/7", size=30),
                make_block("title", "Assembly Distr.: Limited 3 May", size=20),
                make_block("title", "Ports of the north", size=16),
                make_block("title", "Evaluation report, May 2031", size=12),
            ],
            "Ports of the north",
        ),
        ("Microsoft Word - draft.docx", [], "stem"),
        ("stem", [make_block("heading", "Late heading", page=9)], "stem"),
        ("", [], "stem"),
    ],
)
def test_find_title(named: str, blocks: list[Block], title: str) -> None:
    extraction = Extraction(
        document_id="d", sha256="", pages=9, metadata={"Title": named} if named else {}, blocks=tuple(blocks)
    )
    assert find_title(extraction, stem="stem") == title


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("D:20191031120000+01'00'", "2019-10-31"),
        ("D:201910", "2019-10"),
        ("D:2019", "2019"),
        ("20191031", "2019-10-31"),
        ("D:20191399", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_find_published(date: str, iso: str) -> None:
    assert find_published({"CreationDate": date}) == iso


@pytest.mark.parametrize(("language", "said"), [("en", False), ("", False), ("fr", True), ("und", True)])
def test_language_problem(language: str, said: bool) -> None:
    problem = language_problem("d", language, "d.pdf")
    assert (problem is not None) is said
