"""Rows of the annexes → units, so that all subjects stand in one file, in printed order."""

from __future__ import annotations

from typing import NamedTuple

from extractors.sections import Heading, Placed
from extractors.text import normalize_text
from extractors.units import Unit
from models.records.annex import Activity, CountryAction, PassageKind, Practice
from models.records.ink import BBox
from models.records.layout import Block, Where

AnyRow = Activity | CountryAction | Practice


class Rows(NamedTuple):
    """The rows of all annex tables of one document."""

    activities: tuple[Activity, ...] = ()
    actions: tuple[CountryAction, ...] = ()
    practices: tuple[Practice, ...] = ()


def rows_to_units(one: Placed, rows: Rows) -> list[Unit]:
    """The units of those rows that were read from a table; none for a table that is no annex."""
    table = one.block.table
    cells = {(cell.where.page, tuple(cell.where.bbox)) for cell in table.cells} if table else set()
    every: tuple[AnyRow, ...] = (*rows.activities, *rows.actions, *rows.practices)
    return [_to_unit(one, row) for row in every if (row.page_first, tuple(row.bbox)) in cells]


def row_to_text(row: AnyRow) -> str:
    """`organization: project. description`; country and initiator, name and partners in the other tables."""
    if isinstance(row, Activity):
        return _sentence(row.organization, row.project, row.description)
    if isinstance(row, CountryAction):
        return _sentence(row.country, row.initiator, row.description)
    return _sentence(row.name, row.implementing_partners, row.short_description)


def _sentence(name: str, what: str, description: str) -> str:
    rest = ". ".join(part for part in (what.strip().rstrip("."), description) if part)
    return normalize_text(": ".join(part for part in (name, rest) if part))


def _to_unit(one: Placed, row: AnyRow) -> Unit:
    kind, row_id, group, title = _identity(row)
    path = one.path
    if group and not any(group.casefold() in heading.text.casefold() for heading in path):
        path = (*path, Heading(99, "", group))
    box = BBox(*row.bbox)
    places = tuple(Where(page=page, bbox=box) for page in sorted({row.page_first, row.page_last}))
    text = row_to_text(row)
    return Unit(
        kind, path, text, (Block(kind="paragraph", text=text, printed="", places=places),), title=title, row_id=row_id
    )


def _identity(row: AnyRow) -> tuple[PassageKind, str, str, str]:
    """Kind, id, group (category or region) and title of a row."""
    if isinstance(row, Activity):
        return "activity", row.activity_id, row.category, row.project
    if isinstance(row, CountryAction):
        return "country_action", row.row_id, row.region, row.country
    return "practice", row.row_id, "", row.name
