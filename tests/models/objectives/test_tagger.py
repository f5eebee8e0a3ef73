from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import SettingsError
from models.objectives.embeddings import MOST_PIECES, cut_pieces
from models.objectives.tagger import Tagger
from models.objectives.taxonomy import load_taxonomy
from models.records.annex import ObjectiveTag
from models.records.segmentation import Subject
from tests.models.objectives.samples import WordEncoder, write_small


def tag(tagger: Tagger, text: str, context: str = "") -> dict[str, ObjectiveTag]:
    return {one.objective: one for one in tagger.tag([Subject(id="s", text=text, context=context)])}


@pytest.fixture(scope="module")
def by_rules() -> Tagger:
    return Tagger(load_taxonomy(), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("End the detention of children for immigration reasons.", "13"),
        ("Rescue at sea must not be criminalised.", "8"),
        ("Our members prepare for the Review Forum and the national plan.", "IFR"),
        ("Birth registration for every newborn", "4"),
        ("Lunch is served at noon.", "NONE"),
        ("¿Dónde está la biblioteca?", "NONE"),
    ],
)
def test_keyword_rules_decide_without_an_encoder(by_rules: Tagger, text: str, code: str) -> None:
    tags = tag(by_rules, text)
    assert [one.objective for one in tags.values() if one.grade == "primary"] == [code]
    assert all(one.embedding_score is None for one in tags.values())


def test_it_says_that_only_keywords_decide(by_rules: Tagger) -> None:
    assert by_rules.keywords_only
    assert by_rules.method == "keyword rules"
    assert not Tagger(by_rules.taxonomy, WordEncoder()).keywords_only


def test_evidence_names_words_and_rules(by_rules: Tagger) -> None:
    found = tag(by_rules, "Remittances should be cheaper.")["20"]
    assert found.evidence == "Remittances; cheaper"
    assert len(found.rule_ids) == 2
    assert found.rule_ids[0].startswith("20.")


def test_an_objective_named_by_number_counts(by_rules: Tagger) -> None:
    found = tag(by_rules, "The project serves objective 15 of the GCM.")["15"]
    assert found.rule_ids == ("15.cited",)


def test_context_helps_a_bullet_that_says_little(by_rules: Tagger) -> None:
    assert "21" not in tag(by_rules, "With dignity and safety")
    assert "21" in tag(by_rules, "With dignity and safety", "Deportation > Forced return and readmission")


@pytest.mark.parametrize("text", ["", "   \n", "word " * 100_000, "移民的权利", "\x00\ufffe"])
@pytest.mark.parametrize("encoder", [None, WordEncoder()])
def test_odd_texts_do_not_stop_it(text: str, encoder: WordEncoder | None) -> None:
    tags = Tagger(load_taxonomy(), encoder).tag([Subject(id="s", text=text)])
    assert all(one.score is not None and 0 <= one.score <= 1 for one in tags)
    assert bool(tags) == bool(text.strip())


def test_order_and_company_change_nothing() -> None:
    tagger = Tagger(load_taxonomy(), WordEncoder())
    subjects = [Subject(id=f"s{n}", text=text) for n, text in enumerate(["No detention", "Birth papers", "Lunch menu"])]
    together = tagger.tag(subjects)
    assert sorted(together, key=repr) == sorted(tagger.tag(subjects[::-1]), key=repr)
    assert [one for subject in subjects for one in tagger.tag([subject])] == list(together)


def test_nothing_to_tag_gives_no_tags(by_rules: Tagger) -> None:
    assert by_rules.tag([]) == ()
    assert Tagger(by_rules.taxonomy, WordEncoder()).tag([]) == ()


@pytest.mark.parametrize("encoder", [None, WordEncoder()])
@pytest.mark.parametrize("combine", ["calibrated", "union", "agreement"])
def test_another_taxonomy_works(tmp_path: Path, encoder: WordEncoder | None, combine: str) -> None:
    tagger = Tagger(load_taxonomy(write_small(tmp_path)), encoder, combine)
    assert "2" in tag(tagger, "Plant fruit trees along the paths")
    assert {*tag(tagger, "Nothing here")} <= {"1", "2", "PLAN"}


def test_nearest_action_is_named(tmp_path: Path) -> None:
    tagger = Tagger(load_taxonomy(write_small(tmp_path)), WordEncoder())
    assert tag(tagger, "Dig ponds that keep rain")["1"].action == "a"


def test_unknown_way_of_combining_is_refused() -> None:
    with pytest.raises(SettingsError, match="calibrated"):
        Tagger(load_taxonomy(), None, "best")


def test_long_texts_are_cut_into_few_pieces() -> None:
    assert cut_pieces("") == [""]
    assert len(cut_pieces("word " * 100_000)) == MOST_PIECES
