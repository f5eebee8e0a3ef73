"""The audit's own figures: how often intervals hold the truth, whether weighted estimates are unbiased, equality."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flows.figures.tools import check, gcmatrix, gold_file
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
from pipeline.audit.intervals import Interval
from pipeline.audit.scores import Coded, find_intervals, score_micro

DRAWS = 500
CODES = ("1", "2", "3", "4", "5", "6", "7", "IFR")
CORPUS, REPORTS = 20_000, 400
STRATA = {"borderline": 40, "keyword": 40, "random": 40}
SIZES = {"borderline": 0.2, "keyword": 0.6, "random": 0.2}
"""Shares of the strata in the simulated corpus, about those of the bundled one."""
MISTAKES = {"borderline": 0.6, "keyword": 0.2, "random": 0.35}
FIELDS = "country,type_of_action,initiator,description,info_source"
BOTH = (True, False)


class Coverage(NamedTuple):
    """Share of intervals that hold the truth, and mean estimate less truth."""

    share: float
    bias: float


def figures() -> Iterator[str]:
    """All figures; the simulations are the same on every machine."""
    yield f"== audit: {DRAWS} simulated samples each, share of 95 % intervals that hold the truth; bias of the estimate"
    corpus = make_corpus(random.Random(1))
    yield from cover_scores(corpus)
    yield from cover_agreement()
    yield "== audit: equal to the reference scorers"
    with tempfile.TemporaryDirectory() as name:
        yield from compare_scorers(Path(name))


def make_corpus(chance: random.Random) -> list[Coded]:
    """Passages with reference codes and found ones; strata differ in mistakes, and so do reports."""
    passages = []
    for number in range(CORPUS):
        stratum = chance.choices(list(SIZES), weights=list(SIZES.values()))[0]
        reference = frozenset(chance.sample(CODES, chance.choices((0, 1, 2), weights=(3, 6, 1))[0]))
        report = number % REPORTS
        wrong = chance.random() < MISTAKES[stratum] * (0.5 + report / REPORTS)
        found = frozenset(chance.sample(CODES, chance.choices((0, 1, 2), weights=(3, 6, 1))[0])) if wrong else reference
        passages.append(Coded(reference, found, f"r{report}", stratum=stratum))
    return passages


def draw_sample(corpus: Sequence[Coded], chance: random.Random) -> list[Coded]:
    """As `audit sample` draws."""
    drawn = []
    for stratum, size in STRATA.items():
        inside = [passage for passage in corpus if passage.stratum == stratum]
        chosen = chance.sample(inside, size)
        drawn += [Coded(p.reference, p.found, p.report, stratum, len(inside) / size) for p in chosen]
    return drawn


def cover_scores(corpus: Sequence[Coded]) -> Iterator[str]:
    """F1 of a stratified sample of 120, weighted and not; F1 with whole reports drawn, by the number of reports."""
    truth, chance = score_micro(corpus).f1, random.Random(2)
    samples = [draw_sample(corpus, chance) for _ in range(DRAWS)]
    found = [(score_micro(one).f1, _f1(one, seed)) for seed, one in enumerate(samples)]
    yield _say("F1, stratified sample of 120, weights undone", measure(found, truth))
    plain = [score_micro([Coded(p.reference, p.found) for p in one]).f1 for one in samples]
    yield f"the same without weights: bias {sum(plain) / DRAWS - truth:+.3f}"
    groups: dict[str, list[Coded]] = {}
    for passage in corpus:
        groups.setdefault(passage.report, []).append(passage)
    for count in (5, 10, 20, 40):
        clusters = [[p for name in chance.sample(list(groups), count) for p in groups[name]] for _ in range(DRAWS)]
        found = [(score_micro(one).f1, _f1(one, seed, by_report=True)) for seed, one in enumerate(clusters)]
        yield _say(f"F1, whole reports drawn, {count} reports", measure(found, truth))


def _f1(passages: Sequence[Coded], seed: int, *, by_report: bool = False) -> Interval | None:
    intervals = find_intervals(passages, by_report=by_report, draws=2000, seed=seed)
    return intervals.f1 if intervals else None


def simulate_coders(size: int, chance: random.Random) -> list[list[Codes]]:
    """Two coders that see the right codes three times out of four, else others or one more."""
    units = []
    for _ in range(size):
        right = frozenset(chance.choices(CODES, k=1 + (chance.random() < 0.3)))
        units.append([_miscode(right, chance) for _ in range(2)])
    return units


def _miscode(right: Codes, chance: random.Random) -> Codes:
    luck = chance.random()
    if luck < 0.75:
        return right
    other = frozenset(chance.choices(CODES))
    return other if luck < 0.9 else right | other


Units = Sequence[Sequence[Any]]
AGREEMENT: dict[str, tuple[Callable[[Units], float | None], Callable[[Units, int], Interval | None]]] = {
    "alpha with MASI": (
        lambda units: krippendorff_alpha(units, masi_distance),
        lambda units, seed: alpha_interval(units, masi_distance, seed=seed, draws=500),
    ),
    "alpha of one code": (
        lambda units: krippendorff_alpha(to_presence(units, "3"), nominal_distance),
        lambda units, seed: alpha_interval(to_presence(units, "3"), nominal_distance, seed=seed, draws=500),
    ),
    "AC1 of one code": (
        lambda units: gwet_ac1(to_presence(units, "3"), BOTH),
        lambda units, seed: ac1_interval(to_presence(units, "3"), BOTH, seed=seed, draws=500),
    ),
    "kappa": (cohen_kappa, lambda units, seed: kappa_interval(units, seed=seed, draws=500)),
}


def cover_agreement() -> Iterator[str]:
    """Agreement figures of 120 passages and two coders."""
    chance = random.Random(3)
    large = simulate_coders(100_000, chance)
    samples = [simulate_coders(120, chance) for _ in range(DRAWS)]
    for name, (figure, interval) in AGREEMENT.items():
        truth = figure(large) or 0.0
        found = [(figure(one) or 0.0, interval(one, seed)) for seed, one in enumerate(samples)]
        yield _say(f"{name}, two coders, 120 passages", measure(found, truth))


def measure(found: Sequence[tuple[float, Interval | None]], truth: float) -> Coverage:
    """An interval that is not there holds nothing."""
    hits = sum(interval is not None and interval.low <= truth <= interval.high for _, interval in found)
    return Coverage(hits / len(found), sum(value for value, _ in found) / len(found) - truth)


def _say(name: str, coverage: Coverage) -> str:
    return f"{name}: {coverage.share:.3f}; bias {coverage.bias:+.3f}"


def compare_scorers(folder: Path) -> Iterator[str]:
    """The same files through `gcmatrix audit` and through the scripts."""
    gold, tagged = gold_file("objectives-dev.csv"), folder / "tagged.csv"
    gcmatrix("tag", str(gold_file("objectives-dev-sheet.csv")), "--out", str(tagged))
    yield check("score_tags.py", gold, tagged)
    audit = ("--folder", str(folder / "audit"))
    yield from _keep(r"^F1, .*codes|IFR", gcmatrix("audit", "score", str(gold), "--tags", str(tagged), *audit))
    actions = gold_file("mmc-2019-country-actions-normalized.csv")
    changed = _change(actions, folder / "changed.csv")
    yield check("score_rows.py", actions, changed, "--fields", FIELDS).splitlines()[-1]
    yield from _keep("^rows", gcmatrix("audit", "matrix", str(changed), str(actions), "--fields", FIELDS, *audit))


def _change(table: Path, changed: Path) -> Path:
    """Every vowel of every ninth line replaced, every eleventh line left out."""
    lines = table.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [
        re.sub("[ae]", "o", line) if at and at % 9 == 0 else line for at, line in enumerate(lines) if at % 11 or not at
    ]
    changed.write_text("".join(kept), encoding="utf-8")
    return changed


def _keep(pattern: str, said: str) -> Iterator[str]:
    return (line for line in said.splitlines() if re.search(pattern, line))
