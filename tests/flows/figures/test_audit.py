"""The simulations of the audit: samples drawn as the command draws them, coverage and bias counted right."""

from __future__ import annotations

import random

import pytest

from flows.figures.audit import draw_sample, make_corpus, measure, simulate_coders
from pipeline.audit.intervals import Interval
from pipeline.audit.scores import score_micro


def test_an_interval_that_is_not_there_holds_nothing() -> None:
    found = [(0.5, Interval(0.4, 0.6)), (0.7, Interval(0.6, 0.8)), (0.6, None), (0.6, Interval(0.5, 0.7))]
    coverage = measure(found, 0.5)
    assert coverage.share == 0.5
    assert coverage.bias == pytest.approx(0.1)


def test_weighted_estimates_of_stratified_samples_are_unbiased() -> None:
    corpus, chance = make_corpus(random.Random(1)), random.Random(2)
    truth = score_micro(corpus).f1
    samples = [draw_sample(corpus, chance) for _ in range(60)]
    assert all(len(sample) == 120 for sample in samples)
    assert sum(score_micro(sample).f1 for sample in samples) / 60 == pytest.approx(truth, abs=0.02)


def test_simulated_coders_agree_more_often_than_not() -> None:
    units = simulate_coders(200, random.Random(3))
    assert 0.5 < sum(a == b for a, b in units) / 200 < 0.8
