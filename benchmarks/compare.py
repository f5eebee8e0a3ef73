"""How long years take to compare: 100,000 made-up passages with 20,000 recommendations, against a plain table.

The plain table is what an analyst writes in pandas: shares by kind, year and objective, without intervals, changes,
links or page. `make bench` runs it; `python benchmarks/compare.py --passages 10000` takes fewer.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("recommendation", "finding", "narrative", "box", "activity")
YEARS = range(2010, 2025)
REPORTS_A_YEAR = 4
WORDS = 4000


def main() -> None:
    """Print seconds, the ratio and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--work", choices=("ours", "plain"), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        print(*measure(options.work, options.out))
        return
    with TemporaryDirectory() as folder:
        make_datasets(Path(folder), options.passages)
        ours, memory = run_apart("ours", Path(folder))
        plain, _ = run_apart("plain", Path(folder))
        size = (Path(folder) / "compare" / "compare.html").stat().st_size
    print(
        f"{options.passages} passages, {options.passages // len(KINDS)} recommendations: {ours:.1f} s, {memory:.0f} MB"
    )
    print(f"a plain table of shares: {plain:.1f} s, ratio {ours / plain:.1f}; the page has {size / 1e6:.1f} MB")


def make_datasets(out: Path, passages: int) -> None:
    """Datasets of made-up words with the columns that are read."""
    import pandas as pd

    dice, folder = random.Random(1), out / "datasets"
    folder.mkdir(parents=True)
    reports = [(f"r{year}-{n}", f"{year}-0{n + 1}") for year in YEARS for n in range(REPORTS_A_YEAR)]
    rows, tags, asked = [], [], []
    for number in range(passages):
        report, kind = dice.choice(reports)[0], KINDS[number % len(KINDS)]
        text = " ".join(f"w{min(int(dice.expovariate(1 / 400)), WORDS)}" for _ in range(dice.randint(6, 60)))
        key, page = f"psg-{number:06}", dice.randint(1, 90)
        rows.append((key, report, kind, text, page, page, "72.0,100.0,300.0,120.0"))
        codes = dice.sample(range(1, 24), dice.choice((1, 1, 2)))
        tags += [(key, report, str(code), "primary", "inferred") for code in codes]
        if kind == "recommendation":
            strength, addressee = dice.choice(("must", "should", "call on")), dice.choice(("States", "UN", ""))
            asked.append((key, report, text, text, strength, addressee, page, page))
    tables = {
        "documents": (("document_id", "published"), reports),
        "passages": (("passage_id", "document_id", "kind", "text", "page_first", "page_last", "bbox"), rows),
        "objective_tags": (("subject_id", "document_id", "objective", "grade", "source"), tags),
        "recommendations": (
            (
                "passage_id",
                "document_id",
                "text",
                "text_in_context",
                "strength",
                "addressee",
                "page_first",
                "page_last",
            ),
            asked,
        ),
        "mentions": (("subject_id", "iso3"), [(row[0], dice.choice(("FRA", "KEN", "PHL"))) for row in rows[::3]]),
    }
    for name, (columns, values) in tables.items():
        pd.DataFrame(values, columns=list(columns)).to_parquet(folder / f"{name}.parquet", index=False)


def run_apart(work: str, out: Path) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a process of its own."""
    command = [sys.executable, __file__, "--work", work, "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def measure(work: str, out: Path) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of the work in this process, imports included."""
    begin = time.perf_counter()
    (compare_all if work == "ours" else compare_plainly)(out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.perf_counter() - begin, peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def compare_all(out: Path) -> None:
    """What `gcmatrix compare --words-only` does."""
    from models.objectives.taxonomy import load_taxonomy
    from pipeline.compare.comparison import Choices, compare
    from pipeline.compare.files import write_comparison

    write_comparison(compare(Choices(out), load_taxonomy(), None))


def compare_plainly(out: Path) -> None:
    """Shares by kind, year and objective as a table."""
    import pandas as pd

    folder = out / "datasets"
    years = pd.read_parquet(folder / "documents.parquet").assign(year=lambda frame: frame.published.str[:4])
    passages = pd.read_parquet(folder / "passages.parquet").merge(years, on="document_id")
    tags = pd.read_parquet(folder / "objective_tags.parquet").rename(columns={"subject_id": "passage_id"})
    found = passages.merge(tags[["passage_id", "objective"]], on="passage_id")
    counts = found.groupby(["kind", "year", "objective"]).passage_id.nunique().unstack(fill_value=0)
    shares = counts.div(passages.groupby(["kind", "year"]).size(), axis=0)
    shares.to_csv(out / "plain.csv")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
