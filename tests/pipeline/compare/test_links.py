from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.compare.links import Decision, Link, link_recommendations, name_link, rank_reports
from pipeline.compare.reading import Asked
from pipeline.compare.reports import Report

REPORTS = [Report("old", published="2018"), Report("mid", published="2019-05"), Report("new", published="2021")]
DETENTION = "End the detention of migrant children in all countries."


def asked(key: str, text: str, strength: str = "should") -> Asked:
    return Asked(key, key.split("-", maxsplit=1)[0], text, strength, (), 3, 3)


def link(*rows: Asked, decisions: Mapping[str, Decision] | None = None) -> dict[tuple[str, str], Link]:
    links = link_recommendations(rows, REPORTS, None, decisions)
    return {
        (one.earlier.passage_id if one.earlier else "", one.later.passage_id if one.later else ""): one for one in links
    }


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("should", "must", "strengthened"),
        ("must", "consider", "weakened"),
        ("call on", "call on", "repeated"),
        ("", "must", "repeated"),
    ],
)
def test_a_link_says_how_the_strength_changed(before: str, after: str, status: str) -> None:
    found = link(asked("old-1", DETENTION, before), asked("new-1", DETENTION, after))
    assert found["old-1", "new-1"].status == status
    assert found["old-1", "new-1"].similarity == 1


def test_what_has_no_counterpart_is_new_or_dropped() -> None:
    found = link(asked("old-1", DETENTION), asked("new-1", "Lower the fees on remittances."))
    assert {key: one.status for key, one in found.items()} == {("old-1", "new-1"): "new", ("old-1", ""): "dropped"}
    assert found["old-1", "new-1"].link_id == name_link(asked("old-1", ""), asked("new-1", ""))


def test_the_last_report_drops_nothing_and_the_first_has_nothing_new() -> None:
    found = link(asked("old-1", DETENTION), asked("old-2", "Lower fees."), asked("new-1", DETENTION))
    assert set(found) == {("old-1", "new-1"), ("old-2", "")}


def test_the_nearest_is_taken_from_any_earlier_report_and_ties_go_to_the_later_one() -> None:
    found = link(asked("old-1", DETENTION), asked("mid-1", DETENTION), asked("new-1", DETENTION))
    assert {key: one.status for key, one in found.items()} == {
        ("old-1", "mid-1"): "repeated",
        ("mid-1", "new-1"): "repeated",
    }


def test_a_link_is_mutual() -> None:
    found = link(
        asked("old-1", DETENTION), asked("new-1", DETENTION), asked("new-2", f"{DETENTION} Now and everywhere, please.")
    )
    assert found["old-1", "new-1"].status == "repeated"
    assert found["old-1", "new-2"].status == "new"


def test_the_analyst_decides() -> None:
    near, far = asked("new-1", DETENTION), asked("new-2", "Lower the fees on remittances.")
    old = asked("old-1", DETENTION)
    decisions: dict[str, Decision] = {name_link(old, near): "cut", name_link(old, far): "confirmed"}
    found = link(old, near, far, decisions=decisions)
    assert (found["old-1", "new-1"].status, found["old-1", "new-1"].decision) == ("new", "cut")
    assert (found["old-1", "new-2"].status, found["old-1", "new-2"].decision) == ("repeated", "confirmed")


def test_a_confirmed_link_outlasts_a_nearer_newcomer() -> None:
    old, later = asked("old-1", f"{DETENTION} Without delay."), asked("new-1", DETENTION)
    found = link(old, asked("mid-1", DETENTION), later, decisions={name_link(old, later): "confirmed"})
    assert found["old-1", "new-1"].status == "repeated"
    assert found["mid-1", ""].status == "dropped"


def test_reports_of_one_date_or_without_a_date_are_not_linked() -> None:
    same = [Report("old", published="2018"), Report("new", published="2018")]
    rows = [asked("old-1", DETENTION), asked("new-1", DETENTION)]
    assert link_recommendations(rows, same, None) == ()
    assert link_recommendations(rows, [Report("old", published="2018"), Report("new")], None) == ()
    assert link_recommendations([], REPORTS, None) == ()
    assert rank_reports([*REPORTS, Report("undated")]) == {"old": 0, "mid": 1, "new": 2}
