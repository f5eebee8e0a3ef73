"""One alias more: written in one step or refused with what to do; names of a run that the list lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.errors import GcmError, LexiconError, SettingsError
from models.lexicons.organizations import ORGANIZATIONS, load_organizations
from pipeline.organization_list import add_alias, find_unresolved

LIST = """canonical,acronym,aliases,kind,place,cues
Sea Council,SC,,ngo,CHL,
Sand Council,SC,"Sand and Sea, United;Sand Body",ngo,PER,sand
Harbour Union,HU,,union,global,
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["Harbour Union", "HU", "harbour union"])
def test_an_alias_changes_one_line_and_is_found_from_then_on(name: str, own: Path) -> None:
    added = add_alias(name, "Union of  Harbours", file=own)
    assert (added.line, added.canonical) == (4, "Harbour Union")
    assert own.read_text() == LIST.replace("Harbour Union,HU,,", "Harbour Union,HU,Union of Harbours,")
    assert load_organizations(own)[2].aliases == ("Union of Harbours",)


def test_a_line_with_quotes_keeps_its_cells_and_line_ends(own: Path) -> None:
    own.write_bytes(LIST.replace("\n", "\r\n").encode())
    assert add_alias("Sand Body", "Sands, Ltd", file=own).line == 3
    assert b'"Sand and Sea, United;Sand Body;Sands, Ltd",ngo,PER,sand\r\n' in own.read_bytes()
    assert own.read_bytes().count(b"\r\n") == 4


def test_a_list_of_your_own_begins_as_a_copy_of_the_packaged_one(tmp_path: Path) -> None:
    before = ORGANIZATIONS.read_bytes()
    add_alias("MFA", "Asian Forum of Sailors", file=tmp_path / "new" / "mine.csv")
    assert len(load_organizations(tmp_path / "new" / "mine.csv")) == len(load_organizations())
    assert ORGANIZATIONS.read_bytes() == before


def test_with_a_kind_an_organization_is_added(own: Path) -> None:
    own.write_text(LIST.rstrip("\n"))
    assert add_alias("Nova Terra", "NTX", file=own, kind="network").line == 5
    assert [(entry.canonical, entry.aliases, entry.kind) for entry in load_organizations(own)[3:]] == [
        ("Nova Terra", ("NTX",), "network")
    ]


@pytest.mark.parametrize(
    ("name", "alias", "words"),
    [
        ("Harbour Union", "Sand Body", "mine.csv, line 4: 'Sand Body' is a spelling of 'Sand Council' already"),
        ("Harbour Union", "Sea Council", "'Sea Council'"),
        ("Harbour Union", "HU", "nothing to add"),
        ("SC", "Sea Body", "'Sea Council' or 'Sand Council'; give the name"),
        ("Harbor Union", "HarU", "most similar is 'Harbour Union'; --kind"),
        ("Harbour Union", "Peru", "a place"),
        ("Harbour Union", "IMRF", "never means"),
        ("Harbour Union", "Network", "more words"),
        ("Harbour Union", "a;b", "semicolon"),
        ("Harbour Union", "=HU()", "no name"),
        ("Harbour Union", " ", "no name"),
    ],
)
def test_a_wrong_alias_is_refused_and_nothing_is_written(name: str, alias: str, words: str, own: Path) -> None:
    with pytest.raises(GcmError, match=re.escape(words)) as caught:
        add_alias(name, alias, file=own)
    assert "\n" not in str(caught.value)
    assert own.read_text() == LIST


def test_a_broken_list_is_named_with_its_line_and_not_touched(own: Path) -> None:
    own.write_text(LIST + "Lake Council,LC,,ngo,CHX,\n")
    with pytest.raises(LexiconError, match=re.escape("mine.csv, line 5: 'CHX' is no code")):
        add_alias("HU", "Harbours", file=own)


def make_run(folder: Path, *rows: str) -> Path:
    path = folder / "datasets" / "organizations.csv"
    path.parent.mkdir()
    header = "entity_id,canonical,acronym,aliases,kind,country,documents,mentions,listed"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return folder


def test_names_that_no_list_has_come_with_the_entry_most_like_them(tmp_path: Path, own: Path) -> None:
    rows = (
        "1,Harbour Union,HU,,union,,2,9,true",
        "2,Harbour Unit,,,,,1,2,false",
        "3,Zebra Trust,ZT,Z. Trust,,,1,3,false",
        "4,Sand Body,,,,,1,1,false",
    )
    found = find_unresolved(make_run(tmp_path, *rows), own)
    assert [row[:7] for row in found] == [
        ("Zebra Trust", "ZT", "Z. Trust", "1", "3", "", ""),
        ("Harbour Unit", "", "", "1", "2", "Harbour Union", "0.88"),
    ]
    assert [row[7][:9] for row in found] == ["found by ", "most like"]


def test_without_a_run_there_is_nothing_to_list(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="run gcmatrix run first"):
        find_unresolved(tmp_path)
