"""One policy that makes probabilities and grades of keyword scores, nearness in meaning and the trained head.

`calibrated`, the default: the evidence for each code is a weighted sum of its keyword score, of its nearness to the
text relative to that of the other codes, and of the logarithm of the probability that the trained head gives it; the
probabilities are the softmax of the evidence over all codes. The weights are shared by all codes. Keywords of the
context count a fraction of those of the text. The head takes part for the taxonomy and encoder that it was trained
for; for others the sum has its first two members, and without an encoder only the first, each with weights of its own.
`union` gives what keywords alone or nearness alone would give; `agreement` only what both would.
All weights and thresholds are data, fitted on the passages that lie beside the taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.objectives.embeddings import Scores
from models.objectives.head import Fitted, Head, Settings, Thresholds, Weights, softmax

Policy = Literal["calibrated", "union", "agreement"]
MOST_PRIMARY = 3
LEAST_OPINION = 1e-4
"""Keeps one opinion of the head from ruling a code out."""


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
    keywords = lean_on_context(evidence.keywords, evidence.context, settings.context)
    if evidence.nearness is None or evidence.vectors is None:
        return _grade_by(keywords, None, None, settings.keywords, none)
    if policy == "calibrated":
        opinion = head.predict(evidence.vectors) if head else None
        fitted = settings.with_head if head else settings.both
        return _grade_by(keywords, evidence.nearness, opinion, fitted, none)
    both = _grade_by(keywords, evidence.nearness, None, settings.both, none)
    by_keywords = _grade_by(keywords, None, None, settings.keywords, none)
    by_nearness = _grade_by(np.zeros_like(keywords), evidence.nearness, None, settings.nearness, none)
    return [_merge(b, k, n, policy, none) for b, k, n in zip(both, by_keywords, by_nearness, strict=True)]


def lean_on_context(keywords: Scores, context: Scores, share: float) -> Scores:
    """Keyword scores with a share of those of the context; a text that says nothing itself leans twice as much."""
    silence = 1.0 - keywords.max(axis=1, keepdims=True)
    return np.asarray(keywords + share * (1.0 + silence) * context, dtype=np.float64)


def weigh(
    keywords: Scores, nearness: Scores | None, opinion: Scores | None, weights: Weights, none: int | None
) -> Scores:
    """Probabilities; a taxonomy without a code of nothing gets one for the softmax that is dropped at the end."""
    logits = weights.keyword * keywords
    if nearness is not None:
        logits = logits + weights.nearness * (nearness - nearness.mean(axis=1, keepdims=True))
    if opinion is not None:
        logits = logits + weights.head * np.log(opinion + LEAST_OPINION)
    if none is None:
        nothing = np.full((len(logits), 1), weights.none)
        return softmax(np.hstack([logits, nothing]))[:, :-1]
    logits[:, none] += weights.none
    return softmax(logits)


def _grade_by(
    keywords: Scores, nearness: Scores | None, opinion: Scores | None, fitted: Fitted, none: int | None
) -> list[Grades]:
    probabilities = weigh(keywords, nearness, opinion, fitted.weights, none)
    return [grade(p, k, fitted.thresholds, none) for p, k in zip(probabilities, keywords, strict=True)]


def grade(p: NDArray[np.float64], keywords: NDArray[np.float64], thresholds: Thresholds, none: int | None) -> Grades:
    """Primary: the best code and at most two that come near it; secondary: what is clear besides."""
    order = sorted(range(len(p)), key=lambda index: (-round(float(p[index]), 6), index))
    best = order[0]
    if best == none or p[best] < thresholds.floor:
        return Grades(p, () if none is None else (none,), ())
    least = max(thresholds.primary, thresholds.ratio * float(p[best]))
    codes = [index for index in order if index != none]
    near = p >= least
    rich = (keywords >= thresholds.rich) & (p >= thresholds.primary_rich)
    primary = [best, *(index for index in codes[1:] if near[index] or rich[index])][:MOST_PRIMARY]
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
