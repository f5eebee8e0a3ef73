"""Objectives: held-out practice passages, hand-coded ones by report and kind, unclear ones set aside, false alarms."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from flows.figures.tools import SHARED, check, gcmatrix, gold_file, read_csv, write_csv
from models.objectives.judge import load_settings
from models.objectives.taxonomy import PACKAGED

SAMPLE = 200
LEAST_WORDS = 4
ABOUT_MIGRATION = 0.1
"""A report in which so large a share of passages speaks of migration is no report on something else."""
FIELD = re.compile(
    r"migra|refugee|asylum|displace|diaspora|remittance|traffick|smuggl|border|foreign|deport|returnee", re.I
)
SET_ASIDE = 0.2


def figures() -> Iterator[str]:
    """All figures of tagging."""
    yield from held_out()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from coded_passages(folder)
        yield from false_alarms(folder)


def held_out() -> Iterator[str]:
    """What training measured on passages that head and judge had not seen, in groups of near-duplicates."""
    for file in sorted(PACKAGED.parent.glob("*.judge.json")):
        card = load_settings(file.with_suffix("").with_suffix(".yaml")).card
        yield f"== {file.name.split('.')[0]}: coded passages, ten folds ({card.passages if card else 0} to learn from)"
        for name, value in (card.figures if card else {}).items():
            yield f"{name}: {value:.3f}"


def coded_passages(folder: Path) -> Iterator[str]:
    """The blind sheet, tagged, against the codes."""
    gold, tagged = gold_file("objectives-dev.csv"), folder / "tagged.csv"
    gcmatrix("tag", str(gold_file("objectives-dev-sheet.csv")), "--out", str(tagged))
    for column in ("document", "kind"):
        yield f"== tags: objectives-dev.csv by {column}"
        yield check("score_tags.py", gold, tagged, "--by", column)
    yield from bootstrap_tags(gold, tagged)
    yield from set_aside(read_csv(gold), read_csv(tagged))


def set_aside(gold: Sequence[Mapping[str, str]], tagged: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Primary codes of the passages that are left when the fifth of smallest margin is set aside."""
    found = {row["passage_id"]: row for row in tagged}
    ordered = sorted(gold, key=lambda row: -float(found[row["passage_id"]]["margin"] or 0))
    kept = ordered[: round((1 - SET_ASIDE) * len(ordered))]
    pairs = [(_numbers(row["primary"]), _numbers(found[row["passage_id"]]["primary"])) for row in kept]
    review = sum(row["needs_review"] == "true" for row in tagged)
    yield f"primary F1 without the fifth of smallest margin: {micro_f1(pairs):.3f}; marked for review: {review}"


def _numbers(cell: str) -> set[str]:
    return {code for code in cell.split(";") if code.isdigit()}


def bootstrap_tags(gold: Path, tagged: Path, *, draws: int = 2000) -> Iterator[str]:
    """95 % intervals of the micro F1 of primary codes, passages drawn with replacement (percentile bootstrap)."""
    found = {row["passage_id"]: set(row["primary"].split(";")) for row in read_csv(tagged)}
    pairs = [(set(row["primary"].split(";")), found[row["passage_id"]]) for row in read_csv(gold)]
    numbered = {code for pair in pairs for codes in pair for code in codes if code.isdigit()}
    for name, keep in (("objectives", numbered), ("IFR", {"IFR"})):
        kept = [(a & keep, b & keep) for a, b in pairs]
        dice = random.Random(1)
        scores = sorted(micro_f1(dice.choices(kept, k=len(kept))) for _ in range(draws))
        low, high = scores[int(0.025 * draws)], scores[int(0.975 * draws)]
        yield f"primary F1 of {name}: {micro_f1(kept):.3f}, 95 % interval {low:.3f} to {high:.3f}"


def micro_f1(pairs: Sequence[tuple[set[str], set[str]]]) -> float:
    """Micro F1 over (gold, found) sets of codes; 0 where both are empty throughout."""
    shared = sum(len(gold & found) for gold, found in pairs)
    total = sum(len(gold) + len(found) for gold, found in pairs)
    return 2 * shared / total if total else 0.0


def false_alarms(folder: Path) -> Iterator[str]:
    """Passages of reports on other subjects that get a primary code all the same."""
    yield "== false alarms: passages that have nothing to do with migration"
    gcmatrix("run", "--corpus", str(_collect(folder)), "--out", str(folder / "out"), "--no-prefect")
    rows = list(_pick(read_csv(folder / "out" / "datasets" / "passages.csv")))
    sample = random.Random(1).sample(rows, min(SAMPLE, len(rows)))
    write_csv(folder / "others.csv", sample)
    gcmatrix("tag", str(folder / "others.csv"), "--out", str(folder / "others-tagged.csv"))
    alone = {row["passage_id"] for row in read_csv(folder / "others-tagged.csv") if row["primary"] not in ("", "NONE")}
    tags = read_csv(folder / "out" / "datasets" / "objective_tags.csv")
    within = {row["subject_id"] for row in tags if row["grade"] == "primary" and row["objective"] != "NONE"}
    names = {row["passage_id"] for row in sample}
    for way, alarms in (("as parts of their reports", names & within), ("each for itself in a sheet", alone)):
        yield f"{way}: {len(alarms)} of {len(names)} get a primary code ({len(alarms) / max(len(names), 1):.3f})"


def _collect(folder: Path) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir()
    for pdf in sorted((SHARED / "external" / "policy-pdfs").rglob("*.pdf")):
        (corpus / pdf.name).write_bytes(pdf.read_bytes())
    return corpus


def _pick(passages: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """Passages without a word of migration, of the reports that seldom have one."""
    about: dict[str, list[bool]] = {}
    for row in passages:
        about.setdefault(row["document_id"], []).append(bool(FIELD.search(row["section"] + " " + row["text"])))
    others = {name for name, found in about.items() if sum(found) < ABOUT_MIGRATION * len(found)}
    for row in passages:
        said = row["section"] + " " + row["text"]
        if row["document_id"] in others and not FIELD.search(said) and len(row["text"].split()) >= LEAST_WORDS:
            yield {name: row[name] for name in ("passage_id", "section", "text")}
