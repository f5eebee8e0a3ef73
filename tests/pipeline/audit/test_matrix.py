"""Rows are matched one to one, cells are exact, near or wrong, and the figures equal the reference scorer."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from models.errors import SettingsError
from pipeline.audit.matrix import cell_f1, compare_tables, measure_similarity
from pipeline.audit.matrix_step import Request, compare
from tests.pipeline.audit.runs import write_rows
from tests.shared import SHARED, needs_shared

DATE = "2026-11-26"
HEADER = ("row_id", "name", "countries", "text")
HANDMADE = [
    ("1", "Night school", "MLT;TUN", "Evening classes for seafarers who arrive late in the year"),
    ("2", "Help desk", "ITA", "A desk in every port answers questions about papers and pay"),
    ("3", "Hotline", "", "Calls are answered in nine languages by volunteers of the harbour"),
    ("4", "Ferry", "GRC", "Never rebuilt by anyone"),
]
REBUILT = [
    ("x", "Hotline", "", "Calls are answered in nine languages by volunteers of the harbor"),
    ("y", "NIGHT-\nSCHOOL", "TUN;MLT", "Evening classes for seafarers who arrive late in the year."),
    ("z", "Help desk", "FRA", "A desk in every port answers questions about papers and pay"),
    ("w", "=SUM(1)", "", "<b>Something else</b>"),
]


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    write_rows(tmp_path / "rebuilt.csv", HEADER, REBUILT)
    write_rows(tmp_path / "hand.csv", HEADER, HANDMADE)
    return tmp_path / "rebuilt.csv", tmp_path / "hand.csv"


def test_rows_and_cells() -> None:
    handmade, rebuilt = ([dict(zip(HEADER, row, strict=True)) for row in rows] for rows in (HANDMADE, REBUILT))
    fields = ("name", "countries", "text")
    found = compare_tables(handmade, rebuilt, fields, frozenset({"countries"}))
    assert [(pair.handmade, pair.rebuilt) for pair in found.pairs] == [(0, 1), (1, 2), (2, 0)]
    assert (found.missed, found.extra) == ((3,), (3,))
    states = [[pair.cells[name].state for name in fields] for pair in found.pairs]
    assert states == [["exact"] * 3, ["exact", "wrong", "exact"], ["exact", "exact", "near"]]
    assert cell_f1(found, 3) == pytest.approx(2 * 7 / 24)


@pytest.mark.parametrize("seed", range(5))
def test_pairs_are_those_of_trying_all(seed: int) -> None:
    """The most similar pair of all that are left, again and again; of equal ones the later rows."""
    chance = random.Random(seed)
    sides = [[{"a": _words(chance, 2), "b": _words(chance, 6)} for _ in range(12)] for _ in range(2)]
    scored = sorted(
        (
            (sum(measure_similarity(one[name], other[name]) for name in "ab"), i, j)
            for i, one in enumerate(sides[0])
            for j, other in enumerate(sides[1])
        ),
        reverse=True,
    )
    wanted: dict[int, int] = {}
    for score, i, j in scored:
        if score >= 1 and i not in wanted and j not in wanted.values():
            wanted[i] = j
    found = compare_tables(sides[0], sides[1], "ab")
    assert {pair.handmade: pair.rebuilt for pair in found.pairs} == wanted


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(("port", "ports", "desk", "ship", "sea"), k=count))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("well-\nknown", "wellknown", True),
        ("“Port”  fees", '"port" fees.', True),
        ("", "x", False),
        ("Port", "Ports", False),
    ],
)
def test_print_marks_make_no_difference(one: str, other: str, same: bool) -> None:
    assert (measure_similarity(one, other) == 1) is same


@pytest.mark.shared
@needs_shared
def test_figures_equal_the_reference_scorer(tables: tuple[Path, Path], tmp_path: Path) -> None:
    rebuilt, hand = tables
    script = [sys.executable, str(SHARED / "checks/score_rows.py"), str(hand), str(rebuilt)]
    printed = subprocess.run([*script, "--fields", "name,countries,text"], capture_output=True, text=True, check=True)
    lines = compare(Request(rebuilt, hand), tmp_path / "audit", DATE).lines
    wanted = re.search(r"gold (\d+), found (\d+), aligned (\d+); cell F1 (\S+)", printed.stdout)
    found = re.search(r"(\d+) by hand, (\d+) rebuilt; (\d+) found.* F1 (\S+)", lines[0])
    assert wanted is not None
    assert found is not None
    assert found.groups() == wanted.groups()
    for name in ("name", "countries", "text"):
        exact = re.search(rf"{name} +exact (\d+)/4  close (\d+)/4", printed.stdout)
        own = next(re.search(r"(\d+) exact, (\d+) near", line) for line in lines if line.startswith(f"{name}:"))
        assert exact is not None
        assert own is not None
        assert (int(exact[1]), int(exact[2])) == (int(own[1]), int(own[1]) + int(own[2]))


def test_the_workbook_marks_differences_and_runs_nothing(tables: tuple[Path, Path], tmp_path: Path) -> None:
    compare(Request(*tables), tmp_path / "audit", DATE)
    page = openpyxl.load_workbook(tmp_path / "audit" / f"differences-rebuilt-{DATE}.xlsx")["Differences"]
    states = [row[0].value for row in page.iter_rows(min_row=2)]
    assert states == ["exact", "1 wrong", "1 near", "missed", "extra"]
    wrong = page["E3"]
    assert wrong.fill.start_color.rgb.endswith("F8C9C4")
    assert wrong.comment is not None
    assert "by hand (0.33 similar): ITA" in wrong.comment.text
    assert page["D6"].value == "=SUM(1)"
    assert page["D6"].data_type == "s"
    with zipfile.ZipFile(tmp_path / "audit" / f"differences-rebuilt-{DATE}.xlsx") as book:
        parts = book.read("xl/worksheets/sheet1.xml").decode()
    assert parts.index("<pageSetup") < parts.index("<ignoredErrors>") < parts.index("<legacyDrawing")
    report = (tmp_path / "audit" / f"matrix-rebuilt-{DATE}.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Something else" in report
    assert "<b>" not in report


def test_workbooks_and_headings_in_words(tables: tuple[Path, Path], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Practices"
    for row in (("Name", "Countries", "TEXT"), *(row[1:] for row in HANDMADE)):
        book.worksheets[0].append(row)
    book.create_sheet("Notes").append(["nothing here"])
    book.save(tmp_path / "hand.xlsx")
    request = Request(tables[0], tmp_path / "hand.xlsx", handmade_sheet="Practices")
    assert "3 found, 1 missed, 1 extra" in compare(request, tmp_path / "audit", DATE).lines[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fields": ("harbour",)}, "has no column harbour; it has row_id"),
        ({"where": "name"}, "is not column=value"),
        ({"where": "harbour=1"}, "is not column=value"),
    ],
)
def test_a_wrong_request_is_one_sentence(
    changes: dict[str, object], words: str, tables: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=words):
        compare(Request(*tables)._replace(**changes), tmp_path / "audit", DATE)


def test_tables_without_a_common_column(tables: tuple[Path, Path], tmp_path: Path) -> None:
    write_rows(tmp_path / "other.csv", ("a_id", "harbour"), [("1", "x")])
    with pytest.raises(SettingsError, match="of the other"):
        compare(Request(tables[0], tmp_path / "other.csv"), tmp_path / "audit", DATE)


def test_only_rows_that_are_asked_for(tables: tuple[Path, Path], tmp_path: Path) -> None:
    line = compare(Request(*tables, where="name=Hotline"), tmp_path / "audit", DATE).lines[0]
    assert "4 by hand, 1 rebuilt; 1 found, 3 missed, 0 extra" in line
