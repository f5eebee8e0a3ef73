"""How much of what is declared the text shows, by year or report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.compare.intervals import wilson
from pipeline.compare.reading import Declaring


class Kept(NamedTuple):
    """An objective among all that declare any; a row of `declared.csv`. `shown` is empty where nobody declares it."""

    group: str
    objective: str
    declaring: int
    both: int
    only_declared: int
    only_inferred: int
    shown: float | None
    low: float | None
    high: float | None


def count_declared(rows: Iterable[Declaring], groups: Mapping[str, str], codes: Sequence[str]) -> tuple[Kept, ...]:
    """One row for each group and objective that is declared or shown there; `groups` by report."""
    found: defaultdict[str, list[Declaring]] = defaultdict(list)
    for row in rows:
        if row.document_id in groups:
            found[groups[row.document_id]].append(row)
    kept = (_count(group, found[group], code) for group in sorted(found) for code in codes)
    return tuple(row for row in kept if row.both or row.only_declared or row.only_inferred)


def _count(group: str, rows: Sequence[Declaring], code: str) -> Kept:
    both = sum(code in row.declared and code in row.inferred for row in rows)
    declared = sum(code in row.declared for row in rows)
    shown = sum(code in row.inferred for row in rows) - both
    interval = wilson(np.array([both / declared]), np.array([float(declared)])).at(0) if declared else (None,) * 3
    limits = (None if value is None else round(value, 6) for value in interval)
    return Kept(group, code, len(rows), both, declared - both, shown, *limits)
