"""A rebuilt table against a hand-made one: rows matched one to one, cells exact, near or wrong.

Rows that are the same go first, then the most similar pairs; a pair needs half of the similarity there could be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple

State = Literal["exact", "near", "wrong"]
NEAR = 0.95
LEAST = 0.5
ROUNDING = 1e-9
_PRINT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00ad": ""})
Row = Mapping[str, str]
Keys = tuple[str, ...]
"""The squashed cells of a row."""


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
    keyed: dict[Keys, list[int]] = {}
    for j, row in enumerate(rebuilt):
        keyed.setdefault(_keys(row, fields), []).append(j)
    for i, row in enumerate(handmade):
        same = keyed.get(_keys(row, fields))
        if same:
            j = same.pop(0)
            del left[i], right[j]
            yield i, j
    sides = {i: _keys(handmade[i], fields) for i in left}, {j: _keys(rebuilt[j], fields) for j in right}
    yield from _pair_best(*sides, LEAST * len(fields))


def _pair_best(left: dict[int, Keys], right: dict[int, Keys], least: float) -> Iterator[tuple[int, int]]:
    """The most similar pair first, then of what is left; of equal ones the later rows.

    Pairs wait in the order of a fast bound; what comes to the front is measured and waits again.
    """
    bounds = ((_bound(left[i], right[j]), i, j) for i in left for j in right)
    waiting = [(-bound, False, -i, -j) for bound, i, j in bounds if bound >= least]
    heapify(waiting)
    while waiting:
        _, measured, i, j = heappop(waiting)
        if -i not in left or -j not in right:
            continue
        if measured:
            del left[-i], right[-j]
            yield -i, -j
        elif (exact := sum(map(_ratio, left[-i], right[-j]))) >= least:
            heappush(waiting, (-exact, True, i, j))


def _keys(row: Row, fields: Sequence[str]) -> Keys:
    return tuple(squash(row.get(name, "")) for name in fields)


def _bound(one: Keys, other: Keys) -> float:
    """At least the sum of similarities: matching blocks are never longer than the longest common subsequence."""
    from rapidfuzz.distance import Indel

    alike = (Indel.normalized_similarity(a, b) if a and b else float(a == b) for a, b in zip(one, other, strict=True))
    return sum(alike) + ROUNDING


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
