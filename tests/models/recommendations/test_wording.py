from __future__ import annotations

import pytest

from models.recommendations.wording import find_action_verb, find_strength, is_recommendation


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Towns should open shelters.", ""),
        ("Open shelters in every town.", ""),
        ("3. Open shelters in every town.", ""),
        ("The doors are shut; open them.", ""),
        ("Opening shelters in every town, day and night.", ""),
        ("We call on towns to act.", ""),
        ("There is a need to open shelters.", ""),
        ("Shelters for all", "Recommendations"),
        ("opening shelters for all", "Shelter > We call on towns to commit to:"),
    ],
)
def test_requests_recommend(text: str, context: str) -> None:
    assert is_recommendation(text, context)


@pytest.mark.parametrize(
    "text",
    [
        "Four towns opened shelters in 2019.",
        "Opening shelters has helped four towns.",
        "The list that should name them is lost.",
        "Respondents saw that towns need to act.",
        "Work of the towns on shelters",
        "Report Review and Release in June",
    ],
)
def test_reports_do_not_recommend(text: str) -> None:
    assert not is_recommendation(text)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Towns must open shelters.", "must"),
        ("We urge towns to open shelters.", "call on"),
        ("Towns should open shelters.", "should"),
        ("Open shelters.", "should"),
        ("Towns could open shelters.", "consider"),
        ("Open shelters that might be needed, as the plan must.", "should"),
        ("Four towns closed theirs. Towns must open shelters, which could help.", "must"),
        ("Shelters for all", ""),
    ],
)
def test_strength_is_the_strongest_wording(text: str, strength: str) -> None:
    assert find_strength(text) == strength


@pytest.mark.parametrize(
    ("context", "strength"),
    [
        ("Shelters > We call on towns to:", "call on"),
        ("Shelters > Towns must:", "must"),
        ("We call on towns", "should"),
    ],
)
def test_a_bare_command_is_as_strong_as_the_stem_that_it_completes(context: str, strength: str) -> None:
    assert find_strength("Open shelters.", context) == strength


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Urgently open shelters.", "open"),
        ("Establishing shelters", "establish"),
        ("Planning for winter", "plan"),
        ("Towns should not close shelters.", "close"),
        ("Shelters should be provided.", "provide"),
        ("Rules must be simplified.", "simplify"),
        ("In line with the plan, share the costs.", "share"),
        ("Shelters for all", ""),
    ],
)
def test_action_verb_is_in_its_base_form(text: str, verb: str) -> None:
    assert find_action_verb(text) == verb
