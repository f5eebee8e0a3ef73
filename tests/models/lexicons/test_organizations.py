from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError
from models.lexicons.organizations import fold_name, load_organizations

HEADER = "canonical,acronym,aliases,kind,place,cues\n"


def test_packaged_list_is_sound() -> None:
    entries = load_organizations()
    assert len(entries) > 300
    assert {entry.canonical for entry in entries} >= {
        "Migrant Forum in Asia",
        "International Organization for Migration",
    }


def test_empty_list_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text(HEADER, encoding="utf-8")
    assert load_organizations(path) == ()


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ("Sea Council,SC,,club,CHL,\n", 2, "'club' is none of"),
        ("Sea Council,SC,,ngo,CHX,\n", 2, "'CHX' is no code"),
        (",SC,,ngo,CHL,\n", 2, "canonical name is empty"),
        ("Sea Council,SC,Mar,ngo,CHL,\nLake Council,LC,mar,ngo,PER,\n", 3, "'mar' is a spelling of 'Sea Council'"),
        ("Sea Council,SC,,ngo,CHL,\nSand Council,SC,,ngo,CHL,\n", 3, "'SC' is a spelling of 'Sea Council'"),
        ("Sea Council,,Lake Council,ngo,CHL,\nLake Council,,Sea Council,ngo,PER,\n", 3, "each an alias of the other"),
        ("Sea Council,SC,Sea Council,ngo,CHL,\n", 2, "an alias of itself"),
        ("Sea Council,SC,,ngo,CHL,\nSea Council,,,ngo,CHL,\n", 3, "a second time; join the two lines"),
        ("Sea Council,SC,,ngo,CHL\n", 2, "5 cells instead of 6"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, lines: str, line: int, message: str) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_organizations(path)
    assert caught.value.line == line


def test_acronyms_may_meet_where_cues_tell_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text(f"{HEADER}Sea Council,SC,,ngo,CHL,\nSand Council,SC,,ngo,CHL,sand\n", encoding="utf-8")
    assert [entry.cues for entry in load_organizations(path)] == [(), ("sand",)]


def test_wrong_header_and_missing_file_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text("name\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="header has to be"):
        load_organizations(path)
    with pytest.raises(LexiconError, match="cannot be read"):
        load_organizations(tmp_path / "none.csv")


def test_names_fold_to_their_letters() -> None:
    assert fold_name("Médecins  du-Monde’s") == "medecins du mondes"
