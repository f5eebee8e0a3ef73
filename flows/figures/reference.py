"""The reference reports against their truth files: rows, text, passages, tags, mentions, and that runs repeat."""

from __future__ import annotations

import filecmp
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.figures.tools import SHARED, check, gcmatrix, gold_file, read_csv, write_csv

ROWS = (
    (
        "activities",
        "ac-2019-activities.csv",
        "organization,project,description,other_stakeholders,gcm_objectives,declared_codes",
    ),
    (
        "country_actions",
        "mmc-2019-country-actions-normalized.csv",
        "country,type_of_action,initiator,description,info_source",
    ),
    (
        "country_actions",
        "mmc-2019-country-actions-normalized.csv",
        "iso3,regional_scope,action,sectors,date_start,date_end,predates_gcm",
    ),
    ("practices", "mmc-2019-practices.csv", "name,implementing_partners,time,short_description,more_information"),
    ("memberships", "ac-2019-members.csv", "organization,acronym,observer"),
    ("acronyms", "acronyms.csv", "acronym,expansion"),
)


def figures() -> Iterator[str]:
    """All figures, section by section."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from measure_runs(folder)
        datasets = folder / "one" / "datasets"
        yield from score_rows(datasets)
        yield from score_boxes(datasets)
        yield from score_text(folder)
        yield from score_passages(folder, datasets)
        yield from score_sheets(folder)


def measure_runs(folder: Path) -> Iterator[str]:
    """Two fresh runs, compared byte by byte, and one with nothing changed."""
    yield "== runs"
    for name in ("one", "two", "one"):
        begin = time.perf_counter()
        said = gcmatrix("run", "--corpus", str(SHARED / "corpus"), "--out", str(folder / name))
        yield f"run into {name}: {time.perf_counter() - begin:.1f} s. {said.splitlines()[0]}"
    one, two = (folder / name / "datasets" for name in ("one", "two"))
    names = sorted(path.name for path in one.iterdir())
    same, differ, missing = filecmp.cmpfiles(one, two, names, shallow=False)
    yield f"identical datasets: {len(same)} of {len(names)}; different: {[*differ, *missing]}"
    workbooks = [(folder / name / "matrix.xlsx").read_bytes() for name in ("one", "two")]
    yield f"identical workbook: {workbooks[0] == workbooks[1]}"
    records = [path.read_text(encoding="utf-8") for path in sorted((folder / "two" / "runs").glob("*.json"))]
    memory = re.findall(r'"peak_memory_mb": (\d+)', records[0])
    yield f"peak memory of a run: {memory[0]} MB"


def score_rows(datasets: Path) -> Iterator[str]:
    """Matrix rows, cell by cell."""
    for name, gold, fields in ROWS:
        yield f"== rows: {name} against {gold}"
        listed = ("--where", "source=list") if name == "acronyms" else ()
        yield check("score_rows.py", gold_file(gold), datasets / f"{name}.csv", "--fields", fields, *listed)


def score_boxes(datasets: Path) -> Iterator[str]:
    """Objective lists printed in boxes."""
    yield "== box declarations against mmc-2019-box-declared.csv"
    passages = {row["passage_id"]: row for row in read_csv(datasets / "passages.csv")}
    found: dict[str, set[str]] = {}
    for tag in read_csv(datasets / "objective_tags.csv"):
        passage = passages.get(tag["subject_id"])
        if tag["source"] == "declared" and passage and passage["kind"] == "box":
            code = f"{tag['objective']}({tag['action']})" if tag["action"] else tag["objective"]
            found.setdefault(f"{passage['title']} {passage['section']}", set()).add(code)
    gold = read_csv(gold_file("mmc-2019-box-declared.csv"))
    wanted = [set(row["codes"].split(";")) for row in gold]
    right = sum(codes in found.values() for codes in wanted)
    yield f"{right} of {len(wanted)} right; {len(found)} boxes declare objectives"


def score_text(folder: Path) -> Iterator[str]:
    """Words and reading order of each report."""
    for pdf in sorted((SHARED / "corpus").glob("*.pdf")):
        text = folder / f"{pdf.stem}.txt"
        gcmatrix("extract", str(pdf), "--format", "text", "--out", str(text))
        yield f"== text: {pdf.stem}"
        yield check("score_text.py", SHARED / "corpus" / "text" / text.name, text)


def score_passages(folder: Path, datasets: Path) -> Iterator[str]:
    """Hand-cut passages found, without the activities, which are rows."""
    yield "== passages: objectives-dev.csv without its activities"
    rows = [row for row in read_csv(gold_file("objectives-dev.csv")) if row["kind"] != "activity"]
    gold = folder / "gold-passages.csv"
    write_csv(gold, rows)
    kinds = ",".join(sorted({row["kind"] for row in rows}))
    yield check("score_passages.py", gold, datasets / "passages.csv", "--kinds", kinds, "--show-misses", "20")


def score_sheets(folder: Path) -> Iterator[str]:
    """The commands for spreadsheets of passages."""
    tagged, named = folder / "tagged.csv", folder / "mentions.csv"
    gcmatrix("tag", str(gold_file("objectives-dev-sheet.csv")), "--out", str(tagged))
    yield "== tags: objectives-dev.csv"
    yield check("score_tags.py", gold_file("objectives-dev.csv"), tagged, "--by", "document")
    yield from bootstrap_tags(gold_file("objectives-dev.csv"), tagged)
    yield check("score_tags.py", gold_file("objectives-dev.csv"), tagged, "--field", "addressee")
    gcmatrix("mentions", str(gold_file("mentions-dev-passages.csv")), "--out", str(named))
    yield "== mentions: mentions-dev.csv"
    passages = ("--passages", str(gold_file("mentions-dev-passages.csv")))
    yield check("score_mentions.py", gold_file("mentions-dev.csv"), named, *passages)


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
