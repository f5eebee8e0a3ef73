"""What each stage hands on; the extract stage hands on an `Extraction`."""

from __future__ import annotations

from models.records.annex import (
    Acronym,
    Activity,
    CountryAction,
    Declared,
    DeclaredInferred,
    DocumentRow,
    Membership,
    Mention,
    ObjectiveTag,
    Passage,
    Practice,
    Recommendation,
)
from models.records.layout import Record
from models.records.outcome import Problem
from models.records.segmentation import Segmentation


class Segmented(Record):
    """Passages and rows of a document, and what is known of the document now."""

    title: str
    published: str
    language: str
    family: str
    segmentation: Segmentation
    period: tuple[str, str] = ("", "")
    """First and last date of the reporting period; empty where the manifest does not tell it."""


class Recognized(Record):
    """Rows with countries and dates, recommendations without objectives, mentions, acronyms."""

    activities: tuple[Activity, ...] = ()
    country_actions: tuple[CountryAction, ...] = ()
    practices: tuple[Practice, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Tagged(Record):
    """Printed objective lists as codes, and all tags: declared, cited, inferred."""

    declared: tuple[Declared, ...] = ()
    tags: tuple[ObjectiveTag, ...] = ()
    problems: tuple[Problem, ...] = ()


class Assembled(Record):
    """The rows of one document, ready for the datasets."""

    documents: tuple[DocumentRow, ...] = ()
    passages: tuple[Passage, ...] = ()
    activities: tuple[Activity, ...] = ()
    country_actions: tuple[CountryAction, ...] = ()
    practices: tuple[Practice, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    objective_tags: tuple[ObjectiveTag, ...] = ()
    declared_inferred: tuple[DeclaredInferred, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    memberships: tuple[Membership, ...] = ()
    problems: tuple[Problem, ...] = ()
