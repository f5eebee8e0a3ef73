"""A run's passages and tags as an audit sees them, read from OUT/datasets and the newest record in OUT/runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from models.errors import SettingsError
from models.records.ids import digest
from models.records.segmentation import join_context
from pipeline.spreadsheets import unquote_formula
from pipeline.subjects import NEVER_READ, Item, find_neighbours


class Tag(NamedTuple):
    """One objective of a passage: primary or secondary; scores 0..1, None where there is none."""

    objective: str
    grade: str
    source: str
    score: float | None = None
    keyword_score: float | None = None
    evidence: str = ""
    needs_review: bool = False


class Passage(NamedTuple):
    """A passage with what the run found in it."""

    passage_id: str
    document_id: str
    kind: str = ""
    section: str = ""
    text: str = ""
    title: str = ""
    stem: str = ""
    """The passage whose sentence or list it completes."""
    page: str = ""
    tags: tuple[Tag, ...] = ()
    context: str = ""
    """All that is read with the text: headings, title, stem, the neighbours of a short item."""


class Run(NamedTuple):
    """Passages in reading order, titles of the reports by id, the settings of the run, the rows of its mentions."""

    passages: tuple[Passage, ...]
    titles: Mapping[str, str]
    settings: Mapping[str, Any]
    mentions: Sequence[Mapping[str, str]] = ()


def hash_text(text: str) -> str:
    """Digest of the words alone, so that other line breaks make no other passage."""
    return digest(" ".join(text.split()), length=16)


def read_run(out: Path) -> Run:
    """Raises SettingsError, one sentence, where there are no datasets of a run."""
    folder = out / "datasets"
    if not (folder / "passages.csv").is_file() or not (folder / "objective_tags.csv").is_file():
        raise SettingsError(f"{out} has no datasets of a run; start with: gcmatrix run --out {out}")
    rows = [row for row in read_table(folder / "passages.csv") if row["kind"] not in NEVER_READ and row["text"]]
    texts = {row["passage_id"]: row["text"] for row in rows}
    tags = _read_tags(folder / "objective_tags.csv")
    around = find_neighbours([Item(*(row[name] for name in Item._fields)) for row in rows])
    return Run(
        tuple(_to_passage(row, texts, tags, around) for row in rows),
        {row["document_id"]: row["title"] for row in read_table(folder / "documents.csv")},
        _read_settings(out / "runs"),
        read_table(folder / "mentions.csv") if (folder / "mentions.csv").is_file() else (),
    )


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file that this program wrote, with the values as they were."""
    csv.field_size_limit(2**31 - 1)
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [{name: unquote_formula(cell or "") for name, cell in row.items()} for row in csv.DictReader(file)]


def _to_passage(
    row: Mapping[str, str], texts: Mapping[str, str], tags: Mapping[str, Sequence[Tag]], around: Mapping[str, str]
) -> Passage:
    title, stem = row.get("title", ""), texts.get(row["parent_id"], "")
    return Passage(
        row["passage_id"],
        row["document_id"],
        row["kind"],
        row["section"],
        row["text"],
        title,
        stem,
        row["page_first"],
        tuple(tags.get(row["passage_id"], ())),
        join_context(row["section"], title, stem, around.get(row["passage_id"], "")),
    )


def _read_tags(path: Path) -> dict[str, list[Tag]]:
    found: dict[str, list[Tag]] = {}
    for row in read_table(path):
        found.setdefault(row["subject_id"], []).append(
            Tag(
                row["objective"],
                row["grade"],
                row["source"],
                _number(row["score"]),
                _number(row["keyword_score"]),
                row["evidence"],
                row.get("needs_review") == "true",
            )
        )
    return found


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _read_settings(runs: Path) -> Mapping[str, Any]:
    """Of the newest run; empty where its record is not there any more."""
    records = sorted(runs.glob("*.json"))
    return json.loads(records[-1].read_text(encoding="utf-8"))["settings"] if records else {}
