from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models.contracts import Vectors
from models.objectives.vector_cache import CachedEncoder, VectorCache


class Counting:
    name = "counting"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)


@pytest.fixture
def inner() -> Counting:
    return Counting()


def make(inner: Counting, path: Path, *, identity: str = "one", most: int = 100) -> CachedEncoder:
    return CachedEncoder(inner, VectorCache(path / "vectors.sqlite", most), identity)


def test_a_text_is_encoded_once_and_found_by_the_next_run(inner: Counting, tmp_path: Path) -> None:
    first = make(inner, tmp_path).encode(["a", "bbb", "a"])
    second = make(inner, tmp_path).encode(["bbb", "cc", "a"])
    assert inner.encoded == ["a", "bbb", "cc"]
    assert first.tolist() == [[1, 1], [3, 1], [1, 1]]
    assert second.tolist() == [[3, 1], [2, 1], [1, 1]]


def test_another_model_has_vectors_of_its_own(inner: Counting, tmp_path: Path) -> None:
    make(inner, tmp_path).encode(["a"])
    make(inner, tmp_path, identity="two").encode(["a"])
    assert inner.encoded == ["a", "a"]


def test_the_oldest_give_way(inner: Counting, tmp_path: Path) -> None:
    cached = make(inner, tmp_path, most=2)
    for text in ("a", "b", "c", "c", "a"):
        cached.encode([text])
    assert inner.encoded == ["a", "b", "c", "a"]


def test_a_damaged_file_is_begun_anew(inner: Counting, tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"no database at all" * 100)
    cached = make(inner, tmp_path)
    cached.encode(["a"])
    cached.encode(["a"])
    assert inner.encoded == ["a"]


def test_a_folder_that_cannot_be_written_costs_only_time(inner: Counting, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cached = make(inner, tmp_path / "file")
    assert cached.encode(["a"]).tolist() == [[1, 1]]
    assert cached.encode(["a"]).tolist() == [[1, 1]]


def test_many_texts_are_asked_for_in_parts(inner: Counting, tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(1203)]
    cached = make(inner, tmp_path, most=5000)
    assert np.array_equal(cached.encode(texts), cached.encode(texts))
    assert len(inner.encoded) == 1203


def test_no_texts_give_no_vectors(inner: Counting, tmp_path: Path) -> None:
    assert make(inner, tmp_path).encode([]).shape == (0, 2)
