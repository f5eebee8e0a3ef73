"""Sheets → OUT/matrix.xlsx, the same bytes for the same rows. The only file that writes with openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pipeline.files import write_atomically
from pipeline.fitting import find_height, fit_columns
from pipeline.links import Source
from pipeline.objective_sheet import MARKS, Objectives, by_objective
from pipeline.read_me import Line, read_me_lines
from pipeline.sheets import PAGE, Column, Row, Rows, Sheet, make_annexes, make_dictionary, make_lists

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32767
"""A spreadsheet cell holds no more characters."""
MOST_LINKS = 60_000
"""A sheet holds hardly more links; rows after these keep the number of their page."""
FIXED_TIME = datetime(2020, 1, 1)  # noqa: DTZ001 - the file format knows no time zones
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A3, A4 = 8, 9
"""Codes of the paper sizes in the file format."""
WIDEST_ON_A4 = 180
READ_ME_WIDTHS = (24.0, 12.0, 12.0, 8.0, 9.0, 90.0)
FONT = "Arial"
"""Other programs set it in a font of the same widths, so that what fits here fits there."""
PRINTED, ADDED, PALE, AMBER, LINE, INK, REPEATED, LINK = (
    "1F3864", "59636E", "EDF1F7", "FFE9B8", "BFC5CC", "1B1F24", "6E7781", "0B57A4",
)  # fmt: skip
SIGNS = {mark.sign: mark for mark in MARKS.values()}

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NO_WARNINGS = (
    b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
)
"""Codes and years are text on purpose; Excel would put a warning at each."""


LineStyle = Literal["hair", "medium"]


class Look(NamedTuple):
    """How a cell is set."""

    color: str = INK
    fill: str = ""
    bold: bool = False
    size: float = 9
    center: bool = False
    turned: bool = False
    underline: bool = False
    between: bool = True
    line: LineStyle = "hair"


def write_workbook(path: Path, rows: Rows, objectives: Objectives, sources: Mapping[str, Source] | None = None) -> Path:
    """Write the workbook: Read me, one sheet an annex, the objectives, the lists, what each column means."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _set_default_font(book)
    book.properties.creator = book.properties.title = "gcmatrix"
    book.properties.created = book.properties.modified = FIXED_TIME
    sheets = [*make_annexes(rows), by_objective(rows, objectives), *make_lists(rows), make_dictionary()]
    _add_read_me(book, list(read_me_lines(rows, sheets, objectives, sources or {})))
    for sheet in sheets:
        _add_sheet(book, sheet, sources or {})
    buffer = io.BytesIO()
    book.save(buffer)
    write_atomically(path, _finish(buffer.getvalue()))
    return path


def _set_default_font(book: Any) -> None:
    """Widths of columns count in digits of this font, which not every machine has unless it is named."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    book._fonts = IndexedList([Font(name=FONT, size=10)])
    book._named_styles["Normal"].font = Font(name=FONT, size=10)


def _finish(data: bytes) -> bytes:
    """The same archive with fixed times, inside and out, and without warnings at text that looks like a number."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            elif name.startswith("xl/worksheets/sheet"):
                content = content.removesuffix(b"</worksheet>") + _NO_WARNINGS
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return buffer.getvalue()


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
    _set_print(page, wide=sum(column.width for column in columns) > WIDEST_ON_A4)


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
        _write(page, 1, number, column.title, look)
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
    _dress(cell, Look(INK, PALE))


def _write_row(page: Worksheet, number: int, row: Row, columns: Sequence[Column], *, looks: Sequence[Look]) -> None:
    for index, (text, column, look) in enumerate(zip(row.cells, columns, looks, strict=True), start=1):
        _write(page, number, index, text, _sign_look(text, look) if column.mark and text else look)
    page.row_dimensions[number].height = find_height(row.cells, [column.width for column in columns])


def _sign_look(sign: str, look: Look) -> Look:
    return look._replace(color=SIGNS[sign].color, fill=SIGNS[sign].fill, size=12, bold=True, center=True)


def _write(page: Worksheet, row: int, column: int, text: str, look: Look) -> Cell:
    """Text as text: what looks like a formula is never run, in this cell or after it has been edited."""
    cell: Any = page.cell(row=row, column=column)
    clean = _FORBIDDEN.sub("", text)
    if clean:
        cell.value = clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"
        cell.data_type = "s"
    _dress(cell, look)
    cell.quotePrefix = clean.startswith(FORMULA_STARTS)
    return cell  # type: ignore[no-any-return]


def _link(cell: Any, address: str, *, line: LineStyle) -> None:
    """The page as a number, so that it sorts as one, and as a link where its address is known."""
    cell.value = int(cell.value)
    if address:
        cell.hyperlink = address
    _dress(cell, Look(LINK if address else INK, underline=bool(address), center=True, line=line))


def _dress(cell: Any, look: Look) -> None:
    cell.font, cell.alignment, cell.border, fill = _styles(look)
    if fill:
        cell.fill = fill


@cache
def _styles(look: Look) -> tuple[Any, Any, Any, Any]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    return (
        Font(
            name=FONT,
            size=look.size,
            bold=look.bold,
            color=look.color,
            underline="single" if look.underline else None,
        ),
        Alignment(
            wrap_text=True,
            vertical="bottom" if look.turned else "top",
            horizontal="center" if look.center else None,
            text_rotation=90 if look.turned else 0,
        ),
        Border(
            top=Side(look.line, color=LINE if look.line == "hair" else PRINTED),
            left=Side("hair", color=LINE) if look.between else None,
        ),
        PatternFill("solid", start_color=look.fill) if look.fill else None,
    )


def _set_print(page: Worksheet, *, wide: bool = False) -> None:
    """Landscape, as wide as the paper, sheet and page named on every page."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A3 if wide else A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.7, 0.6
    page.page_margins.header = page.page_margins.footer = 0.3
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text, header.left.font, header.left.size = page.title, f"{FONT},Bold", 12
    header.right.text, footer.center.text = "gcmatrix", "Page &P of &N"
    page.HeaderFooter.oddHeader, page.HeaderFooter.oddFooter = header, footer


def _add_read_me(book: Workbook, lines: Sequence[Line]) -> None:
    page = book.create_sheet("Read me")
    for column, width in zip("ABCDEF", READ_ME_WIDTHS, strict=True):
        page.column_dimensions[column].width = width
    for number, line in enumerate(lines, start=1):
        _write_line(page, number, line)
    page.sheet_view.showGridLines = False
    _set_print(page)


def _write_line(page: Worksheet, number: int, line: Line) -> None:
    """A line of the first sheet; its last cell runs to the edge."""
    last = len(line.cells)
    widths = [*READ_ME_WIDTHS[: last - 1], sum(READ_ME_WIDTHS[last - 1 :])]
    for index, text in enumerate(line.cells, start=1):
        _write(page, number, index, text, _line_look(line, index))
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
