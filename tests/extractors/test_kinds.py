from __future__ import annotations

import pytest

from extractors.families import load_families
from extractors.kinds import find_family, table_to_roles
from models.records.ink import BBox
from models.records.layout import Block, Cell, Extraction, Table, Where

FAMILIES = load_families()
HERE = Where(page=1, bbox=BBox(0, 0, 10, 10))


def block(kind: str, text: str = "words", label: str = "", table: Table | None = None) -> Block:
    return Block(kind=kind, text=text, printed=text, places=(HERE,), label=label, table=table)  # type: ignore[arg-type]


def table(*rows: list[str]) -> Table:
    cells = [
        Cell(row=row, col=col, text=text, printed=text, where=HERE, header=row == 0)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    ]
    return Table(cells=tuple(cells), n_rows=len(rows), n_cols=len(rows[0]), page_first=1, page_last=1)


OPEN = ["Lead entity", "Activity", "Details", "Other information"]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (
            [
                OPEN,
                ["Harbour Circle", "A walk", "We walked.", "Key partners: towns\nObjectives: 3, 5\nContact: A. Bo"],
                ["River Union", "A fair", "We met.", "Key partners: farms\nObjectives: 7\nContact: C. Do"],
            ],
            "activities",
        ),
        (
            [
                OPEN,
                ["Harbour Circle", "A walk", "We walked.", "Partners\ntowns\nGCM objectives\n3, 5"],
                ["River Union", "A fair", "We met.", "Partners\nfarms\nGCM objectives\n7"],
            ],
            "activities",
        ),
        (
            [
                OPEN,
                ["Harbour Circle", "A walk", "We walked.", "See the yearbook."],
                ["River Union", "A fair", "We met.", "See the leaflet."],
            ],
            "practices",
        ),
    ],
)
def test_contents_tell_what_headings_leave_open(rows: list[list[str]], kind: str) -> None:
    roles = table_to_roles(table(*rows), FAMILIES)
    assert roles is not None
    assert roles.kind.name == kind


def test_a_label_in_one_row_of_many_tells_nothing() -> None:
    body = [[f"Circle {n}", "A walk", "We walked.", "See the yearbook."] for n in range(5)]
    body[2][3] = "GCM objectives\n3, 5\nFocal point\nA. Bo"
    roles = table_to_roles(table(OPEN, *body), FAMILIES)
    assert roles is not None
    assert roles.kind.name == "practices"


ACTIVITIES = block("table", table=table(["Organization", "Project", "GCM objectives"]))
ACTIONS = block("table", table=table(["Country", "Type of action", "Description"]))
PRIORITIES = [block("heading", label=f"{n}.") for n in range(6)]
LETTERED = [block("list_item", label=f"{letter}.") for letter in "abcdefghijkl"]


@pytest.mark.parametrize(
    ("blocks", "across", "family"),
    [
        ([ACTIVITIES], False, "action-committee"),
        ([ACTIONS], False, "mmc-stocktaking"),
        ([*PRIORITIES, *LETTERED], False, "imrf-priorities"),
        (PRIORITIES, False, "generic"),
        ([block("paragraph")], True, "slides"),
        ([block("paragraph", "word " * 400)], True, "generic"),
        ([block("paragraph")], False, "generic"),
    ],
)
def test_find_family(blocks: list[Block], across: bool, family: str) -> None:
    extraction = Extraction(document_id="d", sha256="0", pages=1, landscape=across, blocks=tuple(blocks))
    assert find_family(extraction, FAMILIES) == family
