"""Passages and matrix rows → the subjects that recognizers and taggers read.

A matrix row is a passage too (its id is the row's id), so whatever is found in one can be looked up in `passages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from models.lexicons.iso import language_name
from models.records.annex import Activity, CountryAction, Passage, Practice
from models.records.outcome import Problem
from models.records.segmentation import Segmentation, Subject, join_context
from pipeline.languages import TAGGED_LANGUAGE, UNKNOWN, find_language

NEVER_READ = {"form"}
"""A survey form asks; it says nothing about what anyone does or wants."""
SURE_WORDS = 30
"""A shorter passage may hold a title or a name in another language."""
ITEM_WORDS = 15
"""An item of at most so many words says little without the list in which it stands."""
NEIGHBOURS = 2
"""So many items before it, and after it, are read with a short item."""
ROWS = {"activity", "country_action", "practice"}
"""Rows of a matrix stand for themselves."""


class Item(NamedTuple):
    """A passage, as far as it tells in which list it stands."""

    passage_id: str
    document_id: str
    kind: str
    section: str
    text: str
    parent_id: str


def all_passages(segmentation: Segmentation) -> tuple[Passage, ...]:
    """Passages of running text, then the rows of the matrices as passages."""
    rows = (
        *(_activity_to_passage(row) for row in segmentation.activities),
        *(_action_to_passage(row) for row in segmentation.country_actions),
        *(_practice_to_passage(row) for row in segmentation.practices),
    )
    known = {passage.passage_id for passage in segmentation.passages}
    return (*segmentation.passages, *(passage for passage in rows if passage.passage_id not in known))


def passages_to_subjects(passages: tuple[Passage, ...]) -> tuple[Subject, ...]:
    """What is read of the passages: all but forms, each with its headings and the stem that it completes."""
    texts = {passage.passage_id: passage.text for passage in passages}
    return tuple(
        Subject(
            id=passage.passage_id,
            document_id=passage.document_id,
            text=passage.text,
            context=join_context(passage.section, passage.title, texts.get(passage.parent_id, "")),
            kind=passage.kind,
        )
        for passage in passages
        if passage.kind not in NEVER_READ and passage.text
    )


def add_neighbours(subjects: tuple[Subject, ...], passages: tuple[Passage, ...]) -> tuple[Subject, ...]:
    """The subjects as the tagger reads them: short items with their neighbours, who may address somebody else."""
    around = find_neighbours([Item(*(getattr(passage, name) for name in Item._fields)) for passage in passages])
    return tuple(
        subject.model_copy(update={"context": join_context(subject.context, around[subject.id])})
        if subject.id in around
        else subject
        for subject in subjects
    )


def find_neighbours(passages: Sequence[Item]) -> dict[str, str]:
    """By passage id: the items just before and after a short item of the same list."""
    return {
        item.passage_id: join_context(*(near.text.rstrip(" .;") for near in _items_near(items, place)))
        for items in (tuple(group) for _, group in groupby(passages, _find_list))
        for place, item in enumerate(items)
        if len(items) > 1
    }


def _find_list(passage: Item) -> tuple[str, ...]:
    """What short items of one list have in common; anything else stands alone."""
    if passage.kind in ROWS or not 0 < len(passage.text.split()) <= ITEM_WORDS:
        return (passage.passage_id,)
    return (passage.document_id, passage.kind, passage.section, passage.parent_id)


def _items_near(items: tuple[Item, ...], place: int) -> tuple[Item, ...]:
    return (*items[max(0, place - NEIGHBOURS) : place], *items[place + 1 : place + 1 + NEIGHBOURS])


def in_context(passage: Passage, passages: dict[str, Passage]) -> str:
    """The text with the stem that it completes in front."""
    parent = passages.get(passage.parent_id)
    return f"{parent.text} {passage.text}" if parent else passage.text


def row_text(who: str, what: str, description: str) -> str:
    """`who: what. description` in one line, without what is empty."""
    rest = ". ".join(part for part in (what.rstrip(" ."), description) if part)
    return " ".join(": ".join(part for part in (who, rest) if part).split())


def _activity_to_passage(row: Activity) -> Passage:
    text = row_text(row.organization, row.project, row.description)
    return Passage(
        passage_id=row.activity_id,
        document_id=row.document_id,
        kind="activity",
        section=row.category,
        text=text,
        page_first=row.page_first,
        page_last=row.page_last,
        bbox=row.bbox,
    )


def _action_to_passage(row: CountryAction) -> Passage:
    return Passage(
        passage_id=row.row_id,
        document_id=row.document_id,
        kind="country_action",
        section=" > ".join(part for part in (row.region, row.country) if part),
        text=row_text(row.initiator, "", row.description),
        page_first=row.page_first,
        page_last=row.page_last,
        bbox=row.bbox,
    )


def _practice_to_passage(row: Practice) -> Passage:
    return Passage(
        passage_id=row.row_id,
        document_id=row.document_id,
        kind="practice",
        text=row_text(row.implementing_partners, row.name, row.short_description),
        page_first=row.page_first,
        page_last=row.page_last,
        bbox=row.bbox,
    )


def readable(subjects: tuple[Subject, ...], language: str) -> tuple[tuple[Subject, ...], tuple[Problem, ...]]:
    """The subjects in the language of the objective rules, and a note on the others."""
    if language not in ("", TAGGED_LANGUAGE):
        return (), ()
    foreign = {subject.id: name for subject in subjects if (name := find_foreign(subject.text))}
    notes = [
        Problem(
            document_id=subject.document_id,
            stage="tag",
            severity="note",
            message=f"passage {subject.id} is in {foreign[subject.id]}: listed, not tagged",
        )
        for subject in subjects
        if subject.id in foreign
    ]
    return tuple(subject for subject in subjects if subject.id not in foreign), tuple(notes)


@lru_cache(maxsize=20_000)
def find_foreign(text: str) -> str:
    """Name of another language, where the text is long enough to be sure; else empty."""
    code = find_language(text) if len(text.split()) >= SURE_WORDS else None
    return language_name(code) if code and code not in (TAGGED_LANGUAGE, UNKNOWN) else ""
