from __future__ import annotations

import numpy as np
import pytest

from models.objectives.combine import combine, pick_way
from models.objectives.evidence import HEAD, KEYWORD, NEARNESS, Evidence, Roles, find_silent, make_features
from models.objectives.judge import Regression, Thresholds, Way, find_margin, grade, judge, load_settings

THRESHOLDS = Thresholds(first=0.4, further=0.3, secondary=0.2, margin=0.7)
ROLES = Roles(np.array([0.0, 0, 0, 1]), np.array([0.0, 0, 1, 0]), np.zeros(4))


def make_evidence(texts: int = 20, *, opinion: bool = False) -> Evidence:
    rng = np.random.default_rng(1)
    signs = np.ones((texts, 3))
    heard = rng.random((texts, 4)) if opinion else None
    return Evidence(rng.random((texts, 4)), np.zeros((texts, 4)), signs, signs, rng.random((texts, 4)), heard)


@pytest.mark.parametrize(
    ("primary", "either", "first", "second"),
    [
        ([0.7, 0.2, 0.05, 0.9], [0.7, 0.25, 0.05, 0.0], (0,), (1,)),
        ([0.4, 0.6, 0.5, 0.0], [0.5, 0.6, 0.5, 0.0], (1, 2, 0), ()),
        ([0.39, 0.1, 0.1, 0.0], [0.5, 0.1, 0.1, 0.0], (3,), (0,)),
        ([0.5, 0.5, 0.1, 0.9], [0.5, 0.5, 0.1, 0.9], (0, 1), ()),
    ],
)
def test_grades(primary: list[float], either: list[float], first: tuple[int, ...], second: tuple[int, ...]) -> None:
    grades = grade(np.array(primary), np.array(either), THRESHOLDS, ROLES)
    assert (grades.primary, grades.secondary) == (first, second)


@pytest.mark.parametrize(
    ("primary", "silent", "first"),
    [([0.6, 0, 0, 0], False, (0,)), ([0.6, 0, 0, 0], True, (3,)), ([0.7, 0, 0, 0], True, (0,)),
     ([0, 0, 0.7, 0], False, (2,)), ([0, 0, 0.7, 0], True, (3,)), ([0, 0, 0.9, 0], True, (2,))],
)  # fmt: skip
def test_without_a_word_of_the_field_the_best_code_has_to_be_clearer(
    primary: list[float], silent: bool, first: tuple[int, ...]
) -> None:
    assert grade(np.array(primary), np.zeros(4), THRESHOLDS, ROLES, silent=silent).primary == first


def test_texts_are_silent_where_neither_they_nor_their_context_speak() -> None:
    evidence = make_evidence(3)
    signs, around = np.zeros((3, 3)), np.zeros((3, 3))
    signs[0, 0], around[1, 1], signs[2, 2] = 1.0, 1.0, 1.0
    quiet = evidence._replace(signs=signs, context_signs=around)
    assert find_silent(quiet).tolist() == [False, False, True]


def test_without_a_code_of_nothing_nothing_is_given() -> None:
    roles = Roles(np.zeros(2), np.zeros(2), np.zeros(2))
    assert grade(np.array([0.1, 0.1]), np.zeros(2), THRESHOLDS, roles).primary == ()


def test_what_is_in_doubt_needs_review() -> None:
    assert find_margin(np.array([1.0, 0.0])) == 1.0
    assert find_margin(np.array([0.5, 0.5])) == 0.5
    sure, unsure = (grade(np.array([p, 0, 0, 0]), np.zeros(4), THRESHOLDS, ROLES) for p in (0.95, 0.5))
    assert not sure.needs_review
    assert unsure.needs_review


def test_features_have_a_name_each_and_no_code_of_their_own() -> None:
    evidence = make_evidence(opinion=True)
    names = (*KEYWORD, *NEARNESS, *HEAD)
    features = make_features(evidence, ROLES, names)
    assert features.shape == (20, 4, len(names))
    order = np.array([1, 0, 2, 3])
    swapped = Evidence(*(part if part is None or part.shape[1] == 3 else part[:, order] for part in evidence))
    assert np.allclose(make_features(swapped, ROLES, names), features[:, order])


def test_the_best_rival_of_the_best_is_the_second() -> None:
    keywords = np.array([[0.9, 0.6, 0.0, 0.0]])
    signs = np.zeros((1, 3))
    evidence = Evidence(keywords, np.zeros((1, 4)), signs, signs)
    assert make_features(evidence, ROLES, ("rival keyword",))[0, :, 0].tolist() == [0.6, 0.9, 0.9, 0.9]


def test_a_regression_gives_probabilities() -> None:
    signs = np.zeros((1, 3))
    evidence = Evidence(np.array([[1.0, 0, 0, 0]]), np.zeros((1, 4)), signs, signs)
    regression = Regression(intercept=-1.0, weights={"keyword": 3.0})
    judged = judge(evidence, ROLES, Way(primary=regression, any=regression, thresholds=THRESHOLDS))
    assert judged.primary[0].round(3).tolist() == [0.881, 0.269, 0.269, 0.269]


def test_as_much_evidence_is_used_as_there_is() -> None:
    settings, full = load_settings(), make_evidence(opinion=True)
    assert pick_way(full, settings) == settings.with_head
    assert pick_way(full._replace(opinion=None), settings) == settings.both
    assert pick_way(full._replace(opinion=None, nearness=None), settings) == settings.keywords


def test_agreement_gives_no_more_than_union() -> None:
    evidence = make_evidence(200)
    both, either = (combine(evidence, load_settings(), ROLES, policy) for policy in ("agreement", "union"))
    given = [
        ({*few.primary, *few.secondary} - {3}, {*many.primary, *many.secondary})
        for few, many in zip(both, either, strict=True)
    ]
    assert all(few <= many for few, many in given)
    assert any(many for _, many in given)
