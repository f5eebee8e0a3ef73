"""95 % intervals of shares and of their differences, and p-values for many comparisons at once.

Sources: E. B. Wilson, J. Am. Stat. Assoc. 22, 1927; R. G. Newcombe, "Interval estimation for the difference between
independent proportions", Stat. Med. 17, 1998 (method 10), which G. Y. Zou and A. Donner, Stat. Med. 27, 2008 carry
over to intervals of any origin; E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small
expected number of positive counts estimated from survey data", Survey Methodology 24, 1998; G. K. Smyth, "Linear models
and empirical Bayes methods", Stat. Appl. Genet. Mol. Biol. 3, 2004 (few degrees of freedom, many variances); S. Holm,
Scand. J. Stat. 6, 1979. Drawing reports again (a cluster bootstrap) was tried: with few reports it misses the truth
more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NORMAL = NormalDist()
Z = NORMAL.inv_cdf(0.975)
BORROWED = 4
"""Degrees of freedom that the design effects of all codes lend to each; of 2 to 8, told by simulation."""
FEWEST_HITS = 2
"""Below, a code tells nothing about how unlike reports are."""
_FEW = {1: 12.7062, 2: 4.3027}


class Interval(NamedTuple):
    """A share or a difference with its 95 % interval."""

    value: float
    low: float
    high: float


class Shares(NamedTuple):
    """Shares with their 95 % intervals, and the size of a simple sample that would be as sure, one place a code."""

    value: Array
    low: Array
    high: Array
    size: Array

    def at(self, place: int) -> Interval:
        """One of them."""
        return Interval(float(self.value[place]), float(self.low[place]), float(self.high[place]))


def wilson(share: Array, size: Array) -> Shares:
    """Wilson's score interval of shares of simple samples; sizes are above 0, not always whole."""
    middle = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * np.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    return Shares(share, np.clip(middle - half, 0, share), np.clip(middle + half, share, 1), size)


def clustered(hits: Array, passages: Array) -> Shares:
    """Shares over all reports: passages of a report are alike, so they count for less than as many from everywhere.

    `hits` has the shape (reports, codes), `passages` (reports,). The sample's size is divided by the design effect
    (the variance between reports over that of a simple sample), which few reports tell badly: each code's is drawn
    towards the mean of all, and Student's t makes up for the rest. One report alone gives Wilson's interval.
    """
    total, reports = float(passages.sum()), len(passages)
    share = hits.sum(axis=0) / total
    if reports < 2:
        return wilson(share, np.full(share.shape, total))
    effect, freedom = moderate(_design_effects(hits, passages), hits.sum(axis=0) >= FEWEST_HITS, reports - 1)
    few = np.where(effect > 1, (Z / student(freedom)) ** 2, 1.0)
    return wilson(share, total / np.maximum(effect, 1) * few)


def _design_effects(hits: Array, passages: Array) -> Array:
    """Variance of each share as the reports show it, over that of a simple sample; 1 where a share is 0 or 1."""
    total, reports = float(passages.sum()), len(passages)
    share = hits.sum(axis=0) / total
    simple = share * (1 - share) / total
    residuals = hits - share * passages[:, None]
    between = reports / (reports - 1) * (residuals**2).sum(axis=0) / total**2
    return np.asarray(np.divide(between, simple, out=np.ones_like(share), where=simple > 0))


def moderate(effects: Array, telling: NDArray[np.bool_], freedom: int) -> tuple[Array, int]:
    """Design effects drawn towards the mean of those that tell, and the degrees of freedom that they then have."""
    borrowed = min(BORROWED, max(int(telling.sum()) - 1, 0) * freedom)
    if not borrowed:
        return effects, freedom
    mean = float(effects[telling].mean())
    return (freedom * effects + borrowed * mean) / (freedom + borrowed), freedom + borrowed


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t: exact for 1 and 2 degrees of freedom, else expanded (error below 0.03)."""
    if freedom in _FEW:
        return _FEW[freedom]
    terms = (Z**3 + Z) / 4, (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96, (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384
    return Z + sum((term / freedom**power for power, term in enumerate(terms, start=1)), 0.0)


def difference(before: Interval, after: Interval) -> Interval:
    """What was added, with the interval that Newcombe makes of the two."""
    value = after.value - before.value
    down = sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    up = sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    return Interval(value, max(value - down, -1.0), min(value + up, 1.0))


def p_value(before: Interval, after: Interval) -> float:
    """Two-sided: below 0.05 exactly where the interval of the difference leaves out 0; its limits move with z."""
    low, high = sorted((before, after))
    gap, half = high.value - low.value, sqrt((high.value - high.low) ** 2 + (low.high - low.value) ** 2)
    return 2 * NORMAL.cdf(-Z * gap / half) if half else float(gap == 0)


def holm(values: Sequence[float]) -> list[float]:
    """P-values adjusted so that one false claim among all has a chance of at most 5 % at 0.05."""
    order = sorted(range(len(values)), key=values.__getitem__)
    adjusted, most = [0.0] * len(values), 0.0
    for rank, index in enumerate(order):
        most = max(most, min(1.0, (len(values) - rank) * values[index]))
        adjusted[index] = most
    return adjusted
