"""A run as an audit sees it: what is read with each passage is what the run read with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import SettingsError
from pipeline.audit.corpus import read_run
from tests.pipeline.audit.runs import PASSAGES, TAGS, write_rows


def test_a_passage_has_its_headings_title_stem_and_neighbours_for_context(tmp_path: Path) -> None:
    rows = [
        ("s", "r", "finding", "Ports", "The harbour masters of all islands met twice and want:", "", "3", ""),
        ("a", "r", "finding", "Ports > Asks", "More ropes;", "s", "3", "Quays"),
        ("b", "r", "finding", "Ports > Asks", "Better lamps.", "s", "3", ""),
    ]
    write_rows(tmp_path / "datasets" / "passages.csv", PASSAGES, rows)
    write_rows(tmp_path / "datasets" / "objective_tags.csv", TAGS, [])
    write_rows(tmp_path / "datasets" / "documents.csv", ("document_id", "title"), [("r", "Report")])
    contexts = {passage.passage_id: passage.context for passage in read_run(tmp_path).passages}
    stem = rows[0][4]
    assert contexts == {
        "s": "Ports",
        "a": f"Ports > Asks. Quays. {stem}. Better lamps",
        "b": f"Ports > Asks. {stem}. More ropes",
    }


def test_a_folder_without_datasets_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="gcmatrix run --out"):
        read_run(tmp_path)
