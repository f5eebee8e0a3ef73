"""Names of places that are names of other things too: `homographs.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.lexicons.iso import is_iso3
from models.lexicons.yaml_file import YamlMapping, read_yaml

HOMOGRAPHS = Path(__file__).with_name("homographs.yaml")

_LISTS = ("given_names", "titles", "also_given_names", "no_surnames", "provinces", "not_places")
_BESIDE = ("before", "after", "near", "unless")

Words = tuple[str, ...]


class Homograph(BaseModel):
    """What tells that a name is not the place, or the place of another code."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: Words = ()
    after: Words = ()
    near: Words = ()
    unless: Words = ()
    instead: str = ""


class Homographs(BaseModel):
    """Names of persons and provinces, and the names of places with what tells them apart."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    given_names: frozenset[str]
    titles: frozenset[str]
    also_given_names: frozenset[str]
    no_surnames: frozenset[str]
    provinces: Words
    not_places: frozenset[str]
    """Names of countries in other languages that are first names or words in English ones."""
    names: dict[str, Homograph]


@cache
def load_homographs(path: Path = HOMOGRAPHS) -> Homographs:
    """The file; raises LexiconError with file and line for an unknown key or code, and for a name without any words."""
    top = read_yaml(path)
    top.allow(*_LISTS, "names")
    names = top.mapping("names")
    entries = {name: _mapping_to_homograph(names.mapping(name), name) for name in names.names}
    return Homographs.model_validate({key: top.texts(key) for key in _LISTS} | {"names": entries})


def _mapping_to_homograph(mapping: YamlMapping, name: str) -> Homograph:
    mapping.allow(*_BESIDE, "instead")
    words = {key: mapping.texts(key, needed=False) for key in _BESIDE}
    instead = mapping.text("instead", default="")
    if instead and not is_iso3(instead):
        raise mapping.error(f"{instead!r} is no code of ISO 3166-1 alpha-3; take one such as COD", "instead")
    if not any(words.values()):
        raise mapping.error(f"{name!r} has no words that tell it apart; add some under before, after or near")
    if instead and not words["near"]:
        raise mapping.error(f"{name!r} has a code to take instead, but no words under near", "instead")
    return Homograph(**words, instead=instead)
