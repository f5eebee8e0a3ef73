"""Rows with sane defaults."""

from __future__ import annotations

from typing import Any

from models.records.annex import Activity, CountryAction, DocumentRow, ObjectiveTag, Passage, Practice, Recommendation

BOX = (72.0, 100.04, 300.0, 120.06)


def make_passage(**changes: Any) -> Passage:
    defaults = {
        "passage_id": "p-1",
        "document_id": "north-2030",
        "kind": "recommendation",
        "section": "Ports > For States",
        "text": "Open a help desk in every port.",
        "page_first": 3,
        "page_last": 3,
        "bbox": BOX,
    }
    return Passage.model_validate(defaults | changes)


def make_activity(**changes: Any) -> Activity:
    defaults = {
        "activity_id": "a-1",
        "document_id": "north-2030",
        "category": "Regional",
        "organization": "Harbour Circle",
        "project": "Night school",
        "description": "Evening classes for seafarers.",
        "gcm_objectives": "2, 5",
        "page_first": 7,
        "page_last": 8,
        "bbox": BOX,
    }
    return Activity.model_validate(defaults | changes)


def make_action(**changes: Any) -> CountryAction:
    defaults = {
        "row_id": "c-1",
        "document_id": "north-2030",
        "region": "Islands",
        "country": "Malta",
        "regional_scope": False,
        "initiator": "Ministry",
        "description": "A register was opened.",
        "page_first": 9,
        "page_last": 9,
        "bbox": BOX,
    }
    return CountryAction.model_validate(defaults | changes)


def make_practice(**changes: Any) -> Practice:
    defaults = {
        "row_id": "r-1",
        "document_id": "north-2030",
        "name": "Open doors",
        "implementing_partners": "City of Valletta",
        "short_description": "A shared desk.",
        "page_first": 10,
        "page_last": 10,
        "bbox": BOX,
    }
    return Practice.model_validate(defaults | changes)


def make_tag(**changes: Any) -> ObjectiveTag:
    defaults = {
        "subject_id": "p-1",
        "document_id": "north-2030",
        "objective": "15",
        "grade": "primary",
        "source": "inferred",
        "score": 0.91,
        "evidence": "help desk",
    }
    return ObjectiveTag.model_validate(defaults | changes)


def make_recommendation(**changes: Any) -> Recommendation:
    defaults = {
        "passage_id": "p-1",
        "document_id": "north-2030",
        "text": "Open a help desk in every port.",
        "primary": ("15",),
        "page_first": 3,
        "page_last": 3,
    }
    return Recommendation.model_validate(defaults | changes)


def make_document(**changes: Any) -> DocumentRow:
    return DocumentRow.model_validate({"document_id": "north-2030", "title": "North", "status": "ok"} | changes)
