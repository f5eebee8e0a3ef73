"""Are the probabilities right? Of what gets 0.7, seven in ten should be in the reference codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from models.objectives.embeddings import Scores
from pipeline.audit.matching import Item
from pipeline.audit.report import Figure

PART = "calibration"
BINS = 10
LEAST_SCORE = 0.05


class Bin(NamedTuple):
    """Pairs of passage and code with like probabilities: mean probability, share that is right, weight of all."""

    probability: float
    share: float
    weight: float


def find_bins(items: Sequence[Item], probabilities: Scores, codes: Sequence[str]) -> list[Bin]:
    """Bins of equal width over all pairs from 0.05; empty ones are left out. Weights of the sample are undone."""
    right = np.array([[float(code in item.reference.primary) for code in codes] for item in items]).ravel()
    weight = np.repeat([item.weight for item in items], len(codes))
    score = probabilities.ravel()
    places = np.minimum((score * BINS).astype(int), BINS - 1)
    found = []
    for place in range(BINS):
        inside = (places == place) & (score >= LEAST_SCORE)
        total = float(weight[inside].sum())
        if total:
            means = [float((values[inside] * weight[inside]).sum() / total) for values in (score, right)]
            found.append(Bin(means[0], means[1], total))
    return found


def measure_calibration(bins: Sequence[Bin]) -> Iterator[Figure]:
    """A figure a bin, and the expected calibration error (Naeini, Cooper and Hauskrecht 2015, equal widths)."""
    total = sum(one.weight for one in bins)
    if total:
        gap = sum(one.weight * abs(one.probability - one.share) for one in bins) / total
        yield Figure(PART, "expected calibration error", "value", gap)
    for one in bins:
        yield Figure(PART, f"about {one.probability:.2f}", "value", one.share, support=one.weight)
