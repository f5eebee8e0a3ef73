"""95 % intervals from bootstrap draws, wide enough for few units.

Plain percentiles are too narrow with few units; the expanded ones of T. C. Hesterberg, "What Teachers Should Know About
the Bootstrap", The American Statistician 69(4), 2015, go as far out as Student's t does.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

STUDENT = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131),
    *(2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""The 0.975 quantile of Student's t by degrees of freedom, from 1."""
NORMAL = 1.95996
LEAST_TOLD = 0.5
"""An interval needs so large a share of draws in which the figure can be told."""


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


def make_interval(values: NDArray[np.float64], units: int) -> Interval | None:
    """From the values of all draws (NaN where one has none) of so many units.

    None where too few draws have a value, or all have the same: units without any difference cannot show how much
    difference there may be.
    """
    told = values[~np.isnan(values)]
    if units < 2 or len(told) < max(LEAST_TOLD * len(values), 1):
        return None
    tail = find_tail(units)
    low, high = np.quantile(told, (tail, 1 - tail))
    return Interval(float(low), float(high)) if high > low else None


def find_tail(units: int) -> float:
    """Share of draws left out at each end: 0.025 for many units, less for few."""
    freedom = units - 1
    student = STUDENT[freedom - 1] if freedom <= len(STUDENT) else NORMAL + 2.4 / freedom
    return NormalDist().cdf(-student * math.sqrt(units / freedom))
