"""Addresses of pages, as seen from the folder of the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue import Document
from pipeline.links import Source, find_sources, link_to


@pytest.mark.parametrize(
    ("file", "link"),
    [
        ("corpus/reports/north.pdf", "../corpus/reports/north.pdf"),
        ("out/north.pdf", "north.pdf"),
        ("corpus/The north #2, é.pdf", "../corpus/The%20north%20%232%2C%20%C3%A9.pdf"),
        ("corpus/a:b.pdf", "../corpus/a%3Ab.pdf"),
    ],
)
def test_links_are_relative_and_escaped(file: str, link: str, tmp_path: Path) -> None:
    assert link_to(tmp_path / file, tmp_path / "out") == link


def test_a_source_tells_what_the_manifest_tells(tmp_path: Path) -> None:
    document = Document(document_id="n", path=tmp_path / "n.pdf", digest_of="The north", source_page="example.org/n")
    assert find_sources([document], tmp_path) == {"n": Source("n.pdf", "The north", "example.org/n")}


def test_pages() -> None:
    assert Source("n.pdf").page(3) == "n.pdf#page=3"
    assert Source().page(3) == ""
