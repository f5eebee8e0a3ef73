"""What changed between two years or reports: only what can be told apart from chance is called a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.compare.intervals import Interval, difference, holm, p_value
from pipeline.compare.shares import Share

NO_CHANGE = "no change can be claimed"
BETWEEN = " between reports"
"""Added where one of the two has one report only: then nobody can tell a change of years from one of authors."""
CLAIMED = 0.05


class Change(NamedTuple):
    """An objective in two groups of one kind; a row of `changes.csv`."""

    kind: str
    objective: str
    before: str
    after: str
    share_before: float
    share_after: float
    difference: float
    low: float
    high: float
    p: float
    p_holm: float
    verdict: str
    reports_before: int
    reports_after: int

    @property
    def direction(self) -> str:
        """`rose` or `fell`; empty where no change can be claimed."""
        return "" if self.verdict == NO_CHANGE else self.verdict.removesuffix(BETWEEN)


class _Pair(NamedTuple):
    before: Share
    after: Share
    intervals: tuple[Interval, Interval]


def find_changes(shares: Iterable[Share], order: Sequence[str], *, corrected: bool = False) -> tuple[Change, ...]:
    """Each group that has a kind against the next that has it, and the first against the last.

    P-values are adjusted (Holm) over all comparisons of a kind: objectives and pairs of groups.
    """
    kinds: defaultdict[str, dict[tuple[str, str], Share]] = defaultdict(dict)
    for share in shares:
        kinds[share.kind][share.group, share.objective] = share
    return tuple(change for kind in sorted(kinds) for change in _compare_kind(kinds[kind], order, corrected=corrected))


def pair_groups(groups: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbours, then the first and the last where others lie between."""
    pairs = list(pairwise(groups))
    return [*pairs, (groups[0], groups[-1])] if len(groups) > 2 else pairs


def _compare_kind(shares: Mapping[tuple[str, str], Share], order: Sequence[str], *, corrected: bool) -> list[Change]:
    present = {group for group, _ in shares}
    codes = list(dict.fromkeys(code for _, code in shares))
    pairs = [
        pair
        for before, after in pair_groups([group for group in order if group in present])
        for code in codes
        if (pair := _pair(shares[before, code], shares[after, code], corrected=corrected))
    ]
    adjusted = holm([p_value(*pair.intervals) for pair in pairs])
    return [_to_change(pair, value) for pair, value in zip(pairs, adjusted, strict=True)]


def _pair(before: Share, after: Share, *, corrected: bool) -> _Pair | None:
    """Nothing where neither has the objective, or where a correction was asked for and is not to be had."""
    found = [share.shown(corrected=corrected) for share in (before, after)]
    if not (before.with_objective or after.with_objective) or found[0] is None or found[1] is None:
        return None
    return _Pair(before, after, (found[0], found[1]))


def _to_change(pair: _Pair, adjusted: float) -> Change:
    gap = difference(*pair.intervals)
    told = ("rose" if gap.value > 0 else "fell") + BETWEEN * (1 in (pair.before.reports, pair.after.reports))
    return Change(
        kind=pair.before.kind,
        objective=pair.before.objective,
        before=pair.before.group,
        after=pair.after.group,
        share_before=round(pair.intervals[0].value, 6),
        share_after=round(pair.intervals[1].value, 6),
        difference=round(gap.value, 6),
        low=round(gap.low, 6),
        high=round(gap.high, 6),
        p=round(p_value(*pair.intervals), 6),
        p_holm=round(adjusted, 6),
        verdict=told if adjusted < CLAIMED else NO_CHANGE,
        reports_before=pair.before.reports,
        reports_after=pair.after.reports,
    )
