from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.objectives.printed import parse_printed
from models.objectives.taxonomy import load_taxonomy
from tests.models.objectives.samples import write_small
from tests.shared import SHARED, needs_shared

ALL = ";".join(str(number) for number in range(1, 24))


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("2, 5-8, 21, 23", "2;5;6;7;8;21;23"),
        ("19–20; 23", "19;20;23"),
        ("1,2,3 and 23.", "1;2;3;23"),
        ("10: c,d,h", "10(c);10(d);10(h)"),
        ("10 (c) (d)", "10(c);10(d)"),
        ("10(c-e)", "10(c);10(d);10(e)"),
        ("13(h)", "13(h)"),
        ("13h, 7", "7;13(h)"),
        ("9.d", "9(d)"),
        ("Objective 5, Action g", "5(g)"),
        ("Objective 2, Actions b and c; Objective 4, Action e; and Objective 7", "2(b);2(c);4(e);7"),
        ("Objectives 1, 9 and 10", "1;9;10"),
        ("Obj. 7 & 8", "7;8"),
        ("GCM 13", "13"),
        ("objectives 5 to 7", "5;6;7"),
        ("Objectives II, V and VII", "2;5;7"),
        ("one, five and twenty-one", "1;5;21"),
        ("all", ALL),
        ("All 23 objectives of the GCM", ALL),
        ("all except 2-23", "1"),
        ("SDG 10.7; GCM Objective 5", "5"),
        ("", ""),
        ("n/a", ""),
        ("–", ""),
    ],
)
def test_printed_list_becomes_codes_without_note(printed: str, codes: str) -> None:
    declared = parse_printed("a1", printed, load_taxonomy())
    assert (";".join(declared.codes), declared.note) == (codes, "")
    assert declared.printed == printed


@pytest.mark.parametrize(
    ("printed", "codes", "note"),
    [
        ("Child-related objectives", "", "Child-related objectives"),
        ("All objectives related to children", "", "All objectives related to children"),
        ("to be decided", "", "to be decided"),
        ("one of the working groups", "", "one of the working groups"),
        ("31", "", "31"),
        ("5, 31", "5", "not in the taxonomy: 31"),
        ("5(z)", "5", "not in the taxonomy: 5(z)"),
        ("7 and gender equality", "7", "7 and gender equality"),
        ("since 2018", "", "since 2018"),
    ],
)
def test_what_is_no_code_is_kept_as_a_note(printed: str, codes: str, note: str) -> None:
    declared = parse_printed("a1", printed, load_taxonomy())
    assert (";".join(declared.codes), declared.note) == (codes, note)


def test_another_taxonomy_has_its_own_total(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write_small(tmp_path))
    assert parse_printed("x", "all 2 goals", taxonomy).codes == ("1", "2")
    assert parse_printed("x", "Goals 1(b), 3", taxonomy).codes == ("1(b)",)


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", ["ac-2019-declared-objectives.csv", "mmc-2019-box-declared.csv"])
def test_printed_lists_of_real_reports_are_all_right(name: str) -> None:
    with (SHARED / "gold" / name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    taxonomy = load_taxonomy()
    assert [";".join(parse_printed("x", row["as_printed"], taxonomy).codes) for row in rows] == [
        row["codes"] for row in rows
    ]
