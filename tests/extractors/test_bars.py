from __future__ import annotations

import pytest

from extractors.bars import find_bars
from extractors.boxes import find_boxes
from models.records.ink import BBox, PageInk, Word
from tests.extractors.ink_builders import make_words

BAR = BBox(50, 190, 51, 230)
COLUMN = [word for row in range(4) for word in make_words("text of the column in full lines", 50, 100 + 13 * row)]
ASIDE = [word for row in range(3) for word in make_words("an aside of some words", 62, 200 + 13 * row)]


def find(words: list[Word], *bars: BBox, tables: tuple[BBox, ...] = ()) -> list[BBox]:
    return find_bars(PageInk(1, 595, 842, tuple(words), bars, (), (), "pdfium"), tables)


def test_text_right_of_a_bar_at_the_edge_of_its_column_is_a_box() -> None:
    found = find(COLUMN + ASIDE, BAR)
    assert [(box.x0, box.top, box.bottom) for box in found] == [(50, 190, 230)]
    page = PageInk(1, 595, 842, tuple(COLUMN + ASIDE), (BAR,), (), (), "pdfium")
    assert [box.box for box in find_boxes(page, ())] == found


@pytest.mark.parametrize(
    ("words", "bars", "tables"),
    [
        ([*COLUMN, *make_words("text in a line", 50, 205)], (BAR,), ()),
        (ASIDE, (BAR,), ()),
        (COLUMN + ASIDE, (BAR, BBox(300, 190, 301, 230)), ()),
        (COLUMN + ASIDE, (BBox(50, 20, 51, 820),), ()),
        (COLUMN + ASIDE, (BBox(50, 200, 51, 214),), ()),
        (COLUMN + ASIDE, (BAR,), (BBox(49, 185, 300, 300),)),
        (COLUMN + [word._replace(bold=True) for word in ASIDE], (BAR,), ()),
        (COLUMN + [word._replace(italic=True) for word in ASIDE], (BAR,), ()),
    ],
    ids=[
        "text over the bar",
        "bar in the margin of all text",
        "frame",
        "whole page",
        "one line",
        "table",
        "heading",
        "quote",
    ],
)
def test_other_upright_lines_are_no_boxes(words: list[Word], bars: tuple[BBox, ...], tables: tuple[BBox, ...]) -> None:
    assert find(words, *bars, tables=tables) == []
