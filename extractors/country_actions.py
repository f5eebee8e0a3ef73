"""A country table → one `CountryAction` a row."""

from __future__ import annotations

import re

from extractors.families import Families, Roles
from extractors.rows import RowGroup, cells_to_fields, table_to_groups
from models.records.annex import CountryAction
from models.records.layout import Cell, Table


def table_to_country_actions(document_id: str, table: Table, roles: Roles, families: Families) -> list[CountryAction]:
    """The rows of a country table; a row without a country or region is of the one above it."""
    found: list[CountryAction] = []
    for group in table_to_groups(table, roles, ("country", "type_of_action", "initiator")):
        row = _group_to_row(document_id, table, group, roles, families)
        if found and "region" in roles.columns.values() and not any(_is_region(cell, roles) for cell in group.cells):
            row = row.model_copy(update={"region": found[-1].region})
        if not row.country and found:
            row = row.model_copy(update={"country": found[-1].country, "regional_scope": found[-1].regional_scope})
        found.append(row)
    return found


def _is_region(cell: Cell, roles: Roles) -> bool:
    return roles.columns.get(cell.col) == "region"


def _group_to_row(document_id: str, table: Table, group: RowGroup, roles: Roles, families: Families) -> CountryAction:
    fields = cells_to_fields(group, roles)
    printed = fields.get("country", "")
    mark = families.regional_mark
    first, last = group.pages
    return CountryAction(
        row_id="",
        document_id=document_id,
        region=fields.get("region") or heading_to_region(group.section or table.heading, families),
        country=printed.replace(mark, "").strip(),
        regional_scope=mark in printed,
        type_of_action=fields.get("type_of_action", ""),
        initiator=fields.get("initiator", ""),
        description=fields.get("description", ""),
        info_source=fields.get("info_source", ""),
        page_first=first,
        page_last=last,
        bbox=group.bbox,
    )


def heading_to_region(heading: str, families: Families) -> str:
    """`Asia mapping overview` → `Asia`."""
    noise = "|".join(re.escape(words) for words in sorted(families.heading_noise, key=len, reverse=True))
    bare = re.sub(rf"\b(?:{noise})\b(?:\s*\d+\w?\b)?", " ", heading, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", bare).strip(" -–—:.,|")
