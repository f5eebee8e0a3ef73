"""One policy that makes probabilities and grades of keyword scores and nearness in meaning.

`calibrated`, the default. With the encoder and for the taxonomy that the trained head knows, the head (a multinomial
logistic regression over the text's vector, keyword scores and nearness) gives the probabilities. For another taxonomy
or encoder the evidence for a code is a weighted sum of its keyword score and of its nearness relative to that of the
other codes, with weights that all codes share; without an encoder, of its keyword score alone. Either way the
probabilities are a softmax over all codes, and keywords of the context count a fraction of those of the text.
`union` gives what keywords alone or nearness alone would give; `agreement` only what both would.
All weights and thresholds are data, fitted on the passages that lie beside the taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.objectives.embeddings import Scores
from models.objectives.head import Fitted, Head, Scales, Settings, Thresholds, Weights

Policy = Literal["calibrated", "union", "agreement"]
MOST_PRIMARY = 3


class Evidence(NamedTuple):
    """What is known about some texts; scores have the shape (texts, codes)."""

    keywords: Scores
    context: Scores
    nearness: Scores | None = None
    vectors: NDArray[np.float32] | None = None


class Grades(NamedTuple):
    """One text: a probability for each code, and the indices of its primary and secondary codes, best first."""

    probabilities: NDArray[np.float64]
    primary: tuple[int, ...]
    secondary: tuple[int, ...]


def combine(
    evidence: Evidence, settings: Settings, head: Head | None, policy: Policy, none: int | None
) -> list[Grades]:
    """Grades of each text; `none` is the index of the code that says nothing applies, if the taxonomy has one."""
    keywords = evidence.keywords + settings.context * evidence.context
    if evidence.nearness is None or evidence.vectors is None:
        return _grade_by(keywords, None, settings.keywords, none)
    if policy == "calibrated" and head:
        rows = make_features(evidence.vectors, keywords, evidence.nearness, head.card.scales)
        probabilities = softmax(rows @ head.coefficients.T + head.intercepts)
        return [grade(p, k, head.card.thresholds, none) for p, k in zip(probabilities, keywords, strict=True)]
    both = _grade_by(keywords, evidence.nearness, settings.both, none)
    if policy == "calibrated":
        return both
    by_keywords = _grade_by(keywords, None, settings.keywords, none)
    by_nearness = _grade_by(np.zeros_like(keywords), evidence.nearness, settings.nearness, none)
    return [_merge(b, k, n, policy, none) for b, k, n in zip(both, by_keywords, by_nearness, strict=True)]


def make_features(vectors: NDArray[np.float32], keywords: Scores, nearness: Scores, scales: Scales) -> Scores:
    """Rows for the head: the text's vector, its keyword scores, its nearness relative to the mean of all codes."""
    relative = nearness - nearness.mean(axis=1, keepdims=True)
    parts = (scales.vector * vectors.astype(np.float64), scales.keyword * keywords, scales.nearness * relative)
    return np.hstack(parts)


def softmax(logits: Scores) -> Scores:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


def weigh(keywords: Scores, nearness: Scores | None, weights: Weights, none: int | None) -> Scores:
    """Probabilities from shared weights; a taxonomy without a code of nothing gets one that is dropped at the end."""
    logits = weights.keyword * keywords
    if nearness is not None:
        logits = logits + weights.nearness * (nearness - nearness.mean(axis=1, keepdims=True))
    if none is None:
        nothing = np.full((len(logits), 1), weights.none)
        return softmax(np.hstack([logits, nothing]))[:, :-1]
    logits[:, none] += weights.none
    return softmax(logits)


def _grade_by(keywords: Scores, nearness: Scores | None, fitted: Fitted, none: int | None) -> list[Grades]:
    probabilities = weigh(keywords, nearness, fitted.weights, none)
    return [grade(p, k, fitted.thresholds, none) for p, k in zip(probabilities, keywords, strict=True)]


def grade(p: NDArray[np.float64], keywords: NDArray[np.float64], thresholds: Thresholds, none: int | None) -> Grades:
    """Primary: the best code and at most two that come near it; secondary: what is clear besides."""
    order = sorted(range(len(p)), key=lambda index: (-round(float(p[index]), 6), index))
    best = order[0]
    if best == none or p[best] < thresholds.floor:
        return Grades(p, () if none is None else (none,), ())
    least = max(thresholds.primary, thresholds.ratio * float(p[best]))
    codes = [index for index in order if index != none]
    primary = [best, *(index for index in codes[1:] if p[index] >= least)][:MOST_PRIMARY]
    clear = (p >= thresholds.secondary) | (keywords >= thresholds.keyword)
    return Grades(p, tuple(primary), tuple(index for index in codes if clear[index] and index not in primary))


def _merge(both: Grades, keywords: Grades, nearness: Grades, policy: Policy, none: int | None) -> Grades:
    """Codes of either or of both ways; a code is primary where it was so wherever it was given first."""
    given = [{*way.primary, *way.secondary} - {none} for way in (keywords, nearness)]
    codes = given[0] | given[1] if policy == "union" else given[0] & given[1]
    first = {*keywords.primary, *nearness.primary} if policy == "union" else {*keywords.primary} & {*nearness.primary}
    ordered = _by_probability(codes, both)
    primary = tuple(index for index in ordered if index in first)[:MOST_PRIMARY]
    secondary = tuple(index for index in ordered if index not in primary)
    if not codes and none is not None:
        primary = (none,)
    return Grades(both.probabilities, primary, secondary)


def _by_probability(codes: Iterable[int], grades: Grades) -> list[int]:
    return sorted(codes, key=lambda index: (-round(float(grades.probabilities[index]), 6), index))
