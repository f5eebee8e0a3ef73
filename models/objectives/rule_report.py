"""How the keyword rules of a taxonomy do on coded passages: overlaps, rules that never or always fire, scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.objectives.coded import mark_codes, row_context, split_codes
from models.objectives.evidence import find_roles
from models.objectives.judge import grade_all, judge, load_settings
from models.objectives.measures import f1, to_table
from models.objectives.reading import Reader, Reading
from models.objectives.tagger import gather
from models.objectives.taxonomy import Rule, Taxonomy
from models.objectives.words import fold_phrase
from models.records.segmentation import Subject

OFTEN = 0.2
"""Share of all passages from which a rule fires nearly always."""
ENOUGH_HITS = 5
MOSTLY_WRONG = 0.25
"""Share of its hits in passages of its own code below which a keyword misleads."""


class RuleCount(NamedTuple):
    """How often a rule fired, and in how many passages that have its code."""

    code: str
    rule: Rule
    hits: int
    right: int


class RuleReport(NamedTuple):
    """What is worth looking at."""

    overlaps: tuple[tuple[str, tuple[str, ...]], ...]
    """Phrases that are a rule of several codes."""
    never: tuple[RuleCount, ...]
    often: tuple[RuleCount, ...]
    misleading: tuple[RuleCount, ...]
    """Keywords, not hints, that mostly fire in passages of other codes."""
    scores: Mapping[str, float]
    """F1 of the keyword rules alone: all codes together under `all`, then each code."""


def report_rules(taxonomy: Taxonomy, rows: Sequence[Mapping[str, str]]) -> RuleReport:
    """The report on passages with text, section, primary and secondary codes."""
    subjects = [Subject(id="", text=row["text"], context=row_context(row)) for row in rows]
    reader = Reader(taxonomy)
    readings = [reader.read(subject) for subject in subjects]
    counts = list(_count(taxonomy, readings, rows))
    return RuleReport(
        overlaps=tuple(_find_overlaps(taxonomy)),
        never=tuple(count for count in counts if not count.hits),
        often=tuple(count for count in counts if count.hits > OFTEN * len(rows)),
        misleading=tuple(count for count in counts if _misleads(count, taxonomy)),
        scores=_score(taxonomy, readings, rows),
    )


def _count(taxonomy: Taxonomy, readings: Sequence[Reading], rows: Sequence[Mapping[str, str]]) -> Iterator[RuleCount]:
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for reading, row in zip(readings, rows, strict=True):
        codes = {*split_codes(row["primary"]), *split_codes(row["secondary"])}
        for code, rule_id in {(hit.code, hit.rule_id) for hit in reading.hits}:
            hits[rule_id] += 1
            right[rule_id] += code in codes
    for objective in taxonomy.objectives:
        for rule in objective.rules:
            yield RuleCount(objective.code, rule, hits[rule.id], right[rule.id])


def _misleads(count: RuleCount, taxonomy: Taxonomy) -> bool:
    strong = count.rule.weight >= taxonomy.strong
    return strong and count.hits >= ENOUGH_HITS and count.right < MOSTLY_WRONG * count.hits


def _find_overlaps(taxonomy: Taxonomy) -> Iterator[tuple[str, tuple[str, ...]]]:
    owners: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for objective in taxonomy.objectives:
        for rule in objective.rules:
            owners[fold_phrase(rule.phrase)].append((objective.code, rule.phrase))
    for words in sorted(owners):
        if len(owners[words]) > 1:
            yield owners[words][0][1], tuple(code for code, _ in owners[words])


def _score(taxonomy: Taxonomy, readings: Sequence[Reading], rows: Sequence[Mapping[str, str]]) -> dict[str, float]:
    roles, way = find_roles(taxonomy), load_settings(taxonomy.path).keywords
    evidence = gather(readings, taxonomy)
    graded = grade_all(judge(evidence, roles, way), evidence, roles, way.thresholds)
    found = to_table(graded, len(taxonomy.codes))
    gold = mark_codes([split_codes(row["primary"]) for row in rows], taxonomy)
    kept = roles.nothing == 0
    each = {code: round(f1(gold[:, [i]], found[:, [i]]), 3) for i, code in enumerate(taxonomy.codes) if kept[i]}
    return {"all": round(f1(gold[:, kept], found[:, kept]), 3)} | each
