"""Tags against reference codes: precision, recall, F1 and support, with intervals, for the corpus a sample stands for.

A passage counts with its weight, 1 over its chance to be drawn, so that a stratified sample gives the corpus's figures.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.records.ids import sort_codes
from pipeline.audit.agreement import Codes
from pipeline.audit.intervals import Interval, make_interval

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coded:
    """A passage with its reference codes, the codes found, its report, stratum of the sample and weight."""

    reference: Codes
    found: Codes
    report: str = ""
    stratum: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Figures 0..1, 0 where a ratio has no support; support is the weighted number of reference codes."""

    precision: float
    recall: float
    f1: float
    support: float


def parse_codes(cell: str) -> Codes:
    """A cell such as `15;13(h)` to objectives and IFR: sub-actions count as their objective, NONE as no code."""
    parts = {part.split("(")[0].strip().upper() for part in cell.replace(",", ";").split(";")}
    return frozenset(parts - {"", "NONE"})


def score_micro(passages: Sequence[Coded], codes: Codes | None = None) -> Score:
    """All decisions on these codes together."""
    return _counts_to_score(_count(passages, codes).sum(axis=0))


def score_codes(passages: Sequence[Coded], codes: Codes | None = None) -> dict[str, Score]:
    """One score a code that the reference has, in order."""
    used = _pick_codes(passages, codes) & frozenset(code for passage in passages for code in passage.reference)
    return {code: score_micro(passages, frozenset({code})) for code in sort_codes(used)}


def macro_f1(passages: Sequence[Coded], codes: Codes | None = None) -> float:
    """Mean F1 over the codes that the reference has; 0 where it has none."""
    scores = score_codes(passages, codes).values()
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0


class Intervals(NamedTuple):
    """95 % intervals of the micro figures; None where all draws gave the same."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def find_intervals(
    passages: Sequence[Coded],
    codes: Codes | None = None,
    *,
    by_report: bool = False,
    draws: int = 2000,
    seed: int = 0,
) -> Intervals | None:
    """95 % bootstrap intervals: passages drawn again in their stratum, or whole reports.

    None with fewer than two passages or reports, where nothing can be said.
    """
    counts = _count(passages, codes)
    units = [p.report for p in passages] if by_report else list(range(len(passages)))
    strata = [""] * len(passages) if by_report else [p.stratum for p in passages]
    names = list(dict.fromkeys(units))
    if len(names) < 2:
        return None
    drawn = _draw_counts(counts, units, strata, draws, np.random.default_rng(seed))
    return Intervals(*(make_interval(values, len(names)) for values in _counts_to_measures(drawn)))


def mean_jaccard(passages: Sequence[Coded]) -> float:
    """Weighted mean overlap of all codes; 1 for a passage without any on both sides."""
    total = sum(p.weight for p in passages)
    shares = (
        p.weight * (len(p.reference & p.found) / len(either) if (either := p.reference | p.found) else 1.0)
        for p in passages
    )
    return sum(shares) / total if total else 0.0


def _pick_codes(passages: Sequence[Coded], codes: Codes | None) -> Codes:
    """The codes asked for; without any all numbered ones, which are those of objectives."""
    if codes is not None:
        return codes
    return frozenset(code for p in passages for code in p.reference | p.found if code.isdigit())


def _count(passages: Sequence[Coded], codes: Codes | None) -> Counts:
    """Weighted right, extra and missed codes, a row a passage."""
    kept = _pick_codes(passages, codes)
    rows = [(p.weight, p.reference & kept, p.found & kept) for p in passages]
    counts = [(w * len(a & b), w * len(b - a), w * len(a - b)) for w, a, b in rows]
    return np.array(counts, dtype=float).reshape(-1, 3)


def _draw_counts(
    counts: Counts, units: Sequence[Hashable], strata: Sequence[str], draws: int, chance: np.random.Generator
) -> Counts:
    """Sums of counts, a row a draw."""
    total = np.zeros((draws, 3))
    for stratum in dict.fromkeys(strata):
        inside = [row for row, name in enumerate(strata) if name == stratum]
        members = {unit: place for place, unit in enumerate(dict.fromkeys(units[row] for row in inside))}
        sums = np.zeros((len(members), 3))
        np.add.at(sums, [members[units[row]] for row in inside], counts[inside])
        total += chance.multinomial(len(members), [1 / len(members)] * len(members), size=draws) @ sums
    return total


def _counts_to_measures(counts: Counts) -> Iterator[Counts]:
    """Precision, recall, F1 of each draw; 0 where a ratio has no support."""
    right, extra, missed = counts.T
    for above, below in ((right, right + extra), (right, right + missed), (2 * right, 2 * right + extra + missed)):
        yield np.asarray(above / np.where(below > 0, below, 1))


def _counts_to_score(counts: Counts) -> Score:
    right, extra, missed = (float(value) for value in counts)
    precision = right / (right + extra) if right + extra else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1, right + missed)
