"""Activities and recommendations × objectives: one mark a tag, its shape telling where the tag comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from models.records.annex import ObjectiveTag
from pipeline.sheets import PAGE, REPORT, Column, Row, Rows, Sheet, short_section, shorten

LONGEST_TITLE, LONGEST_TEXT = 72, 220
"""A matrix is there to be seen at once; the other sheets have the whole texts, the first sheet the whole titles."""

Objectives = Sequence[tuple[str, str]]
"""Code and title of each objective, in order."""
Signs = Mapping[tuple[str, str], str]


class Mark(NamedTuple):
    """A sign that nearly every font has, what it means, its color, and the tint of cells with printed objectives."""

    sign: str
    meaning: str
    color: str
    fill: str = ""


MARKS = {
    "declared": Mark("■", "printed: the report declares it in a field for it", "1F4E9E", "DCE6F4"),
    "both": Mark("◙", "printed, and the text shows it too", "1F4E9E", "DCE6F4"),
    "cited": Mark("▲", "printed: named in the running text", "6B3FA0", "E9E1F3"),
    "primary": Mark("○", "inferred from the text: what it is mainly about", "B8500C"),
    "secondary": Mark("◦", "inferred from the text: touched upon", "595959"),
}


class _Entry(NamedTuple):
    """A row before its marks are set."""

    document_id: str
    page_first: int
    subject_id: str
    kind: str
    section: str
    text: str


def by_objective(rows: Rows, objectives: Objectives) -> Sheet:
    """One row an activity or recommendation, one column an objective."""
    columns = (*_naming_columns(), *_mark_columns(objectives, find_marks(rows["objective_tags"])))
    found = sorted(_entries(rows), key=lambda entry: entry.document_id)
    cells = tuple(Row(tuple(c.cell(entry) for c in columns), entry.document_id, entry.page_first) for entry in found)
    about = "Activities and recommendations by objective; what is printed and what is inferred told apart."
    return Sheet("Objectives", about, columns, cells, group=0, frozen=len(_naming_columns()))


def _entries(rows: Rows) -> list[_Entry]:
    activities = (
        _Entry(row.document_id, row.page_first, row.activity_id, "activity", row.category, _activity_name(row))
        for row in rows["activities"]
    )
    recommendations = (
        _Entry(row.document_id, row.page_first, row.passage_id, "recommendation", row.section, _numbered(row))
        for row in rows["recommendations"]
    )
    return [*activities, *recommendations]


def _naming_columns() -> tuple[Column, ...]:
    return (
        REPORT,
        PAGE,
        Column("Kind", 15, lambda entry: entry.kind, added=True),
        Column("Section", 22, lambda entry: short_section(entry.section)),
        Column("Text", 52, lambda entry: shorten(entry.text, LONGEST_TEXT)),
    )


def _mark_columns(objectives: Objectives, marks: Signs) -> Iterable[Column]:
    for code, title in objectives:
        yield Column(shorten(f"{code}  {title}".strip(), LONGEST_TITLE), 4.3, _find_sign(marks, code), mark=True)


def _find_sign(marks: Signs, code: str) -> Callable[[_Entry], str]:
    return lambda entry: marks.get((entry.subject_id, code), "")


def find_marks(tags: Iterable[ObjectiveTag]) -> dict[tuple[str, str], str]:
    """(subject, objective) → its sign; what the report declares counts before what it cites or what is inferred."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for tag in tags:
        kind = tag.grade if tag.source in ("inferred", "reviewed") else tag.source
        kinds.setdefault((tag.subject_id, tag.objective), set()).add(kind)
    return {key: MARKS[_strongest(found)].sign for key, found in kinds.items()}


def _strongest(kinds: set[str]) -> str:
    if "declared" in kinds:
        return "both" if kinds & {"primary", "secondary"} else "declared"
    return next(kind for kind in ("cited", "primary", "secondary") if kind in kinds)


def _activity_name(row: Any) -> str:
    return ": ".join(part for part in (row.organization, row.project) if part)


def _numbered(row: Any) -> str:
    return f"{row.number}  {row.text}" if row.number else str(row.text)
