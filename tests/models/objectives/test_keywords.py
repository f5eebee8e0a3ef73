from __future__ import annotations

from pathlib import Path

import pytest

from models.objectives.keywords import KeywordRules, score_hits
from models.objectives.taxonomy import load_taxonomy
from models.objectives.words import fold_phrase, fold_word
from tests.models.objectives.samples import SMALL, write_small


@pytest.fixture
def rules(tmp_path: Path) -> KeywordRules:
    return KeywordRules(load_taxonomy(write_small(tmp_path)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("detained", "detain"),
        ("agencies", "agency"),
        ("organising", "organize"),
        ("labour", "Labor"),
        ("regularisation", "regularization"),
        ("migrants’", "migrant"),
        ("services", "service"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(
    ("one", "other"), [("process", "proces"), ("bus", "us"), ("needs", "needle"), ("rise", "rize")]
)
def test_other_words_do_not_meet(one: str, other: str) -> None:
    assert fold_word(one) != fold_word(other)


def test_capitals_of_a_phrase_are_kept() -> None:
    assert fold_phrase("Water Boards meet") == ("Water", "Boards", "meet")


@pytest.mark.parametrize(
    ("text", "rule_ids"),
    [
        ("They dug two ponds.", ["1.k01"]),
        ("rain-water and rain\nwater", ["1.k02", "1.k02"]),
        ("The Water Board met, the water board did not.", ["1.k03"]),
        ("Organized planting of trees", ["2.k02", "2.k01"]),
        ("Pond scum is no pond.", ["1.k01"]),
        ("Only pond scum here.", []),
        ("Streets and respond", []),
        ("", []),
    ],
)
def test_rules_that_fire(rules: KeywordRules, text: str, rule_ids: list[str]) -> None:
    assert [hit.rule_id for hit in rules.find_hits(text)] == rule_ids


def test_longest_phrase_of_a_code_wins(tmp_path: Path) -> None:
    path = write_small(tmp_path, SMALL.replace("[pond,", "[pond, village pond,"))
    hits = KeywordRules(load_taxonomy(path)).find_hits("The village pond")
    assert [hit.words for hit in hits] == ["village pond"]


def test_distinct_phrases_add_up_and_repeats_do_not(rules: KeywordRules) -> None:
    assert score_hits(rules.find_hits("pond pond pond")) == {"1": 0.6}
    assert score_hits(rules.find_hits("wet pond")) == {"1": 0.7}


def test_hits_say_where_and_what(rules: KeywordRules) -> None:
    text = "A tall Tree."
    (hit,) = rules.find_hits(text)
    assert (text[hit.start : hit.end], hit.words, hit.code) == ("Tree", "Tree", "2")
