"""Intervals are as wide as few units need, and not there where draws say nothing."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.audit.intervals import find_tail, make_interval


@pytest.mark.parametrize(("units", "tail"), [(2, 0.0), (5, 0.00096), (31, 0.0190), (10_000, 0.025)])
def test_fewer_units_leave_less_out_at_the_ends(units: int, tail: float) -> None:
    assert find_tail(units) == pytest.approx(tail, abs=1e-4)


def test_draws_without_a_value_are_left_out_unless_they_are_many() -> None:
    values = np.array([0.2, 0.4, 0.6, np.nan])
    interval = make_interval(values, 10)
    assert interval is not None
    assert 0.2 <= interval.low < interval.high <= 0.6
    assert make_interval(np.array([0.2, np.nan, np.nan]), 10) is None
    assert make_interval(np.array([]), 10) is None
    assert make_interval(values, 1) is None
    assert make_interval(np.array([1.0, 1.0]), 10) is None


def test_the_mean_of_few_normal_values_is_held_in_about_95_of_100_draws() -> None:
    chance = np.random.default_rng(1)
    hits = 0
    for _ in range(1000):
        sample = chance.normal(size=6)
        interval = make_interval(chance.choice(sample, size=(1000, 6)).mean(axis=1), 6)
        assert interval is not None
        hits += interval.low <= 0 <= interval.high
    assert 0.92 <= hits / 1000 <= 0.98
