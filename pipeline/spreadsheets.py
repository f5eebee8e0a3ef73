"""Spreadsheets of passages: CSV (comma, semicolon or tab), standard input, .xlsx → a table of texts. Reads only."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.errors import SettingsError

STANDARD_INPUT = "-"
DELIMITERS = (",", ";", "\t")
OTHER_FORMATS = (".ods", ".xls", ".xlsb", ".numbers", ".fods")
FORMULA = re.compile(r"^(?:[=@\t\r]|[+-]\s*[\w(=])")
"""Text that a spreadsheet program would run; in CSV files of ours an apostrophe before it keeps it text."""
_QUOTED = re.compile(r"^'(?=[=@\t\r]|[+-]\s*[\w(=])")


class Spreadsheet(NamedTuple):
    """A header and rows as long as it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        """All cells of a column."""
        index = self.header.index(name)
        return [row[index] for row in self.rows]


def read_spreadsheet(source: str, *, sheet: str | None = None, column: str | None = None) -> Spreadsheet:
    """Read a file, or standard input for `-`. Raises SettingsError, one sentence, for what cannot be read.

    Of a workbook with several sheets the one is read that is named, or else the only one that has the column.
    """
    if source == STANDARD_INPUT:
        return _parse_csv(_decode(sys.stdin.buffer.read(), "standard input"), "standard input")
    path = Path(source)
    if not path.is_file():
        raise SettingsError(f"there is no file {source}; give a .csv or .xlsx file, or - for standard input")
    if path.suffix.lower() in OTHER_FORMATS:
        raise SettingsError(f"{path.name} is in a format that is not read; save it as .xlsx or CSV UTF-8 and try again")
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, sheet, column)
    return _parse_csv(_decode(path.read_bytes(), path.name), path.name)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{name} is not UTF-8 text; save it again as CSV UTF-8, or as .xlsx") from error


def _parse_csv(text: str, name: str) -> Spreadsheet:
    csv.field_size_limit(2**31 - 1)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SettingsError(f"{name} is not a CSV file ({error}); save it again as CSV UTF-8") from error
    return _to_spreadsheet(lines, name)


def _read_workbook(path: Path, sheet: str | None, column: str | None) -> Spreadsheet:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise SettingsError(f"{path.name} is not a workbook that can be read; save it again as .xlsx or CSV") from error
    for page in book.worksheets:
        page.reset_dimensions()  # some programs state them wrongly
    sheets = {
        page.title: [_trim([_cell_to_text(value) for value in row]) for row in page.iter_rows(values_only=True)]
        for page in book.worksheets
    }
    book.close()
    return _to_spreadsheet(sheets[_pick_sheet(sheets, path.name, sheet, column)], path.name)


def _pick_sheet(sheets: Mapping[str, Sequence[Sequence[str]]], name: str, sheet: str | None, column: str | None) -> str:
    if sheet is not None and sheet not in sheets:
        raise SettingsError(f"{name} has no sheet {sheet!r}; its sheets are {', '.join(sheets)}")
    filled = [title for title, lines in sheets.items() if any(map(any, lines))]
    fitting = [title for title in filled if column in {cell.strip() for cell in _first_line(sheets[title])}]
    if sheet is None and len(fitting) > 1:
        raise SettingsError(f"{name} has the column {column!r} in {', '.join(fitting)}; name one with --sheet")
    return sheet or next(iter([*fitting, *filled, *sheets]))


def _first_line(lines: Sequence[Sequence[str]]) -> Sequence[str]:
    return next((line for line in lines if any(line)), ())


def _cell_to_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _trim(line: list[str]) -> list[str]:
    """A row of a workbook without the empty cells at its end."""
    filled = [index for index, cell in enumerate(line) if cell]
    return line[: filled[-1] + 1] if filled else []


def _to_spreadsheet(lines: Iterable[Sequence[str]], name: str) -> Spreadsheet:
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line)]
    if not numbered:
        raise SettingsError(f"{name} is empty; the first row must name the columns")
    header = tuple(cell.strip() for cell in numbered[0][1])
    twice = [column for column, count in Counter(header).items() if count > 1 and column]
    if twice:
        raise SettingsError(f"{name} names the column {twice[0]!r} twice; rename one of them")
    rows = []
    for number, line in numbered[1:]:
        if len(line) > len(header) and any(line[len(header) :]):
            raise SettingsError(f"{name}, row {number} has more cells than the header; quote cells with commas")
        rows.append((*line[: len(header)], *[""] * (len(header) - len(line))))
    return Spreadsheet(header, tuple(rows))


def quote_formula(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet program would run it."""
    return f"'{text}" if FORMULA.match(text) else text


def unquote_formula(text: str) -> str:
    """The text as it was before `quote_formula`."""
    return _QUOTED.sub("", text)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV text with every value exactly as it is."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV text of values of any type: no text runs as a formula, None is empty."""
    return write_csv(header, ([_value_to_cell(value) for value in row] for row in rows))


def _value_to_cell(value: object) -> str:
    if isinstance(value, str):
        return quote_formula(value)
    return "" if value is None else str(value)
