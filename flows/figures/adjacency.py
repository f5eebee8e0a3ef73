"""Tables → adjacency relations, and how many of two lists agree: the measure of the ICDAR-2013 table competition.

M. Göbel, T. Hassan, E. Oro, G. Orsi, "A methodology for evaluating algorithms for table understanding in PDF
documents", DocEng 2012. A relation holds between a cell with text and the nearest cells with text to its right
and below it; a cell over several rows or columns has several such neighbours. Texts are compared without white
space and in lower case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple
from xml.etree import ElementTree

from models.records.layout import Table


class Placed(NamedTuple):
    """A cell in its table: 0-based first and last row and column, and its folded text."""

    row: int
    col: int
    last_row: int
    last_col: int
    text: str


class Relation(NamedTuple):
    """Two neighbours and how they lie to each other."""

    text: str
    neighbour: str
    direction: Literal["right", "below"]


class Score(NamedTuple):
    """Relations of the truth, of the tables found, and those in both."""

    truth: int
    found: int
    matching: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = self.truth + self.found
        return 2 * self.matching / total if total else 1.0


def count_matches(truth: Sequence[Relation], found: Sequence[Relation]) -> Score:
    """Compare the relations of a document; each matches once at most."""
    return Score(len(truth), len(found), (Counter(truth) & Counter(found)).total())


def add_scores(scores: Sequence[Score]) -> Score:
    """The sums, for micro averages."""
    return Score(*(sum(column) for column in zip(*scores, strict=True))) if scores else Score(0, 0, 0)


def fold(text: str) -> str:
    """Text without white space, in lower case."""
    return "".join(text.split()).lower()


def table_to_cells(table: Table) -> list[Placed]:
    """The cells of a table of ours, as printed."""
    return [Placed(c.row, c.col, c.row + c.row_span - 1, c.col + c.col_span - 1, fold(c.printed)) for c in table.cells]


def rows_to_cells(rows: Sequence[Sequence[str | None]]) -> list[Placed]:
    """The cells of a table given as rows of text, as pdfplumber gives it."""
    return [Placed(y, x, y, x, fold(text or "")) for y, row in enumerate(rows) for x, text in enumerate(row)]


def read_truth(path: Path) -> list[list[Placed]]:
    """The tables of a structure file of the competition (`X-str.xml`)."""
    root = ElementTree.parse(path).getroot()
    return [[_element_to_cell(cell) for cell in table.iter("cell")] for table in root.iter("table")]


def _element_to_cell(cell: ElementTree.Element) -> Placed:
    row, col = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
    last_row, last_col = int(cell.get("end-row", row)), int(cell.get("end-col", col))
    return Placed(row, col, last_row, last_col, fold(cell.findtext("content") or ""))


def cells_to_relations(cells: Sequence[Placed]) -> list[Relation]:
    """All relations of a table; cells without text are looked through."""
    filled = [cell for cell in cells if cell.text]
    taken = {
        (row, col): number
        for number, cell in reversed(list(enumerate(filled)))
        for row in range(cell.row, cell.last_row + 1)
        for col in range(cell.col, cell.last_col + 1)
    }
    return [relation for number in range(len(filled)) for relation in _relations(filled, number, taken)]


def _relations(cells: Sequence[Placed], number: int, taken: Mapping[tuple[int, int], int]) -> Iterator[Relation]:
    cell = cells[number]
    right, below = max(c.last_col for c in cells) + 1, max(c.last_row for c in cells) + 1
    beside = (
        _first(taken, [(row, col) for col in range(cell.last_col + 1, right)])
        for row in range(cell.row, cell.last_row + 1)
    )
    under = (
        _first(taken, [(row, col) for row in range(cell.last_row + 1, below)])
        for col in range(cell.col, cell.last_col + 1)
    )
    for other in sorted({n for n in beside if n is not None}):
        yield Relation(cell.text, cells[other].text, "right")
    for other in sorted({n for n in under if n is not None}):
        yield Relation(cell.text, cells[other].text, "below")


def _first(taken: Mapping[tuple[int, int], int], places: Sequence[tuple[int, int]]) -> int | None:
    return next((taken[place] for place in places if place in taken), None)
