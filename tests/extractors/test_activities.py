from __future__ import annotations

import pytest

from extractors.activities import split_at_labels, text_to_pieces
from extractors.families import load_families

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
