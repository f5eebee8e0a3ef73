"""A taxonomy file → what a person who looks after it should know, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.errors import SettingsError
from models.objectives.coded import read_passages
from models.objectives.rule_report import RuleCount, RuleReport, report_rules
from models.objectives.taxonomy import PACKAGED, Taxonomy, load_taxonomy

SHOWN = 12
LEAST_CHANGE = 0.001


def check_taxonomy(path: Path | None = None, *, against: Path | None = None, passages: Path | None = None) -> list[str]:
    """The lines of the report. LexiconError names file and line of what is wrong in the taxonomy or the passages."""
    taxonomy = load_taxonomy(path)
    rows = _find_passages(taxonomy, passages)
    lines = [_describe(taxonomy)]
    if not rows:
        return [*lines, "No coded passages: name them under `passages:` in the file, or with --passages."]
    report = report_rules(taxonomy, rows)
    lines += _rule_lines(report, len(rows))
    old = _find_old(taxonomy, against)
    return [*lines, *(_change_lines(report.scores, report_rules(old, rows).scores) if old else _scores(report.scores))]


def _find_passages(taxonomy: Taxonomy, passages: Path | None) -> Sequence[Mapping[str, str]]:
    if passages and not passages.is_file():
        raise SettingsError(f"there is no file {passages}; give a CSV file with text, primary and secondary")
    named = [passages] if passages else [taxonomy.path.parent / name for name in taxonomy.passages]
    found = [row for file in named if file.is_file() for row in read_passages(file, taxonomy)]
    if found or taxonomy.path == PACKAGED:
        return found
    packaged = load_taxonomy()
    return _find_passages(packaged, None) if packaged.codes == taxonomy.codes else []


def _find_old(taxonomy: Taxonomy, against: Path | None) -> Taxonomy | None:
    """What a changed file is compared with: the file named, else the packaged one if it has the same codes."""
    old = load_taxonomy(against)
    return old if old.codes == taxonomy.codes and old.sha256 != taxonomy.sha256 else None


def _describe(taxonomy: Taxonomy) -> str:
    rules = sum(len(objective.rules) for objective in taxonomy.objectives)
    negatives = sum(len(objective.negatives) for objective in taxonomy.objectives)
    entries = len(taxonomy.objectives)
    return f"{taxonomy.path.name}: {taxonomy.name}; {entries} entries, {rules} rules, {negatives} negative phrases"


def _rule_lines(report: RuleReport, passages: int) -> Iterator[str]:
    overlaps = [f"{phrase} ({', '.join(codes)})" for phrase, codes in report.overlaps]
    yield from _list("Phrases of several entries", overlaps)
    yield from _list(f"Rules that fire in none of {passages} coded passages", [_name(one) for one in report.never])
    yield from _list("Rules that fire nearly always", [_count(one) for one in report.often])
    yield from _list("Keywords that mostly fire in passages of other codes", [_count(one) for one in report.misleading])


def _list(heading: str, items: Sequence[str]) -> Iterator[str]:
    yield f"{heading}: {len(items) or 'none'}"
    yield from (f"  {item}" for item in items[:SHOWN])
    if len(items) > SHOWN:
        yield f"  ... and {len(items) - SHOWN} more"


def _name(count: RuleCount) -> str:
    return f"{count.rule.id} {count.rule.phrase}"


def _count(count: RuleCount) -> str:
    return f"{_name(count)}: {count.hits} passages, {count.right} of them with code {count.code}"


def _scores(scores: Mapping[str, float]) -> Iterator[str]:
    yield f"Keyword rules alone on these passages, F1 of the primary codes: {scores['all']:.3f}"
    yield "  " + "  ".join(f"{code} {score:.2f}" for code, score in scores.items() if code != "all")


def _change_lines(new: Mapping[str, float], old: Mapping[str, float]) -> Iterator[str]:
    yield f"Keyword rules alone, F1 of the primary codes: {old['all']:.3f} before, {new['all']:.3f} with this file"
    changed = [code for code in new if code != "all" and abs(new[code] - old[code]) >= LEAST_CHANGE]
    yield from (f"  {code}: {old[code]:.3f} → {new[code]:.3f}" for code in changed)
