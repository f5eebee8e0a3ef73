"""Where a mark comes from is told by the strongest of its tags."""

from __future__ import annotations

import pytest

from models.records.annex import ObjectiveTag
from pipeline.objective_sheet import MARKS, by_objective, find_marks
from tests.pipeline.builders import make_tag


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ([make_tag(source="declared")], "declared"),
        ([make_tag()], "primary"),
        ([make_tag(grade="secondary")], "secondary"),
        ([make_tag(source="cited", grade="secondary"), make_tag()], "cited"),
        ([make_tag(source="declared"), make_tag(grade="secondary")], "both"),
    ],
)
def test_the_strongest_mark_is_shown(tags: list[ObjectiveTag], kind: str) -> None:
    assert find_marks(tags) == {("p-1", "15"): MARKS[kind].sign}


def test_no_two_marks_share_a_shape_and_what_is_printed_is_tinted() -> None:
    assert len({mark.sign for mark in MARKS.values()}) == len(MARKS)
    assert {kind for kind, mark in MARKS.items() if mark.fill} == {"declared", "both", "cited"}


def test_long_titles_are_cut_between_words() -> None:
    rows = {"activities": [], "recommendations": [], "objective_tags": []}
    heading = by_objective(rows, [("7", "harbour " * 12)]).columns[-1].title
    assert heading.endswith("harbour …")
    assert len(heading) <= 72
