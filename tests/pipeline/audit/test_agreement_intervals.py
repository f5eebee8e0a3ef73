"""Intervals hold the figure, repeat, cover the truth, and are not there where nothing can be said."""

from __future__ import annotations

import random

import pytest

from pipeline.audit.agreement import (
    Codes,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    masi_distance,
    nominal_distance,
    to_presence,
)
from pipeline.audit.agreement_intervals import ac1_interval, alpha_interval, kappa_interval

ALL = "1234567"


def _simulate(size: int, chance: random.Random) -> list[list[Codes]]:
    """Two coders that each see the right codes three times out of four, else others or one more."""
    units = []
    for _ in range(size):
        right = frozenset(chance.choices(ALL, k=1 + (chance.random() < 0.3)))
        units.append([_code(right, chance) for _ in range(2)])
    return units


def _code(right: Codes, chance: random.Random) -> Codes:
    luck = chance.random()
    if luck < 0.75:
        return right
    other = frozenset(chance.choice(ALL))
    return other if luck < 0.9 else right | other


def test_intervals_hold_the_figure_and_repeat() -> None:
    units = _simulate(80, random.Random(1))
    there = to_presence(units, "3")
    for interval, figure in (
        (alpha_interval(units, masi_distance, draws=200), krippendorff_alpha(units, masi_distance)),
        (alpha_interval(there, nominal_distance, draws=200), krippendorff_alpha(there, nominal_distance)),
        (ac1_interval(there, (True, False), draws=200), gwet_ac1(there, (True, False))),
        (kappa_interval(units, draws=200), cohen_kappa(units)),
    ):
        assert interval is not None
        assert figure is not None
        assert interval.low < figure < interval.high
    assert alpha_interval(units, masi_distance) == alpha_interval(units, masi_distance)


def test_gaps_and_a_third_coder_are_allowed() -> None:
    units = [[*unit, None] for unit in _simulate(40, random.Random(2))] + [[None, None, frozenset("1")]]
    assert alpha_interval(units, masi_distance) is not None
    assert ac1_interval(to_presence(units, "1"), (True, False)) is not None


@pytest.mark.parametrize("units", [[], [[None, "a"]], [["a", "a"]] * 5])
def test_nothing_is_claimed_without_two_coders_or_two_values(units: list[list[str | None]]) -> None:
    assert alpha_interval(units, nominal_distance) is None
    assert kappa_interval(units) is None


def test_intervals_hold_the_truth_in_about_95_of_100_draws() -> None:
    chance = random.Random(5)
    truth = krippendorff_alpha(_simulate(20000, chance), masi_distance)
    assert truth is not None
    found = [alpha_interval(_simulate(60, chance), masi_distance, draws=200, seed=draw) for draw in range(300)]
    hits = sum(one is not None and one.low <= truth <= one.high for one in found)
    assert 0.92 <= hits / 300 <= 0.98
