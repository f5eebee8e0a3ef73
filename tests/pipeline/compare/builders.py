"""A small corpus of own words in a folder of datasets: five reports of three years, with known shares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.records.annex import DocumentRow, Mention, ObjectiveTag, Passage, Recommendation
from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.datasets import write_datasets
from tests.pipeline.builders import make_document, make_passage, make_recommendation, make_tag

Rows = dict[str, list[Record | Problem]]


def make_report(rows: Rows, name: str, published: str, codes: Sequence[str], **changes: str) -> None:
    """A report with one recommendation for each code (`15`, or `15;7` for two)."""
    add(rows, "documents", make_document(document_id=name, title=f"Report {name}", published=published, **changes))
    for number, code in enumerate(codes):
        text = f"{name} number {number}: open a help desk in every port of the coast."
        add_passage(rows, name, f"{name}-{number}", text, code.split(";"))


def add_passage(rows: Rows, document: str, key: str, text: str, codes: Sequence[str], **changes: object) -> None:
    """A tagged recommendation."""
    add(rows, "passages", make_passage(passage_id=key, document_id=document, text=text, **changes))
    for code in codes:
        add(rows, "objective_tags", make_tag(subject_id=key, document_id=document, objective=code))


def add_recommendation(rows: Rows, document: str, key: str, text: str, **changes: object) -> None:
    """A recommendation with its passage; objective 15."""
    add_passage(rows, document, key, text, ["15"])
    row = make_recommendation(passage_id=key, document_id=document, text=text, text_in_context=text, **changes)
    add(rows, "recommendations", row)


def add(rows: Rows, name: str, row: DocumentRow | Passage | ObjectiveTag | Recommendation | Mention) -> None:
    """A row of a dataset."""
    rows.setdefault(name, []).append(row)


def write(out: Path, rows: Rows) -> Path:
    """The datasets in a folder as a run leaves it."""
    write_datasets(out / "datasets", rows)
    return out
