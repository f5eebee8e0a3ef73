"""Organisations and places against hand-marked ones: the same label, words and occurrence in the same passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.audit.report import Figure

PART = "mentions"
Rows = Sequence[Mapping[str, str]]


class Spot(NamedTuple):
    """A mention: passage, exact spelling, 1-based occurrence."""

    passage: str
    mention: str
    occurrence: str


def measure_mentions(reference: Rows, found: Rows, passages: set[str]) -> Iterator[Figure]:
    """By label, over the passages that were marked (those without a mention included)."""
    for label in sorted({row["label"] for row in reference}):
        wanted, got = _collect(reference, label, passages), _collect(found, label, passages)
        right = len(wanted.keys() & got.keys())
        field = "iso3" if label.startswith("COUNTRY") else "canonical"
        linked = sum(_same_name(wanted[spot], got[spot], field) for spot in wanted.keys() & got.keys())
        yield Figure(PART, label, "support", len(wanted))
        yield Figure(PART, label, "precision", right / len(got) if got else 0.0)
        yield Figure(PART, label, "recall", right / len(wanted) if wanted else 0.0)
        yield Figure(PART, label, "F1", 2 * right / (len(wanted) + len(got)) if wanted or got else 0.0)
        yield Figure(PART, label, "filed under the same name", linked / right if right else None)


def _collect(rows: Rows, label: str, passages: set[str]) -> dict[Spot, Mapping[str, str]]:
    kept = (row for row in rows if row["label"] == label and row["passage_id"] in passages)
    return {Spot(row["passage_id"], row["mention"], row["occurrence"]): row for row in kept}


def _same_name(one: Mapping[str, str], other: Mapping[str, str], field: str) -> bool:
    return one.get(field, "").casefold().strip() == other.get(field, "").casefold().strip()
