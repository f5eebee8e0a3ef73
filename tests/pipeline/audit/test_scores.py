"""Scores equal the reference scorer, hold for the corpus under stratified samples, and their intervals cover."""

from __future__ import annotations

import csv
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.audit.scores import (
    Coded,
    find_intervals,
    macro_f1,
    mean_jaccard,
    parse_codes,
    score_codes,
    score_micro,
)
from tests.shared import SHARED, needs_shared

CODES = ("1", "7", "15", "IFR")


def _simulate(size: int, seed: int) -> list[Coded]:
    """Simulated passages of four reports; tags are wrong more often in the stratum of the unsure ones."""
    chance = random.Random(seed)
    passages = []
    for number in range(size):
        unsure = number % 5 == 0
        reference = frozenset(chance.sample(CODES, chance.randint(0, 2)))
        wrong = chance.random() < (0.6 if unsure else 0.15)
        found = frozenset(chance.sample(CODES, chance.randint(0, 2))) if wrong else reference
        passages.append(Coded(reference, found, f"r{number % 4}", "unsure" if unsure else "rest"))
    return passages


def _sample(corpus: list[Coded], sizes: dict[str, int], chance: random.Random) -> list[Coded]:
    drawn = []
    for stratum, size in sizes.items():
        inside = [p for p in corpus if p.stratum == stratum]
        weight = len(inside) / size
        chosen = chance.sample(inside, size)
        drawn += [Coded(p.reference, p.found, p.report, p.stratum, weight) for p in chosen]
    return drawn


@pytest.mark.shared
@needs_shared
def test_scores_equal_the_reference_scorer(tmp_path: Path) -> None:
    passages = _simulate(80, 1)
    for name, side in (("gold", "reference"), ("found", "found")):
        with (tmp_path / name).open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["passage_id", "primary", "secondary"])
            rows.writerows([n, ";".join(sorted(getattr(p, side))), ""] for n, p in enumerate(passages))
    command = [sys.executable, str(SHARED / "checks/score_tags.py"), str(tmp_path / "gold"), str(tmp_path / "found")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    score = score_micro(passages)
    ifr = score_micro(passages, frozenset({"IFR"}))
    expected = f"primary P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
    assert expected in re.sub(r"\s+", " ", printed)
    assert f"macro {macro_f1(passages):.3f} (3 objectives)" in printed
    assert f"jaccard {mean_jaccard(passages):.3f}" in printed
    assert f"IFR F1 {ifr.f1:.3f}" in printed


def test_sub_actions_count_as_their_objective() -> None:
    assert parse_codes(" 13(h); ifr,NONE") == {"13", "IFR"}


def test_scores_by_code() -> None:
    a, b = frozenset("1"), frozenset("7")
    passages = [Coded(a, a, "x"), Coded(a | b, a, "y"), Coded(frozenset(), a, "y")]
    assert score_codes(passages)["7"].recall == 0
    assert score_codes(passages)["1"].precision == pytest.approx(2 / 3)


def test_weights_undo_the_sampling() -> None:
    corpus, chance = _simulate(2000, 2), random.Random(2)
    truth = score_micro(corpus).f1
    samples = [_sample(corpus, {"unsure": 60, "rest": 60}, chance) for _ in range(200)]
    weighted = sum(score_micro(s).f1 for s in samples) / 200
    plain = sum(score_micro([Coded(p.reference, p.found) for p in s]).f1 for s in samples) / 200
    assert weighted == pytest.approx(truth, abs=0.01)
    assert abs(plain - truth) > 0.05


def test_intervals_hold_the_truth_in_about_95_of_100_draws() -> None:
    corpus, chance = _simulate(6000, 3), random.Random(3)
    truth = score_micro(corpus).f1
    hits = 0
    for draw in range(500):
        interval = find_intervals(_sample(corpus, {"unsure": 80, "rest": 120}, chance), draws=300, seed=draw)
        assert interval is not None
        assert interval.f1 is not None
        hits += interval.f1.low <= truth <= interval.f1.high
    assert 0.92 <= hits / 500 <= 0.98


def test_precision_and_recall_have_intervals_too() -> None:
    passages = _simulate(120, 5)
    intervals, score = find_intervals(passages), score_micro(passages)
    assert intervals is not None
    assert intervals.precision is not None
    assert intervals.recall is not None
    assert intervals.precision.low < score.precision < intervals.precision.high
    assert intervals.recall.low < score.recall < intervals.recall.high


def test_without_any_difference_there_is_no_interval() -> None:
    one = frozenset("1")
    intervals = find_intervals([Coded(one, one)] * 20)
    assert intervals is not None
    assert intervals.f1 is None


def test_whole_reports_are_drawn_and_one_report_says_nothing() -> None:
    passages = _simulate(80, 4)
    interval = find_intervals(passages, by_report=True)
    assert interval is not None
    assert interval.f1 is not None
    assert interval.f1.low <= score_micro(passages).f1 <= interval.f1.high
    assert find_intervals([p for p in passages if p.report == "r1"], by_report=True) is None
