"""Figures of roles and recommendations; the marks themselves are checked for form."""

from __future__ import annotations

from flows.figures.actors import RECOMMENDATIONS, ROLES, f1, find_roles, gold_roles, read_csv
from models.actors.recognizer import load_recognizer
from models.lexicons.roles import COUNTRY_ROLES, ORGANIZATION_ROLES


def test_f1_counts_over_all_rows() -> None:
    assert f1([({"a"}, {"a", "b"}), ({"c"}, set())]) == 0.5
    assert f1([]) == 1.0


def test_marks_are_well_formed_and_half_are_held_out() -> None:
    for rows in (read_csv(ROLES), read_csv(RECOMMENDATIONS)):
        assert [row["half"] for row in rows] == ["develop", "held out"] * 15
    for row in read_csv(ROLES):
        for name, role in gold_roles(row):
            assert role in ORGANIZATION_ROLES + COUNTRY_ROLES
            assert name in row["text"]


def test_roles_reach_what_they_should() -> None:
    recognizer = load_recognizer()
    assert f1((gold_roles(row), find_roles(row, recognizer)) for row in read_csv(ROLES)) >= 0.9
