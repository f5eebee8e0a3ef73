"""What a table is, by its headings and by what the cells of all rows hold; and of which family a report is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from extractors.activities import split_field_label
from extractors.families import GENERAL, Families, Family, Roles, headings_to_kinds, load_families, roles_to_rank
from extractors.rows import PLAINLY, share_of_column
from models.records.layout import Cell, Extraction, Table

_LETTERED = re.compile(r"^\(?[a-z]{1,2}[.)]$")
_NUMBERED = re.compile(r"^\d{1,2}[.)]?$")


def table_to_roles(table: Table, families: Families) -> Roles | None:
    """What a table is by its first rows, the lower of two where that says more; None for a table of another kind.

    Headings such as `Lead, Activity, Details` fit several kinds: labels and contents of the cells then decide.
    """
    found: list[Roles] = []
    for last in range(min(3, table.n_rows)):
        cells = [cell for cell in table.cells if cell.row <= last < cell.row + cell.row_span and cell.text]
        if last and not any(cell.header and cell.row == last for cell in cells):
            break
        headings = {col: cell.text for cell in cells for col in range(cell.col, cell.col + cell.col_span)}
        kinds = headings_to_kinds(headings, families) if len(cells) > 1 else []
        found += [_best_kind(table, [roles._replace(body=last + 1) for roles in kinds], families)] if kinds else []
    return max(found, key=_fields_named, default=None)


def _fields_named(roles: Roles) -> int:
    return len(set(roles.columns.values()) - GENERAL)


def _best_kind(table: Table, kinds: Collection[Roles], families: Families) -> Roles:
    if len(kinds) == 1:
        return next(iter(kinds))
    return max(kinds, key=lambda roles: roles_to_rank(roles, held_fields(table, roles, families)))


def held_fields(table: Table, roles: Roles, families: Families) -> set[str]:
    """Fields without a heading of their own that cells below hold: under labels, or by the look of a column."""
    open_cols = [col for col in range(table.n_cols) if roles.columns.get(col, "") in {"", roles.kind.rest, *GENERAL}]
    cells = [cell for cell in table.cells if cell.row >= roles.body and cell.text]
    records = sum(roles.columns.get(cell.col) == roles.kind.key for cell in cells)
    labels = Counter(field for cell in cells if cell.col in open_cols for field in _labelled(cell, roles))
    looks = {field: pattern for field, pattern in families.contents.items() if field in roles.kind.fields}
    seen = {
        field
        for field, pattern in looks.items()
        if any(share_of_column(table, roles, col, pattern) > PLAINLY for col in open_cols)
    }
    return seen | {field for field, count in labels.items() if 2 * count > records}


def _labelled(cell: Cell, roles: Roles) -> set[str]:
    """The fields that labels at the beginnings of the paragraphs of a cell name."""
    return {split_field_label(part, roles.kind)[0] for part in cell.text.split("\n")} - GENERAL - {""}


def find_family(extraction: Extraction, families: Families | None = None) -> str:
    """The name of the first family whose signs an extraction shows."""
    known = families or load_families()
    tables = [block.table for block in extraction.blocks if block.table is not None]
    kinds = {roles.kind.name for table in tables if (roles := table_to_roles(table, known))}
    return next((family.name for family in known.families if _fits(family, extraction, kinds)), "generic")


def _fits(family: Family, extraction: Extraction, kinds: Collection[str]) -> bool:
    labels = [(block.kind, block.label) for block in extraction.blocks]
    numbered = sum(kind == "heading" and bool(_NUMBERED.match(label)) for kind, label in labels)
    lettered = sum(bool(_LETTERED.match(label)) for _, label in labels)
    words = sum(len(block.text.split()) for block in extraction.blocks)
    return (
        (family.table is None or family.table in kinds)
        and (not family.landscape or extraction.landscape)
        and (not family.max_words_a_page or words <= family.max_words_a_page * max(extraction.pages, 1))
        and numbered >= family.numbered_headings
        and lettered >= family.lettered_items
    )
