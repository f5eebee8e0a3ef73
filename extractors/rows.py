"""Cells of a table → groups of cells, one a printed row, with the field that each cell belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.families import Families, Kind, Roles
from models.records.ink import BBox
from models.records.layout import Cell, Table
from models.records.outcome import Problem

SECTION_WORDS = 9
"""A cell over the whole width with at most this many words names what follows; a longer one goes on with a row."""
PLAINLY = 0.6
"""A column of which this share of the cells looks like a field holds it."""
_COUNT = re.compile(r"#?\d{1,3}[.)]?")


class RowGroup(NamedTuple):
    """The cells of one activity, action or practice, and the section of the table in which they stand."""

    section: str
    cells: tuple[Cell, ...]

    @property
    def pages(self) -> tuple[int, int]:
        """First and last page."""
        return (
            min(cell.where.page for cell in self.cells),
            max(cell.page_last or cell.where.page for cell in self.cells),
        )

    @property
    def bbox(self) -> BBox:
        """The box of the first cell that has text."""
        return next((cell for cell in self.cells if cell.text), self.cells[0]).where.bbox


def mend_roles(document_id: str, table: Table, roles: Roles, families: Families) -> tuple[Roles, tuple[Problem, ...]]:
    """Columns by what they hold: two that are swapped against their headings are put right, with a note."""
    columns = dict(roles.columns)
    notes = []
    for field, pattern in families.contents.items():
        if field not in roles.kind.fields:
            continue
        shares = {
            col: share_of_column(table, roles, col, pattern) for col in range(table.n_cols) if not _counts(roles, col)
        }
        best = max(shares, key=lambda col: (shares[col], -col))
        named = next((col for col, name in columns.items() if name == field), None)
        if best == named or shares[best] < PLAINLY or (named is not None and shares.get(named, 1.0) > 0.3):
            continue
        if named is not None and best in columns:
            columns[named], columns[best] = columns[best], field
            notes.append(_swapped(document_id, table, roles.headings, named, best))
        elif named is None and best not in columns:
            columns[best] = field
    return roles._replace(columns=columns), tuple(notes)


def _counts(roles: Roles, col: int) -> bool:
    """True for a column that may only count the rows: its numbers are no list of objectives."""
    return roles.columns.get(col, "skip" if col == 0 else "") == "skip"


def share_of_column(table: Table, roles: Roles, col: int, pattern: re.Pattern[str]) -> float:
    """The share of the filled cells of a column that look like the pattern; 0 for a single cell."""
    texts = [cell.text for cell in table.cells if cell.col == col and cell.row >= roles.body and cell.text]
    found = sum(bool(pattern.match(text)) for text in texts)
    return found / len(texts) if len(texts) > 1 else 0.0


def _swapped(document_id: str, table: Table, headings: Mapping[int, str], one: int, two: int) -> Problem:
    names = " and ".join(f"'{' '.join(headings[col].split())}'" for col in sorted((one, two)))
    return Problem(
        document_id=document_id,
        page=table.page_first,
        stage="segment",
        severity="note",
        message=f"the columns {names} of the table '{table.heading}' hold each other's contents and were put right",
    )


def table_to_groups(table: Table, roles: Roles, starts: Sequence[str]) -> list[RowGroup]:
    """Rows of the table that belong together; a filled cell in a column of the `starts` fields begins a new group."""
    first_columns = {col for col, field in roles.columns.items() if field in starts}
    groups: list[RowGroup] = []
    section = ""
    for row in range(roles.body, table.n_rows):
        cells = tuple(cell for cell in table.row(row) if cell.text)
        if is_section(cells, table):
            section = cells[0].text
        elif any(cell.col in first_columns and not is_wide(cell, roles) for cell in cells):
            groups.append(RowGroup(section, cells))
        elif groups and cells:
            groups[-1] = groups[-1]._replace(cells=groups[-1].cells + cells)
    return groups


def is_section(cells: Sequence[Cell], table: Table) -> bool:
    """True for a row with one short cell, over the whole width or bold, such as the name of a category."""
    if len(cells) != 1 or table.n_cols < 2 or cells[0].row_span > 1:
        return False
    if cells[0].col_span < table.n_cols and not (cells[0].col == 0 and cells[0].bold):
        return False
    text = cells[0].text
    return len(text.split()) <= SECTION_WORDS and "\n" not in text and not text.endswith((".", ";", ","))


def is_wide(cell: Cell, roles: Roles) -> bool:
    """True for a cell under the headings of several fields."""
    return len({roles.columns.get(col, "") for col in range(cell.col, cell.col + cell.col_span)}) > 1


def cells_to_fields(group: RowGroup, roles: Roles) -> dict[str, str]:
    """The text of each field; what has no field of its own goes to the end of the field `rest` of the kind."""
    fields: dict[str, list[str]] = {}
    rest: list[str] = []
    for cell in group.cells:
        field = "" if is_wide(cell, roles) else roles.columns.get(cell.col, "")
        if field == "skip" or (not field and is_count(cell, roles)):
            continue
        if field in {"", "extra"}:
            rest.append(with_heading(cell, roles))
        else:
            fields.setdefault(field, []).append(cell.text)
    return add_rest(fields, rest, roles.kind)


def is_count(cell: Cell, roles: Roles) -> bool:
    """True for a bare number in the first column, which only counts the rows."""
    return cell.col == 0 and cell.col not in roles.columns and bool(_COUNT.fullmatch(cell.text))


def with_heading(cell: Cell, roles: Roles) -> str:
    """The text of a cell without a field, after the heading of its column where it has one."""
    heading = roles.headings.get(cell.col, "") if not is_wide(cell, roles) else ""
    return f"{heading}: {cell.text}" if heading else cell.text


def add_rest(fields: Mapping[str, Sequence[str]], rest: Sequence[str], kind: Kind) -> dict[str, str]:
    """Texts of each field joined by line breaks, the rest at the end of its field."""
    texts = {field: "\n".join(parts) for field, parts in fields.items()}
    texts[kind.rest] = "\n".join(text for text in (texts.get(kind.rest, ""), *rest) if text)
    return texts
