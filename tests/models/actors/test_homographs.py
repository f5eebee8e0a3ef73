"""Names of places that persons, towns and things share."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.actors.places import find_places
from models.errors import LexiconError
from models.lexicons.homographs import load_homographs

MARKED = Path(__file__).with_name("marked_homographs.csv")
LISTS = """given_names: [Ann]
titles: [Mr]
also_given_names: [Chad]
no_surnames: [Office]
provinces: [Ohio]
not_places: [Maurice]
"""


def named(text: str) -> list[str]:
    found = (place for place in find_places(text) if place.place.kind in {"country", "adjective"})
    return sorted(f"{text[place.start : place.end]}:{place.place.iso3}" for place in found)


def test_places_are_told_from_what_else_bears_their_name() -> None:
    with MARKED.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong = [(row["text"], named(row["text"])) for row in rows if named(row["text"]) != sorted(_split(row["places"]))]
    assert len(rows) > 80
    assert wrong == []


def _split(places: str) -> list[str]:
    return [place for place in places.split(";") if place]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("Chad: {}", "no words that tell it apart"),
        ("Congo: {near: [Goma], instead: CODE}", "'CODE' is no code"),
        ("Congo: {before: [Old], instead: COD}", "no words under near"),
        ("Chad: {beside: [Lake]}", "unknown key 'beside'"),
    ],
)
def test_bad_entries_are_named(entry: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "homographs.yaml"
    path.write_text(f"{LISTS}names:\n  {entry}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_homographs(path)
    assert caught.value.line == 8
