from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError
from models.objectives.taxonomy import load_taxonomy
from tests.models.objectives.samples import SMALL, write_small


def test_packaged_taxonomy_has_all_objectives_and_actions() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.printed_codes == tuple(str(number) for number in range(1, 24))
    assert sum(len(objective.actions) for objective in taxonomy.objectives) == 187
    assert (taxonomy.code_of("process"), taxonomy.code_of("none")) == ("IFR", "NONE")


def test_every_packaged_rule_has_its_own_id() -> None:
    ids = [rule.id for entry in load_taxonomy().objectives for rule in (*entry.rules, *entry.negatives)]
    assert len(ids) == len(set(ids))


def test_another_taxonomy_with_other_codes_is_read(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write_small(tmp_path))
    assert taxonomy.codes == ("1", "2", "PLAN")
    assert taxonomy.code_of("none") == ""
    assert [rule.id for rule in taxonomy.by_code["1"].rules] == ["1.k01", "1.k02", "1.k03", "1.h01"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("title: Trees", "tittle: Trees", 16, "unknown key 'tittle'"),
        ('code: "2"', 'code: "1"', 15, "used twice"),
        ("[pond, rain water", "[pond, ponds, rain water", 12, "repeats 'pond'"),
        ("hints: [wet]", "hints: [Rain-water, rain water]", 13, "repeats"),
        ("      b: Teach", "      B: Teach", 11, "not the letter"),
        ("      b: Teach", "      a: Teach", 11, "second time"),
        ("role: process", "role: proces", 23, "is none of"),
        ("keyword: 0.6", "keyword: 6", 4, "not between"),
        ("scope: Meetings about the charter.", "scope: ''", 24, "is empty"),
        ('code: "2"', 'code: "2(a)"', 15, "names an action"),
        ("keywords: [tree", "keywords: [--, tree", 20, "has no word"),
        ("units: [goal, goals]", "units: goal", 3, "has to be a list"),
        ("name: Charter", "name: [Charter", 2, "not valid YAML"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in SMALL
    with pytest.raises(LexiconError, match=message) as caught:
        load_taxonomy(write_small(tmp_path, SMALL.replace(old, new, 1)))
    assert caught.value.line == line


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.yaml: the file cannot be read"):
        load_taxonomy(tmp_path / "none.yaml")
