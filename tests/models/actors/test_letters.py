from __future__ import annotations

import pytest

from models.actors.letters import Occurrences, to_plain, to_plain_lines


def test_plain_text_keeps_its_length() -> None:
    text = "the Network’s “hub”\u00a0– two\nlines⁷⁹ and a\ttab"
    assert len(to_plain(text)) == len(text)
    assert to_plain(text) == 'the Network\'s "hub" - two lines   and a\ttab'


def test_line_breaks_are_kept_where_names_end_with_them() -> None:
    assert to_plain_lines("Youth\nForum – one") == "Youth\nForum - one"


@pytest.mark.parametrize(
    ("text", "mention", "start", "occurrence"),
    [
        ("UN and UN", "UN", 0, 1),
        ("UN and UN", "UN", 7, 2),
        ("UNICEF and UN", "UN", 11, 2),
        ("PacificWIN in the Pacific", "Pacific", 18, 2),
    ],
)
def test_occurrence_counts_parts_of_longer_words(text: str, mention: str, start: int, occurrence: int) -> None:
    assert Occurrences(text).count(mention, start) == occurrence


def test_occurrences_go_on_from_where_they_were() -> None:
    occurrences = Occurrences("UN, UNHCR, UN")
    asked = [("UN", 0), ("UNHCR", 4), ("UN", 11)]
    assert [occurrences.count(mention, start) for mention, start in asked] == [1, 1, 3]
