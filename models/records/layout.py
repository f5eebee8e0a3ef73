"""What stands on the pages of one document: blocks in reading order and tables."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from models.records.ink import BBox
from models.records.outcome import Problem

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table", "footnote", "caption", "quote", "contents"]


class Record(BaseModel):
    """Base of all records: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Where(Record):
    """A place on a page: 1-based page number and the box in points (origin top left)."""

    page: int
    bbox: BBox


class Cell(Record):
    """One cell of a printed table; `row` and `col` are 0-based, spans are at least 1."""

    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    text: str
    """Cleaned text; paragraphs and list items of the cell are separated by line breaks."""
    printed: str
    """The lines as printed."""
    where: Where
    header: bool = False
    bold: bool = False
    page_last: int | None = None
    """The last page of a cell that a page end cuts; None where it stands on one page."""


class Table(Record):
    """A printed table, joined over page ends; cells are sorted by row, then column."""

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    heading: str = ""
    """The nearest heading or caption above the table (`Global mapping overview`)."""
    page_first: int
    page_last: int

    def row(self, index: int) -> tuple[Cell, ...]:
        """The cells that start in a row."""
        return tuple(cell for cell in self.cells if cell.row == index)


class Block(Record):
    """One block of running text (or a table) in reading order."""

    kind: BlockKind
    text: str
    """Cleaned: line ends joined, hyphens of line ends taken out, ligatures and bullets normalised."""
    printed: str
    """The lines as printed, joined by line breaks."""
    places: tuple[Where, ...]
    """One place a page or column that the block stands on; the first is where it begins."""
    level: int = 0
    """Headings: 1 is the highest. List items: 0 is the outermost list."""
    label: str = ""
    """The printed bullet, number or letter of a list item, heading or footnote (`a.`, `•`, `4.2`, `12`)."""
    box: int | None = None
    """Number of the tinted or framed box that the block stands in; None outside boxes."""
    lead: str = ""
    """The bold words with which the block begins, where only its beginning is bold."""
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    """Size of most of its characters in points."""
    color: str = "000000"
    table: Table | None = None
    anchor: int | None = None
    """Footnotes and end notes: index of the block whose text carries their marker; None where none was found."""

    @property
    def page_first(self) -> int:
        """The page on which the block begins."""
        return self.places[0].page

    @property
    def page_last(self) -> int:
        """The page on which the block ends."""
        return self.places[-1].page


class RunningLine(Record):
    """A running header or footer, or a page number, that was told from the content and taken out."""

    text: str
    bbox: BBox


class PageRecord(Record):
    """How one page was read: sizes and boxes in points."""

    number: int
    width: float
    height: float
    reader: str
    """`pdfium`, `pdfplumber` or `none` where no reader could read the page."""
    turn: int = 0
    """Degrees by which the page was turned to the right before it was read; its boxes are on the turned page."""
    unread: bool = False
    """True where the page shows something but gave no text: it needs OCR."""
    words: int = 0
    """Words that the reader saw, without signs that hold no letter and no digit."""
    lost: int = 0
    """Words among them that stand in no block, cell, note or running line."""
    tables: int = 0
    rows: int = 0
    """Rows of tables that begin on the page."""
    columns: tuple[BBox, ...] = ()
    """Columns of running text outside boxes, in reading order."""
    boxes: tuple[BBox, ...] = ()
    """Tinted or framed boxes of text."""
    running: tuple[RunningLine, ...] = ()


class Extraction(Record):
    """All that was read from one file; pages without text are in `unread`."""

    document_id: str
    sha256: str
    pages: int
    unread: tuple[int, ...] = ()
    readers: tuple[str, ...] = ()
    """Which reader read each page, in page order: `pdfium`, `pdfplumber`, `tesseract` or `none`."""
    landscape: bool = False
    """True where the pages are slides: landscape, large type, few words a page."""
    metadata: dict[str, str] = Field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: tuple[Where, ...] = ()
    """Large pictures that may show a figure."""
    page_records: tuple[PageRecord, ...] = ()
    """One record a page, in page order."""
