"""The fitted numbers of the tagger, read from plain files: weights and thresholds (JSON), the trained head (npz)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from models.errors import LexiconError
from models.records.layout import Record

FOLDER = Path(__file__).parents[1] / "lexicons"
WEIGHTS_FILE = FOLDER / "objective_weights.json"
HEAD_FILE = FOLDER / "objective_head.npz"


class Weights(Record):
    """How much each kind of evidence says; shared by all codes."""

    keyword: float = 0.0
    nearness: float = 0.0
    head: float = 0.0
    none: float
    """Evidence for the code of nothing, before anything is read."""


class Thresholds(Record):
    """When a probability makes a grade."""

    floor: float
    """Below it even the best code is not given."""
    primary: float
    """Least probability of a second and third primary code."""
    ratio: float
    """Least share of the best probability for a second and third primary code."""
    rich: float
    """A keyword score that makes a code primary besides the best one ..."""
    primary_rich: float
    """... where its probability is at least this."""
    secondary: float
    """Least probability of a secondary code."""
    keyword: float
    """A keyword score from which a code is at least secondary."""


class Fitted(Record):
    """Weights and thresholds of one way of combining."""

    weights: Weights
    thresholds: Thresholds


class Card(Record):
    """What the head was trained for and on; it is used for the same codes and encoder only."""

    codes: tuple[str, ...]
    encoder: str
    data: dict[str, str]
    """SHA-256 of each file of passages it was trained on."""
    passages: int
    scale: float
    """What the vectors are multiplied with before the head sees them."""
    figures: dict[str, float]
    """Micro F1 of the practice passages, cross-validated: primary codes, and all codes."""


class Settings(Record):
    """The content of the weights file."""

    context: float
    """How much a keyword of the context says against one of the text."""
    keywords: Fitted
    nearness: Fitted
    both: Fitted
    with_head: Fitted
    head: Card


class Head(NamedTuple):
    """A multinomial logistic regression over the vector of a text: one row of coefficients a code."""

    card: Card
    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    def predict(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, shape (texts, codes)."""
        return softmax(self.card.scale * vectors.astype(np.float64) @ self.coefficients.T + self.intercepts)


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


@lru_cache(maxsize=4)
def load_settings(path: Path = WEIGHTS_FILE) -> Settings:
    """The fitted weights and thresholds; LexiconError where the file is damaged."""
    try:
        return Settings.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise LexiconError(path, None, f"the weights cannot be read: {error}") from error


@lru_cache(maxsize=4)
def load_head(path: Path = HEAD_FILE, weights: Path = WEIGHTS_FILE) -> Head:
    """The trained head; LexiconError where it does not fit its card."""
    card = load_settings(weights).head
    try:
        with np.load(path, allow_pickle=False) as arrays:
            coefficients = arrays["coefficients"].astype(np.float64)
            intercepts = arrays["intercepts"].astype(np.float64)
    except (OSError, KeyError, ValueError) as error:
        raise LexiconError(path, None, f"the trained head cannot be read: {error}") from error
    if len(coefficients) != len(card.codes) or len(intercepts) != len(card.codes):
        raise LexiconError(path, None, "the trained head has another number of codes than its card")
    return Head(card, coefficients, intercepts)
