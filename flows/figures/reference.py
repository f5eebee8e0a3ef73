"""The reference reports against their truth files: rows, text, passages, and that runs repeat."""

from __future__ import annotations

import filecmp
import re
import tempfile
import time
from collections.abc import Iterator
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
