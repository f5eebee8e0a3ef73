"""Figures of tagging: micro and macro F1, calibration error, and what is gained by setting unclear passages aside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.objectives.embeddings import Scores
from models.objectives.evidence import Roles
from models.objectives.judge import Grades

LEAST_SCORE = 0.05
BINS = 10
SET_ASIDE = 0.2


def to_table(graded: list[Grades], codes: int, *, secondary: bool = False) -> Scores:
    """Grades as a table of ones and zeros (texts, codes)."""
    table = np.zeros((len(graded), codes))
    for row, grades in enumerate(graded):
        table[row, [*grades.primary, *(grades.secondary if secondary else ())]] = 1.0
    return table


def f1(gold: Scores, found: Scores) -> float:
    """Micro F1 of two tables of ones and zeros; 0 where both are empty."""
    total = float(gold.sum() + found.sum())
    return 2 * float((gold * found).sum()) / total if total else 0.0


def macro_f1(gold: Scores, found: Scores, *, support: int = 3) -> float:
    """Mean F1 of the codes that are primary at least so many times."""
    return float(
        np.mean([f1(gold[:, [c]], found[:, [c]]) for c in range(gold.shape[1]) if gold[:, c].sum() >= support])
    )


def calibration_error(probabilities: Scores, gold: Scores) -> float:
    """Expected calibration error: ten bins of equal mass over all pairs with a score of at least 0.05.

    Naeini, Cooper and Hauskrecht 2015, with bins of equal mass.
    """
    scores, right = probabilities.ravel(), gold.ravel()
    kept = scores >= LEAST_SCORE
    scores, right = scores[kept], right[kept]
    parts = np.array_split(np.argsort(scores, kind="stable"), BINS)
    gaps = (len(part) * abs(scores[part].mean() - right[part].mean()) for part in parts if len(part))
    return float(sum(gaps)) / max(len(scores), 1)


def clearest(graded: list[Grades]) -> NDArray[np.int64]:
    """The rows that are left when the fifth of smallest margin is set aside."""
    order = np.argsort([-grades.margin for grades in graded], kind="stable")
    return np.sort(order[: round((1 - SET_ASIDE) * len(graded))])


def false_alarms(gold: Scores, found: Scores, roles: Roles) -> float:
    """Share of the passages coded with nothing that get a primary code."""
    nothing = roles.nothing > 0
    rows = gold[:, nothing].sum(axis=1) > 0
    alarms = found[rows][:, ~nothing].sum(axis=1) > 0
    return float(alarms.mean()) if rows.any() else 0.0


def measure(graded: list[Grades], gold: Scores, every: Scores, roles: Roles) -> dict[str, float]:
    """All figures of one set of passages."""
    kept = roles.nothing == 0
    found = to_table(graded, gold.shape[1])
    either = to_table(graded, gold.shape[1], secondary=True)
    rows = clearest(graded)
    probabilities = np.array([grades.probabilities for grades in graded])
    figures = {
        "primary F1": f1(gold[:, kept], found[:, kept]),
        "any F1": f1(every[:, kept], either[:, kept]),
        "macro F1": macro_f1(gold[:, kept], found[:, kept]),
        "calibration error": calibration_error(probabilities[:, kept], gold[:, kept]),
        "primary F1 of the clearest": f1(gold[rows][:, kept], found[rows][:, kept]),
        "false alarms": false_alarms(gold, found, roles),
    }
    return {name: round(value, 4) for name, value in figures.items()}
