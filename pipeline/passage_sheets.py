"""A spreadsheet of passages → the same with objectives, or the mentions in it: the `tag` and `mentions` commands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING

from models.errors import SettingsError
from models.records.annex import ObjectiveTag
from models.records.ids import sort_codes
from models.records.segmentation import Subject
from pipeline.relevance import leave_out_strangers
from pipeline.spreadsheets import Spreadsheet
from pipeline.subjects import find_foreign, readable

if TYPE_CHECKING:
    from models.actors.recognizer import Recognizer
    from models.objectives.tagger import Outcome, Tagger

TAG_COLUMNS = (
    "primary", "secondary", "addressee", "scores", "evidence", "margin", "needs_review", "addressee_evidence",
)  # fmt: skip
MENTION_COLUMNS = (
    "passage_id", "label", "mention", "occurrence", "start", "end", "iso3", "canonical", "role", "role_evidence",
)  # fmt: skip
CONTEXT_COLUMN = "section"
"""Read for context where it is there, without being asked for."""
KIND_COLUMN = "kind"
"""Read where it is there and says what a passage is, in the words of `passages.csv`."""
STRANGE = "no word of the field, among passages that hardly speak of it"
SHOWN = 8
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def tag_sheet(
    sheet: Spreadsheet, tagger: Tagger, *, text_column: str = "text", context_column: str | None = None
) -> Spreadsheet:
    """All columns of the input, then those of the tags; columns named like an output are renamed and never read."""
    check_columns(sheet, text_column, context_column)
    subjects = [clean(subject) for subject in sheet_to_subjects(sheet, text_column, context_column)]
    read, _ = readable(tuple(subjects), "")
    results = dict(zip((subject.id for subject in read), _subjects_to_cells(read, tagger), strict=True))
    cells = (results.get(subject.id) or _unread_cells(subject) for subject in subjects)
    rows = tuple((*row, *more) for row, more in zip(sheet.rows, cells, strict=True))
    return Spreadsheet((*_rename(sheet.header, TAG_COLUMNS), *TAG_COLUMNS), rows)


def _subjects_to_cells(subjects: Sequence[Subject], tagger: Tagger) -> Iterator[tuple[str, ...]]:
    from models.objectives.cited import find_cited
    from models.recommendations.describe import describe

    asked, _ = leave_out_strangers(tuple(subjects), tagger.is_of_field)
    outcomes = {outcome.subject_id: outcome for outcome in tagger.decide(asked)}
    for subject in subjects:
        ask, outcome = describe(subject), outcomes.get(subject.id)
        if outcome is None:
            yield (*_stranger_to_cells(tagger, ask.addressee), ask.addressee_evidence)
            continue
        cited = find_cited(subject, tagger.taxonomy)
        yield (*_tags_to_cells(outcome, (*outcome.tags, *cited), ask.addressee), ask.addressee_evidence)


def _unread_cells(subject: Subject) -> tuple[str, ...]:
    """Of a passage in another language: nothing but the reason."""
    said = f"not tagged: in {find_foreign(subject.text)}"
    return tuple(said if column == "evidence" else "" for column in TAG_COLUMNS)


def clean(subject: Subject) -> Subject:
    """The text without markup and control characters, which say nothing about its subject."""
    text = _CONTROL.sub(" ", unescape(_MARKUP.sub(" ", subject.text)))
    return subject if text == subject.text else subject.model_copy(update={"text": text})


def find_notes(sheet: Spreadsheet, text_column: str) -> Iterator[str]:
    """What a user should know about the rows of a sheet: empty, foreign, very long, or with an id that stands twice."""
    from models.objectives.tagger import MOST_WORDS

    texts = sheet.column(text_column)
    numbered = list(enumerate(texts, start=1))
    empty = [number for number, text in numbered if not text.strip()]
    foreign = [number for number, text in numbered if find_foreign(text)]
    long = [number for number, text in numbered if len(text.split()) > MOST_WORDS]
    twice = _find_repeated(sheet.column("passage_id")) if "passage_id" in sheet.header else []
    if empty:
        yield f"without text and so without tags: {_list_rows(empty)}"
    if foreign:
        yield f"not in English and so not tagged: {_list_rows(foreign)}"
    if long:
        yield f"longer than {MOST_WORDS:,} words, only those are read: {_list_rows(long)}"
    if twice:
        yield f"passage_id stands more than once, each row is tagged by itself: {', '.join(twice[:SHOWN])}"


def _find_repeated(ids: Sequence[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1 and name]


def _list_rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:SHOWN]))
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}{more}"


def find_sheet_mentions(sheet: Spreadsheet, recognizer: Recognizer, *, text_column: str = "text") -> Spreadsheet:
    """One row a mention; `passage_id` is copied, else it is the row's number, counted from 1."""
    from models.actors.roles import assign_roles

    subjects = sheet_to_subjects(sheet, text_column, None)
    ids = sheet.column("passage_id") if "passage_id" in sheet.header else [""] * len(subjects)
    names = {subject.id: given or subject.id for subject, given in zip(subjects, ids, strict=True)}
    documents = _documents(sheet)
    placed = [subject.model_copy(update={"document_id": documents[index]}) for index, subject in enumerate(subjects)]
    rows = tuple(
        (
            names[found.subject_id],
            found.label,
            found.mention,
            str(found.occurrence),
            str(found.start),
            str(found.end),
            found.iso3,
            found.canonical,
            found.role,
            found.role_evidence,
        )
        for found in assign_roles(placed, recognizer.find_mentions(placed))
    )
    return Spreadsheet(MENTION_COLUMNS, rows)


def check_columns(
    sheet: Spreadsheet, text_column: str, context_column: str | None, *, outputs: Sequence[str] = TAG_COLUMNS
) -> None:
    """Raises SettingsError for a column that is not there, or that is named like a result and so never read."""
    for column in (text_column, context_column):
        if column in outputs:
            raise SettingsError(f"the column {column!r} is named like a result and is not read; rename it first")
        if column is not None and column not in sheet.header:
            columns = ", ".join(name for name in sheet.header if name)
            raise SettingsError(f"there is no column {column!r}; the columns are {columns}")


def sheet_to_subjects(sheet: Spreadsheet, text_column: str, context_column: str | None) -> list[Subject]:
    """One subject a row, its id the row's number."""
    context = context_column or (CONTEXT_COLUMN if CONTEXT_COLUMN in sheet.header else None)
    contexts = sheet.column(context) if context else [""] * len(sheet.rows)
    kinds = sheet.column(KIND_COLUMN) if KIND_COLUMN in sheet.header else [""] * len(sheet.rows)
    rows = zip(sheet.column(text_column), contexts, map(_known_kind, kinds), strict=True)
    return [
        Subject(id=str(number), text=text, context=around, kind=kind)
        for number, (text, around, kind) in enumerate(rows, start=1)
    ]


def _known_kind(printed: str) -> str:
    from models.recommendations.describe import KINDS

    kind = printed.strip().lower().replace(" ", "_")
    return kind if kind in KINDS else ""


def _documents(sheet: Spreadsheet) -> list[str]:
    """Acronyms explained in one report hold for its other passages, where a column tells the report."""
    column = next((name for name in ("document_id", "document", "report") if name in sheet.header), None)
    return sheet.column(column) if column else [""] * len(sheet.rows)


def _rename(header: Sequence[str], outputs: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for column in header:
        name = f"input_{column}" if column in outputs else column
        while name != column and (name in header or name in names):
            name = f"input_{name}"
        names.append(name)
    return tuple(names)


def _stranger_to_cells(tagger: Tagger, addressee: Sequence[str]) -> tuple[str, ...]:
    """Nothing, and why."""
    nothing = tagger.taxonomy.code_of("none")
    return (nothing, "", ";".join(addressee), "", f"{nothing}: {STRANGE}", "", "")


def _tags_to_cells(outcome: Outcome, tags: Sequence[ObjectiveTag], addressee: Sequence[str]) -> tuple[str, ...]:
    primary = sort_codes(tag.objective for tag in tags if tag.grade == "primary" and tag.source == "inferred")
    secondary = sort_codes(tag.objective for tag in tags if tag.objective not in primary)
    scores = ";".join(f"{code}:{score:.2f}" for code, score in outcome.scores)
    evidence = " | ".join(dict.fromkeys(f"{tag.objective}: {tag.evidence}" for tag in tags if tag.evidence))
    margin = f"{outcome.margin:.3f}" if outcome.tags else ""
    review = str(outcome.needs_review).lower() if outcome.tags else ""
    return (";".join(primary), ";".join(secondary), ";".join(addressee), scores, evidence, margin, review)
