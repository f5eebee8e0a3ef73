"""When a file counts as read, explained or neither."""

from __future__ import annotations

import pytest

from flows.figures.robustness import Best, Outcome, count_blocks, judge, row_to_best, summarize
from models.records.ink import BBox
from models.records.layout import Block, Extraction, Where

BEST = Best(pages=2, characters=100)
WHERE = Where(page=1, bbox=BBox(0, 0, 1, 1))


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome("a", 1, 0, "", pages=2, words=95), "read"),
        (Outcome("a", 1, 0, "", pages=1, words=95), "neither"),
        (Outcome("a", 1, 0, "", pages=2, words=80), "neither"),
        (Outcome("a", 1, 0, "warning: page 2 has no text layer", pages=2, words=80), "explained"),
        (Outcome("a", 1, 2, "gcmatrix: a.pdf: the file is empty"), "explained"),
        (Outcome("a", 1, 2, "gcmatrix: this is a defect of gcmatrix"), "neither"),
        (Outcome("a", 1, -11, ""), "neither"),
    ],
)
def test_a_file_is_read_explained_or_neither(outcome: Outcome, verdict: str) -> None:
    assert judge(outcome, BEST) == verdict


def test_the_best_reader_counts() -> None:
    row = {"pdfium_pages": "1", "pypdf_pages": "", "pdfplumber_pages": "2"}
    row |= {"pdfium_chars": "9", "pypdf_chars": "", "pdfplumber_chars": "30", "pdfplumber_cid_marks": "3"}
    assert row_to_best(row) == Best(2, 9)


def test_files_that_are_neither_are_named() -> None:
    lost, crash = Outcome("lost.pdf", 1, 0, ""), Outcome("crash.pdf", 7, -9, "killed")
    said = "\n".join(summarize([lost, crash], {"lost.pdf": BEST, "crash.pdf": BEST}))
    assert "crashes 1; longest 7.0 s (crash.pdf)" in said
    assert "read 0, explained 0, neither 2" in said
    assert "lost.pdf: pages 0 of 2" in said


def test_text_is_counted_as_printed() -> None:
    block = Block(kind="paragraph", text="ab", printed="a-\nb", places=(WHERE,))
    extraction = Extraction(document_id="a", sha256="0", pages=1, blocks=(block,))
    assert count_blocks(extraction) == len("a-\nb") + 1
