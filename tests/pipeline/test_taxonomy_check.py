from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError, SettingsError
from models.objectives.taxonomy import PACKAGED
from pipeline.taxonomy_check import check_taxonomy
from tests.models.objectives.samples import SMALL, write_small

CODED = """\
text,primary,secondary
The pond is full of rain water.,1,
A pond between the trees.,1,2
Plant a tree.,2,
Meeting about the charter.,PLAN,
The pond song of the choir.,PLAN,
"""


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    path = tmp_path / "coded.csv"
    path.write_text(CODED, encoding="utf-8")
    return path


def test_overlaps_idle_and_busy_rules_and_scores_are_listed(tmp_path: Path, coded: Path) -> None:
    taxonomy = write_small(tmp_path, SMALL.replace("keywords: [tree,", "keywords: [tree, pond,"))
    lines = check_taxonomy(taxonomy, passages=coded)
    assert "3 entries" in lines[0]
    assert "Phrases of several entries: 1" in lines
    assert "  pond (1, 2)" in lines
    assert "  1.k03 Water Board" in lines
    assert "  1.k01 pond: 3 passages, 2 of them with code 1" in lines
    assert any(line.startswith("Keyword rules alone on these passages") for line in lines)


def test_a_change_is_compared_with_what_was_there_before(tmp_path: Path, coded: Path) -> None:
    old = write_small(tmp_path)
    new = tmp_path / "new.yaml"
    new.write_text(SMALL.replace("[pond, rain water, Water Board]", "[well]"), encoding="utf-8")
    lines = check_taxonomy(new, against=old, passages=coded)
    assert any(" before, " in line for line in lines)
    assert any(line.startswith("  1: ") and line.endswith("→ 0.000") for line in lines)


def test_without_passages_it_says_so(tmp_path: Path) -> None:
    assert check_taxonomy(write_small(tmp_path))[-1].startswith("No coded passages")
    with pytest.raises(SettingsError, match="no file"):
        check_taxonomy(write_small(tmp_path), passages=tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ('code: "2"', 'code: "1"', "used twice", 15),
        ("hints:", "hnts:", "unknown key 'hnts'", 13),
        ("scope: Planting", 'neighbours: {"9": "x"}\n    scope: Planting', "'9' is no other entry", 17),
        ("role: process", "crosscutting: maybe", "true or false", 23),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str, line: int) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        check_taxonomy(write_small(tmp_path, SMALL.replace(old, new)))
    assert caught.value.line == line


def test_the_packaged_taxonomy_has_no_rule_that_fires_nearly_always() -> None:
    lines = check_taxonomy()
    assert lines[0].startswith(PACKAGED.name)
    assert "Rules that fire nearly always: none" in lines
