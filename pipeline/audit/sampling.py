"""A coding sample with known weights. Every passage is in one stratum; in a stratum each has the same chance.

`borderline`: the run marks it for review. `keyword`: else, a keyword rule hit. `random`: all others.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.audit.corpus import Passage, hash_text

STRATA = ("random", "keyword", "borderline")


class Drawn(NamedTuple):
    """A row of the sample file; the weight, 1 over the chance to be drawn, is size / drawn of the stratum."""

    passage_id: str
    document_id: str
    kind: str
    text_hash: str
    stratum: str
    weight: float
    stratum_size: int
    stratum_drawn: int


def find_stratum(passage: Passage) -> str:
    """The one stratum of a passage."""
    inferred = [tag for tag in passage.tags if tag.source == "inferred"]
    if any(tag.needs_review for tag in inferred):
        return "borderline"
    return "keyword" if any(tag.keyword_score for tag in inferred) else "random"


def draw_sample(passages: Sequence[Passage], sizes: Mapping[str, int], seed: int) -> list[Drawn]:
    """Without replacement, the same for the same seed; in reading order. A small stratum is taken whole."""
    chosen: dict[str, Drawn] = {}
    for stratum in STRATA:
        inside = [passage for passage in passages if find_stratum(passage) == stratum]
        count = min(sizes[stratum], len(inside))
        for passage in random.Random(f"{seed} {stratum}").sample(inside, count):
            chosen[passage.passage_id] = _to_drawn(passage, stratum, len(inside), count)
    return [chosen[passage.passage_id] for passage in passages if passage.passage_id in chosen]


def _to_drawn(passage: Passage, stratum: str, size: int, drawn: int) -> Drawn:
    text = hash_text(passage.text)
    return Drawn(
        passage.passage_id, passage.document_id, passage.kind, text, stratum, round(size / drawn, 6), size, drawn
    )


def count_strata(passages: Iterable[Passage]) -> dict[str, int]:
    """Passages in each stratum."""
    found = [find_stratum(passage) for passage in passages]
    return {stratum: found.count(stratum) for stratum in STRATA}
