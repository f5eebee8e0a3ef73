"""How near a text is in meaning to each entry of a taxonomy, and which of its sentences is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.contracts import Encoder, Vectors
from models.objectives.taxonomy import Objective, Taxonomy

PIECE_WORDS = 150
"""An encoder reads about 200 words; longer texts are cut into pieces and their vectors averaged."""
MOST_PIECES = 16
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")

Scores = NDArray[np.float64]
"""Shape (texts, codes), in the order of the taxonomy's codes."""


class Descriptor(NamedTuple):
    """One text that describes an entry: its scope, an action (with its letter) or an example."""

    code: str
    letter: str
    text: str


class Likeness(NamedTuple):
    """What the vectors say about some texts."""

    vectors: Vectors
    nearness: Scores
    """Cosine to the nearest descriptor of each code."""
    near_actions: Scores
    """Shape (texts, descriptors): cosine to each descriptor."""


class Likenesses:
    """The descriptors of a taxonomy as vectors of one encoder."""

    def __init__(self, taxonomy: Taxonomy, encoder: Encoder) -> None:
        self.encoder = encoder
        self.descriptors = tuple(d for objective in taxonomy.objectives for d in _describe(objective))
        self._vectors = encoder.encode([descriptor.text for descriptor in self.descriptors])
        owners = [descriptor.code for descriptor in self.descriptors]
        self._columns = [np.array([i for i, owner in enumerate(owners) if owner == code]) for code in taxonomy.codes]

    def compare(self, texts: Sequence[str]) -> Likeness:
        """Vectors of the texts and their nearness to each code."""
        vectors = encode_long(texts, self.encoder)
        cosines = np.asarray(vectors, dtype=np.float64) @ np.asarray(self._vectors, dtype=np.float64).T
        return self._nearest(vectors, cosines)

    def compare_descriptors(self) -> Likeness:
        """The descriptors themselves as texts, each compared with the others only: material to train on."""
        own = np.asarray(self._vectors, dtype=np.float64)
        cosines = own @ own.T
        np.fill_diagonal(cosines, -1.0)
        return self._nearest(self._vectors, cosines)

    def _nearest(self, vectors: Vectors, cosines: Scores) -> Likeness:
        picks = [columns[cosines[:, columns].argmax(axis=1)] for columns in self._columns]
        nearest = np.stack(picks, axis=1) if len(cosines) else np.zeros((0, len(self._columns)), dtype=np.int64)
        nearness = np.take_along_axis(cosines, nearest, axis=1)
        return Likeness(vectors, np.round(nearness, 6), np.round(cosines, 6))


def _describe(objective: Objective) -> Iterator[Descriptor]:
    yield Descriptor(objective.code, "", f"{objective.title}. {objective.scope}")
    for action in objective.actions:
        yield Descriptor(objective.code, action.letter, action.text)
    for example in objective.examples:
        yield Descriptor(objective.code, "", example)


def encode_long(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """One unit vector a text; a text longer than a piece gets the mean direction of its pieces."""
    pieces = [cut_pieces(text) for text in texts]
    vectors = encoder.encode([piece for cut in pieces for piece in cut])
    rows, at = [], 0
    for cut in pieces:
        mean = vectors[at : at + len(cut)].mean(axis=0)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-9))
        at += len(cut)
    return np.asarray(rows, dtype=np.float32) if rows else vectors


def cut_pieces(text: str) -> list[str]:
    """A text in pieces of some words, evenly picked where there are many; one empty piece for an empty text."""
    words = text.split()
    pieces = [" ".join(words[at : at + PIECE_WORDS]) for at in range(0, len(words), PIECE_WORDS)] or [""]
    if len(pieces) <= MOST_PIECES:
        return pieces
    return [pieces[round(index)] for index in np.linspace(0, len(pieces) - 1, MOST_PIECES)]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, good enough to quote one as evidence."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]
