"""What was declared beside what the text shows: a row an activity or box, and a count an objective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.records.annex import Activity, DeclaredInferred, ObjectiveTag, Passage
from models.records.ids import sort_codes


class Tally(NamedTuple):
    """How often an objective is declared and shown, only declared, only shown, over all that declare anything."""

    code: str
    both: int
    only_declared: int
    only_inferred: int


def compare_declared(
    passages: Iterable[Passage], activities: Iterable[Activity], tags: Iterable[ObjectiveTag]
) -> tuple[DeclaredInferred, ...]:
    """One row for each subject that declares objectives, in reading order."""
    names = {row.activity_id: row.organization for row in activities}
    declared, inferred = _collect(tags)
    return tuple(
        _compare(passage, names.get(passage.passage_id, ""), declared[key], inferred.get(key, set()))
        for passage in passages
        if (key := passage.passage_id) in declared
    )


def _collect(tags: Iterable[ObjectiveTag]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    declared: dict[str, set[str]] = {}
    inferred: dict[str, set[str]] = {}
    for tag in tags:
        if tag.source in ("declared", "inferred"):
            group = declared if tag.source == "declared" else inferred
            group.setdefault(tag.subject_id, set()).add(tag.objective)
    numbered = {tag for codes in declared.values() for tag in codes}
    return declared, {key: _comparable(codes, numbered) for key, codes in inferred.items()}


def _comparable(codes: set[str], declared: set[str]) -> set[str]:
    """Without codes that no list of objectives can hold: that of nothing, that of the process."""
    return {code for code in codes if code in declared or code.isdigit()}


def _compare(passage: Passage, organization: str, declared: set[str], inferred: set[str]) -> DeclaredInferred:
    either = declared | inferred
    return DeclaredInferred(
        subject_id=passage.passage_id,
        document_id=passage.document_id,
        organization=organization,
        declared=sort_codes(declared),
        inferred=sort_codes(inferred),
        both=sort_codes(declared & inferred),
        only_declared=sort_codes(declared - inferred),
        only_inferred=sort_codes(inferred - declared),
        agreement=round(len(declared & inferred) / len(either), 4) if either else None,
        page_first=passage.page_first,
        page_last=passage.page_last,
    )


def tally(rows: Sequence[DeclaredInferred], codes: Iterable[str]) -> list[Tally]:
    """The counts of each code, in the order given."""
    return [
        Tally(code, *(sum(code in getattr(row, name) for row in rows) for name in Tally._fields[1:])) for code in codes
    ]


def mean_agreement(rows: Sequence[DeclaredInferred]) -> Mapping[str, float]:
    """Mean agreement by report."""
    found: dict[str, list[float]] = {}
    for row in rows:
        if row.agreement is not None:
            found.setdefault(row.document_id, []).append(row.agreement)
    return {name: round(sum(values) / len(values), 4) for name, values in sorted(found.items())}
