"""95 % intervals of the agreement figures: units drawn again with replacement.

Every figure is a function of sums over units, so a draw is a row of counts times what each unit adds to the sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from pipeline.audit.agreement import V
from pipeline.audit.intervals import Interval, make_interval

Numbers = NDArray[np.float64]


def alpha_interval(
    units: Sequence[Sequence[V | None]], distance: Callable[[V, V], float], *, draws: int = 1000, seed: int = 0
) -> Interval | None:
    """Of Krippendorff's alpha; None where too few draws have one."""
    paired = [values for unit in units if len(values := [value for value in unit if value is not None]) > 1]
    kinds = list(dict.fromkeys(value for values in paired for value in values))
    apart = np.array([[0.0 if a == b else distance(a, b) for b in kinds] for a in kinds])
    counts = _count_values(paired, kinds)
    index = {value: at for at, value in enumerate(kinds)}
    observed = np.array([sum(apart[index[a], index[b]] for a, b in permutations(v, 2)) / (len(v) - 1) for v in paired])

    def compute(drawn: Numbers) -> Numbers:
        totals = drawn @ counts
        expected = np.einsum("da,ab,db->d", totals, apart, totals)
        return _divide(expected - (totals.sum(axis=1) - 1) * (drawn @ observed), expected)

    return _draw(len(paired), compute, draws, seed)


def ac1_interval(
    units: Sequence[Sequence[V | None]], categories: Sequence[V], *, draws: int = 1000, seed: int = 0
) -> Interval | None:
    """Of Gwet's AC1; None where too few draws have one."""
    rated = [values for unit in units if (values := [value for value in unit if value is not None])]
    counts = _count_values(rated, list(categories))
    totals = counts.sum(axis=1)
    pairs = totals * (totals - 1)
    agree = _divide((counts * (counts - 1)).sum(axis=1), pairs, nothing=0.0)

    def compute(drawn: Numbers) -> Numbers:
        shares = drawn @ (counts / np.maximum(totals, 1)[:, None]) / len(rated)
        chance = (shares * (1 - shares)).sum(axis=1) / (len(categories) - 1)
        observed = _divide(drawn @ agree, drawn @ (pairs > 0))
        return _divide(observed - chance, 1 - chance)

    return _draw(len(rated), compute, draws, seed)


def kappa_interval(pairs: Sequence[Sequence[V | None]], *, draws: int = 1000, seed: int = 0) -> Interval | None:
    """Of Cohen's kappa of two coders; None where too few draws have one."""
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    kinds = list(dict.fromkeys(value for pair in both for value in pair))
    left, right = (_count_values([[pair[side]] for pair in both], kinds) for side in (0, 1))
    same = np.array([float(a == b) for a, b in both])

    def compute(drawn: Numbers) -> Numbers:
        chance = ((drawn @ left) * (drawn @ right)).sum(axis=1) / max(len(both), 1) ** 2
        return _divide(drawn @ same / max(len(both), 1) - chance, 1 - chance)

    return _draw(len(both), compute, draws, seed)


def _count_values(units: Sequence[Sequence[V]], kinds: Sequence[V]) -> Numbers:
    """How often each value stands in each unit, shape (units, values)."""
    rows = [Counter(values) for values in units]
    return np.array([[float(row[kind]) for kind in kinds] for row in rows]).reshape(len(units), len(kinds))


def _divide(above: Numbers, below: Numbers, *, nothing: float = np.nan) -> Numbers:
    return np.where(below > 0, above / np.where(below > 0, below, 1.0), nothing)


def _draw(units: int, compute: Callable[[Numbers], Numbers], draws: int, seed: int) -> Interval | None:
    if units < 2 or not draws:
        return None
    chance = np.random.default_rng(seed)
    values = compute(chance.multinomial(units, [1 / units] * units, size=draws).astype(float))
    return make_interval(values, units)
