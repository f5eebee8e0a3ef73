"""Acronyms and recommendations of a document: what the models find in passages, put in its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.actors.acronyms import find_acronyms
from models.recommendations.describe import describe
from models.records.annex import Acronym, CountryAction, Mention, Passage, Recommendation
from models.records.segmentation import Segmentation, Subject
from pipeline.subjects import in_context

_GOVERNMENT = re.compile(r"\b[Gg]overnments? of (?:the )?$")


def merge_acronyms(
    segmentation: Segmentation, passages: Sequence[Passage], subjects: Sequence[Subject]
) -> tuple[Acronym, ...]:
    """Printed lists first, then acronyms that running text explains and no list has."""
    pages = {passage.passage_id: passage.page_first for passage in passages}
    listed = {entry.acronym for entry in segmentation.acronyms}
    found: dict[str, Acronym] = {}
    for entry in find_acronyms(subjects):
        if entry.acronym not in listed:
            explained = Acronym(
                document_id=segmentation.document_id,
                acronym=entry.acronym,
                expansion=entry.expansion,
                page_first=pages[entry.subject_id],
                source="text",
            )
            found.setdefault(entry.acronym, explained)
    return (*segmentation.acronyms, *found.values())


def make_recommendations(
    passages: Sequence[Passage], subjects: Sequence[Subject], mentions: Iterable[Mention]
) -> tuple[Recommendation, ...]:
    """A row for every passage that recommends; objectives are filled in when the row is assembled."""
    by_id = {passage.passage_id: passage for passage in passages}
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.subject_id, []).append(mention)
    return tuple(
        _recommendation(by_id[subject.id], subject, by_id, named.get(subject.id, []))
        for subject in subjects
        if subject.kind == "recommendation"
    )


def name_initiators(
    rows: Iterable[CountryAction], subjects: Iterable[Subject], mentions: Iterable[Mention]
) -> tuple[CountryAction, ...]:
    """The rows with their initiator split into organizations, each under its official name, and governments."""
    texts = {subject.id: subject.text for subject in subjects}
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.subject_id, []).append(mention)
    return tuple(
        row.model_copy(
            update={
                "initiator_organizations": _split_initiator(
                    row.initiator, texts.get(row.row_id, ""), named.get(row.row_id, [])
                )
            }
        )
        for row in rows
    )


def _split_initiator(initiator: str, text: str, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """What is named where the text of the row repeats the initiator."""
    front = " ".join(initiator.split())
    begin = text.find(front) if front else -1
    inside = [mention for mention in mentions if begin <= mention.start and mention.end <= begin + len(front)]
    bodies = {mention.canonical or mention.mention for mention in inside if mention.label == "ORG"}
    governments = {
        f"Government of {mention.mention}"
        for mention in inside
        if mention.label == "COUNTRY" and _GOVERNMENT.search(text[: mention.start])
    }
    return tuple(sorted(bodies | governments)) if begin >= 0 else ()


def _recommendation(
    passage: Passage, subject: Subject, by_id: dict[str, Passage], mentions: Sequence[Mention]
) -> Recommendation:
    described = describe(subject)
    return Recommendation(
        passage_id=passage.passage_id,
        document_id=passage.document_id,
        number=passage.number,
        section=passage.section,
        text=passage.text,
        text_in_context=in_context(passage, by_id),
        addressee=described.addressee,
        action_verb=described.action_verb,
        strength=described.strength,
        target_groups=described.target_groups,
        time_frame=described.time_frame,
        countries=tuple(sorted({mention.iso3 for mention in mentions if mention.iso3})),
        organizations=tuple(sorted({m.canonical or m.mention for m in mentions if m.label == "ORG"})),
        page_first=passage.page_first,
        page_last=passage.page_last,
        principles=described.principles,
        addressee_evidence=described.addressee_evidence,
    )
