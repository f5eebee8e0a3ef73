"""Rows of all documents → the datasets of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.actors.summary import mentions_to_organizations
from models.lexicons.organizations import OrganizationEntry
from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.results import Assembled


def collect_rows(
    parts: Sequence[Assembled], problems: Iterable[Problem], organizations: Sequence[OrganizationEntry]
) -> dict[str, list[Record | Problem]]:
    """Rows by dataset, documents by id, rows in reading order."""
    rows: dict[str, list[Record | Problem]] = {name: [] for name in Assembled.model_fields}
    for part in parts:
        for name, found in rows.items():
            found.extend(getattr(part, name))
    rows["problems"] = [*problems, *rows["problems"]]
    mentions = [mention for part in parts for mention in part.mentions]
    rows["organizations"] = list(mentions_to_organizations(mentions, organizations))
    return rows
