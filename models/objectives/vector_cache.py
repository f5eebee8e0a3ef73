"""Vectors of texts that were encoded before, in one SQLite file, keyed by model and text."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from models.contracts import Encoder, Vectors

MOST_VECTORS = 400_000
"""About 700 MB; the oldest give way."""
_AT_ONCE = 500
_WAIT_SECONDS = 30.0
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (number INTEGER PRIMARY KEY, key BLOB UNIQUE, vector BLOB)"


class VectorCache:
    """A file that many runs may use at once; a damaged one is begun anew, for all of it can be computed again."""

    def __init__(self, path: Path, most: int = MOST_VECTORS) -> None:
        self._path = path
        self._most = most

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors that are there."""
        try:
            return self._find(keys)
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return {}

    def keep(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Adds vectors; where the file cannot be written nothing is kept, and nothing else suffers."""
        try:
            self._keep(vectors)
        except (OSError, sqlite3.Error):
            return

    def _find(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        if not self._path.is_file():
            return {}
        found: dict[bytes, Vectors] = {}
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as file:
            for some in _parts(keys):
                marks = ",".join("?" * len(some))
                rows = file.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)
                found |= {key: np.frombuffer(vector, dtype="<f4") for key, vector in rows}
        return found

    def _keep(self, vectors: Mapping[bytes, Vectors]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as file, file:
            file.execute(_TABLE)
            rows = ((key, np.asarray(vector, dtype="<f4").tobytes()) for key, vector in vectors.items())
            file.executemany("INSERT OR IGNORE INTO vectors (key, vector) VALUES (?, ?)", rows)
            file.execute("DELETE FROM vectors WHERE number <= (SELECT MAX(number) FROM vectors) - ?", (self._most,))


class CachedEncoder:
    """An encoder that encodes only what it has not seen before."""

    def __init__(self, encoder: Encoder, cache: VectorCache, identity: str) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._cache = cache
        self._identity = identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (texts, dimensions)."""
        keys = {text: self._key(text) for text in texts}
        known = self._cache.find(list(keys.values()))
        missing = sorted(text for text, key in keys.items() if key not in known)
        if missing or not texts:
            new = self._encoder.encode(missing)
            if not texts:
                return new
            fresh = {keys[text]: vector for text, vector in zip(missing, new, strict=True)}
            self._cache.keep(fresh)
            known |= fresh
        return np.stack([known[keys[text]] for text in texts])

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._identity}\0{text}".encode("utf-8", "replace")).digest()


def _parts(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    left = iter(keys)
    while some := list(itertools.islice(left, _AT_ONCE)):
        yield some
