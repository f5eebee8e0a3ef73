"""Items of an audit → figures: overall, each objective, by report, kind and section, and each witness by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from models.objectives.taxonomy import Taxonomy
from pipeline.audit.agree import CEILING, EACH
from pipeline.audit.agreement import Codes
from pipeline.audit.coding import Coding
from pipeline.audit.matching import Item, pick
from pipeline.audit.report import Figure
from pipeline.audit.scores import Coded, find_intervals, macro_f1, mean_jaccard, score_codes, score_micro

OVERALL, BY_CODE, BY_WAY = "all objectives", "objectives one by one", "each witness by itself"
COMBINED = "all together, as in the run"
LEAST_CODES = 10
"""With fewer passages that have a code, on either side, its score gets no interval."""
LEAST_IN_GROUP = 5
OTHERS = f"others, each with fewer than {LEAST_IN_GROUP} passages"
GROUPS: Mapping[str, Callable[[Item], str]] = {
    "by report": lambda item: item.passage.document_id,
    "by kind": lambda item: item.passage.kind,
    "by section": lambda item: item.passage.section.split(" > ")[0],
}


def to_coded(items: Sequence[Item], grade: str = "primary", found: Sequence[Coding] | None = None) -> list[Coded]:
    """What is scored; `found` instead of the items' own."""
    given = found or [item.found for item in items]
    return [
        Coded(
            pick(item.reference, grade),
            pick(coding, grade),
            item.passage.document_id,
            item.stratum,
            item.weight,
        )
        for item, coding in zip(items, given, strict=True)
    ]


def measure_overall(items: Sequence[Item], taxonomy: Taxonomy) -> Iterator[Figure]:
    """Micro and macro figures of the objectives; the process of the framework by itself."""
    objectives, process = frozenset(taxonomy.printed_codes), taxonomy.code_of("process")
    primary = to_coded(items)
    yield Figure(OVERALL, "primary codes", "passages", len(items))
    yield from _measure(OVERALL, "primary codes", primary, objectives)
    whole = find_intervals(primary, objectives, by_report=True)
    yield Figure(OVERALL, "primary codes", "F1, reports drawn", score_micro(primary, objectives).f1, whole and whole.f1)
    yield Figure(OVERALL, "primary codes", "macro F1", macro_f1(primary, objectives))
    yield Figure(OVERALL, "primary codes", "Jaccard", mean_jaccard(primary))
    yield Figure(OVERALL, "primary and secondary codes", "passages", len(items))
    yield from _measure(OVERALL, "primary and secondary codes", to_coded(items, "any"), objectives)
    if process:
        yield Figure(OVERALL, f"{process} as primary", "passages", len(items))
        yield from _measure(OVERALL, f"{process} as primary", primary, frozenset({process}))


def measure_codes(items: Sequence[Item], taxonomy: Taxonomy, agreement: Sequence[Figure]) -> Iterator[Figure]:
    """Each code that the reference has, beside it how far coders agree on it."""
    primary = to_coded(items)
    for code in score_codes(primary, frozenset(taxonomy.codes)):
        yield from _measure(BY_CODE, code, primary, frozenset({code}))
        for figure in agreement:
            if figure.name == code and figure.part.startswith(EACH) and figure.measure in (CEILING, "alpha"):
                coders = figure.part[len(EACH) + 2 : -1]
                yield figure._replace(
                    part=BY_CODE, measure=f"{figure.measure}, {coders}".replace(CEILING, "coders' F1")
                )


def measure_groups(items: Sequence[Item], taxonomy: Taxonomy) -> Iterator[Figure]:
    """Primary codes by report, kind and first heading."""
    objectives = frozenset(taxonomy.printed_codes)
    for part, key in GROUPS.items():
        for name, inside in _group(items, key).items():
            yield Figure(part, name, "passages", len(inside))
            yield from _measure(part, name, to_coded(inside), objectives)


def _group(items: Sequence[Item], key: Callable[[Item], str]) -> dict[str, list[Item]]:
    """By name; small groups together, at the end."""
    counts = Counter(map(key, items))
    names = [key(item) if counts[key(item)] >= LEAST_IN_GROUP else OTHERS for item in items]
    order = sorted(set(names), key=lambda name: (name == OTHERS, name))
    return {name or "none": [item for item, one in zip(items, names, strict=True) if one == name] for name in order}


def measure_ways(items: Sequence[Item], codes: Mapping[str, Sequence[Coding]], taxonomy: Taxonomy) -> Iterator[Figure]:
    """Primary codes by each witness, and by all together."""
    objectives = frozenset(taxonomy.printed_codes)
    for name, found in {**codes, COMBINED: [item.found for item in items]}.items():
        coded = to_coded(items, "primary", found)
        yield from _measure(BY_WAY, name, coded, objectives)
        yield Figure(BY_WAY, name, "macro F1", macro_f1(coded, objectives))


def _measure(part: str, name: str, coded: Sequence[Coded], codes: Codes) -> Iterator[Figure]:
    score = score_micro(coded, codes)
    carriers = sum(bool((one.reference | one.found) & codes) for one in coded)
    intervals = find_intervals(coded, codes) if carriers >= LEAST_CODES else None
    yield Figure(part, name, "support", score.support)
    for measure in ("precision", "recall", "f1"):
        value = getattr(score, measure) if carriers else None
        interval = getattr(intervals, measure) if intervals else None
        yield Figure(part, name, measure.replace("f1", "F1"), value, interval)
