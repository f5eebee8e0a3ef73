"""The trained head of a taxonomy: a linear model over vectors and words of a text, stored as plain arrays.

`objectives.yaml` has its head in `objectives.head.npz`, and the fitted numbers of the judge in `objectives.judge.json`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.contracts import Vectors
from models.errors import LexiconError
from models.objectives.embeddings import Scores
from models.objectives.judge import load_settings
from models.objectives.taxonomy import Taxonomy

TEXT_SCALE = 4.0
CONTEXT_SCALE = 2.0
WORD_SCALE = 4.0
"""How far each part of the input is stretched, which is how freely the head may follow it."""


class Vocabulary(NamedTuple):
    """Words that the head knows, sorted, and how rare each is (smoothed inverse document frequency)."""

    words: tuple[str, ...]
    rarity: NDArray[np.float64]


class Inputs(NamedTuple):
    """Some texts as the head sees them; a context that is empty has a vector of zeros."""

    texts: Vectors
    contexts: Vectors
    words: Sequence[Sequence[str]]


class Head(NamedTuple):
    """One row of coefficients a code: for the vector of the text, that of its context, and its words."""

    vocabulary: Vocabulary
    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    def predict(self, inputs: Inputs) -> Scores:
        """Probabilities, shape (texts, codes)."""
        rows = _dense(inputs)
        size = rows.shape[1]
        logits = rows @ self.coefficients[:, :size].T + self.intercepts
        numbers = {word: number for number, word in enumerate(self.vocabulary.words)}
        for row, words in enumerate(inputs.words):
            columns, values = weigh_words(words, numbers, self.vocabulary.rarity)
            logits[row] += self.coefficients[:, size + columns] @ values
        return softmax(logits)

    def speak(self, words: Sequence[str], code: int) -> float:
        """How much the words of a sentence speak for a code, each once."""
        size = self.coefficients.shape[1] - len(self.vocabulary.words)
        columns = [at for word in set(words) if (at := self._find(word)) is not None]
        return float(sum(self.coefficients[code, size + at] * self.vocabulary.rarity[at] for at in sorted(columns)))

    def _find(self, word: str) -> int | None:
        at = bisect_left(self.vocabulary.words, word)
        return at if at < len(self.vocabulary.words) and self.vocabulary.words[at] == word else None


def _dense(inputs: Inputs) -> NDArray[np.float64]:
    return np.hstack([TEXT_SCALE * inputs.texts.astype(np.float64), CONTEXT_SCALE * inputs.contexts.astype(np.float64)])


def weigh_words(
    words: Sequence[str], numbers: dict[str, int], rarity: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Columns and values of the known words of one text: damped counts times rarity, of length WORD_SCALE."""
    counts = sorted(Counter(numbers[word] for word in words if word in numbers).items())
    columns = np.array([column for column, _ in counts], dtype=np.int64)
    values = (1.0 + np.log([float(count) for _, count in counts])) * rarity[columns] if counts else np.zeros(0)
    return columns, WORD_SCALE * values / max(float(np.linalg.norm(values)), 1e-9)


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


def head_file(taxonomy_file: Path) -> Path:
    """Where the head of a taxonomy lies."""
    return taxonomy_file.with_suffix(".head.npz")


def find_head(taxonomy: Taxonomy, encoder_name: str) -> Head | None:
    """The head beside the taxonomy; None where none is there, or where it was trained for other codes or vectors."""
    card = load_settings(taxonomy.path).card
    file = head_file(taxonomy.path)
    fits = card is not None and card.encoder == encoder_name and card.codes == taxonomy.codes
    return load_head(file, len(taxonomy.codes)) if fits and file.is_file() else None


@lru_cache(maxsize=4)
def load_head(path: Path, codes: int) -> Head:
    """The trained head; LexiconError where it is damaged or has another number of codes."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            words = tuple(str(arrays["words"]).split("\n"))
            vocabulary = Vocabulary(words, arrays["rarity"].astype(np.float64))
            head = Head(vocabulary, arrays["coefficients"].astype(np.float64), arrays["intercepts"].astype(np.float64))
    except (OSError, KeyError, ValueError) as error:
        raise LexiconError(path, None, f"the trained head cannot be read: {error}") from error
    if len(head.coefficients) != codes or len(head.intercepts) != codes or len(words) != len(vocabulary.rarity):
        raise LexiconError(path, None, "the trained head has another number of codes or words than it should")
    return head


def save_head(head: Head, path: Path) -> None:
    """Half precision: the head is a few hundred kilobytes, and its last digits are noise."""
    np.savez_compressed(
        path,
        words=np.array("\n".join(head.vocabulary.words)),
        rarity=head.vocabulary.rarity.astype(np.float32),
        coefficients=head.coefficients.astype(np.float16),
        intercepts=head.intercepts.astype(np.float32),
    )
