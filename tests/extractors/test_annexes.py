from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table

from extractors.annexes import tables_to_rows
from models.records import layout
from models.records.annex import Activity, CountryAction
from tests.extractors.table_pdfs import (
    BOLD,
    GRID,
    STRIPES,
    TOP,
    Action,
    Made,
    Style,
    actions,
    activities,
    build,
    cell,
    read_tables,
    rows,
    squash,
)
from tests.extractors.table_records import table

WIDE = [110, 90, 270, 100, 80, 100]


def activity_values(row: Activity) -> list[str]:
    contact = f"{row.focal_point_name} {row.focal_point_email}"
    return [
        squash(x)
        for x in (row.organization, row.project, row.description, row.other_stakeholders, row.gcm_objectives, contact)
    ]


def made_values(made: Made) -> list[str]:
    return [squash(text) for text in made]


def action_values(row: CountryAction) -> list[str]:
    mark = "*" if row.regional_scope else ""
    return [
        squash(x) for x in (row.country + mark, row.type_of_action, row.initiator, row.description, row.info_source)
    ]


@pytest.mark.parametrize("style", [GRID, STRIPES, TOP], ids=["grid", "stripes", "bare"])
def test_label_columns_as_own_columns_in_another_order(style: Style, tmp_path: Path) -> None:
    body = [(m.project, m.organization, m.objectives, m.description, m.contact, m.partners) for m in activities()]
    headings = [
        "Activity title",
        "Implementing organisation",
        "Objectives addressed",
        "Summary",
        "Contact person",
        "Partners",
    ]
    printed = Table(rows(headings, body), colWidths=[90, 110, 80, 270, 100, 100], repeatRows=1, style=style)
    found, _, _, problems = tables_to_rows("d", read_tables(build(tmp_path / "a.pdf", printed, across=True)))
    assert [activity_values(row) for row in found] == [made_values(made) for made in activities()]
    assert problems == ()


@pytest.mark.parametrize("style", [GRID, STRIPES, TOP], ids=["grid", "stripes", "bare"])
@pytest.mark.parametrize("beside", [True, False], ids=["label: value", "label above value"])
def test_labels_and_values_in_one_cell(style: Style, beside: bool, tmp_path: Path) -> None:
    def details(made: Made) -> list[object]:
        pairs = [
            ("Other stakeholders", made.partners),
            ("GCM objectives", made.objectives),
            ("Focal point", made.contact),
        ]
        if beside:
            return [cell(f"<b>{label}:</b> {value}") for label, value in pairs]
        return [part for label, value in pairs for part in (cell(label, BOLD), cell(value))]

    head = [cell(text, BOLD) for text in ("Organization", "Project name", "Description", "Additional information")]
    body = [[cell(m.organization), cell(m.project), cell(m.description), details(m)] for m in activities()]
    printed = Table([head, *body], colWidths=[90, 90, 190, 135], repeatRows=1, style=style)
    found, *_ = tables_to_rows("d", read_tables(build(tmp_path / "b.pdf", printed, heading="National initiatives")))
    assert [activity_values(row) for row in found] == [made_values(made) for made in activities()]
    assert {row.category for row in found} == {"National initiatives"}


@pytest.mark.parametrize("look", ["grid", "stripes", "bare"])
def test_label_and_value_rows_beside_spanned_cells(look: str, tmp_path: Path) -> None:
    body = [
        [cell(text, BOLD) for text in ("Organization", "Project name", "Description", "Additional information")] + [""]
    ]
    style: Style = [*(GRID if look == "grid" else TOP), ("SPAN", (3, 0), (4, 0))]
    for made in activities():
        first = len(body)
        pairs = [
            ("Other stakeholders", made.partners),
            ("GCM objectives", made.objectives),
            ("Focal point and email", made.contact),
        ]
        left = [cell(made.organization), cell(made.project), cell(made.description)]
        body += [
            [*(left if n == 0 else [""] * 3), cell(label, BOLD), cell(value)] for n, (label, value) in enumerate(pairs)
        ]
        style += [("SPAN", (col, first), (col, first + 2)) for col in range(3)]
        if look == "stripes" and first % 2:
            style.append(("BACKGROUND", (0, first), (-1, first + 2), colors.HexColor("#eeeeee")))
    printed = Table(body, colWidths=[85, 80, 170, 75, 95], repeatRows=1, style=style)
    found, *_ = tables_to_rows("d", read_tables(build(tmp_path / "c.pdf", printed)))
    assert [activity_values(row) for row in found] == [made_values(made) for made in activities()]


@pytest.mark.parametrize("style", [GRID, STRIPES, TOP], ids=["grid", "stripes", "bare"])
def test_country_table_with_sections_in_another_order(style: Style, tmp_path: Path) -> None:
    headings = ["What", "Country", "Led by", "Source of information", "Type of initiative"]
    body = [(a.description, a.country, a.initiator, a.source, a.kind) for a in actions()]
    printed = rows(headings, body)
    printed.insert(1, [cell("Asia mapping overview", BOLD), "", "", "", ""])  # type: ignore[list-item]
    made = Table(printed, colWidths=[165, 70, 100, 80, 90], repeatRows=1, style=[*style, ("SPAN", (0, 1), (-1, 1))])
    _, found, _, _ = tables_to_rows("d", read_tables(build(tmp_path / "d.pdf", made)))
    assert [action_values(row) for row in found] == [[squash(x) for x in action] for action in actions()]
    assert {row.region for row in found} == {"Asia"}


LABELS = ["Organization", "Project", "Description", "Additional information", "-"]


def matrix(*body: list[str], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> layout.Table:
    return table([LABELS, *body], spans={(0, 3): (1, 2), **(spans or {})})


def only(found: tuple[Activity, ...]) -> Activity:
    (activity,) = found
    return activity


def test_text_without_a_label_goes_to_the_end_of_the_description() -> None:
    made = matrix(
        ["Forum A", "Project", "What it does.", "Partners", "Unions"],
        ["-", "-", "-", "More about it.", "-"],
        ["-", "-", "-", "GCM objectives", "2, 3"],
        ["-", "-", "Later on, a fair.", "-", "-"],
        spans={(1, 0): (4, 1), (1, 1): (4, 1), (1, 2): (3, 1), (2, 3): (1, 2), (4, 2): (1, 3)},
    )
    row = only(tables_to_rows("d", [made])[0])
    assert row.description == "What it does.\nMore about it.\nLater on, a fair."
    assert (row.other_stakeholders, row.gcm_objectives) == ("Unions", "2, 3")


def test_projects_of_one_organization_share_its_cell() -> None:
    made = matrix(
        ["Forum A", "One", "First.", "Partners", "Unions"],
        ["-", "Two", "Second.", "Partners", "States"],
        ["", "Three", "Third.", "Partners", "Cities"],
        spans={(1, 0): (2, 1)},
    )
    found, *_ = tables_to_rows("d", [made])
    assert [(row.organization, row.project, row.other_stakeholders) for row in found] == [
        ("Forum A", "One", "Unions"),
        ("Forum A", "Two", "States"),
        ("Forum A", "Three", "Cities"),
    ]


def test_a_short_row_over_the_whole_width_names_the_category() -> None:
    made = matrix(
        ["Thematic initiatives", "-", "-", "-", "-"],
        ["Forum A", "One", "First.", "Partners", "Unions"],
        ["This goes on in a longer text over the whole width, which is no name of anything.", "-", "-", "-", "-"],
        spans={(1, 0): (1, 5), (3, 0): (1, 5)},
    )
    row = only(tables_to_rows("d", [made])[0])
    assert row.category == "Thematic initiatives"
    assert row.description.startswith("First.\nThis goes on")


def test_columns_without_a_field_keep_their_heading_in_the_description() -> None:
    made = table([["Organization", "Project", "Description", "Partners", "Location"], ["A", "B", "C.", "D", "Lima"]])
    assert only(tables_to_rows("d", [made])[0]).description == "C.\nLocation: Lima"


COUNTRY = ["Country", "Type of action", "Initiator", "Description", "Source"]


def test_swapped_columns_are_put_right_with_a_note() -> None:
    made = table(
        [
            COUNTRY,
            ["Peru", "Forum A", "Meeting – UN", "Talk", "Press"],
            ["Chile", "Forum B", "Funding – UN", "Fair", ""],
        ]
    )
    _, found, _, problems = tables_to_rows("d", [made])
    assert [(row.type_of_action, row.initiator) for row in found] == [
        ("Meeting – UN", "Forum A"),
        ("Funding – UN", "Forum B"),
    ]
    (problem,) = problems
    assert (problem.severity, problem.stage, problem.page) == ("note", "segment", 1)


def test_columns_under_their_headings_give_no_note() -> None:
    made = table(
        [
            COUNTRY,
            ["Peru", "Meeting – UN", "Forum A", "Talk", "Press"],
            ["Chile", "Funding – UN", "Forum B", "Fair", ""],
        ]
    )
    assert tables_to_rows("d", [made])[3] == ()


def test_a_column_under_a_strange_heading_is_told_by_what_it_holds() -> None:
    made = table(
        [
            ["No.", "Organization", "Project", "Partners", "Paragraphs"],
            ["1", "Forum A", "One", "Unions", "2, 5-18"],
            ["2", "Forum B", "Two", "Cities", "10: c,d"],
        ]
    )
    found, _, _, problems = tables_to_rows("d", [made])
    assert [row.gcm_objectives for row in found] == ["2, 5-18", "10: c,d"]
    assert problems == ()


def test_a_column_of_row_numbers_is_no_list_of_objectives() -> None:
    made = table(
        [
            ["No.", "Organization", "Project", "GCM objectives"],
            ["1", "Forum A", "One", "on pathways"],
            ["2", "Forum B", "Two", "on labour"],
        ]
    )
    assert [row.gcm_objectives for row in tables_to_rows("d", [made])[0]] == ["on pathways", "on labour"]


def test_labels_and_values_under_each_other_in_one_column() -> None:
    made = table(
        [
            ["Organization", "Project", "Description", "Details"],
            ["Forum A", "One", "First.", "Partners"],
            ["-", "-", "-", "Unions"],
            ["-", "-", "-", "GCM objectives"],
            ["-", "-", "-", "2, 3"],
            ["Forum B", "Two", "Second.", "Partners"],
            ["-", "-", "-", "Cities"],
        ],
        spans={(1, 0): (4, 1), (1, 1): (4, 1), (1, 2): (4, 1), (5, 0): (2, 1), (5, 1): (2, 1), (5, 2): (2, 1)},
    )
    one, two = tables_to_rows("d", [made])[0]
    assert (one.other_stakeholders, one.gcm_objectives, one.description) == ("Unions", "2, 3", "First.")
    assert (two.other_stakeholders, two.gcm_objectives, two.description) == ("Cities", "", "Second.")


def test_a_region_or_category_holds_for_the_rows_below_it() -> None:
    actions = table(
        [
            ["Region", *COUNTRY],
            ["Asia", "Nepal", "Meeting – UN", "Forum A", "Talk", ""],
            ["", "India", "Funding – UN", "B", "Fair", ""],
        ],
        spans={(1, 0): (1, 1)},
    )
    assert [row.region for row in tables_to_rows("d", [actions])[1]] == ["Asia", "Asia"]
    made = table(
        [["Category", "Lead", "Project", "Partners"], ["Local", "A", "One", "Unions"], ["", "B", "Two", "Cities"]]
    )
    assert [row.category for row in tables_to_rows("d", [made])[0]] == ["Local", "Local"]


def test_country_rows() -> None:
    made = table(
        [COUNTRY, ["Peru*", "Meeting – UN", "Forum A", "Talk", "Press"], ["", "Funding – UN", "", "Fair", ""]],
        heading="Latin America mapping overview",
    )
    first, second = tables_to_rows("d", [made])[1]
    assert (first.country, first.regional_scope, first.region) == ("Peru", True, "Latin America")
    assert (second.country, second.description, second.info_source) == ("Peru", "Fair", "")


def test_a_table_without_headings_goes_on_as_the_one_before() -> None:
    rest = table([["Chile", "Funding – UN", "Forum B", "Fair", "Press"]], page=2)
    plain = rest.model_copy(update={"cells": tuple(c.model_copy(update={"header": False}) for c in rest.cells)})
    first = table([COUNTRY, ["Peru", "Meeting – UN", "Forum A", "Talk", "Press"]])
    assert [row.country for row in tables_to_rows("d", [first, plain])[1]] == ["Peru", "Chile"]


def test_practices() -> None:
    headings = ["Name", "Implementing partners", "Time", "Short description", "More information"]
    made = table([headings, ["The bridge", "Forum A", "2001 - 2003", "1. Build\n2. Cross", "Website"]])
    (row,) = tables_to_rows("d", [made])[2]
    assert (row.name, row.implementing_partners, row.time) == ("The bridge", "Forum A", "2001 - 2003")
    assert (row.short_description, row.more_information) == ("1. Build\n2. Cross", "Website")


def test_other_tables_give_no_rows() -> None:
    made = table([["Recommendation", "Response", "Responsible"], ["Do it", "Accepted", "Unit"]])
    assert tables_to_rows("d", [made]) == ((), (), (), ())


def test_ids_are_stable_and_distinct() -> None:
    made = table([COUNTRY, *[["Peru", "Meeting – UN", "Forum", "Talk", ""]] * 2])
    one, two = tables_to_rows("d", [made])[1]
    assert one.row_id != two.row_id
    assert [row.row_id for row in tables_to_rows("d", [made])[1]] == [one.row_id, two.row_id]


def test_made_action_has_five_cells() -> None:
    assert len(Action._fields) == 5


def test_headings_in_two_rows() -> None:
    made = table(
        [
            ["Organization", "Project", "Description", "Additional information", "-"],
            ["-", "-", "-", "Partners", "GCM objectives"],
            ["Forum A", "One", "First.", "Unions", "2, 3"],
        ],
        spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 2)},
    )
    lower = [c.model_copy(update={"header": c.row < 2}) for c in made.cells]
    row = only(tables_to_rows("d", [made.model_copy(update={"cells": tuple(lower)})])[0])
    assert (row.other_stakeholders, row.gcm_objectives, row.description) == ("Unions", "2, 3", "First.")


@pytest.mark.parametrize("count", ["No.", "", "#"])
def test_a_column_that_counts_the_rows_is_left_out(count: str) -> None:
    made = table([[count, "Organization", "Project", "Description", "Partners"], ["1.", "A", "B", "C.", "D"]])
    row = only(tables_to_rows("d", [made])[0])
    assert (row.organization, row.project, row.description, row.other_stakeholders) == ("A", "B", "C.", "D")
