"""Fits the head and the judge on coded passages; the only file that imports scikit-learn, and late."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.objectives.coded import Coded, pick
from models.objectives.embeddings import Scores
from models.objectives.evidence import Evidence, Roles, make_features
from models.objectives.head import CONTEXT_SCALE, TEXT_SCALE, Head, Inputs, Vocabulary, weigh_words
from models.objectives.judge import Judgement, Regression, Thresholds, Way, grade_all, judge
from models.objectives.measures import SET_ASIDE, f1, to_table

DESCRIPTOR_WEIGHT = 0.5
LEAST_TEXTS = 2
"""A word of fewer training texts is no word of the head."""
FIRST = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
FURTHER = (0.3, 0.35, 0.4, 0.45, 0.5)
SECONDARY = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
TOLERANCE = 0.05
"""Share of the error of the best thresholds that may be added for more careful ones."""
DIGITS = 4


def fit_head(coded: Coded, described: Coded) -> Head:
    """A multinomial logistic regression; a passage with two primaries counts half for each."""
    vocabulary = _count_words([*coded.inputs.words, *described.inputs.words])
    rows = _stack([coded.inputs, described.inputs], vocabulary)
    shares = np.vstack([to_shares(coded.primary), DESCRIPTOR_WEIGHT * to_shares(described.primary)])
    return Head(vocabulary, *fit_shares(rows, shares))


def fit_shares(rows: Any, shares: Scores) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coefficients (codes, columns) and intercepts of a regression on rows that belong to codes in shares."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    text, code = np.nonzero(shares)
    model = LogisticRegression(max_iter=2000, tol=1e-4)
    model.fit(rows[text], code, sample_weight=shares[text, code])
    return np.asarray(model.coef_), np.asarray(model.intercept_)


def _count_words(texts: Sequence[Sequence[str]]) -> Vocabulary:
    counts = Counter(word for words in texts for word in set(words))
    known = sorted(word for word, count in counts.items() if count >= LEAST_TEXTS)
    rarity = np.log((1 + len(texts)) / (1 + np.array([counts[word] for word in known], dtype=np.float64))) + 1
    return Vocabulary(tuple(known), rarity)


def _stack(parts: Sequence[Inputs], vocabulary: Vocabulary) -> Any:
    from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]

    numbers = {word: number for number, word in enumerate(vocabulary.words)}
    weighed = [weigh_words(words, numbers, vocabulary.rarity) for part in parts for words in part.words]
    starts = np.cumsum([0, *(len(columns) for columns, _ in weighed)])
    columns = np.concatenate([columns for columns, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    words = csr_matrix((values, columns, starts), shape=(len(weighed), len(vocabulary.words)))
    dense = [np.hstack([TEXT_SCALE * part.texts, CONTEXT_SCALE * part.contexts]) for part in parts]
    return hstack([csr_matrix(np.vstack(dense).astype(np.float64)), words]).tocsr()


def to_shares(primary: Scores) -> Scores:
    """Each text counts once, divided among its primary codes."""
    return np.asarray(primary / np.maximum(primary.sum(axis=1, keepdims=True), 1.0), dtype=np.float64)


def hold_out(coded: Coded, described: Coded, folds: NDArray[np.int64]) -> Scores:
    """The head's opinion of each passage, from a head that did not see it or its near-duplicates."""
    opinion = np.zeros_like(coded.primary)
    for fold in sorted(set(folds.tolist())):
        inside = np.flatnonzero(folds == fold)
        head = fit_head(pick(coded, np.flatnonzero(folds != fold)), described)
        opinion[inside] = head.predict(pick(coded, inside).inputs)
    return opinion


def fit_way(
    coded: Coded, roles: Roles, names: tuple[str, ...], folds: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[Way, Judgement]:
    """One way of looking, and its judgement of each passage by weights that did not see it."""
    primary, either = (_fit(coded.evidence, gold, roles, names, weights) for gold in (coded.primary, coded.any))
    thresholds = Thresholds(first=0.5, further=0.5, secondary=0.5, margin=0.0)
    judged = Judgement(np.zeros_like(coded.primary), np.zeros_like(coded.primary))
    for fold in sorted(set(folds.tolist())):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        train = pick(coded, outside)
        parts = (_fit(train.evidence, gold, roles, names, weights[outside]) for gold in (train.primary, train.any))
        way = Way(primary=next(parts), any=next(parts), thresholds=thresholds)
        judged.primary[inside], judged.any[inside] = judge(pick(coded, inside).evidence, roles, way)
    return Way(primary=primary, any=either, thresholds=fit_thresholds(judged, coded, roles, weights)), judged


def _fit(
    evidence: Evidence, gold: Scores, roles: Roles, names: tuple[str, ...], weights: NDArray[np.float64]
) -> Regression:
    """Weights of the features as they are, fitted where each has mean 0 and deviation 1."""
    from sklearn.linear_model import LogisticRegression

    rows = make_features(evidence, roles, names).reshape(-1, len(names))
    mean, deviation = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    model = LogisticRegression(max_iter=2000)
    model.fit((rows - mean) / deviation, gold.ravel(), sample_weight=np.repeat(weights, gold.shape[1]))
    scaled = np.where(rows.std(axis=0) > 0, model.coef_[0] / deviation, 0.0)
    intercept = float(model.intercept_[0] - (scaled * mean).sum())
    named = {name: round(float(value), DIGITS) for name, value in zip(names, scaled, strict=True)}
    return Regression(intercept=round(intercept, DIGITS), weights=named)


def fit_thresholds(judged: Judgement, coded: Coded, roles: Roles, weights: NDArray[np.float64]) -> Thresholds:
    """Primaries as careful, and secondaries as generous, as can be near the best micro F1 on a grid.

    A false primary misleads a reader, a false secondary costs a glance.
    """
    kept = roles.nothing == 0
    rows = np.repeat(np.arange(len(weights)), np.round(weights).astype(int))

    def score(thresholds: Thresholds, gold: Scores, *, secondary: bool) -> float:
        table = to_table(grade_all(judged, coded.evidence, roles, thresholds), len(kept), secondary=secondary)
        return f1(gold[rows][:, kept], table[rows][:, kept])

    plain = [
        Thresholds(first=first, further=further, secondary=2.0, margin=0.0)
        for first, further in itertools.product(FIRST, FURTHER)
    ]
    best = _most_careful([(score(one, coded.primary, secondary=False), one) for one in plain])
    more = [best.model_copy(update={"secondary": secondary}) for secondary in SECONDARY]
    best = _most_careful([(score(one, coded.any, secondary=True), one) for one in more])
    margins = np.array([grades.margin for grades in grade_all(judged, coded.evidence, roles, best)])
    return best.model_copy(update={"margin": round(float(np.quantile(margins[rows], SET_ASIDE)), DIGITS)})


def _most_careful(scored: Sequence[tuple[float, Thresholds]]) -> Thresholds:
    best = max(score for score, _ in scored)
    near = [(score, one) for score, one in scored if score >= best - TOLERANCE * (1.0 - best)]
    return max(near, key=lambda pair: (pair[1].first, -pair[1].secondary, pair[0], pair[1].further))[1]
