from __future__ import annotations

import csv

import pytest

from models.recommendations.describe import Ask, describe, find_principles, find_target_groups
from models.records.segmentation import Subject
from tests.shared import SHARED, needs_shared


def test_a_recommendation_is_described() -> None:
    text = "Governments must stop detaining children by 2026 and let families stay together."
    ask = describe(Subject(id="r", text=text, kind="recommendation"))
    assert ask == Ask(
        addressee=("States",),
        action_verb="stop",
        strength="must",
        target_groups=("children", "families"),
        time_frame="2026",
        evidence="must",
        principles=("child-sensitive",),
        addressee_evidence="Governments",
    )


@pytest.mark.parametrize("kind", ["activity", "box", "quote", "form", "narrative", "practice", "country_action"])
def test_other_kinds_ask_nothing(kind: str) -> None:
    assert describe(Subject(id="r", text="States should act.", kind=kind)) == Ask()


def test_a_finding_is_judged_by_its_wording() -> None:
    assert describe(Subject(id="f", text="In 2019 four towns opened shelters.", kind="finding")) == Ask()
    assert describe(Subject(id="f", text="Towns should open shelters.", kind="finding")).addressee == (
        "local authorities",
    )


def test_target_groups_come_in_the_order_of_the_file() -> None:
    assert find_target_groups("domestic workers, women and unaccompanied minors") == (
        "children", "women and girls", "migrant workers", "domestic workers",
    )  # fmt: skip


def test_a_heading_that_says_for_whom_it_is_makes_a_recommendation() -> None:
    ask = describe(Subject(id="r", text="More shelters in every town", context="Recommendations > For donors"))
    assert (ask.addressee, ask.addressee_evidence) == (("donors",), "For donors")


def test_a_need_that_a_report_sees_asks_nobody() -> None:
    ask = describe(Subject(id="r", text="There is a need for warm shelters."))
    assert (ask.addressee, ask.evidence) == ((), "")


def test_principles_come_in_the_order_of_the_compact() -> None:
    text = "Work with trade unions and with other countries so that each child sees a lawyer."
    assert find_principles(text) == (
        "international cooperation", "rule of law and due process", "child-sensitive", "whole-of-society",
    )  # fmt: skip


@pytest.mark.shared
@needs_shared
def test_reference_addressees() -> None:
    with (SHARED / "gold/objectives-dev.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    both = [0, 0, 0]
    for row in rows:
        subject = Subject(id=row["passage_id"], text=row["text"], context=row["section"], kind=row["kind"])
        found, gold = set(describe(subject).addressee), set(row["addressee"].split(";")) - {"none", ""}
        both = [both[0] + len(found & gold), both[1] + len(found), both[2] + len(gold)]
    assert 2 * both[0] / (both[1] + both[2]) >= 0.85
