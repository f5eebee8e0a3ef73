"""Printed objective lists of activities and boxes → codes and `declared` tags."""

from __future__ import annotations

from models.objectives.printed import parse_printed
from models.objectives.taxonomy import Taxonomy
from models.records.annex import Declared, ObjectiveTag
from models.records.ids import split_code
from models.records.outcome import Problem
from models.records.segmentation import Segmentation

Found = tuple[tuple[Declared, ...], tuple[ObjectiveTag, ...], tuple[Problem, ...]]


def find_declared(segmentation: Segmentation, taxonomy: Taxonomy) -> Found:
    """The lists as codes, one tag a code, and a note where words stand instead of numbers."""
    printed = [(row.activity_id, row.gcm_objectives) for row in segmentation.activities if row.gcm_objectives]
    printed += [(box.subject_id, box.printed) for box in segmentation.declared]
    declared = tuple(parse_printed(subject_id, text, taxonomy) for subject_id, text in printed)
    tags = tuple(_to_tag(entry, code, segmentation.document_id) for entry in declared for code in entry.codes)
    notes = tuple(_to_note(entry, segmentation.document_id) for entry in declared if entry.note)
    return declared, tags, notes


def _to_tag(declared: Declared, code: str, document_id: str) -> ObjectiveTag:
    objective, action = split_code(code)
    return ObjectiveTag(
        subject_id=declared.subject_id,
        document_id=document_id,
        objective=objective,
        action=action,
        grade="primary",
        source="declared",
        evidence=" ".join(declared.printed.split()),
    )


def _to_note(declared: Declared, document_id: str) -> Problem:
    message = (
        f"{declared.subject_id} declares objectives in words, not only in numbers: {' '.join(declared.note.split())}"
    )
    return Problem(document_id=document_id, stage="tag", severity="note", message=message)
