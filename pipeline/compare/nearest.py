"""For each recommendation the most alike ones of earlier reports: by vectors first, in pieces, then word by word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.contracts import Encoder, Vectors
from models.lexicons.places import load_function_words

PIECE = 1000
"""Texts compared at once: with 20,000 others that is 80 MB."""
CANDIDATES = 5
"""Read word by word; the nearest by vectors is nearly always among them."""
DIMENSIONS = 1024
MEANING = 0.6
"""Of 0.5 to 0.8 it parts the pairs of `tests/pipeline/compare/pairs.csv` best."""
STEM = 5
"""Letters by which `register`, `registered` and `registration` are one word."""
_WORD = re.compile(r"\w+")


class Likeness(NamedTuple):
    """Two texts by their places in a list, and how alike they are, 0..1; no `meaning` without an encoder."""

    later: int
    earlier: int
    words: float
    meaning: float | None

    @property
    def similarity(self) -> float:
        """Meaning and words weighed: words alone miss a paraphrase, meaning alone takes one subject for one ask."""
        return self.words if self.meaning is None else MEANING * self.meaning + (1 - MEANING) * self.words


def find_alike(texts: Sequence[str], ranks: Sequence[int], encoder: Encoder | None) -> Iterator[Likeness]:
    """The few nearest texts of a lower rank for each text; equal ranks are never compared."""
    if not texts:
        return
    order = np.argsort(np.asarray(ranks), kind="stable")
    sorted_ranks = np.asarray(ranks)[order]
    stems = [fold_words(text) for text in texts]
    vectors = encoder.encode(texts) if encoder else hash_words(stems)
    for begin, end in _pieces(sorted_ranks):
        known = int(np.searchsorted(sorted_ranks, sorted_ranks[begin]))
        if known:
            yield from _compare(vectors, order[begin:end], order[:known], stems, meant=encoder is not None)


def _pieces(ranks: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Stretches of one rank and of at most so many texts."""
    begin = 0
    while begin < len(ranks):
        same = int(np.searchsorted(ranks, ranks[begin], side="right"))
        end = min(begin + PIECE, same)
        yield begin, end
        begin = end


def _compare(
    vectors: Vectors,
    later: NDArray[np.int64],
    earlier: NDArray[np.int64],
    stems: Sequence[Sequence[str]],
    *,
    meant: bool,
) -> Iterator[Likeness]:
    from rapidfuzz.distance import Indel

    cosines = vectors[later] @ vectors[earlier].T
    kept = min(CANDIDATES, len(earlier))
    nearest = np.argpartition(cosines, -kept, axis=1)[:, -kept:]
    for row, text in enumerate(later):
        for column in sorted(nearest[row]):
            other = earlier[column]
            words = Indel.normalized_similarity(stems[text], stems[other])
            meaning = min(max(float(cosines[row, column]), 0.0), 1.0) if meant else None
            yield Likeness(int(text), int(other), round(words, 4), None if meaning is None else round(meaning, 4))


def fold_words(text: str) -> list[str]:
    """The words of a text without function words, cut to their beginnings and sorted: what two wordings share."""
    idle = load_function_words()
    return sorted(word[:STEM] for word in _WORD.findall(text.casefold()) if word not in idle)


def hash_words(texts: Sequence[Sequence[str]]) -> Vectors:
    """Unit vectors of the words of texts, rare words counting more, each word in one of 1,024 places.

    Only to pick candidates without an encoder; K. Weinberger et al., "Feature Hashing", ICML 2009.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, words in enumerate(texts):
        for word in words:
            vectors[row, zlib.crc32(word.encode()) % DIMENSIONS] = 1
    vectors *= np.log((1 + len(texts)) / (1 + (vectors > 0).sum(axis=0, dtype=np.float32)))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
