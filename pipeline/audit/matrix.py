"""A rebuilt table against a hand-made one: rows matched one to one, cells exact, near or wrong.

Rows that are the same go first, then the most similar pairs; a pair needs half of the similarity there could be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

State = Literal["exact", "near", "wrong"]
NEAR = 0.95
LEAST = 0.5
_PRINT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00ad": ""})
Row = Mapping[str, str]


class Cell(NamedTuple):
    """A cell of a matched row."""

    state: State
    similarity: float


class Pair(NamedTuple):
    """Indices of a hand-made and a rebuilt row, and the cells by field."""

    handmade: int
    rebuilt: int
    cells: Mapping[str, Cell]


class Comparison(NamedTuple):
    """Matched rows in the order of the hand-made table, rows missed, and rows that it does not have."""

    pairs: tuple[Pair, ...]
    missed: tuple[int, ...]
    extra: tuple[int, ...]


def squash(text: str) -> str:
    """Equal for texts that differ in nothing but line breaks, hyphens, quotes, case, white space and end marks."""
    text = unicodedata.normalize("NFKC", text).translate(_PRINT).casefold()
    text = re.sub(r"\s*-\s*", "-", text)
    return re.sub(r"[\s\-]+", "", re.sub(r"\s+", " ", text).strip(" .;,"))


def compare_tables(
    handmade: Sequence[Row], rebuilt: Sequence[Row], fields: Sequence[str], list_fields: frozenset[str] = frozenset()
) -> Comparison:
    """Every cell of the fields; in a list field (joined by `;`) the order does not count."""
    matches = dict(_align(handmade, rebuilt, fields))
    taken = set(matches.values())
    return Comparison(
        tuple(
            Pair(i, j, {name: _compare(handmade[i], rebuilt[j], name, list_fields) for name in fields})
            for i, j in sorted(matches.items())
        ),
        tuple(i for i in range(len(handmade)) if i not in matches),
        tuple(j for j in range(len(rebuilt)) if j not in taken),
    )


def cell_f1(found: Comparison, fields: int) -> float:
    """2 × exact cells / (hand-made cells + rebuilt cells): missed rows cost recall, extra ones precision."""
    exact = sum(cell.state == "exact" for pair in found.pairs for cell in pair.cells.values())
    cells = fields * (2 * len(found.pairs) + len(found.missed) + len(found.extra))
    return 2 * exact / cells if cells else 0.0


def _align(handmade: Sequence[Row], rebuilt: Sequence[Row], fields: Sequence[str]) -> Iterator[tuple[int, int]]:
    left, right = dict.fromkeys(range(len(handmade))), dict.fromkeys(range(len(rebuilt)))
    keyed: dict[tuple[str, ...], list[int]] = {}
    for j, row in enumerate(rebuilt):
        keyed.setdefault(_keys(row, fields), []).append(j)
    for i, row in enumerate(handmade):
        same = keyed.get(_keys(row, fields))
        if same:
            j = same.pop(0)
            del left[i], right[j]
            yield i, j
    least = LEAST * len(fields)
    pairs = ((_likeness(handmade[i], rebuilt[j], fields, least), i, j) for i in left for j in right)
    for score, i, j in sorted(pairs, reverse=True):
        if score >= least and i in left and j in right:
            del left[i], right[j]
            yield i, j


def _keys(row: Row, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(squash(row.get(name, "")) for name in fields)


def _likeness(one: Row, other: Row, fields: Sequence[str], least: float) -> float:
    """Sum of the similarities of all fields; 0 as soon as it cannot reach `least`."""
    total = 0.0
    for number, name in enumerate(fields, start=1):
        total += measure_similarity(one.get(name, ""), other.get(name, ""))
        if total + len(fields) - number < least:
            return 0.0
    return total


def measure_similarity(one: str, other: str) -> float:
    """0..1; 1 where only line breaks and print marks differ."""
    return _ratio(squash(one), squash(other))


@lru_cache(maxsize=200_000)
def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


def _compare(one: Row, other: Row, name: str, list_fields: frozenset[str]) -> Cell:
    wanted, found = one.get(name, ""), other.get(name, "")
    if name in list_fields and _members(wanted) == _members(found):
        return Cell("exact", 1.0)
    similarity = measure_similarity(wanted, found)
    return Cell("exact" if similarity == 1.0 else "near" if similarity >= NEAR else "wrong", similarity)


def _members(cell: str) -> frozenset[str]:
    return frozenset(squash(part) for part in re.split(r"[;,]", cell)) - {""}
