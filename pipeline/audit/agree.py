"""Coded sheets → agreement figures, conflicts, and the reference codes that stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from models.objectives.taxonomy import Taxonomy
from pipeline.audit.agreement import (
    Codes,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    masi_distance,
    nominal_distance,
    to_presence,
)
from pipeline.audit.agreement_intervals import ac1_interval, alpha_interval, kappa_interval
from pipeline.audit.coding import CodedSheet, Coding
from pipeline.audit.report import Figure
from pipeline.audit.scores import Coded, find_intervals, score_micro

ALL, EACH, PAIRS = "all codes", "each objective", "pairs of coders"
CEILING = "F1 between coders"
PRESENCE = (True, False)
LEAST_CODINGS = 10
"""A code given less often gets no interval: drawing so few again says little about others."""


class Reference(NamedTuple):
    """The codes that stand for a passage, and how they came about (`agreed`, `majority`, `one coder`, ...)."""

    passage_id: str
    coding: Coding
    decided: str


def describe_coders(sheets: Sequence[CodedSheet]) -> str:
    """`persons`, `programs`, `persons and programs` or `not all declared`: only the first is human agreement."""
    kinds = {sheet.kind for sheet in sheets}
    if "" in kinds:
        return "not all declared"
    return "persons and programs" if len(kinds) > 1 else f"{next(iter(kinds))}s"


def group_coders(sheets: Sequence[CodedSheet]) -> dict[str, list[CodedSheet]]:
    """All coders and, where others coded too, the persons among them by themselves."""
    persons = [sheet for sheet in sheets if sheet.kind == "person"]
    groups = {"persons": persons} if 1 < len(persons) < len(sheets) else {}
    return {**groups, describe_coders(sheets): list(sheets)}


def order_passages(sheets: Sequence[CodedSheet]) -> list[str]:
    """Passages of any sheet, as they stand there."""
    return list(dict.fromkeys(passage for sheet in sheets for passage in sheet.shown))


def measure_agreement(
    sheets: Sequence[CodedSheet], weights: Mapping[str, float], taxonomy: Taxonomy, draws: int = 1000
) -> Iterator[Figure]:
    """Figures of each group of coders."""
    for group, members in group_coders(sheets).items():
        given = [[sheet.codes.get(passage) for sheet in members] for passage in order_passages(members)]
        primary = [[coding and coding.primary for coding in unit] for unit in given]
        either = [[coding and coding.any for coding in unit] for unit in given]
        yield from _measure_sets(f"{ALL} ({group})", {"primary": primary, "primary and secondary": either}, draws)
        yield from _measure_codes(f"{EACH} ({group})", primary, taxonomy, draws)
        yield from _measure_overlap(f"{EACH} ({group})", members, weights, taxonomy)
        yield from _measure_pairs(f"{PAIRS} ({group})", members, draws)


Units = Sequence[Sequence[Codes | None]]


def _measure_sets(part: str, units: Mapping[str, Units], draws: int) -> Iterator[Figure]:
    for name, codes in units.items():
        both = sum(sum(value is not None for value in unit) > 1 for unit in codes)
        yield Figure(part, name, "passages", both)
        alpha = krippendorff_alpha(codes, masi_distance)
        interval = alpha_interval(codes, masi_distance, draws=draws)
        yield Figure(part, name, "alpha (MASI)", alpha, interval, both)


def _measure_codes(part: str, units: Units, taxonomy: Taxonomy, draws: int) -> Iterator[Figure]:
    for code in taxonomy.codes:
        there = to_presence(units, code)
        times = sum(value is True for unit in there for value in unit)
        if not times:
            continue
        yield Figure(part, code, "codings", times)
        often = draws if times >= LEAST_CODINGS else 0
        alpha = krippendorff_alpha(there, nominal_distance)
        yield Figure(part, code, "alpha", alpha, alpha_interval(there, nominal_distance, draws=often), times)
        yield Figure(part, code, "AC1", gwet_ac1(there, PRESENCE), ac1_interval(there, PRESENCE, draws=often), times)


def _measure_overlap(
    part: str, sheets: Sequence[CodedSheet], weights: Mapping[str, float], taxonomy: Taxonomy
) -> Iterator[Figure]:
    """F1 of one coder against another, weighted as the scores of tags are: the ceiling of those."""
    for code in taxonomy.codes:
        pairs = list(_pair_up(sheets, weights))
        if any(code in one.reference | one.found for one in pairs):
            yield Figure(part, code, CEILING, score_micro(pairs, frozenset({code})).f1)
    pairs = list(_pair_up(sheets, weights))
    codes = frozenset(taxonomy.printed_codes)
    if pairs:
        score = score_micro(pairs, codes).f1
        intervals = find_intervals(pairs, codes) if len(sheets) == 2 else None
        yield Figure(part.replace(EACH, ALL), "primary", CEILING, score, intervals and intervals.f1)


def _pair_up(sheets: Sequence[CodedSheet], weights: Mapping[str, float]) -> Iterator[Coded]:
    for a, b in combinations(sheets, 2):
        for passage in a.codes:
            if passage in b.codes:
                left, right = a.codes[passage].primary, b.codes[passage].primary
                yield Coded(left, right, weight=weights.get(passage, 1.0))


def _measure_pairs(part: str, sheets: Sequence[CodedSheet], draws: int) -> Iterator[Figure]:
    for a, b in combinations(sheets, 2):
        both = [passage for passage in a.codes if passage in b.codes]
        pairs = [(a.codes[passage].primary, b.codes[passage].primary) for passage in both]
        name = f"{a.coder} and {b.coder}"
        yield Figure(part, name, "passages", len(pairs))
        yield Figure(part, name, "kappa", cohen_kappa(pairs), kappa_interval(pairs, draws=draws), len(pairs))


def find_conflicts(sheets: Sequence[CodedSheet]) -> list[str]:
    """Passages whose primary codes are not the same in all sheets that coded them."""
    return [
        passage
        for passage in order_passages(sheets)
        if len({sheet.codes[passage].primary for sheet in sheets if passage in sheet.codes}) > 1
    ]


def settle(sheets: Sequence[CodedSheet], adjudicated: CodedSheet | None) -> list[Reference]:
    """The codes that stand; a conflict that nobody decided and no majority settles has none."""
    decided = adjudicated.codes if adjudicated else {}
    found = []
    for passage in order_passages(sheets):
        given = [sheet.codes[passage] for sheet in sheets if passage in sheet.codes]
        settled = _settle_one(given)
        if passage in decided:
            found.append(Reference(passage, decided[passage], "adjudicated"))
        elif settled:
            found.append(Reference(passage, *settled))
    return found


def _settle_one(given: Sequence[Coding]) -> tuple[Coding, str] | None:
    """What all or most gave as primary; a further code is secondary where most coders gave it."""
    if not given:
        return None
    (primary, votes), *_ = Counter(coding.primary for coding in given).most_common()
    if votes * 2 <= len(given):
        return None
    times = Counter(code for coding in given for code in coding.any)
    most = frozenset(code for code, count in times.items() if count * 2 > len(given))
    how = "one coder" if len(given) == 1 else "agreed" if votes == len(given) else "majority"
    return Coding(primary, most - primary), how
