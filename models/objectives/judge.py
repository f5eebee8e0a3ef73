"""The one policy that makes probabilities and grades of all evidence; its numbers are fitted, stored as plain JSON.

For each text and code a logistic regression over the features of `evidence.py` gives the probability that the code is
primary, and a second one that it is primary or secondary. The weights are shared by all codes. There is one set for
each way of looking: keywords alone, nearness alone, both, and both with the trained head of the taxonomy.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from models.errors import LexiconError
from models.objectives.embeddings import Scores
from models.objectives.evidence import Evidence, Features, Roles, find_silent, make_features
from models.objectives.taxonomy import PACKAGED
from models.records.layout import Record

MOST_PRIMARY = 3
SILENT, SILENT_PROCESS = 0.65, 0.85
"""What the best code needs at least where neither text nor context has a word of the field; one on the framework's own
process needs more, for reviews of all frameworks are worded alike."""


class Regression(Record):
    """Weights by the name of the feature."""

    intercept: float
    weights: dict[str, float]


class Thresholds(Record):
    """When a probability makes a grade."""

    first: float
    """Least probability of the best code; below it nothing is primary."""
    further: float
    """Least probability of a second and third primary code."""
    secondary: float
    """Least probability of being primary or secondary that makes a code secondary."""
    margin: float
    """Below it a passage needs review: a fifth of the training passages."""


class Way(Record):
    """One way of looking at the evidence."""

    primary: Regression
    any: Regression
    thresholds: Thresholds


class Card(Record):
    """What the head was trained for and on; it is used for the same codes and encoder only."""

    codes: tuple[str, ...]
    encoder: str
    data: dict[str, str]
    """SHA-256 of each file of passages it was trained on, and of the taxonomy."""
    passages: int
    figures: dict[str, float]
    """Measured on passages held out, in groups that keep near-duplicates together."""


class Settings(Record):
    """The content of a file of judgements."""

    keywords: Way
    nearness: Way
    both: Way
    adapted: Way | None = None
    """Nearness alone, in the vectors that head and adapter were made for."""
    with_head: Way | None = None
    card: Card | None = None


class Judgement(NamedTuple):
    """Some texts: the probability of each code to be primary, and to be primary or secondary; (texts, codes)."""

    primary: Scores
    any: Scores


class Grades(NamedTuple):
    """One text: probabilities, the indices of its primary and secondary codes, best first, and how clear it is."""

    probabilities: NDArray[np.float64]
    primary: tuple[int, ...]
    secondary: tuple[int, ...]
    margin: float
    """1 where nothing is in doubt; 0.5 where one wrong code is to be expected."""
    needs_review: bool


def judge(evidence: Evidence, roles: Roles, way: Way) -> Judgement:
    """Probabilities of all codes."""
    features = make_features(evidence, roles, tuple(way.primary.weights))
    return Judgement(_apply(way.primary, features), _apply(way.any, features))


def _apply(regression: Regression, features: Features) -> Scores:
    logits = features @ np.array(list(regression.weights.values())) + regression.intercept
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -50.0, 50.0))), dtype=np.float64)


def grade_all(judgement: Judgement, evidence: Evidence, roles: Roles, thresholds: Thresholds) -> list[Grades]:
    """The grades of each text."""
    silent = find_silent(evidence)
    rows = zip(judgement.primary, judgement.any, silent, strict=True)
    return [grade(primary, either, thresholds, roles, silent=bool(quiet)) for primary, either, quiet in rows]


def grade(
    primary: NDArray[np.float64],
    either: NDArray[np.float64],
    thresholds: Thresholds,
    roles: Roles,
    *,
    silent: bool = False,
) -> Grades:
    """Primary: the best code and at most two more that are likely; secondary: what is clear besides."""
    codes = [index for index in _by_probability(primary) if not roles.nothing[index]]
    nothing = tuple(int(index) for index in np.flatnonzero(roles.nothing))
    likely = [index for index in codes[1:MOST_PRIMARY] if primary[index] >= thresholds.further]
    first = (
        [codes[0], *likely] if codes and primary[codes[0]] >= _find_least(codes[0], thresholds, roles, silent) else []
    )
    second = [index for index in _by_probability(either) if index in codes and index not in first]
    clear = find_margin(primary[codes])
    return Grades(
        primary,
        tuple(first) or nothing,
        tuple(index for index in second if either[index] >= thresholds.secondary),
        clear,
        clear < thresholds.margin,
    )


def _find_least(code: int, thresholds: Thresholds, roles: Roles, silent: bool) -> float:
    if not silent:
        return thresholds.first
    return max(thresholds.first, SILENT_PROCESS if roles.process[code] else SILENT)


def find_margin(probabilities: NDArray[np.float64]) -> float:
    """From the number of wrong codes to be expected: the sum of what each decision leaves in doubt."""
    doubt = float(np.minimum(probabilities, 1.0 - probabilities).sum())
    return round(1.0 / (1.0 + doubt), 6)


def _by_probability(probabilities: NDArray[np.float64]) -> list[int]:
    return sorted(range(len(probabilities)), key=lambda index: (-round(float(probabilities[index]), 6), index))


def judge_file(taxonomy_file: Path) -> Path:
    """Where the fitted numbers of a taxonomy lie."""
    return taxonomy_file.with_suffix(".judge.json")


@lru_cache(maxsize=8)
def load_settings(taxonomy_file: Path = PACKAGED) -> Settings:
    """The numbers beside a taxonomy; where it has none, those of the packaged one without its head."""
    path = judge_file(taxonomy_file)
    if not path.is_file() and taxonomy_file != PACKAGED:
        return load_settings(PACKAGED).model_copy(update={"adapted": None, "with_head": None, "card": None})
    try:
        return Settings.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise LexiconError(path, None, f"the fitted numbers cannot be read: {error}") from error
