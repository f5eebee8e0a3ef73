from __future__ import annotations

import pytest

from extractors.activities import split_at_labels, text_to_pieces
from extractors.annexes import tables_to_rows
from extractors.families import load_families
from tests.extractors.block_builders import make_table

KIND = load_families().kind("activities")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Other Stakeholders: Unions GCM Objectives: 2, 7 Focal Point and email: Ana",
            ["Other Stakeholders: Unions", "GCM Objectives: 2, 7", "Focal Point and email: Ana"],
        ),
        ("Unions, whose objectives: fair pay", ["Unions, whose objectives: fair pay"]),
        ("Unions and a Choir: all of it", ["Unions and a Choir: all of it"]),
        ("", [""]),
    ],
)
def test_labels_inside_a_paragraph_begin_a_part(text: str, parts: list[str]) -> None:
    assert split_at_labels(text, KIND) == parts


def test_labels_that_run_on_in_a_cell_are_fields() -> None:
    pieces = list(text_to_pieces("Partners: Unions GCM objectives: 2, 7", KIND))
    assert pieces == [("other_stakeholders", "Unions"), ("gcm_objectives", "2, 7")]


@pytest.mark.parametrize(
    ("printed", "name", "email"),
    [
        ("First Last first@example.org", "First Last", "first@example.org"),
        (
            "First Last (Forum) first@example.org\nSecond (Net) second@example.org.uk",
            "First Last (Forum);Second (Net)",
            "first@example.org;second@example.org.uk",
        ),
        ("First Last, e-mail: first@example.org.", "First Last", "first@example.org"),
        ("First Last", "First Last", ""),
        ("first@example.org", "", "first@example.org"),
    ],
)
def test_focal_point(printed: str, name: str, email: str) -> None:
    table = make_table([["Organization", "Project", "Description", "Focal point"], ["A", "B", "C", printed]]).table
    assert table is not None
    (row,) = tables_to_rows("d", [table])[0]
    assert (row.focal_point_name, row.focal_point_email) == (name, email)
