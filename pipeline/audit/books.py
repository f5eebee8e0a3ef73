"""Pages of text with cells to fill in, marks and comments → .xlsx bytes; cells not to be filled in are locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.cells import INK, PRINTED, Look, book_to_bytes, new_book, set_print, write_text
from pipeline.fitting import find_height

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ENTRY = "FFFDE7"
"""Fill of cells to fill in."""
LONGEST_COMMENT = 2000


class Entry(NamedTuple):
    """Cells to fill in, such as `G2:J40`; `choices` is a list (`"a,b"` in quotes) or the range that holds it."""

    cells: str
    choices: str = ""


class Mark(NamedTuple):
    """A fill and what the comment says."""

    fill: str
    comment: str = ""


class Page(NamedTuple):
    """One sheet: `marks` by row and column of the body, counted from 0; protected where it has entries."""

    title: str
    header: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    entries: Sequence[Entry] = ()
    marks: Mapping[tuple[int, int], Mark] = {}
    protected: bool = False


def pages_to_bytes(pages: Iterable[Page]) -> bytes:
    """The workbook, the same bytes for the same pages; text that looks like a formula stays text."""
    book = new_book()
    for page in pages:
        _add_page(book, page)
    return book_to_bytes(book)


def _add_page(book: Workbook, page: Page) -> None:
    sheet = book.create_sheet(page.title)
    for number, (title, width) in enumerate(zip(page.header, page.widths, strict=True), start=1):
        cell = write_text(sheet, 1, number, title, Look("FFFFFF", PRINTED, bold=True))
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[1].height = find_height(page.header, page.widths)
    for number, row in enumerate(page.rows):
        _add_row(sheet, page, number, row)
    for entry in page.entries:
        _open(sheet, entry)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    set_print(sheet)
    if page.protected or page.entries:
        _protect(sheet)


def _add_row(sheet: Worksheet, page: Page, number: int, row: Sequence[str]) -> None:
    for column, text in enumerate(row):
        mark = page.marks.get((number, column))
        cell: Any = write_text(sheet, number + 2, column + 1, text, Look(INK, mark.fill if mark else ""))
        if mark and mark.comment:
            cell.comment = _comment(mark.comment)
    sheet.row_dimensions[number + 2].height = find_height(row, page.widths)


def _comment(text: str) -> Any:
    from openpyxl.comments import Comment

    return Comment(text[:LONGEST_COMMENT], "gcmatrix", height=160, width=360)


def _open(sheet: Any, entry: Entry) -> None:
    """Unlocked, set as text so that a code such as 7 stays one, with a list to choose from."""
    from openpyxl.styles import PatternFill, Protection
    from openpyxl.worksheet.datavalidation import DataValidation

    for row in sheet[entry.cells] if ":" in entry.cells else ((sheet[entry.cells],),):
        for cell in row:
            cell.protection = Protection(locked=False)
            cell.number_format = "@"
            cell.fill = PatternFill("solid", start_color=ENTRY)
    if entry.choices:
        choice = DataValidation(type="list", formula1=entry.choices, allow_blank=True, showErrorMessage=True)
        choice.errorTitle, choice.error = "Not in the list", "Choose from the list; other remarks go under note."
        choice.add(entry.cells)
        sheet.add_data_validation(choice)


def _protect(sheet: Any) -> None:
    """Against mistakes, not against people: there is no password. Widths and heights can be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
