"""Segmentation: are the hand-cut passages there, whole and alone?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import numpy as np

from pipeline.audit.intervals import Interval, make_interval
from pipeline.audit.matrix import squash
from pipeline.audit.report import Figure, Table

PART = "segmentation"
STATES = ("found", "merged", "split", "missing")
SAME = 0.95
LEAST_PART = 20
_LABEL = re.compile(r"^\s*(?:[-•▪■▶►]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\*?)\s+")


def find_state(wanted: str, texts: Sequence[str]) -> str:
    """`found` where a passage is 0.95 similar; `merged` into a longer one; `split` into shorter ones; else `missing`.

    Both sides as `make_key` gives them.
    """
    if wanted in texts:
        return "found"
    near = [text for text in texts if 0.8 < len(text) / max(len(wanted), 1) < 1.25]
    if any(_is_similar(wanted, text) for text in near):
        return "found"
    if any(wanted in text for text in texts):
        return "merged"
    return "split" if any(text in wanted for text in texts if len(text) > LEAST_PART) else "missing"


def _is_similar(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= SAME and matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


def make_key(text: str) -> str:
    """The text without its number or letter, white space and hyphens."""
    return squash(_LABEL.sub("", text))


def measure_segments(reference: Sequence[Mapping[str, str]], texts: Sequence[str]) -> tuple[list[Figure], Table]:
    """Shares of the states, by kind of passage and for all; and the passages that were not found."""
    keys = [make_key(text) for text in texts]
    states = [(row, find_state(make_key(row["text"]), keys)) for row in reference]
    lost = [(row["passage_id"], state, row["text"]) for row, state in states if state != "found"]
    kinds = sorted({row.get("kind", "") for row in reference})
    figures = list(_to_figures("all", [state for _, state in states]))
    for kind in filter(None, kinds):
        figures += _to_figures(kind, [state for row, state in states if row["kind"] == kind])
    return figures, Table("Passages not found as they were cut", ("passage", "state", "text"), lost)


def _to_figures(name: str, states: Sequence[str]) -> Iterator[Figure]:
    counts = Counter(states)
    yield Figure(PART, name, "passages", len(states))
    for state in STATES:
        interval = _draw(counts[state], len(states)) if state == "found" else None
        yield Figure(PART, name, state, counts[state] / len(states), interval)


def _draw(right: int, passages: int) -> Interval | None:
    """Of a share: passages drawn again."""
    draws = np.random.default_rng(0).binomial(passages, right / passages, size=2000)
    return make_interval(draws / passages, passages)
