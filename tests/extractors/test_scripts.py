from __future__ import annotations

import pytest

from extractors.lines import words_to_lines
from extractors.regions import Item, items_to_runs_leftwards
from extractors.scripts import mostly_leftwards, runs_leftwards, to_reading_order
from models.records.ink import BBox
from tests.extractors.ink_builders import make_words

SHALOM, YAM, NAMAL = "\u05e9\u05dc\u05d5\u05dd", "\u05d9\u05dd", "\u05e0\u05de\u05dc"
MINA = "\u0645\u064a\u0646\u0627\u0621"


@pytest.mark.parametrize(("text", "leftwards"), [(YAM, True), (MINA, True), ("port", False), ("12", False)])
def test_hebrew_and_arabic_run_leftwards(text: str, leftwards: bool) -> None:
    assert runs_leftwards(text) is leftwards


def test_a_line_is_read_from_right_to_left_and_names_inside_it_from_left_to_right() -> None:
    words = make_words(f"{NAMAL} New Harbour {YAM} {SHALOM}", 50, 100)
    assert [word.text for word in to_reading_order(words)] == [SHALOM, YAM, "New", "Harbour", NAMAL]
    assert words_to_lines(words)[0].text == f"{SHALOM} {YAM} New Harbour {NAMAL}"


def test_one_such_word_in_a_line_of_other_letters_changes_nothing() -> None:
    words = make_words(f"the word {YAM} means sea", 50, 100)
    assert not mostly_leftwards(words)
    assert to_reading_order(words) == words


def test_the_right_column_comes_first() -> None:
    rows = [(x, x + 200, 100 + 14 * n) for x in (50, 300) for n in range(3)]
    items = [Item(BBox(x0, top, x1, top + 12), n) for n, (x0, x1, top) in enumerate(rows)]
    runs = items_to_runs_leftwards(items)
    assert [item.ref for run in runs for item in run.items] == [3, 4, 5, 0, 1, 2]
    assert runs[0].box == BBox(300, 100, 500, 140)
