from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from models.errors import LexiconError
from models.objectives.head import load_settings
from models.objectives.taxonomy import load_taxonomy
from models.objectives.training import PRACTICE, WRITTEN, read_passages


def test_the_head_was_trained_on_the_passages_beside_it() -> None:
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (PRACTICE, WRITTEN)}
    assert load_settings().head.data == hashes


def test_figures_of_the_card_are_as_good_as_promised() -> None:
    assert load_settings().head.figures["with_head primary"] >= 0.75


@pytest.mark.parametrize("path", [PRACTICE, WRITTEN])
def test_passages_are_coded_and_none_stands_twice(path: Path) -> None:
    rows = read_passages(path, load_taxonomy())
    assert all(row["primary"] and row["text"].strip() for row in rows)
    assert len({row["text"] for row in rows}) == len({row["passage_id"] for row in rows}) == len(rows)


def test_a_code_that_is_not_in_the_taxonomy_is_named(tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text("text,primary,secondary\nA,5,\nB,5,99\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="'99'") as caught:
        read_passages(path, load_taxonomy())
    assert caught.value.line == 3
