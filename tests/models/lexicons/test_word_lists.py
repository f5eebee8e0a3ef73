from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError
from models.lexicons.country_actions import COUNTRY_ACTIONS, load_action_words
from models.lexicons.name_shapes import NAME_SHAPES, load_name_shapes
from models.lexicons.recommendation_words import RECOMMENDATION_WORDS, load_recommendation_words


def test_packaged_lists_are_sound() -> None:
    assert load_action_words().actions["workshop"] == "Meeting"
    assert "Network" in load_name_shapes().heads
    assert list(load_recommendation_words().strengths) == ["must", "call on", "should", "consider"]


def test_word_for_two_sectors_is_an_error(tmp_path: Path) -> None:
    path = _changed(tmp_path, COUNTRY_ACTIONS, "  Donors: [donor,", "  Donors: [ngo, donor,")
    with pytest.raises(LexiconError, match="'ngo' stands for 'Civil society' already"):
        load_action_words(path)


def test_cue_for_two_addressees_is_an_error(tmp_path: Path) -> None:
    path = _changed(tmp_path, RECOMMENDATION_WORDS, "  donors: [donors,", "  donors: [mayors, donors,")
    with pytest.raises(LexiconError, match="'mayors' names 'local authorities' already"):
        load_recommendation_words(path)


def test_missing_and_unknown_keys_are_errors(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="weak"):
        load_name_shapes(_changed(tmp_path, NAME_SHAPES, "  weak:", "  feeble:"))
    with pytest.raises(LexiconError, match="verbs"):
        load_recommendation_words(_changed(tmp_path, RECOMMENDATION_WORDS, "verbs:", "words:"))


def _changed(folder: Path, source: Path, old: str, new: str) -> Path:
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = folder / source.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
