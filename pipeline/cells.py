"""Cells, fonts and files of the workbooks that are written: text stays text, the same cells give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

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
FONT = "Arial"
"""Other programs set it in a font of the same widths, so that what fits here fits there."""
PRINTED, ADDED, PALE, AMBER, LINE, INK, REPEATED, LINK = (
    "1F3864", "59636E", "EDF1F7", "FFE9B8", "BFC5CC", "1B1F24", "6E7781", "0B57A4",
)  # fmt: skip

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NO_WARNINGS = rb'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>\1'
"""Codes and years are text on purpose; Excel would put a warning at each."""
_AFTER_WARNINGS = re.compile(rb"(<(?:legacyDrawing|drawing)\b|</worksheet>)")
"""What may follow in a sheet; in another order the file would count as damaged."""

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


def new_book() -> Workbook:
    """A workbook without sheets. Widths of columns count in digits of its font, which it names, as machines differ."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    book: Any = Workbook()
    book.remove(book.worksheets[0])
    book._fonts = IndexedList([Font(name=FONT, size=10)])
    book._named_styles["Normal"].font = Font(name=FONT, size=10)
    book.properties.creator = book.properties.title = "gcmatrix"
    book.properties.created = book.properties.modified = FIXED_TIME
    return book  # type: ignore[no-any-return]


def book_to_bytes(book: Workbook) -> bytes:
    """The file, the same for the same cells."""
    buffer = io.BytesIO()
    book.save(buffer)
    return _finish(buffer.getvalue())


def _finish(data: bytes) -> bytes:
    """The same archive with fixed times, inside and out, and without warnings at text that looks like a number."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            elif name.startswith("xl/worksheets/sheet"):
                content = _AFTER_WARNINGS.sub(_NO_WARNINGS, content, count=1)
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return buffer.getvalue()


def write_text(page: Worksheet, row: int, column: int, text: str, look: Look) -> Cell:
    """Text as text: what looks like a formula is never run, in this cell or after it has been edited."""
    cell: Any = page.cell(row=row, column=column)
    clean = _FORBIDDEN.sub("", text)
    if clean:
        cell.value = clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"
        cell.data_type = "s"
    dress(cell, look)
    cell.quotePrefix = clean.startswith(FORMULA_STARTS)
    return cell  # type: ignore[no-any-return]


def dress(cell: Any, look: Look) -> None:
    """Font, alignment, lines and fill of a cell."""
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


def set_print(page: Worksheet, *, wide: bool = False) -> None:
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
