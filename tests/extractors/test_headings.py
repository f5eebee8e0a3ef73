from __future__ import annotations

import pytest

from extractors.drafts import Draft
from extractors.headings import Style, is_contents, is_heading, rank_styles
from models.records.ink import BBox
from tests.extractors.ink_builders import make_line

USUAL = Style(10.0, False, False, False, "000000")
BODY = BBox(50, 50, 500, 800)


def style(size: float, color: str = "000000") -> Style:
    return Style(size, True, False, False, color)


def test_larger_type_is_a_higher_level_and_equal_sizes_count_by_first_appearance() -> None:
    one, two, three = style(16), style(12), style(12, "aa0000")
    assert rank_styles([(two, ""), (one, ""), (three, ""), (two, "")]) == {one: 1, two: 2, three: 3}


def test_numbers_say_more_than_the_order_of_appearance() -> None:
    chapter, section, sub = style(14), style(12), style(12, "aa0000")
    found = [(sub, "1.1.1"), (section, "1.1"), (chapter, "1."), (section, "1.2"), (sub, "1.2.1")]
    assert rank_styles(found) == {chapter: 1, section: 2, sub: 3}


def test_a_large_line_in_italics_is_a_heading_where_it_has_a_dotted_number() -> None:
    line = make_line("Gender and age", size=14, italic=True)
    assert is_heading(Draft(1, (line,), BODY, "4.3.1."), USUAL)
    assert not is_heading(Draft(1, (line,), BODY), USUAL)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Harbours ........ 12", True),
        ("Harbours . . . . . . 12", True),
        ("Harbours ____________ 12", True),
        ("Harbours ………… 12", True),
        ("Name of the harbour: ____________", False),
        ("It opened ... in 2012", False),
    ],
)
def test_leaders_to_a_page_number_tell_contents(text: str, contents: bool) -> None:
    assert is_contents(Draft(1, (make_line(text),), BODY)) is contents
