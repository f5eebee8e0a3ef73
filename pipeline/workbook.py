"""Sheets → OUT/matrix.xlsx, the same bytes for the same rows. The only file that writes with openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets import data_dictionary
from pipeline.files import write_atomically
from pipeline.fingerprint import version
from pipeline.sheets import MARKS, Column, Objectives, Rows, Sheet, make_sheets

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32767
"""A spreadsheet cell holds no more characters."""
FIXED_TIME = datetime(2020, 1, 1)  # noqa: DTZ001 - the file format knows no time zones
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A3, A4 = 8, 9
"""Codes of the paper sizes in the file format."""
LINE_HEIGHT, HIGHEST_ROW = 14.5, 409.0
"""Points; no row can be higher."""
HEADER_FILL, GROUP_LINE = "1F3864", "7F7F7F"
MARK_COLORS = {"◉": "1E7B34", "●": "1F4E9E", "◆": "6B3FA0", "○": "C55A11", "◌": "7F7F7F"}

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_workbook(path: Path, rows: Rows, objectives: Objectives) -> Path:
    """Write the workbook: Read me, then one sheet an annex, then the objectives."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "gcmatrix"
    book.properties.created = book.properties.modified = FIXED_TIME
    _add_read_me(book, rows, objectives)
    for sheet in make_sheets(rows, objectives):
        _add_sheet(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    write_atomically(path, _without_times(buffer.getvalue()))
    return path


def _without_times(data: bytes) -> bytes:
    """The same archive with fixed times, inside and out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return buffer.getvalue()


def _add_sheet(book: Workbook, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(sheet.title)
    _write_header(page, sheet.columns)
    last: str | None = None
    for number, row in enumerate(sheet.rows, start=2):
        starts = sheet.group is not None and row[sheet.group] != last and number > 2
        _write_row(page, number, row, sheet.columns, line_above=starts)
        last = row[sheet.group] if sheet.group is not None else None
    page.freeze_panes = page.cell(row=2, column=_frozen_columns(sheet) + 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _set_print(page, wide=sum(column.width for column in sheet.columns) > 200)
    page.print_title_rows = "1:1"


def _frozen_columns(sheet: Sheet) -> int:
    """Columns that stay in sight: those that name the row in the matrix of objectives, else the first."""
    return 4 if any(column.mark for column in sheet.columns) else 1


def _write_header(page: Worksheet, columns: Sequence[Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(columns, start=1):
        cell = _write(page, 1, number, column.title)
        cell.font = Font(bold=True, color="FFFFFF", size=9 if column.mark else 11)
        cell.fill = PatternFill("solid", start_color=HEADER_FILL)
        rotation = 90 if column.mark else 0
        cell.alignment = Alignment(wrap_text=not column.mark, vertical="bottom", text_rotation=rotation)
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.row_dimensions[1].height = 260 if any(column.mark for column in columns) else 32


def _write_row(
    page: Worksheet, number: int, row: Sequence[str], columns: Sequence[Column], *, line_above: bool
) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    wrapped, centered = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="center", vertical="top")
    border = Border(top=Side("medium", color=GROUP_LINE)) if line_above else Border(top=Side("hair", color=GROUP_LINE))
    for index, (text, column) in enumerate(zip(row, columns, strict=True), start=1):
        cell = _write(page, number, index, text)
        cell.alignment = centered if column.mark else wrapped
        cell.border = border
        if column.mark and text:
            cell.font = Font(color=MARK_COLORS[text], bold=True, size=13)
    page.row_dimensions[number].height = find_height(row, columns)


def find_height(row: Sequence[str], columns: Sequence[Column]) -> float:
    """Height of a row in points, estimated, because not every program makes room for wrapped text by itself."""
    lines = max(
        sum(1 + int(len(part) // max(column.width * 1.05, 1)) for part in text.split("\n"))
        for text, column in zip(row, columns, strict=True)
    )
    return min(LINE_HEIGHT * lines + 2, HIGHEST_ROW)


def _write(page: Worksheet, row: int, column: int, text: str) -> Cell:
    """Text as text: what looks like a formula is never run, in this cell or after it has been edited."""
    cell: Any = page.cell(row=row, column=column)
    clean = _FORBIDDEN.sub("", text)
    if clean:
        cell.value = clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"
        cell.data_type = "s"
        cell.quotePrefix = clean.startswith(FORMULA_STARTS)
    return cell  # type: ignore[no-any-return]


def _set_print(page: Worksheet, *, wide: bool = False) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A3 if wide else A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _add_read_me(book: Workbook, rows: Rows, objectives: Objectives) -> None:
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet("Read me")
    for column, width in zip("ABCD", (22, 26, 22, 100), strict=True):
        page.column_dimensions[column].width = width
    for number, (line, bold) in enumerate(_read_me_lines(rows, objectives), start=1):
        for index, text in enumerate(line, start=1):
            cell = _write(page, number, index, text)
            cell.alignment = Alignment(wrap_text=index == 4, vertical="top")
            cell.font = Font(bold=bold, color=MARK_COLORS.get(text))
    _set_print(page)


def _read_me_lines(rows: Rows, objectives: Objectives) -> Iterable[tuple[tuple[str, ...], bool]]:
    """Lines of the first sheet, and which of them are headings."""
    yield ("gcmatrix", f"version {version('gcmatrix')}"), True
    yield ("Made by a program from the reports below; not checked by people unless a column says so.",), False
    yield (), False
    yield ("Report", "Published", "Status", "Title and publisher"), True
    for row in rows["documents"]:
        title = ", ".join(part for part in (row.title, row.publisher, row.edition) if part)
        yield (row.document_id, row.published, row.status, f"{title}. {row.problem}".strip(" .")), False
    yield (), False
    yield ("Marks on the sheet Objectives",), True
    for mark, meaning in MARKS.values():
        yield (mark, meaning), False
    yield (), False
    yield ("Objective", "Title"), True
    for code, title in objectives:
        yield (code, title), False
    yield (), False
    yield ("Dataset (CSV and Parquet)", "Column", "Type", "Meaning"), True
    for entry in data_dictionary():
        yield (entry["dataset"], entry["column"], entry["type"], entry["meaning"]), False
