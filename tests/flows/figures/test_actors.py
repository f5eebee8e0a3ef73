"""Figures of roles and recommendations; the marks themselves are checked for form."""

from __future__ import annotations

import pytest

from flows.figures.actors import (
    ACTIVITIES,
    HALVES,
    RECOMMENDATIONS,
    ROLES,
    describe_activity,
    describe_row,
    f1,
    find_roles,
    gold_roles,
    read_csv,
)
from models.actors.recognizer import load_recognizer
from models.lexicons.recommendation_words import load_recommendation_words
from models.lexicons.roles import COUNTRY_ROLES, ORGANIZATION_ROLES


def test_f1_counts_over_all_rows() -> None:
    assert f1([({"a"}, {"a", "b"}), ({"c"}, set())]) == 0.5
    assert f1([]) == 1.0


def test_marks_are_well_formed_and_half_are_held_out() -> None:
    for rows in (read_csv(ROLES), read_csv(RECOMMENDATIONS)):
        assert [row["half"] for row in rows[:30]] == ["develop", "held out"] * 15
        assert {row["half"] for row in rows[30:]} <= {"fresh"}
    words = load_recommendation_words()
    for row in read_csv(RECOMMENDATIONS):
        assert set(row["target_groups"].split(";")) - {""} <= set(words.target_groups)
        assert set(row["principles"].split(";")) - {""} <= set(words.principles)
    for row in read_csv(ROLES):
        for name, role in gold_roles(row):
            assert role in ORGANIZATION_ROLES + COUNTRY_ROLES
            assert name in row["text"]


@pytest.mark.parametrize("field", ["countries", "date_start", "date_end"])
def test_places_and_dates_of_activities_reach_what_they_should(field: str) -> None:
    rows = read_csv(ACTIVITIES)
    assert sum(describe_activity(row)[field] == row[field] for row in rows) >= 0.9 * len(rows)


def test_roles_reach_what_they_should() -> None:
    recognizer = load_recognizer()
    assert f1((gold_roles(row), find_roles(row, recognizer)) for row in read_csv(ROLES)) >= 0.9


@pytest.mark.parametrize("half", HALVES)
def test_target_groups_and_strengths_reach_what_they_should(half: str) -> None:
    rows = [row for row in read_csv(RECOMMENDATIONS) if row["half"] == half]
    found = [describe_row(row) for row in rows]
    groups = (set(row["target_groups"].split(";")) - {""} for row in rows)
    assert f1((gold, ask["target_groups"]) for gold, ask in zip(groups, found, strict=True)) >= 0.9
    assert sum(ask["strength"] == {row["strength"]} for row, ask in zip(rows, found, strict=True)) >= 0.9 * len(rows)
