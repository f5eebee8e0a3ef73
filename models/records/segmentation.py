"""What the segment stage finds in one document, and the subject that recognisers and taggers read."""

from __future__ import annotations

from models.records.annex import Acronym, Activity, CountryAction, Declared, Membership, Passage, Practice
from models.records.layout import Record
from models.records.outcome import Problem


class Segmentation(Record):
    """Passages, matrix rows and lists of one document; printed values only, nothing inferred yet."""

    document_id: str
    passages: tuple[Passage, ...] = ()
    activities: tuple[Activity, ...] = ()
    country_actions: tuple[CountryAction, ...] = ()
    practices: tuple[Practice, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    memberships: tuple[Membership, ...] = ()
    declared: tuple[Declared, ...] = ()
    """Objective lists printed in boxes, codes not parsed yet; activities keep theirs in `gcm_objectives`."""
    problems: tuple[Problem, ...] = ()


class Subject(Record):
    """A text to recognise or tag: a passage, an activity, a row of a spreadsheet."""

    id: str
    document_id: str = ""
    text: str
    context: str = ""
    """Section headings and the stem that the text completes; helps to decide, is never evidence alone."""
    kind: str = ""


def join_context(*parts: str) -> str:
    """Headings, stem and neighbours in one text, without what is empty."""
    return ". ".join(part for part in parts if part)
