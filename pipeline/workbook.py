"""Sheets → OUT/matrix.xlsx, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cells import (
    ADDED,
    AMBER,
    FONT,
    INK,
    LINK,
    PALE,
    PRINTED,
    REPEATED,
    LineStyle,
    Look,
    book_to_bytes,
    dress,
    new_book,
    set_print,
    write_text,
)
from pipeline.files import write_atomically
from pipeline.fitting import find_height, fit_columns
from pipeline.links import Source
from pipeline.objective_sheet import MARKS, Objectives, by_objective
from pipeline.read_me import Line, read_me_lines
from pipeline.sheets import PAGE, Column, Row, Rows, Sheet, make_annexes, make_dictionary, make_lists

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_LINKS = 60_000
"""A sheet holds hardly more links; rows after these keep the number of their page."""
WIDEST_ON_A4 = 180
READ_ME_WIDTHS = (24.0, 12.0, 12.0, 8.0, 9.0, 90.0)
SIGNS = {mark.sign: mark for mark in MARKS.values()}


def write_workbook(path: Path, rows: Rows, objectives: Objectives, sources: Mapping[str, Source] | None = None) -> Path:
    """Write the workbook: Read me, one sheet an annex, the objectives, the lists, what each column means."""
    book = new_book()
    sheets = [*make_annexes(rows), by_objective(rows, objectives), *make_lists(rows), make_dictionary()]
    _add_read_me(book, list(read_me_lines(rows, sheets, objectives, sources or {})))
    for sheet in sheets:
        _add_sheet(book, sheet, sources or {})
    write_atomically(path, book_to_bytes(book))
    return path


def _add_sheet(book: Workbook, sheet: Sheet, sources: Mapping[str, Source]) -> None:
    from openpyxl.utils import get_column_letter

    page, columns = book.create_sheet(sheet.title), fit_columns(sheet)
    _write_header(page, columns)
    for number, (row, before) in enumerate(zip(sheet.rows, (None, *sheet.rows)), start=2):  # noqa: B905 - one longer
        new = {index for index in (0, sheet.group) if before is None or row.cells[index] != before.cells[index]}
        _write_row(page, number, row, columns, looks=_looks(columns, sheet.group, new))
        if PAGE in sheet.columns:
            address = sources.get(row.document_id, Source()).page(row.page) if number < MOST_LINKS else ""
            _link(page.cell(number, sheet.columns.index(PAGE) + 1), address, line=_line(new))
    page.freeze_panes = page.cell(row=2, column=sheet.frozen + 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    set_print(page, wide=sum(column.width for column in columns) > WIDEST_ON_A4)


def _line(new: set[int]) -> LineStyle:
    """A stronger line above the first row of a block."""
    return "medium" if new else "hair"


def _looks(columns: Sequence[Column], group: int, new: set[int]) -> list[Look]:
    """How the cells of a row are set: report and group in bold where a block begins, pale where they only repeat."""
    looks = [Look(line=_line(new), center=column.mark) for column in columns]
    for index in {0, group}:
        looks[index] = Look(INK if index in new else REPEATED, bold=index in new, line=_line(new))
    return looks


def _write_header(page: Worksheet, columns: Sequence[Column]) -> None:
    from openpyxl.utils import get_column_letter

    marks = any(column.mark for column in columns)
    for number, column in enumerate(columns, start=1):
        fill = ADDED if column.added else PRINTED
        look = Look(INK, PALE, turned=True, size=8) if column.mark else Look("FFFFFF", fill, bold=True)
        write_text(page, 1, number, column.title, look)
        page.column_dimensions[get_column_letter(number)].width = column.width
        if marks and column.title == "Text":
            _write_legend(page.cell(1, number))
    page.row_dimensions[1].height = 205 if marks else 28


def _write_legend(cell: Any) -> None:
    """The marks under the heading, where every page and every scrolled window shows them."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    def block(text: str, color: str = INK, size: int = 9, *, bold: bool = False) -> TextBlock:
        return TextBlock(InlineFont(rFont=FONT, sz=size, b=bold, color=Color(color)), text)

    signs = ((block(f"\n{m.sign}  ", m.color, 13, bold=True), block(m.meaning)) for m in MARKS.values())
    cell.value = CellRichText(block("Text\n", bold=True), *chain.from_iterable(signs))
    dress(cell, Look(INK, PALE))


def _write_row(page: Worksheet, number: int, row: Row, columns: Sequence[Column], *, looks: Sequence[Look]) -> None:
    for index, (text, column, look) in enumerate(zip(row.cells, columns, looks, strict=True), start=1):
        write_text(page, number, index, text, _sign_look(text, look) if column.mark and text else look)
    page.row_dimensions[number].height = find_height(row.cells, [column.width for column in columns])


def _sign_look(sign: str, look: Look) -> Look:
    return look._replace(color=SIGNS[sign].color, fill=SIGNS[sign].fill, size=12, bold=True, center=True)


def _link(cell: Any, address: str, *, line: LineStyle) -> None:
    """The page as a number, so that it sorts as one, and as a link where its address is known."""
    cell.value = int(cell.value)
    if address:
        cell.hyperlink = address
    dress(cell, Look(LINK if address else INK, underline=bool(address), center=True, line=line))


def _add_read_me(book: Workbook, lines: Sequence[Line]) -> None:
    page = book.create_sheet("Read me")
    for column, width in zip("ABCDEF", READ_ME_WIDTHS, strict=True):
        page.column_dimensions[column].width = width
    for number, line in enumerate(lines, start=1):
        _write_line(page, number, line)
    page.sheet_view.showGridLines = False
    set_print(page)


def _write_line(page: Worksheet, number: int, line: Line) -> None:
    """A line of the first sheet; its last cell runs to the edge."""
    last = len(line.cells)
    widths = [*READ_ME_WIDTHS[: last - 1], sum(READ_ME_WIDTHS[last - 1 :])]
    for index, text in enumerate(line.cells, start=1):
        write_text(page, number, index, text, _line_look(line, index))
    if last < len(READ_ME_WIDTHS):
        page.merge_cells(start_row=number, start_column=last, end_row=number, end_column=len(READ_ME_WIDTHS))
    if line.link.startswith("#"):
        from openpyxl.worksheet.hyperlink import Hyperlink

        page.cell(number, 1).hyperlink = Hyperlink(ref=f"A{number}", location=line.link[1:])
    elif line.link:
        page.cell(number, 1).hyperlink = line.link
    page.row_dimensions[number].height = 24 if line.kind == "title" else find_height(line.cells, widths)


def _line_look(line: Line, index: int) -> Look:
    return _line_color(line, index)._replace(between=False)


def _line_color(line: Line, index: int) -> Look:
    if line.kind in ("title", "heading"):
        return Look("FFFFFF", PRINTED, bold=True) if line.kind == "heading" else Look(PRINTED, bold=True, size=16)
    if line.kind == "warning" or (line.kind == "digest" and index == 2):
        return Look(fill=AMBER, bold=line.kind == "digest")
    if line.kind == "mark" and index == 1:
        return Look(SIGNS[line.cells[0]].color, SIGNS[line.cells[0]].fill, bold=True, size=12, center=True)
    return Look(LINK, underline=True) if line.link and index == 1 else Look(bold=index == 1 and line.kind == "row")
