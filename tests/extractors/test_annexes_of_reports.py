"""The annexes of the reference reports, cell by cell."""

from __future__ import annotations

import csv

import pytest

from extractors.annexes import tables_to_rows
from tests.extractors.table_pdfs import read_tables, squash
from tests.shared import SHARED, needs_shared


def printed_gold(name: str, fields: list[str]) -> list[list[str]]:
    with (SHARED / "gold" / name).open(encoding="utf-8") as file:
        return [[plain(row[field]) for field in fields] for row in csv.DictReader(file)]


def plain(text: str) -> str:
    """Text without what print changes: white space, hyphens, quotes, case."""
    for mark in "-–—‘’'\"“”":
        text = text.replace(mark, "")
    return squash(text).casefold().strip(".;,")


def cells_right(found: list[list[str]], gold: list[list[str]]) -> float:
    same = sum(a == b for one, two in zip(found, gold, strict=True) for a, b in zip(one, two, strict=True))
    return same / (len(gold) * len(gold[0]))


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("report", "gold", "kind", "fields"),
    [
        (
            "ac-2019-mapping",
            "ac-2019-activities.csv",
            0,
            "organization project description primary_constituency other_stakeholders gcm_objectives category",
        ),
        (
            "mmc-2019-wheels-in-motion",
            "mmc-2019-country-actions-normalized.csv",
            1,
            "region country type_of_action initiator description info_source",
        ),
        (
            "mmc-2019-wheels-in-motion",
            "mmc-2019-practices.csv",
            2,
            "name implementing_partners time short_description more_information",
        ),
    ],
)
def test_rows_of_the_reports(report: str, gold: str, kind: int, fields: str) -> None:
    found = tables_to_rows("d", read_tables(SHARED / "corpus" / f"{report}.pdf"))[kind]
    values = [[plain(getattr(row, field)) for field in fields.split()] for row in found]
    assert cells_right(values, printed_gold(gold, fields.split())) >= 0.995
