"""The workbook: sheets like the printed annexes, marks told apart, the same bytes every time, no formula ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.records.annex import ObjectiveTag
from pipeline.datasets import DATASETS
from pipeline.sheets import MARKS, Column, find_marks
from pipeline.workbook import find_height, write_workbook
from tests.pipeline.builders import (
    make_action,
    make_activity,
    make_document,
    make_practice,
    make_recommendation,
    make_tag,
)

OBJECTIVES = [("2", "Causes"), ("15", "Services"), ("IFR", "Review")]


def make_rows(**changes: Any) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {name: [] for name in DATASETS}
    rows["documents"] = [make_document()]
    rows["activities"] = [make_activity(), make_activity(activity_id="a-2", category="Global")]
    rows["country_actions"] = [make_action()]
    rows["practices"] = [make_practice()]
    rows["recommendations"] = [make_recommendation()]
    rows["objective_tags"] = [make_tag(), make_tag(subject_id="a-1", objective="2", source="declared", score=None)]
    return rows | changes


def test_the_sheets_stand_in_order_with_header_filter_and_print_setting(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", make_rows(), OBJECTIVES))
    names = ["Read me", "Activities", "Country mapping", "Practices", "Recommendations", "Objectives"]
    assert book.sheetnames == names
    for name in names[1:]:
        page = book[name]
        assert page.freeze_panes is not None
        assert page.auto_filter.ref
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"


def test_objectives_have_one_column_each_and_one_mark_a_tag(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", make_rows(), OBJECTIVES))["Objectives"]
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    assert lines[0][4:] == ["2  Causes", "15  Services", "IFR  Review"]
    assert lines[1][4:] == ["●", None, None]
    assert lines[3][4:] == [None, "○", None]
    assert page["E2"].font.color.rgb != page["F4"].font.color.rgb


def test_two_writings_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_workbook(tmp_path / name, make_rows(), OBJECTIVES).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert one == two


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://example.org")'])
def test_what_looks_like_a_formula_is_text(text: str, tmp_path: Path) -> None:
    rows = make_rows(practices=[make_practice(name=text)])
    cell = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", rows, OBJECTIVES))["Practices"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_text_that_no_spreadsheet_can_hold_is_made_to_fit(tmp_path: Path) -> None:
    rows = make_rows(practices=[make_practice(name="a\x00b", short_description="x" * 40_000)])
    page = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", rows, OBJECTIVES))["Practices"]
    assert page["B2"].value == "ab"
    assert page["E2"].value.endswith("…")


def test_empty_datasets_give_a_whole_workbook(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", {name: [] for name in DATASETS}, OBJECTIVES))
    assert book["Activities"].max_row == 1


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
    assert find_marks(tags) == {("p-1", "15"): MARKS[kind][0]}


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("short", 1), ("x" * 50, 3), ("one\ntwo", 2), ("x" * 50 + "\ny", 4), ("x" * 9999, None)],
)
def test_rows_make_room_for_wrapped_text(text: str, lines: int | None) -> None:
    assert find_height((text, ""), (Column("A", 20), Column("B", 5))) == (14.5 * lines + 2 if lines else 409)
