"""Organisations and places against hand-marked ones: the same label, words and occurrence in the same passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.audit.agreement import Codes
from pipeline.audit.report import Figure
from pipeline.audit.scores import Coded, find_intervals, score_micro

PART = "mentions"
Rows = Sequence[Mapping[str, str]]


class Spot(NamedTuple):
    """A mention: passage, exact spelling, 1-based occurrence."""

    passage: str
    mention: str
    occurrence: str


def measure_mentions(reference: Rows, found: Rows, passages: set[str]) -> Iterator[Figure]:
    """By label, over the passages that were marked (those without a mention included); passages are drawn again."""
    for label in sorted({row["label"] for row in reference}):
        wanted, got = _collect(reference, label, passages), _collect(found, label, passages)
        coded = [Coded(_pick(wanted, name), _pick(got, name)) for name in sorted(passages)]
        spots = frozenset(spot for one in coded for spot in one.reference | one.found)
        score, intervals = score_micro(coded, spots), find_intervals(coded, spots)
        shared = wanted.keys() & got.keys()
        field = "iso3" if label.startswith("COUNTRY") else "canonical"
        linked = sum(_same_name(wanted[spot], got[spot], field) for spot in shared)
        yield Figure(PART, label, "support", score.support)
        yield Figure(PART, label, "precision", score.precision, intervals and intervals.precision)
        yield Figure(PART, label, "recall", score.recall, intervals and intervals.recall)
        yield Figure(PART, label, "F1", score.f1, intervals and intervals.f1)
        yield Figure(PART, label, "filed under the same name", linked / len(shared) if shared else None)


def _pick(spots: Mapping[Spot, object], passage: str) -> Codes:
    return frozenset(f"{spot.mention} {spot.occurrence}" for spot in spots if spot.passage == passage)


def _collect(rows: Rows, label: str, passages: set[str]) -> dict[Spot, Mapping[str, str]]:
    kept = (row for row in rows if row["label"] == label and row["passage_id"] in passages)
    return {Spot(row["passage_id"], row["mention"], row["occurrence"]): row for row in kept}


def _same_name(one: Mapping[str, str], other: Mapping[str, str], field: str) -> bool:
    return one.get(field, "").casefold().strip() == other.get(field, "").casefold().strip()
