from __future__ import annotations

import pytest

from models.actors.acronyms import find_acronym_pairs, find_acronyms
from models.records.segmentation import Subject


@pytest.mark.parametrize(
    ("text", "acronym", "expansion"),
    [
        ("led by the Harbour Workers Network (HWN) in May", "HWN", "Harbour Workers Network"),
        ("HWN (Harbour Workers Network) met", "HWN", "Harbour Workers Network"),
        ("Terre Nouvelle des Amis (TdA): workshops", "TdA", "Terre Nouvelle des Amis"),
        ("The Office of the High Envoy for Borders (OHEB)", "OHEB", "Office of the High Envoy for Borders"),
        ("the Pact for Safe, Orderly and Fair Travel (PSOFT)", "PSOFT", "Pact for Safe, Orderly and Fair Travel"),
        ("many community based organisations (CBOs) came", "CBOs", "community based organisations"),
        ("National Board on Migrant and Refugee Law (NBMRL)", "NBMRL", "National Board on Migrant and Refugee Law"),
        ("Youth Forum on Migration (YF CoM)", "YF CoM", ""),
    ],
)
def test_pairs_are_found_in_both_orders(text: str, acronym: str, expansion: str) -> None:
    pairs = find_acronym_pairs(text)
    assert [(pair.acronym, pair.expansion) for pair in pairs] == ([(acronym, expansion)] if expansion else [])


@pytest.mark.parametrize(
    "text",
    [
        "They met in June (2019).",
        "A long text (see below) goes on.",
        "It ended. North (NGO) followed.",
        "one word (OW)",
    ],
)
def test_other_parentheses_are_no_definitions(text: str) -> None:
    assert [pair for pair in find_acronym_pairs(text) if " " not in pair.expansion] == []
    assert all(pair.acronym != "2019" for pair in find_acronym_pairs(text))


def test_offsets_point_into_the_text() -> None:
    text = "With the Mobile Health Alliance’s (MHA) help and the Rural Health Alliance (RHA)."
    for pair in find_acronym_pairs(text):
        assert text[pair.acronym_start :].startswith(pair.acronym)
        assert text[pair.expansion_start :].startswith(pair.expansion)


def test_each_pair_stands_once_a_document() -> None:
    subjects = [
        Subject(id="1", document_id="a", text="The Rural Health Alliance (RHA) met."),
        Subject(id="2", document_id="a", text="The Rural Health Alliance (RHA) left."),
        Subject(id="3", document_id="b", text="The Rural Health Alliance (RHA) spoke."),
    ]
    found = [(item.document_id, item.subject_id, item.acronym) for item in find_acronyms(subjects)]
    assert found == [("a", "1", "RHA"), ("b", "3", "RHA")]
