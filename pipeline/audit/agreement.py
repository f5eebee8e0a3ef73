"""Agreement between coders, chance corrected. A unit holds one value a coder, None where that coder gave none.

Sources: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011; K. L. Gwet, "Computing inter-rater
reliability and its variance in the presence of high agreement", Br. J. Math. Stat. Psychol. 61, 2008; R. Artstein and
M. Poesio, "Inter-Coder Agreement for Computational Linguistics", Computational Linguistics 34(4), 2008;
R. Passonneau, "Measuring Agreement on Set-valued Items (MASI)", LREC 2006.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import permutations
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
Codes = frozenset[str]
SUBSET, OVERLAP = 2 / 3, 1 / 3  # the monotonicity weights of MASI


def nominal_distance(left: Hashable, right: Hashable) -> float:
    """0 for equal values, else 1."""
    return float(left != right)


def masi_distance(left: Codes, right: Codes) -> float:
    """1 minus Jaccard overlap times monotonicity (Passonneau 2006): 0 for equal sets, 1 for disjoint ones."""
    if left == right:
        return 0.0
    common = left & right
    weight = SUBSET if common in {left, right} else OVERLAP
    return 1 - len(common) / len(left | right) * weight


def krippendorff_alpha(units: Sequence[Sequence[V | None]], distance: Callable[[V, V], float]) -> float | None:
    """Krippendorff's alpha (2011) for any number of coders, gaps and any distance 0..1.

    None where it cannot be told: no unit with two values, or one value throughout.
    """
    paired = [values for unit in units if len(values := [value for value in unit if value is not None]) > 1]
    totals = Counter(value for values in paired for value in values)
    apart = {(a, b): distance(a, b) for a, b in permutations(totals, 2)}
    expected = sum(totals[a] * totals[b] * far for (a, b), far in apart.items())
    if not expected:
        return None
    observed = sum(
        sum(apart[a, b] for a, b in permutations(values, 2) if a != b) / (len(values) - 1) for values in paired
    )
    return 1 - (sum(totals.values()) - 1) * observed / expected


def gwet_ac1(units: Sequence[Sequence[V | None]], categories: Sequence[V]) -> float | None:
    """Gwet's AC1 (2008) for any number of coders, over at least two possible categories; None without paired values."""
    rated = [counts for unit in units if (counts := Counter(value for value in unit if value is not None))]
    shared = [_pair_agreement(counts) for counts in rated if counts.total() > 1]
    if not shared:
        return None
    shares = [sum(counts[c] / counts.total() for counts in rated) / len(rated) for c in categories]
    chance = sum(share * (1 - share) for share in shares) / (len(categories) - 1)
    return (sum(shared) / len(shared) - chance) / (1 - chance)


def _pair_agreement(counts: Counter[V]) -> float:
    total = counts.total()
    return sum(n * (n - 1) for n in counts.values()) / (total * (total - 1))


def cohen_kappa(pairs: Sequence[Sequence[V | None]]) -> float | None:
    """Cohen's kappa of two coders, each with margins of its own (Artstein and Poesio 2008, 2.4).

    None where no unit has both values, or both coders gave one and the same value throughout.
    """
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not both:
        return None
    left, right = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(left[value] * right[value] for value in left) / len(both) ** 2
    observed = sum(a == b for a, b in both) / len(both)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def to_presence(units: Sequence[Sequence[Codes | None]], code: str) -> list[list[bool | None]]:
    """Whether each coder gave the code."""
    return [[None if codes is None else code in codes for codes in unit] for unit in units]
