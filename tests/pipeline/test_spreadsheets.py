"""Spreadsheets of passages: read as they come from spreadsheet programs, refused in one sentence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from models.errors import SettingsError
from pipeline.spreadsheets import read_spreadsheet, write_csv, write_table

WHEN = datetime(2019, 7, 4)  # noqa: DTZ001 - the file format knows no time zones


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"id,text\n1,a b\n", [("1", "a b")]),
        (b"\xef\xbb\xbfid;text\r\n1;a, b\r\n", [("1", "a, b")]),
        (b"id\ttext\n1\ta\n", [("1", "a")]),
        (b'id,text\n1,"two\nlines"\n\n2,\n', [("1", "two\nlines"), ("2", "")]),
        (b"id,text\n1\n", [("1", "")]),
        (b"id,text\n1,a,,\n", [("1", "a")]),
        (b"id,text\n", []),
    ],
)
def test_csv_is_read(data: bytes, rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    sheet = read_spreadsheet(str(path))
    assert sheet.header == ("id", "text")
    assert list(sheet.rows) == rows


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"id,text\n1,a,b\n", "row 2 has more cells"),
        (b"text,text\na,b\n", "twice"),
        ("id,text\n1,é\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_bad_csv_is_one_sentence(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    with pytest.raises(SettingsError, match=words):
        read_spreadsheet(str(path))


def test_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["id", "text", "when", None],
        [1.0, "=A1", WHEN, None],
        [None] * 4,
        ["b", None, 2.5, None],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "sheet.xlsx")
    sheet = read_spreadsheet(str(tmp_path / "sheet.xlsx"))
    assert sheet.header == ("id", "text", "when")
    assert sheet.rows[0][0] == "1"
    assert sheet.rows[0][2] == "2019-07-04"
    assert sheet.rows[1] == ("b", "", "2.5")


def test_a_file_that_only_claims_to_be_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(b"no workbook")
    with pytest.raises(SettingsError, match="workbook"):
        read_spreadsheet(str(tmp_path / "sheet.xlsx"))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no file"):
        read_spreadsheet(str(tmp_path / "none.csv"))


def test_values_are_written_exactly(tmp_path: Path) -> None:
    rows = [("=1+1", 'a "b", c\nd'), ("", "-x")]
    path = tmp_path / "out.csv"
    path.write_text(write_csv(("x", "y"), rows), encoding="utf-8", newline="")
    assert list(read_spreadsheet(str(path)).rows) == rows


def make_workbook(path: Path, **sheets: list[list[str]]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        page = book.create_sheet(title)
        for line in lines:
            page.append(line)
    book.save(path)
    return str(path)


def test_of_several_sheets_the_one_with_the_column_is_read(tmp_path: Path) -> None:
    file = make_workbook(tmp_path / "a.xlsx", Notes=[["about"], ["x"]], Coding=[["id", "text"], ["1", "Open it."]])
    assert read_spreadsheet(file, column="text").rows == (("1", "Open it."),)
    assert read_spreadsheet(file, column="nothing").header == ("about",)
    assert read_spreadsheet(file, sheet="Notes", column="text").header == ("about",)


def test_where_several_sheets_have_the_column_one_has_to_be_named(tmp_path: Path) -> None:
    file = make_workbook(tmp_path / "a.xlsx", One=[["text"], ["a"]], Two=[["text"], ["b"]])
    with pytest.raises(SettingsError, match="One, Two; name one with --sheet"):
        read_spreadsheet(file, column="text")
    assert read_spreadsheet(file, sheet="Two", column="text").rows == (("b",),)
    with pytest.raises(SettingsError, match="no sheet 'Three'; its sheets are One, Two"):
        read_spreadsheet(file, sheet="Three")


def test_a_table_of_values_has_no_formula_and_no_none() -> None:
    rows = [("=1+1", 0.25, None), ("- 5 per cent", 3, "a,b")]
    assert write_table(("a", "b", "c"), rows) == "a,b,c\n'=1+1,0.25,\n'- 5 per cent,3,\"a,b\"\n"
