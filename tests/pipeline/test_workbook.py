"""The workbook: sheets like the printed annexes, marks told apart, the same bytes every time, no formula ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.records.annex import Organization
from pipeline.datasets import DATASETS
from pipeline.links import Source
from pipeline.objective_sheet import MARKS
from pipeline.workbook import write_workbook
from tests.pipeline.builders import (
    make_action,
    make_activity,
    make_document,
    make_practice,
    make_recommendation,
    make_tag,
)

ANNEXES = ["Activities", "Country mapping", "Practices", "Recommendations", "Objectives"]
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


def open_workbook(tmp_path: Path, rows: dict[str, list[Any]], **sources: Source) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", rows, OBJECTIVES, sources))


def test_the_sheets_stand_in_order_with_header_filter_and_print_setting(tmp_path: Path) -> None:
    book = open_workbook(tmp_path, make_rows())
    assert book.sheetnames == ["Read me", *ANNEXES, "Members", "Acronyms", "Organizations", "Columns"]
    for page in book.worksheets[1:]:
        assert page.freeze_panes is not None
        assert page.auto_filter.ref
        assert page.print_title_rows == "$1:$1"
        assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
        assert page.oddHeader.left.text == page.title
        assert page.oddFooter.center.text == "Page &P of &N"


def test_organizations_stand_most_named_first_and_on_no_page(tmp_path: Path) -> None:
    few = Organization(entity_id="1", canonical="Mar Abierto", documents=1, mentions=1, listed=False)
    many = Organization(entity_id="2", canonical="Sailors Council", acronym="SC", kind="ngo", documents=2, mentions=9)
    page = open_workbook(tmp_path, make_rows(organizations=[few, many]))["Organizations"]
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert [(line[0], line[1], line[5], line[7]) for line in lines] == [
        ("Sailors Council", "SC", "9", "yes"),
        ("Mar Abierto", None, "1", "no"),
    ]


def test_objectives_have_one_column_each_and_one_mark_a_tag(tmp_path: Path) -> None:
    page = open_workbook(tmp_path, make_rows())["Objectives"]
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    assert lines[0][5:] == ["2  Causes", "15  Services", "IFR  Review"]
    assert lines[1][5:] == [MARKS["declared"].sign, None, None]
    assert lines[3][5:] == [None, MARKS["primary"].sign, None]
    assert page["F2"].font.color.rgb != page["G4"].font.color.rgb
    assert all(mark.sign in lines[0][4] and mark.meaning in lines[0][4] for mark in MARKS.values())


def test_every_row_leads_to_its_page(tmp_path: Path) -> None:
    book = open_workbook(tmp_path, make_rows(), **{"north-2030": Source("../corpus/The%20north.pdf")})
    links = {name: book[name]["B2"].hyperlink.target for name in ANNEXES}
    pages = {"Activities": 7, "Country mapping": 9, "Practices": 10, "Recommendations": 3, "Objectives": 7}
    assert links == {name: f"../corpus/The%20north.pdf#page={number}" for name, number in pages.items()}
    assert book["Activities"]["B2"].value == 7


def test_a_report_whose_place_is_not_known_has_pages_without_links(tmp_path: Path) -> None:
    cell = open_workbook(tmp_path, make_rows())["Activities"]["B2"]
    assert (cell.value, cell.hyperlink) == (7, None)


def test_the_first_sheet_tells_digests_from_originals(tmp_path: Path) -> None:
    documents = [make_document(edition="digest"), make_document(document_id="south", edition="original")]
    source = Source("north.pdf", "The north, Harbour Circle, 2030")
    page = open_workbook(tmp_path, make_rows(documents=documents), **{"north-2030": source})["Read me"]
    cells = {row[0].value: [cell.value for cell in row[1:]] for row in page.iter_rows()}
    assert cells["north-2030"][0] == "DIGEST"
    assert "Retells: The north, Harbour Circle, 2030" in cells["north-2030"][4]
    assert cells["south"][0] == "original"
    assert any(str(text).startswith("1 of the reports below are digests") for text in cells)
    assert cells["Activities"][:2] == ["2", "The matrix of activities, by category."]


def test_two_writings_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_workbook(tmp_path / name, make_rows(), OBJECTIVES).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert one == two


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://example.org")'])
def test_what_looks_like_a_formula_is_text(text: str, tmp_path: Path) -> None:
    rows = make_rows(practices=[make_practice(name=text)])
    cell = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", rows, OBJECTIVES))["Practices"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_text_that_no_spreadsheet_can_hold_is_made_to_fit(tmp_path: Path) -> None:
    rows = make_rows(practices=[make_practice(name="a\x00b", short_description="x" * 40_000)])
    page = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", rows, OBJECTIVES))["Practices"]
    assert page["C2"].value == "ab"
    assert page["F2"].value.endswith("…")


def test_empty_datasets_give_a_whole_workbook(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_workbook(tmp_path / "m.xlsx", {name: [] for name in DATASETS}, OBJECTIVES))
    assert book["Activities"].max_row == 1
