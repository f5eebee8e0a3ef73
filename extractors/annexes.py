"""Tables → the rows of the annexes: activities, country actions and practices, printed values only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.activities import table_to_activities
from extractors.cards import table_to_cards
from extractors.country_actions import table_to_country_actions
from extractors.families import Families, Roles, load_families
from extractors.kinds import table_to_roles
from extractors.practices import table_to_practices
from extractors.rows import mend_roles
from models.records.annex import Activity, CountryAction, Practice
from models.records.ids import number_ids
from models.records.layout import Table
from models.records.outcome import Problem

Rows = tuple[tuple[Activity, ...], tuple[CountryAction, ...], tuple[Practice, ...], tuple[Problem, ...]]


def tables_to_rows(document_id: str, tables: Sequence[Table], families: Families | None = None) -> Rows:
    """Rows of all tables whose headings (or contents) tell what they are; other tables give none.

    Problems of severity `note` name the tables whose columns stand under each other's headings.
    """
    known = families or load_families()
    activities: list[Activity] = []
    actions: list[CountryAction] = []
    practices: list[Practice] = []
    problems: list[Problem] = []
    for table, roles in known_tables(tables, known):
        mended, notes = mend_roles(document_id, table, roles, known)
        problems += notes
        if roles.kind.name == "activities":
            activities += table_to_activities(document_id, table, mended, known)
        elif roles.kind.name == "country_actions":
            actions += table_to_country_actions(document_id, table, mended, known)
        else:
            practices += table_to_practices(document_id, table, mended, known)
    return _number(activities), _number_actions(actions), _number_practices(practices), tuple(problems)


def known_tables(tables: Sequence[Table], families: Families) -> Iterator[tuple[Table, Roles]]:
    """The tables of known kinds; one without a heading above it stands under that of the table before."""
    before: Roles | None = None
    heading = ""
    for table in [card for printed in tables for card in table_to_cards(printed, families)]:
        roles = table_to_roles(table, families) or _carried(before, table)
        same = roles is not None and before is not None and roles.kind.name == before.kind.name
        before, heading = roles, table.heading or (heading if same else "")
        if roles is not None:
            yield table.model_copy(update={"heading": heading}), roles


def _carried(roles: Roles | None, table: Table) -> Roles | None:
    """The roles of the table before, for a table without headings of its own that has as many columns."""
    if roles is None or any(cell.header for cell in table.cells) or max(roles.headings) + 1 != table.n_cols:
        return None
    return roles._replace(body=0)


def _number(rows: Sequence[Activity]) -> tuple[Activity, ...]:
    ids = number_ids("act", (f"{row.document_id} {row.organization} {row.project}" for row in rows))
    return tuple(row.model_copy(update={"activity_id": one}) for row, one in zip(rows, ids, strict=True))


def _number_actions(rows: Sequence[CountryAction]) -> tuple[CountryAction, ...]:
    ids = number_ids("cty", (f"{row.document_id} {row.region} {row.country} {row.description}" for row in rows))
    return tuple(row.model_copy(update={"row_id": one}) for row, one in zip(rows, ids, strict=True))


def _number_practices(rows: Sequence[Practice]) -> tuple[Practice, ...]:
    ids = number_ids("prc", (f"{row.document_id} {row.name}" for row in rows))
    return tuple(row.model_copy(update={"row_id": one}) for row, one in zip(rows, ids, strict=True))
