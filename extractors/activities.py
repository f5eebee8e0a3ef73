"""A matrix of activities → one `Activity` a project: label/value rows, labels inside cells, continuation rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.families import Families, Kind, Roles, heading_to_field, heading_words, label_to_field
from extractors.rows import RowGroup, add_rest, is_count, is_wide, table_to_groups, with_heading
from models.records.annex import Activity
from models.records.layout import Cell, Table

Piece = tuple[str, str]
"""A field (empty for text without a label) and its text."""

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_MAX_LABEL = 7
"""A label has at most this many words."""


def table_to_activities(document_id: str, table: Table, roles: Roles, families: Families) -> list[Activity]:
    """The activities of a matrix; several projects of one organization share its cell."""
    found: list[Activity] = []
    for group in table_to_groups(table, roles, ("organization", "project")):
        above = found[-1].category if found and "category" in roles.columns.values() else ""
        activity = _group_to_activity(document_id, table, group, roles, above)
        if not activity.organization and found:
            activity = activity.model_copy(update={"organization": found[-1].organization})
        found.append(activity)
    return found


def _group_to_activity(document_id: str, table: Table, group: RowGroup, roles: Roles, above: str) -> Activity:
    """`above` is the category of the row above where the table has a column of categories, which may span rows."""
    fields = group_to_fields(group, roles)
    name, email = split_focal_point(fields.get("focal_point", ""))
    first, last = group.pages
    return Activity(
        activity_id="",
        document_id=document_id,
        category=fields.get("category") or group.section or above or table.heading,
        organization=fields.get("organization", ""),
        project=fields.get("project", ""),
        description=fields.get("description", ""),
        primary_constituency=fields.get("primary_constituency", ""),
        other_stakeholders=fields.get("other_stakeholders", ""),
        gcm_objectives=fields.get("gcm_objectives", ""),
        focal_point_name=name,
        focal_point_email=email,
        page_first=first,
        page_last=last,
        bbox=group.bbox,
    )


def group_to_fields(group: RowGroup, roles: Roles) -> dict[str, str]:
    """The text of each field of one activity; text without a label goes to the end of the description."""
    fields: dict[str, list[str]] = {}
    rest: list[str] = []
    rows = sorted({cell.row for cell in group.cells})
    pieces = [
        piece for row in rows for piece in _row_to_pieces([cell for cell in group.cells if cell.row == row], roles)
    ]
    for field, text in _open_details(pieces, roles.kind):
        if field in {"", "extra", "details"}:
            rest.append(text)
        else:
            fields.setdefault(field, []).append(text)
    return add_rest(fields, rest, roles.kind)


def _open_details(pieces: Sequence[Piece], kind: Kind) -> Iterator[Piece]:
    """Pieces with the labels and values of further details apart, also where they stand in cells under each other."""
    for details, run in groupby(pieces, key=lambda piece: piece[0] == "details"):
        if details:
            yield from text_to_pieces("\n".join(text for _, text in run), kind)
        else:
            yield from run


def _row_to_pieces(cells: Sequence[Cell], roles: Roles) -> Iterator[Piece]:
    label = ""
    for cell in cells:
        field = "wide" if is_wide(cell, roles) else roles.columns.get(cell.col, "")
        if label:
            yield label, cell.text
            label = ""
        elif field in {"", "details"} and _is_label(cell, cells, roles.kind):
            label = heading_to_field(cell.text, roles.kind)
        elif field == "details":
            yield field, cell.text
        elif field == "skip" or (not field and is_count(cell, roles)):
            continue
        elif field in {"", "extra"}:
            yield field, with_heading(cell, roles)
        else:
            yield ("" if field == "wide" else field), cell.text


def _is_label(cell: Cell, cells: Sequence[Cell], kind: Kind) -> bool:
    """True for a cell that is nothing but a known label and has its value to the right."""
    right = any(other.col == cell.col + cell.col_span for other in cells)
    return right and len(cell.text.split()) <= _MAX_LABEL and bool(heading_to_field(cell.text, kind))


def text_to_pieces(text: str, kind: Kind) -> Iterator[Piece]:
    """Paragraphs of a cell that holds labels and values; a paragraph without a label goes on with the one before."""
    field, parts = "", list[str]()
    for paragraph in (part for printed in text.split("\n") for part in split_at_labels(printed, kind)):
        found, value = split_field_label(paragraph, kind)
        if found:
            if parts:
                yield field, "\n".join(parts)
            field, parts = found, [value] if value else []
        else:
            parts.append(paragraph)
    if parts:
        yield field, "\n".join(parts)


def split_at_labels(paragraph: str, kind: Kind) -> list[str]:
    """Cut a paragraph before each known label inside it that has a capital and a colon."""
    words, parts, label_end = paragraph.split(), [list[str]()], 0
    for at, word in enumerate(words):
        length = _label_length(words[at : at + _MAX_LABEL], kind) if at >= label_end else 0
        if length and at:
            parts.append([])
        label_end = max(label_end, at + length)
        parts[-1].append(word)
    return [" ".join(part) for part in parts]


def _label_length(words: Sequence[str], kind: Kind) -> int:
    """How many words the known label has that these words begin with; 0 where there is none."""
    end = next((n for n, word in enumerate(words, start=1) if word.endswith(":")), 0)
    field = label_to_field(" ".join(words[:end]), kind)
    return end if end and words[0][0].isupper() and field not in {"", "extra", "skip"} else 0


def split_field_label(paragraph: str, kind: Kind) -> Piece:
    """`Other stakeholders: unions` → its field and value; the field is empty where no known label opens it.

    A label of one word needs its colon; `extra` labels stay in the text, for it has no field of its own.
    """
    before, colon, after = paragraph.partition(":")
    if colon and len(before.split()) <= _MAX_LABEL and (field := heading_to_field(before, kind)):
        return field, paragraph if field == "extra" else after.strip()
    words = paragraph.split()
    for count in range(min(_MAX_LABEL, len(words)), 0, -1):
        label = " ".join(words[:count])
        field = label_to_field(label, kind)
        plain = count == len(words) or (count > 1 and kind.lists(label)) or len(heading_words(label, kind.fillers)) > 1
        if plain and field not in {"", "extra"}:
            return field, " ".join(words[count:]).lstrip("-–—: ")
    return "", paragraph


def split_focal_point(printed: str) -> tuple[str, str]:
    """Names and e-mail addresses of a focal point, several of each joined by `;`."""
    emails = [match.rstrip(".") for match in _EMAIL.findall(printed)]
    names = [_clean_name(part) for part in _EMAIL.split(printed)]
    return ";".join(name for name in names if name), ";".join(emails)


def _clean_name(text: str) -> str:
    """What stands between two addresses, without marks and words that only lead to the next."""
    name = re.sub(r"\s+", " ", text).strip(" ;,:–-/|<>").replace("()", "").strip()
    name = re.sub(r"^(?:and|y|et)\b\s*|[\s,;(–-]*\be-?mail\b[\s:]*$", "", name, flags=re.IGNORECASE)
    return name if any(character.isalpha() for character in name) else ""
