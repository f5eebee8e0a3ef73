"""Rows of the datasets → the sheets of the workbook, which mirror the printed annexes; no spreadsheet library here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from models.records.annex import ObjectiveTag

MARKS = {
    "both": ("◉", "declared by the report and also inferred from the text"),
    "declared": ("●", "declared by the report in a field or line for it"),
    "cited": ("◆", "named in the running text"),
    "primary": ("○", "inferred from the text, main objective"),
    "secondary": ("◌", "inferred from the text, touched upon"),
}

LONGEST_TITLE = 50

Rows = Mapping[str, Sequence[Any]]
Objectives = Sequence[tuple[str, str]]
"""Code and title of each objective, in order."""


class Column(NamedTuple):
    """Heading, width in characters, and how the cells are set."""

    title: str
    width: float
    mark: bool = False


class Sheet(NamedTuple):
    """One sheet: `group` is the column whose change starts a new group of rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    group: int | None = None


def make_sheets(rows: Rows, objectives: Objectives) -> list[Sheet]:
    """All sheets but the first, in order."""
    return [
        activities(rows),
        country_mapping(rows),
        practices(rows),
        recommendations(rows),
        by_objective(rows, objectives),
    ]


def activities(rows: Rows) -> Sheet:
    """The activities matrix: grouped by category, label/value sub-rows as columns."""
    columns = _columns(
        "Report:24 Category:18 Organization:24 Project / activity:26 Description:70 Primary constituency:20 "
        "Other stakeholders:26 GCM objectives (as printed):18 Objective codes:16 Focal point:22 E-mail:26 "
        "Countries:14 From:11 To:11 Page:7"
    )
    found = sorted(rows["activities"], key=lambda row: row.document_id)
    cells = tuple(
        (
            row.document_id,
            row.category,
            row.organization,
            row.project,
            row.description,
            row.primary_constituency,
            row.other_stakeholders,
            row.gcm_objectives,
            "; ".join(row.declared_codes),
            row.focal_point_name,
            row.focal_point_email,
            "; ".join(row.countries),
            row.date_start,
            row.date_end,
            str(row.page_first),
        )
        for row in found
    )
    return Sheet("Activities", columns, cells, group=1)


def country_mapping(rows: Rows) -> Sheet:
    """The country tables by region."""
    columns = _columns(
        "Report:24 Region:20 Country:20 ISO codes:12 Regional scope:10 Type of action:24 Action:16 Sectors:20 "
        "Initiator:26 Description:70 From:11 To:11 Before the Compact:10 Source:40 Page:7"
    )
    cells = tuple(
        (
            row.document_id,
            row.region,
            row.country,
            "; ".join(row.iso3),
            _yes(row.regional_scope),
            row.type_of_action,
            row.action,
            "; ".join(row.sectors),
            row.initiator,
            row.description,
            row.date_start,
            row.date_end,
            _yes(row.predates_gcm),
            row.info_source,
            str(row.page_first),
        )
        for row in sorted(rows["country_actions"], key=lambda row: row.document_id)
    )
    return Sheet("Country mapping", columns, cells, group=1)


def practices(rows: Rows) -> Sheet:
    """Promising practices."""
    columns = _columns(
        "Report:24 Name:30 Implementing partners:34 Time:18 Short description:70 "
        "More information:34 From:11 To:11 Page:7"
    )
    cells = tuple(
        (
            row.document_id,
            row.name,
            row.implementing_partners,
            row.time,
            row.short_description,
            row.more_information,
            row.date_start,
            row.date_end,
            str(row.page_first),
        )
        for row in sorted(rows["practices"], key=lambda row: row.document_id)
    )
    return Sheet("Practices", columns, cells)


def recommendations(rows: Rows) -> Sheet:
    """Recommendations by report and section."""
    columns = _columns(
        "Report:24 Section:36 Number:9 Recommendation:80 In context:60 Addressee:18 Verb:12 Strength:12 For whom:20 "
        "By when:14 Main objectives:12 Other objectives:12 Countries:14 Organizations:26 Page:7"
    )
    cells = tuple(
        (
            row.document_id,
            row.section,
            row.number,
            row.text,
            row.text_in_context if row.text_in_context != row.text else "",
            "; ".join(row.addressee),
            row.action_verb,
            row.strength,
            "; ".join(row.target_groups),
            row.time_frame,
            "; ".join(row.primary),
            "; ".join(row.secondary),
            "; ".join(row.countries),
            "; ".join(row.organizations),
            str(row.page_first),
        )
        for row in sorted(rows["recommendations"], key=lambda row: row.document_id)
    )
    return Sheet("Recommendations", columns, cells, group=1)


def by_objective(rows: Rows, objectives: Objectives) -> Sheet:
    """One row an activity or recommendation, one column an objective, one mark a tag."""
    marks = find_marks(rows["objective_tags"])
    columns = _columns("Report:24 Kind:16 Section:30 Text:70")
    columns += tuple(Column(_shorten(f"{code}  {title}".strip()), 4.5, mark=True) for code, title in objectives)
    entries = [
        (row.document_id, "activity", row.category, _activity_name(row), row.activity_id) for row in rows["activities"]
    ]
    entries += [(r.document_id, "recommendation", r.section, r.text, r.passage_id) for r in rows["recommendations"]]
    cells = tuple(
        (*entry[:4], *(marks.get((entry[4], code), "") for code, _ in objectives))
        for entry in sorted(entries, key=lambda entry: entry[0])
    )
    return Sheet("Objectives", columns, cells)


def find_marks(tags: Iterable[ObjectiveTag]) -> dict[tuple[str, str], str]:
    """(subject, objective) → its mark; what the report declares counts before what it cites or what is inferred."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for tag in tags:
        kind = tag.grade if tag.source in ("inferred", "reviewed") else tag.source
        kinds.setdefault((tag.subject_id, tag.objective), set()).add(kind)
    return {key: MARKS[_strongest(found)][0] for key, found in kinds.items()}


def _strongest(kinds: set[str]) -> str:
    if "declared" in kinds:
        return "both" if kinds & {"primary", "secondary"} else "declared"
    return next(kind for kind in ("cited", "primary", "secondary") if kind in kinds)


def _shorten(title: str) -> str:
    """A heading that fits a turned cell; the first sheet has the whole title."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + " …"


def _activity_name(row: Any) -> str:
    return ": ".join(part for part in (row.organization, row.project) if part)


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def _columns(spec: str) -> tuple[Column, ...]:
    """`Name:12 Longer name:20` → columns."""
    columns = []
    title = ""
    for part in spec.split(" "):
        name, colon, width = part.rpartition(":")
        title = f"{title} {name if colon else part}".strip()
        if colon:
            columns.append(Column(title, float(width)))
            title = ""
    return tuple(columns)
