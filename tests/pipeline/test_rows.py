"""Rows that need what was found in their passages."""

from __future__ import annotations

import pytest

from models.actors.recognizer import load_recognizer
from models.records.annex import CountryAction
from models.records.segmentation import Subject
from pipeline.rows import name_initiators
from pipeline.subjects import row_text


def make_row(initiator: str) -> CountryAction:
    return CountryAction(
        row_id="r",
        document_id="d",
        initiator=initiator,
        description="Talks with UNICEF in Peru.",
        regional_scope=False,
        page_first=1,
        page_last=1,
        bbox=(0, 0, 0, 0),
    )


@pytest.mark.parametrize(
    ("initiator", "organizations"),
    [
        ("IOM and  ILO", ("International Labour Organization", "International Organization for Migration")),
        ("Government of the Philippines + ILO", ("Government of Philippines", "International Labour Organization")),
        ("Chaired by IOM", ("International Organization for Migration",)),
        ("MFA and members", ("Migrant Forum in Asia",)),
        ("Harbour Workers Network; Mar Council", ("Harbour Workers Network", "Mar Council")),
        ("To be defined", ()),
        ("", ()),
    ],
)
@pytest.mark.parametrize("front", ["", "Chile: "])
def test_an_initiator_is_split_into_organizations(front: str, initiator: str, organizations: tuple[str, ...]) -> None:
    row = make_row(initiator)
    text = front + row_text(row.initiator, "", row.description)
    subject = Subject(id="r", document_id="d", text=text, kind="country_action")
    (done,) = name_initiators([row], [subject], load_recognizer().find_mentions([subject]))
    assert done.initiator_organizations == organizations
