"""Fits the weights, the thresholds and the head on the passages beside the taxonomy; nothing else calls it.

`python -m models.objectives.training` writes `objective_weights.json` and `objective_head.npz` in models/lexicons.
Needs the embedding parts (scikit-learn and scipy come with them). The practice passages are cross-validated: each is
predicted by a head that has not seen it. The same passages always give the same files.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import LexiconError, SettingsError
from models.objectives.combine import grade, make_features, softmax, weigh
from models.objectives.embeddings import Likenesses, Scores
from models.objectives.encoder import load_encoder
from models.objectives.head import FOLDER, HEAD_FILE, WEIGHTS_FILE, Card, Fitted, Scales, Settings, Thresholds, Weights
from models.objectives.keywords import KeywordRules, score_hits
from models.objectives.taxonomy import Taxonomy, load_taxonomy

PRACTICE = FOLDER / "practice_passages.csv"
WRITTEN = FOLDER / "written_passages.csv"
CONTEXT = 0.3
SCALES = Scales(vector=4.0, keyword=3.0, nearness=4.0)
STRENGTH = 1.0
"""Inverse of the penalty on large coefficients."""
DESCRIPTOR_WEIGHT = 0.5
FOLDS = 5

Predict = Callable[[NDArray[np.int64]], Scores]


class Material(NamedTuple):
    """Texts as numbers: one row a text, one column a code."""

    vectors: NDArray[np.float32]
    keywords: Scores
    nearness: Scores
    primary: Scores
    secondary: Scores


def read_passages(path: Path, taxonomy: Taxonomy) -> list[dict[str, str]]:
    """The rows of a file of coded passages; LexiconError for a code that the taxonomy does not have."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    for number, row in enumerate(rows, 2):
        for code in (*split_codes(row["primary"]), *split_codes(row["secondary"])):
            if code not in taxonomy.by_code:
                raise LexiconError(path, number, f"{code!r} is not a code of the taxonomy")
    return rows


def split_codes(cell: str) -> list[str]:
    """`5;2` → 5, 2."""
    return [code for code in cell.split(";") if code]


def make_material(rows: Sequence[dict[str, str]], taxonomy: Taxonomy, likenesses: Likenesses) -> Material:
    """Passages as numbers; a keyword of the section counts a fraction."""
    rules = KeywordRules(taxonomy)
    likeness = likenesses.compare([row["text"] for row in rows])
    keywords = _score(rules, [row["text"] for row in rows], taxonomy)
    context = _score(rules, [row.get("section") or "" for row in rows], taxonomy)
    primary, secondary = (_mark([split_codes(row[key]) for row in rows], taxonomy) for key in ("primary", "secondary"))
    return Material(likeness.vectors, keywords + CONTEXT * context, likeness.nearness, primary, secondary)


def describe_material(taxonomy: Taxonomy, likenesses: Likenesses) -> Material:
    """The taxonomy's own descriptors as texts, each coded with its entry."""
    likeness = likenesses.compare_descriptors()
    texts = [descriptor.text for descriptor in likenesses.descriptors]
    primary = _mark([[descriptor.code] for descriptor in likenesses.descriptors], taxonomy)
    keywords = _score(KeywordRules(taxonomy), texts, taxonomy)
    return Material(likeness.vectors, keywords, likeness.nearness, primary, np.zeros_like(primary))


def _score(rules: KeywordRules, texts: Sequence[str], taxonomy: Taxonomy) -> Scores:
    scores = [score_hits(rules.find_hits(text)) for text in texts]
    return np.array([[score.get(code, 0.0) for code in taxonomy.codes] for score in scores])


def _mark(codes: Sequence[Sequence[str]], taxonomy: Taxonomy) -> Scores:
    return np.array([[float(code in given) for code in taxonomy.codes] for given in codes])


def fit_head(parts: Sequence[tuple[Material, float]]) -> Callable[[Material], Scores]:
    """A head fitted on several materials with their weights; a passage with two primaries counts half for each."""
    coefficients, intercepts = fit_coefficients(parts)
    return lambda material: softmax(_features(material) @ coefficients.T + intercepts)


def fit_coefficients(parts: Sequence[tuple[Material, float]]) -> tuple[Scores, Scores]:
    """Coefficients (codes, features) and intercepts of the multinomial logistic regression."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows = np.vstack([_features(material) for material, _ in parts])
    shares = np.vstack([weight * _shares(material.primary) for material, weight in parts])
    text, code = np.nonzero(shares)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-6)
    model.fit(rows[text], code, sample_weight=shares[text, code])
    return np.asarray(model.coef_), np.asarray(model.intercept_)


def _shares(primary: Scores) -> Scores:
    return np.asarray(primary / np.maximum(primary.sum(axis=1, keepdims=True), 1.0), dtype=np.float64)


def _features(material: Material) -> Scores:
    return make_features(material.vectors, material.keywords, material.nearness, SCALES)


def _pick(material: Material, rows: NDArray[np.int64]) -> Material:
    return Material(
        material.vectors[rows],
        material.keywords[rows],
        material.nearness[rows],
        material.primary[rows],
        material.secondary[rows],
    )


def cross_validate(practice: Material, others: Sequence[tuple[Material, float]]) -> Scores:
    """Probabilities of the practice passages, each from a head that did not see it; folds by position."""
    probabilities = np.zeros_like(practice.primary)
    numbers = np.arange(len(practice.primary))
    for fold in range(FOLDS):
        inside = numbers % FOLDS == fold
        predict = fit_head([(_pick(practice, numbers[~inside]), 1.0), *others])
        probabilities[inside] = predict(_pick(practice, numbers[inside]))
    return probabilities


def fit_weights(material: Material, none: int, *, keyword: bool, nearness: bool) -> Weights:
    """Shared weights that make the primary codes most likely."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    shares = _shares(material.primary)

    def to_weights(values: Sequence[float]) -> Weights:
        return Weights(keyword=values[0] * keyword, nearness=values[1] * nearness, none=values[2])

    def loss(values: Sequence[float]) -> float:
        near = material.nearness if nearness else None
        return float(-(shares * np.log(weigh(material.keywords, near, to_weights(values), none) + 1e-12)).sum())

    best = minimize(loss, np.array([4.0, 8.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3})
    return to_weights([round(float(value), 4) for value in best.x])


def fit_thresholds(probabilities: Scores, material: Material, none: int) -> Thresholds:
    """The thresholds with the best micro F1 of primaries, then of all codes, over a small grid."""
    first = [
        Thresholds(floor=floor, primary=primary, ratio=ratio, secondary=1.0, keyword=10.0)
        for floor, primary, ratio in itertools.product((0.0, 0.12, 0.18), (0.15, 0.2, 0.25, 0.3), (0.5, 0.6, 0.7, 0.8))
    ]
    base = max(first, key=lambda t: measure(probabilities, material, t, none)["primary"])
    second = [
        base.model_copy(update={"secondary": secondary, "keyword": keyword})
        for secondary, keyword in itertools.product((0.06, 0.08, 0.1, 0.13, 0.16), (0.6, 0.7, 0.85, 10.0))
    ]
    return max(second, key=lambda t: measure(probabilities, material, t, none)["any"])


def measure(probabilities: Scores, material: Material, thresholds: Thresholds, none: int) -> dict[str, float]:
    """Micro F1 of the primary codes, of all codes, and F1 of each role, without the code of nothing."""
    primary, both = np.zeros_like(probabilities), np.zeros_like(probabilities)
    for row, (p, k) in enumerate(zip(probabilities, material.keywords, strict=True)):
        grades = grade(p, k, thresholds, none)
        primary[row, list(grades.primary)] = 1
        both[row, [*grades.primary, *grades.secondary]] = 1
    kept = [index for index in range(probabilities.shape[1]) if index != none]
    every = np.maximum(material.primary, material.secondary)
    return {
        "primary": f1(material.primary[:, kept], primary[:, kept]),
        "any": f1(every[:, kept], both[:, kept]),
    }


def f1(gold: Scores, found: Scores) -> float:
    """Micro F1 of two tables of zeros and ones."""
    hits = float((gold * found).sum())
    return round(2 * hits / max(float(gold.sum() + found.sum()), 1.0), 4)


def train() -> dict[str, float]:
    """Fit everything, write both files, and return the cross-validated figures."""
    encoder = load_encoder()
    if encoder is None:
        raise SettingsError("training needs the embedding parts: pip install -e '.[embed]'")
    taxonomy = load_taxonomy()
    likenesses = Likenesses(taxonomy, encoder)
    none = taxonomy.codes.index(taxonomy.code_of("none"))
    practice = make_material(read_passages(PRACTICE, taxonomy), taxonomy, likenesses)
    written = make_material(read_passages(WRITTEN, taxonomy), taxonomy, likenesses)
    others = [(written, 1.0), (describe_material(taxonomy, likenesses), DESCRIPTOR_WEIGHT)]
    probabilities = cross_validate(practice, others)
    thresholds = fit_thresholds(probabilities, practice, none)
    figures = measure(probabilities, practice, thresholds, none)
    coefficients, intercepts = fit_coefficients([(practice, 1.0), *others])
    np.savez(HEAD_FILE, coefficients=coefficients.astype(np.float32), intercepts=intercepts.astype(np.float32))
    card = Card(
        codes=taxonomy.codes,
        encoder=encoder.name,
        data={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (PRACTICE, WRITTEN)},
        passages=len(practice.primary) + len(written.primary),
        scales=SCALES,
        thresholds=thresholds,
        figures=figures,
    )
    settings = Settings(
        context=CONTEXT,
        keywords=_fit_shared(practice, none, keyword=True, nearness=False),
        nearness=_fit_shared(practice, none, keyword=False, nearness=True),
        both=_fit_shared(practice, none, keyword=True, nearness=True),
        head=card,
    )
    WEIGHTS_FILE.write_text(json.dumps(settings.model_dump(), indent=2) + "\n", encoding="utf-8")
    return figures


def _fit_shared(material: Material, none: int, *, keyword: bool, nearness: bool) -> Fitted:
    weights = fit_weights(material, none, keyword=keyword, nearness=nearness)
    probabilities = weigh(material.keywords, material.nearness if nearness else None, weights, none)
    seen = material if keyword else material._replace(keywords=np.zeros_like(material.keywords))
    return Fitted(weights=weights, thresholds=fit_thresholds(probabilities, seen, none))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(train()) + "\n")
