"""One card an activity: its rows, and what stands above it."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable, Spacer, Table

from extractors.annexes import tables_to_rows
from tests.extractors.table_pdfs import BOLD, GRID, build, cell, read_tables
from tests.extractors.table_records import table


def test_record_cards_begin_with_their_first_label_whatever_it_is() -> None:
    card = [["Initiative", "One"], ["Lead agency", "Forum A"], ["Summary", "First."], ["GCM objectives", "2"]]
    made = table([*card, ["Initiative", "Two"], *card[1:]])
    found = tables_to_rows("d", [made])[0]
    assert [(row.project, row.organization) for row in found] == [("One", "Forum A"), ("Two", "Forum A")]


def test_record_cards() -> None:
    """One small table an activity, labels on the left; two cards may stand in one table."""
    made = table(
        [
            ["Organisation", "Forum A"],
            ["Initiative", "One"],
            ["Description", "First."],
            ["GCM objectives", "2, 3"],
            ["Organisation", "Forum B"],
            ["Initiative", "Two"],
            ["Description", "Second."],
            ["Timeline", "2021"],
            ["Partners", "Unions"],
        ]
    )
    one, two = tables_to_rows("d", [made])[0]
    assert (one.organization, one.project, one.gcm_objectives, one.category) == ("Forum A", "One", "2, 3", "Heading")
    assert (two.organization, two.description, two.other_stakeholders) == (
        "Forum B",
        "Second.\nTimeline: 2021",
        "Unions",
    )


def test_the_title_of_a_card_is_no_category(tmp_path: Path) -> None:
    """A project's name above its card; the section above it names the category."""
    parts: list[Flowable] = []
    for name in ("One", "Two"):
        labels = [("Initiative", name), ("Organisation", "Forum A"), ("Description", "A text."), ("Partners", "Unions")]
        parts += [cell(name, BOLD), Table([[cell(a, BOLD), cell(b)] for a, b in labels], style=GRID), Spacer(1, 12)]
    tables = read_tables(build(tmp_path / "cards.pdf", parts, heading="A section"))
    assert [(row.project, row.category) for row in tables_to_rows("d", tables)[0]] == [
        ("One", "A section"),
        ("Two", "A section"),
    ]
