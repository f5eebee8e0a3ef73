"""Names of countries, demonyms, regions and cities: ISO 3166-1 with the variants of `places.csv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from models.errors import LexiconError
from models.lexicons.csv_file import read_csv, split_list
from models.lexicons.homographs import load_homographs
from models.lexicons.iso import is_iso3, iso3_to_names

PlaceKind = Literal["country", "adjective", "region", "city"]
PlaceUse = Literal["attributive", "language"]

PLACES = Path(__file__).with_name("places.csv")
FUNCTION_WORDS = Path(__file__).with_name("function_words.txt")
_COLUMNS = ("name", "kind", "iso3", "use")


class Place(BaseModel):
    """One spelling of a place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: PlaceKind
    iso3: str = ""
    """Empty for a region."""
    uses: tuple[PlaceUse, ...] = ()
    """`attributive`: stands before a noun as often as alone (MENA); `language`: names a language too (French)."""


@cache
def load_places(path: Path = PLACES) -> tuple[Place, ...]:
    """All spellings, those of the file before those of ISO 3166-1.

    Raises LexiconError with file and line for an unknown kind, use or code, and for a spelling that stands twice.
    """
    places: dict[tuple[str, str], Place] = {}
    for line, cells in read_csv(path, _COLUMNS):
        place = _cells_to_place(path, line, cells)
        key = (place.name, "adjective" if place.kind == "adjective" else "place")
        if key in places:
            raise LexiconError(path, line, f"{place.name!r} stands here a second time")
        places[key] = place
    for code, names in iso3_to_names().items():
        for name in names:
            if name not in load_homographs().not_places:
                places.setdefault((name, "place"), Place(name=name, kind="country", iso3=code))
    return tuple(places.values())


@cache
def load_function_words(path: Path = FUNCTION_WORDS) -> frozenset[str]:
    """Words that may follow the name of a region without being the noun that it belongs to."""
    return frozenset(path.read_text(encoding="utf-8").split())


def _cells_to_place(path: Path, line: int, cells: dict[str, str]) -> Place:
    if not cells["name"]:
        raise LexiconError(path, line, "the name is empty")
    if cells["kind"] not in get_args(PlaceKind):
        raise LexiconError(path, line, f"{cells['kind']!r} is none of {', '.join(get_args(PlaceKind))}")
    if (cells["kind"] == "region") == bool(cells["iso3"]):
        raise LexiconError(path, line, "a region has no country code, all others have one")
    if cells["iso3"] and not is_iso3(cells["iso3"]):
        raise LexiconError(path, line, f"{cells['iso3']!r} is no code of ISO 3166-1 alpha-3")
    uses = split_list(cells["use"])
    if set(uses) - set(get_args(PlaceUse)):
        raise LexiconError(path, line, f"{cells['use']!r} is none of {', '.join(get_args(PlaceUse))}")
    return Place.model_validate({"name": cells["name"], "kind": cells["kind"], "iso3": cells["iso3"], "uses": uses})
