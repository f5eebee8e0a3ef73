"""Tables → units: one a row of an annex, one a row of any other table, one a line where a table asks questions."""

from __future__ import annotations

import re

from extractors.cues import MIXED, Cues, announced_kind, is_question, named_kind, path_to_kind
from extractors.sections import Heading, Placed
from extractors.text import normalize_text, split_label
from extractors.units import Unit, blocks_to_units
from models.records.annex import PassageKind
from models.records.layout import Block, Cell, Table

_CONTENTS_ROW = re.compile(r"^(?:annex|appendix|chapter|section|part)\s+[\divx]+\b", re.IGNORECASE)
LONG_CELL = 60
"""Words; a cell with more of them is no question."""
ASIDE = 8
"""Words; a shorter rest of a row whose other cells stand alone is left out."""


def table_to_units(one: Placed, cues: Cues) -> list[Unit]:
    """Units of a table that is no annex; none for a table of contents."""
    table = one.block.table
    assert table is not None
    if all(_CONTENTS_ROW.match(_row_text(table, row)) for row in range(table.n_rows)):
        return []
    if any(_is_question_cell(cell, cues) for cell in table.cells):
        return _question_units(one, table, cues)
    return _row_units(one, table, cues)


def _row_text(table: Table, row: int) -> str:
    return " ".join(cell.text for cell in table.row(row) if cell.text)


def _is_question_cell(cell: Cell, cues: Cues) -> bool:
    return cell.col == 0 and len(cell.text.split()) < LONG_CELL and is_question(cell.text, cues)


def _row_units(one: Placed, table: Table, cues: Cues) -> list[Unit]:
    """One unit a row; cells below a heading such as `Recommendations` are units of their own."""
    kind: PassageKind = "finding" if path_to_kind([h.text for h in one.path], cues) == "finding" else "narrative"
    header = {cell.row for cell in table.cells if cell.header}
    units = []
    for row in sorted(set(range(table.n_rows)) - header):
        cells = [cell for cell in table.row(row) if cell.text]
        told = {cell.col: found for cell in cells if (found := _told_kind(cell, table, cues))}
        rest = [cell for cell in cells if cell.col not in told]
        text = "; ".join(_with_header(cell, table) for cell in rest)
        if rest and (not told or len(text.split()) > ASIDE):
            units.append(_text_unit(kind, one.path, rest[0], text, table))
        units += [_text_unit(told[cell.col], one.path, cell, cell.text, table) for cell in cells if cell.col in told]
    return units


def _told_kind(cell: Cell, table: Table, cues: Cues) -> PassageKind | None:
    """What the column of a cell, or its own first words, say that it is."""
    found = named_kind(cell.text)[0] or announced_kind(_header(cell, table), cues)
    kinds: dict[str, PassageKind] = {"recommendation": "recommendation", "finding": "finding"}
    return kinds.get(found)


def _text_unit(kind: PassageKind, path: tuple[Heading, ...], cell: Cell, text: str, table: Table) -> Unit:
    number = named_kind(text)[1]
    return Unit(kind, path, normalize_text(text), (_cell_to_block(cell, text),), number, title=table.heading)


def _with_header(cell: Cell, table: Table) -> str:
    """`header: text`, with the nearest header cell above."""
    header = _header(cell, table)
    return f"{header}: {cell.text}" if header else cell.text


def _header(cell: Cell, table: Table) -> str:
    above = [
        head.text
        for head in table.cells
        if head.header and head.text and head.row < cell.row and head.col <= cell.col < head.col + head.col_span
    ]
    return above[-1] if above else ""


def _question_units(one: Placed, table: Table, cues: Cues) -> list[Unit]:
    """Questions are forms; what is answered beside them is read as text below a heading of its own."""
    units: list[Unit] = []
    for row in range(table.n_rows):
        asked: int | None = None
        for cell in (cell for cell in table.row(row) if cell.text):
            start = len(units)
            if _is_question_cell(cell, cues):
                asked = start
                units.append(_text_unit("form", one.path, cell, cell.text, table))
            else:
                path = one.path if asked is None else (*one.path, Heading(99, "", units[asked].text))
                answers = _answers(cell, path, _answer_kind(one, cues), cues)
                units += [x._replace(parent=asked if x.parent is None else start + x.parent) for x in answers]
    return units


def _answer_kind(one: Placed, cues: Cues) -> PassageKind:
    above = path_to_kind([heading.text for heading in one.path], cues)
    return "narrative" if above in {"", MIXED, "narrative"} else "finding"


def _answers(cell: Cell, path: tuple[Heading, ...], kind: PassageKind, cues: Cues) -> list[Unit]:
    return blocks_to_units([Placed(block, path) for block in cell_to_blocks(cell)], cues, kind=kind)


def cell_to_blocks(cell: Cell) -> list[Block]:
    """The lines of a cell as paragraphs and list items."""
    blocks = []
    for line in cell.text.split("\n"):
        label, text = split_label(line.strip())
        if text.strip():
            found = _cell_to_block(cell, line)
            kind = "list_item" if label else "paragraph"
            blocks.append(found.model_copy(update={"kind": kind, "label": label, "text": normalize_text(text)}))
    return blocks


def _cell_to_block(cell: Cell, printed: str) -> Block:
    return Block(kind="paragraph", text=normalize_text(printed), printed=printed, places=(cell.where,), bold=cell.bold)
