"""Which primary codes were found for which: pairs of reference and found code, with which shares can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.records.ids import sort_codes
from pipeline.audit.agreement import Codes
from pipeline.audit.matching import Item
from pipeline.audit.report import Table

HEADER = ("truth", "predicted", "count")
MOST = 15


def count_pairs(items: Sequence[Item]) -> dict[tuple[str, str], float]:
    """Counts by pair, in order; an empty code where there is none. Weights are undone, and add up to the passages."""
    scale = len(items) / sum(item.weight for item in items) if items else 1.0
    counts: dict[tuple[str, str], float] = {}
    for item in items:
        for pair in _pair_up(item.reference.primary, item.found.primary):
            counts[pair] = counts.get(pair, 0.0) + item.weight * scale
    return dict(sorted(counts.items()))


def _pair_up(reference: Codes, found: Codes) -> Iterator[tuple[str, str]]:
    """Codes on both sides with themselves, then what is left on each side in order; a passage without codes too."""
    yield from ((code, code) for code in sort_codes(reference & found))
    missed, wrong = list(sort_codes(reference - found)), list(sort_codes(found - reference))
    size = max(len(missed), len(wrong), 0 if reference | found else 1)
    yield from zip(missed + [""] * (size - len(missed)), wrong + [""] * (size - len(wrong)), strict=True)


def list_pairs(counts: dict[tuple[str, str], float]) -> list[tuple[str, str, str]]:
    """Rows of the file."""
    return [(truth, found, f"{count:.4f}") for (truth, found), count in counts.items()]


def list_confused(counts: dict[tuple[str, str], float]) -> Table:
    """What is taken for what most often."""
    wrong = sorted(
        ((count, pair) for pair, count in counts.items() if pair[0] != pair[1]), key=lambda one: (-one[0], one[1])
    )
    rows = [(truth or "nothing", found or "nothing", f"{count:.1f}") for count, (truth, found) in wrong[:MOST]]
    return Table("Most often taken for each other, primary codes", ("reference", "found", "passages"), rows)
