"""A run's results made by hand: a few reports with passages, each tagged with one objective."""

from __future__ import annotations

import csv
from pathlib import Path

CODES = ("1", "7", "15", "IFR", "NONE")
PASSAGES = ("passage_id", "document_id", "kind", "section", "text", "parent_id", "page_first", "title")
TAGS = (
    *("subject_id", "document_id", "objective", "grade", "source", "score", "keyword_score", "evidence"),
    "needs_review",
)


def write_rows(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def make_run(out: Path, size: int = 30, prefix: str = "psg") -> Path:
    """Every third passage is in doubt, every fourth of the others has no keyword hit; one is a form."""
    passages, tags = [], []
    for number in range(size):
        name, report, code = f"{prefix}-{number}", f"r{number % 3}", CODES[number % 5]
        kind = "form" if number == size - 1 else "finding"
        passages.append((name, report, kind, f"Part {number % 2} > Ports", f"Help desk {number} opens.", "", "3", ""))
        review, hit = str(number % 3 == 0).lower(), "0.6" if number % 4 else "0.0"
        tags.append((name, report, code, "primary", "inferred", "0.7", hit, f"desk {number}", review))
    write_rows(out / "datasets" / "passages.csv", PASSAGES, passages)
    write_rows(out / "datasets" / "objective_tags.csv", TAGS, tags)
    write_rows(
        out / "datasets" / "documents.csv", ("document_id", "title"), [(f"r{n}", f"Report {n}") for n in range(3)]
    )
    return out
