"""Coded sheets: bad ones are said, the rest is used; what programs coded is no human agreement; codes are frozen."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.errors import SettingsError
from models.objectives.taxonomy import load_taxonomy
from pipeline.audit.agree import find_conflicts, group_coders, measure_agreement, settle
from pipeline.audit.agree_step import agree
from pipeline.audit.coding import CodedSheet, Coding, read_sheet
from pipeline.audit.corpus import read_table
from pipeline.audit.draw_step import draw
from pipeline.audit.rehearsal import rehearse
from pipeline.audit.report import find_newest, read_figures
from tests.pipeline.audit.runs import make_run

DATE = "2026-11-26"
SIZES = {"random": 3, "keyword": 9, "borderline": 9}


def _sheet(coder: str, kind: str = "person", **codes: str) -> CodedSheet:
    shown = {name: {"passage_id": name, "text": name} for name in codes}
    given = {name: Coding(frozenset(cell.split(";")), frozenset()) for name, cell in codes.items() if cell}
    return CodedSheet(f"{coder}.csv", coder, kind, shown, given, ())


def _draw(folder: Path, coders: tuple[str, ...] = ("Ana", "Ben")) -> list[Path]:
    draw(make_run(folder / "out"), folder / "audit", coders, SIZES)
    return [folder / "audit" / f"sheet-{coder.lower()}.xlsx" for coder in coders]


def _edit(path: Path, sheet: str, changes: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    for place, value in changes.items():
        book[sheet][place] = value
    book.save(path)


def _fill(path: Path, code: str = "7", kind: str = "person", rows: int = 21) -> None:
    _edit(path, "Coding", {f"G{row}": code for row in range(2, rows + 2)})
    _edit(path, "Coder", {"B3": kind})


def test_persons_are_measured_apart_from_programs() -> None:
    sheets = [_sheet("Ana", a="7"), _sheet("Ben", a="7"), _sheet("bot", "program", a="1")]
    assert {name: len(group) for name, group in group_coders(sheets).items()} == {
        "persons": 2,
        "persons and programs": 3,
    }
    assert list(group_coders([_sheet("bot", "program"), _sheet("bot 2", "program")])) == ["programs"]
    assert list(group_coders([_sheet("Ana"), _sheet("x", "")])) == ["not all declared"]


def test_figures_of_two_coders() -> None:
    cells = {f"p{n}": ("7", "15", "1;7")[n % 3] for n in range(30)}
    sheets = [_sheet("Ana", **cells), _sheet("Ben", **(cells | {"p0": "15"}))]
    figures = {figure[:3]: figure for figure in measure_agreement(sheets, {}, load_taxonomy(), draws=200)}
    alpha = figures["all codes (persons)", "primary", "alpha (MASI)"]
    assert alpha.value is not None
    assert 0.9 < alpha.value < 1
    assert alpha.interval is not None
    assert alpha.interval.low <= alpha.value <= alpha.interval.high
    assert figures["each objective (persons)", "1", "AC1"].value == 1
    assert figures["each objective (persons)", "7", "alpha"].value != 1
    assert figures["pairs of coders (persons)", "Ana and Ben", "kappa"].value == pytest.approx(0.95, abs=0.01)
    assert ("each objective (persons)", "9", "alpha") not in figures


def test_conflicts_need_a_decision_or_a_majority() -> None:
    ana, ben, eva = _sheet("Ana", a="7", b="1", c=""), _sheet("Ben", a="7", b="15", c=""), _sheet("Eva", a="1", b="1")
    assert find_conflicts([ana, ben]) == ["b"]
    assert [(one.passage_id, one.decided) for one in settle([ana, ben], None)] == [("a", "agreed")]
    decision = _sheet("Eva", b="15")
    assert settle([ana, ben], decision)[1].coding.primary == {"15"}
    three = {one.passage_id: one for one in settle([ana, ben, eva], None)}
    assert {name: (one.decided, *one.coding.primary) for name, one in three.items()} == {
        "a": ("majority", "7"),
        "b": ("majority", "1"),
    }


def test_half_coded_sheets_and_unknown_codes_are_said(tmp_path: Path) -> None:
    ana, ben = _draw(tmp_path)
    _fill(ana, rows=15)
    _fill(ben)
    _edit(ben, "Coding", {"G2": "77", "G3": 7, "G4": "13(h)", "G5": " ifr "})
    outcome = agree([ana, ben], DATE)
    said = "\n".join(outcome.lines)
    assert "sheet-ana.xlsx: 6 of 21 passages have no primary code" in said
    assert "sheet-ben.xlsx, row 2: '77' is not a code of the taxonomy" in said
    coded = list(read_sheet(ben, load_taxonomy()).codes.values())
    assert [set(coding.primary) for coding in coded[:3]] == [{"7"}, {"13"}, {"IFR"}]
    assert not outcome.failed


def test_undeclared_and_program_coding_is_no_human_agreement(tmp_path: Path) -> None:
    ana, ben = _draw(tmp_path)
    _fill(ana)
    _fill(ben, kind="")
    said = "\n".join(agree([ana, ben], DATE).lines)
    assert "sheet-ben.xlsx does not say whether a person or a program coded" in said
    assert "Not all sheets declare that a person coded" in said
    page = (tmp_path / "audit" / f"agreement-{DATE}.html").read_text(encoding="utf-8")
    assert "no agreement between people" in page
    assert "(persons)" not in page


def test_one_coder_and_no_overlap(tmp_path: Path) -> None:
    ana, ben = _draw(tmp_path)
    _fill(ana, rows=5)
    _fill(ben, rows=0)
    _edit(ben, "Coding", {"G20": "7"})
    assert "one coder only" in "\n".join(agree([ana], DATE).lines)
    assert "no passage was coded by two coders" in "\n".join(agree([ana, ben], DATE).lines)
    newest = find_newest(tmp_path / "audit", "reference")
    assert newest is not None
    assert {row["decided"] for row in read_table(newest)} == {"one coder"}


def test_sheets_with_different_passages(tmp_path: Path) -> None:
    ana, ben = _draw(tmp_path)
    _fill(ana)
    _fill(ben)
    book = openpyxl.load_workbook(ben)
    book["Coding"].delete_rows(2, 4)
    book.save(ben)
    assert "sheet-ben.xlsx lacks 4 passages of the other sheets" in "\n".join(agree([ana, ben], DATE).lines)


def test_an_unreadable_sheet_stops_nothing(tmp_path: Path) -> None:
    (ana,) = _draw(tmp_path, ("Ana",))
    _fill(ana)
    ods = tmp_path / "audit" / "sheet-ben.ods"
    ods.write_bytes(b"PK")
    outcome = agree([ana, ods], DATE)
    assert outcome.failed
    assert "sheet-ben.ods is in a format that is not read; save it as .xlsx" in "\n".join(outcome.lines)
    with pytest.raises(SettingsError, match="no coded sheet can be read"):
        agree([ods], DATE)


def test_a_sheet_saved_by_another_program_reads_the_same(tmp_path: Path) -> None:
    """Text inline instead of in a list, a wrong statement of the size, numbers for codes."""
    (ana,) = _draw(tmp_path, ("Ana",))
    _fill(ana, code="7")
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(ana) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                data = data.replace(b'<dimension ref="A1:N22"', b'<dimension ref="A1"')
                assert b'ref="A1"' in data
            target.writestr(name, data)
    inline = tmp_path / "inline.xlsx"
    book = openpyxl.Workbook(write_only=True)
    for sheet in openpyxl.load_workbook(ana):
        page = book.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            page.append([7.0 if cell == "7" else cell for cell in row])
    book.save(inline)
    expected = read_sheet(ana, load_taxonomy())
    for path in (other, inline):
        found = read_sheet(path, load_taxonomy())
        assert (found.coder, found.kind, found.codes) == (expected.coder, expected.kind, expected.codes)
        assert len(found.codes) == 21


def test_reference_codes_are_frozen_and_adjudication_completes_them(tmp_path: Path) -> None:
    out, audit = tmp_path / "out", tmp_path / "audit"
    sheets = _draw(tmp_path)
    rehearse(sheets, out, noise=0.3)
    first = agree(sheets, DATE)
    assert "Coded by programs" in "\n".join(first.lines)
    before = (audit / f"reference-{DATE}.csv").read_bytes()
    decisions = audit / f"adjudication-{DATE}.xlsx"
    rehearse([decisions], out, noise=0)
    agree(sheets, DATE, adjudicated=decisions)
    assert (audit / f"reference-{DATE}.csv").read_bytes() == before
    rows = read_table(audit / f"reference-{DATE}-2.csv")
    assert len(rows) == 21
    assert {row["decided"] for row in rows} == {"agreed", "adjudicated"}
    assert {row["coders"] for row in rows} == {"Ana (program); Ben (program)"}
    assert float(rows[0]["weight"]) > 0


@pytest.mark.parametrize("kind", ["person", ""])
def test_sheets_of_people_are_never_filled_in_by_program(kind: str, tmp_path: Path) -> None:
    ana, ben = _draw(tmp_path)
    _fill(ben, kind=kind, rows=2)
    before = (ana.read_bytes(), ben.read_bytes())
    with pytest.raises(SettingsError, match="a person may have given"):
        rehearse([ana, ben], tmp_path / "out")
    assert (ana.read_bytes(), ben.read_bytes()) == before


def test_the_report_repeats_says_what_changed_and_runs_nothing(tmp_path: Path) -> None:
    ana, ben = _draw(tmp_path)
    _fill(ana)
    _fill(ben, code="15")
    _edit(ana, "Coder", {"B2": "<script>alert(1)</script>"})
    agree([ana, ben], "2026-11-01")
    page = tmp_path / "audit" / "agreement-2026-11-01.html"
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "first audit" in text
    agree([ana, ben], "2026-11-01")
    assert page.read_text(encoding="utf-8") == text
    shutil.copy(ana, ben)
    agree([ana, ben], "2026-11-02")
    later = (tmp_path / "audit" / "agreement-2026-11-02.html").read_text(encoding="utf-8")
    assert "figures changed</a> since agreement-2026-11-01" in later
    assert read_figures(tmp_path / "audit" / "agreement-2026-11-02.csv")
