"""Shares of passages per objective by year, report, region or addressee, in each kind of passage apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.compare.correction import Correction, correct
from pipeline.compare.intervals import Array, Interval, clustered
from pipeline.compare.reading import Unit

Grouping = Callable[[Unit], Iterable[str]]
"""The groups in which a passage counts: one year, several regions, none."""


class Stratum(NamedTuple):
    """Passages that are compared with each other: one kind in one group, such as a year."""

    by: str
    kind: str
    group: str


class Share(NamedTuple):
    """Share of the passages of a stratum that have an objective, with its 95 % interval; a row of `shares.csv`."""

    by: str
    kind: str
    group: str
    objective: str
    passages: int
    with_objective: int
    words: int
    reports: int
    share: float
    low: float
    high: float
    per_1000_words: float
    per_1000_low: float
    per_1000_high: float
    corrected_share: float | None = None
    corrected_low: float | None = None
    corrected_high: float | None = None

    @property
    def plain(self) -> Interval:
        """The share as counted."""
        return Interval(self.share, self.low, self.high)

    @property
    def corrected(self) -> Interval | None:
        """The corrected share; None where none was asked for or it cannot be told."""
        if self.corrected_share is None or self.corrected_low is None or self.corrected_high is None:
            return None
        return Interval(self.corrected_share, self.corrected_low, self.corrected_high)

    def shown(self, *, corrected: bool) -> Interval | None:
        """The corrected share where that was asked for, else the share as counted."""
        return self.corrected if corrected else self.plain


class _Counts:
    """What is counted in one report of a stratum."""

    __slots__ = ("codes", "passages", "words")

    def __init__(self) -> None:
        self.passages = self.words = 0
        self.codes: Counter[str] = Counter()

    def add(self, unit: Unit) -> None:
        self.passages += 1
        self.words += unit.words
        self.codes.update(unit.codes)


def measure_shares(
    by: str,
    units: Iterable[Unit],
    grouping: Grouping,
    codes: Sequence[str],
    corrections: Mapping[str, Correction] | None = None,
) -> tuple[Share, ...]:
    """One row for each kind, group and objective, also where no passage has it; groups in order of their names."""
    counted = _count(by, units, grouping)
    found = (_to_shares(stratum, counted[stratum], codes, corrections) for stratum in sorted(counted))
    return tuple(share for shares in found for share in shares)


def _count(by: str, units: Iterable[Unit], grouping: Grouping) -> dict[Stratum, dict[str, _Counts]]:
    counted: defaultdict[Stratum, defaultdict[str, _Counts]] = defaultdict(lambda: defaultdict(_Counts))
    for unit in units:
        for group in grouping(unit):
            counted[Stratum(by, unit.kind, group)][unit.document_id].add(unit)
    return {stratum: dict(reports) for stratum, reports in counted.items()}


def _to_shares(
    stratum: Stratum,
    reports: Mapping[str, _Counts],
    codes: Sequence[str],
    corrections: Mapping[str, Correction] | None,
) -> list[Share]:
    rows = [reports[name] for name in sorted(reports)]
    hits = np.array([[row.codes[code] for code in codes] for row in rows], dtype=float)
    shares = clustered(hits, np.array([row.passages for row in rows], dtype=float))
    passages, words = sum(row.passages for row in rows), sum(row.words for row in rows)
    found = []
    for place, code in enumerate(codes):
        plain = shares.at(place)
        rates = (1000 * passages * value / words if words else 0.0 for value in plain)
        corrected = _correct(plain, shares.size, place, corrections, code)
        numbers = (*plain, *rates, *(corrected or ()))
        found.append(
            Share(
                *stratum, code, passages, int(hits[:, place].sum()), words, len(rows), *(round(n, 6) for n in numbers)
            )
        )
    return found


def _correct(
    plain: Interval, sizes: Array, place: int, corrections: Mapping[str, Correction] | None, code: str
) -> Interval | None:
    correction = (corrections or {}).get(code)
    return correct(plain, float(sizes[place]), correction) if correction else None
