from __future__ import annotations

import numpy as np
import pytest

from pipeline.compare.intervals import Interval, Shares, clustered, difference, holm, moderate, p_value, student, wilson


def one(hits: float, size: float) -> Interval:
    return wilson(np.array([hits / size]), np.array([float(size)])).at(0)


def test_the_intervals_are_those_of_newcombe_1998() -> None:
    """Table II of the paper: examples (a) 56/70 against 48/80, (e) 5/56 against 0/29, (h) 10/10 against 0/10."""
    assert one(56, 70)[1:] == pytest.approx((0.6918, 0.8770), abs=1e-3)
    gaps = [
        difference(one(48, 80), one(56, 70)),
        difference(one(0, 29), one(5, 56)),
        difference(one(0, 10), one(10, 10)),
    ]
    assert gaps[0] == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert gaps[1] == pytest.approx((0.0893, -0.0381, 0.1926), abs=5e-5)
    assert gaps[2] == pytest.approx((1.0, 0.6075, 1.0), abs=5e-5)


def test_one_report_gives_the_plain_interval_and_alike_reports_the_same() -> None:
    single = clustered(np.array([[6.0, 0.0]]), np.array([40.0]))
    assert single.at(0) == pytest.approx(one(6, 40))
    assert single.at(1).low == 0 < single.at(1).high < 0.1
    alike = clustered(np.array([[3.0], [3.0]]), np.array([20.0, 20.0]))
    assert alike.at(0) == pytest.approx(one(6, 40))


def test_reports_that_differ_make_the_interval_wider() -> None:
    apart = clustered(np.array([[12.0], [0.0], [6.0]]), np.array([20.0, 20.0, 20.0]))
    assert apart.size[0] < 10
    assert apart.at(0).high - apart.at(0).low > 2 * (one(18, 60).high - one(18, 60).low)


SHARES = np.array([0.3] + [0.05] * 10 + [0.02] * 12)


def draw(chance: np.random.Generator, reports: int, alike: float) -> Shares:
    """Reports of 20 to 100 passages whose shares vary around the true ones as an intraclass correlation says."""
    spread = (1 - alike) / alike if alike else 0.0
    passages = chance.integers(20, 100, size=reports)
    own = [chance.beta(SHARES * spread, (1 - SHARES) * spread) if alike else SHARES for _ in passages]
    hits = [chance.binomial(size, shares) for size, shares in zip(passages, own, strict=True)]
    return clustered(np.array(hits, dtype=float), passages.astype(float))


@pytest.mark.parametrize("reports", [2, 3, 10])
@pytest.mark.parametrize("alike", [0.0, 0.05])
def test_intervals_hold_the_truth_in_92_to_98_of_100_draws(reports: int, alike: float) -> None:
    chance = np.random.default_rng(7)
    found = [draw(chance, reports, alike) for _ in range(500)]
    assert 0.92 <= np.mean([(one.low <= SHARES) & (one.high >= SHARES) for one in found]) <= 0.98


@pytest.mark.parametrize("reports", [2, 3, 10])
@pytest.mark.parametrize("alike", [0.0, 0.05])
def test_where_nothing_changed_hardly_any_comparison_claims_a_change(reports: int, alike: float) -> None:
    chance = np.random.default_rng(8)
    pairs = [(draw(chance, reports, alike), draw(chance, reports, alike)) for _ in range(200)]
    claims = [min(holm([p_value(a.at(n), b.at(n)) for n in range(len(SHARES))])) < 0.05 for a, b in pairs]
    assert np.mean(claims) <= 0.05


def test_codes_lend_each_other_what_they_tell_of_reports() -> None:
    telling = np.array([True, True, False])
    effects, freedom = moderate(np.array([0.5, 3.5, 1.0]), telling, 2)
    assert freedom == 4
    assert effects == pytest.approx([1.25, 2.75, 1.5])
    alone, own = moderate(np.array([0.5, 3.5, 1.0]), np.array([True, False, False]), 2)
    assert (list(alone), own) == ([0.5, 3.5, 1.0], 2)


@pytest.mark.parametrize("counts", [((10, 50), (20, 50)), ((10, 50), (19, 50)), ((3, 40), (0, 60)), ((5, 10), (5, 10))])
def test_a_small_p_value_and_an_interval_without_zero_say_the_same(counts: tuple[tuple[int, int], ...]) -> None:
    before, after = (one(*pair) for pair in counts)
    gap = difference(before, after)
    assert (p_value(before, after) < 0.05) == (gap.low > 0 or gap.high < 0)


def test_holm_adjusts_by_rank_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


def test_students_quantiles() -> None:
    found = [student(freedom) for freedom in (1, 2, 3, 5, 10, 30)]
    assert found == pytest.approx([12.7062, 4.3027, 3.1824, 2.5706, 2.2281, 2.0423], abs=0.03)
