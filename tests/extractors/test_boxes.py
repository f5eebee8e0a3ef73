from __future__ import annotations

import pytest

from extractors.boxes import find_boxes
from models.records.ink import BBox, Fill, PageInk
from tests.extractors.ink_builders import make_words

TINT = "e3f0f0"
WORDS = tuple(make_words("a tinted box with a text of ten words", 60, 120) + make_words("and its second line", 60, 133))


def find(*fills: Fill, tables: tuple[BBox, ...] = ()) -> list[BBox]:
    page = PageInk(2, 595, 842, WORDS, (), fills, (), "pdfium")
    return [fill.box for fill in find_boxes(page, tables)]


def test_a_tinted_area_with_text_is_a_box() -> None:
    assert find(Fill(BBox(50, 100, 545, 200), TINT)) == [BBox(50, 100, 545, 200)]


def test_a_title_bar_and_its_box_are_one() -> None:
    assert find(Fill(BBox(50, 80, 545, 100), "0b6e78"), Fill(BBox(50, 100, 545, 200), TINT)) == [BBox(50, 80, 545, 200)]


@pytest.mark.parametrize(
    ("fill", "tables"),
    [
        (Fill(BBox(50, 100, 545, 200), "ffffff"), ()),
        (Fill(BBox(50, 112, 545, 126), TINT), ()),
        (Fill(BBox(0, 0, 595, 842), TINT), ()),
        (Fill(BBox(0, 0, 595, 400), TINT), ()),
        (Fill(BBox(50, 400, 545, 500), TINT), ()),
        (Fill(BBox(50, 100, 545, 200), TINT), (BBox(40, 90, 550, 300),)),
    ],
    ids=["white", "header bar", "page background", "banner", "without text", "cell of a table"],
)
def test_other_fills_are_no_boxes(fill: Fill, tables: tuple[BBox, ...]) -> None:
    assert find(fill, tables=tables) == []


def test_narrow_tinted_strips_full_of_text_are_boxes() -> None:
    strips = [BBox(50 + 70 * n, 100, 120 + 70 * n, 300) for n in range(3)]
    words = [w for n in range(3) for row in range(9) for w in make_words("two of", 55 + 70 * n, 120 + 13 * row)]
    page = PageInk(
        2, 595, 842, tuple(words), (), tuple(Fill(s, f"e3f0f{n}") for n, s in enumerate(strips)), (), "pdfium"
    )
    assert [box.box for box in find_boxes(page, ())] == strips
    bare = page._replace(words=tuple(words[:9]))
    assert find_boxes(bare, ()) == []
