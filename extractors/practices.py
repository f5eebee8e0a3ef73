"""A table of promising practices → one `Practice` a row."""

from __future__ import annotations

from extractors.families import Families, Roles
from extractors.rows import cells_to_fields, table_to_groups
from models.records.annex import Practice
from models.records.layout import Table


def table_to_practices(document_id: str, table: Table, roles: Roles, families: Families) -> list[Practice]:
    """The rows of a table of practices, in printed order."""
    found = []
    for group in table_to_groups(table, roles, (roles.kind.key,)):
        fields = cells_to_fields(group, roles)
        first, last = group.pages
        found.append(
            Practice(
                row_id="",
                document_id=document_id,
                name=fields.get("name", ""),
                implementing_partners=fields.get("implementing_partners", ""),
                time=fields.get("time", ""),
                short_description=fields.get("short_description", ""),
                more_information=fields.get("more_information", ""),
                page_first=first,
                page_last=last,
                bbox=group.bbox,
            )
        )
    return found
