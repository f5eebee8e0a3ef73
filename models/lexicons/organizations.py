"""The list of organizations: names to file them under, acronyms, other spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from models.errors import LexiconError
from models.lexicons.csv_file import read_csv, split_list
from models.lexicons.iso import is_iso3
from models.lexicons.places import load_places

OrganizationKind = Literal[
    "un", "intergovernmental", "government", "network", "ngo", "faith", "union", "academic",
    "funder", "forum", "committee", "business",
]  # fmt: skip

ORGANIZATIONS = Path(__file__).with_name("organizations.csv")
_COLUMNS = ("canonical", "acronym", "aliases", "kind", "place", "cues")
_SPELLINGS = (
    ("United Nations", "UN"), ("UN ", "United Nations "), ("Centre", "Center"), ("Center", "Centre"),
    ("Organization", "Organisation"), ("Organisation", "Organization"), ("Labour", "Labor"), ("Programme", "Program"),
    ("Defense", "Defence"), ("Defence", "Defense"), (" and ", " & "), ("Non-Government ", "Non-Governmental "),
)  # fmt: skip


class OrganizationEntry(BaseModel):
    """One organization of the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    canonical: str
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    kind: OrganizationKind
    place: str = ""
    """ISO code of its country, or its reach in words."""
    cues: tuple[str, ...] = ()
    """The acronym means this organization only where one of these stands in the passage or its headings."""

    @property
    def country(self) -> str:
        """ISO code of its country; empty where it works across countries."""
        return self.place if is_iso3(self.place) else ""

    def spellings(self) -> tuple[str, ...]:
        """Canonical name, aliases and their usual other spellings; the acronym is not among them."""
        written = (self.canonical, *self.aliases)
        return tuple(dict.fromkeys((*written, *(other for name in written for other in _respell(name)))))


@cache
def load_organizations(path: Path | None = None) -> tuple[OrganizationEntry, ...]:
    """The organizations of a file (the packaged one by default); a file with a header alone is an empty list.

    Raises LexiconError with file and line for a bad kind, an empty name, an unknown country code, and a spelling
    that points to two organizations (acronyms may, where all but one of them have cues).
    """
    source = path or ORGANIZATIONS
    taken: dict[str, str] = {}
    entries: list[OrganizationEntry] = []
    for line, cells in read_csv(source, _COLUMNS):
        entry = _cells_to_entry(source, line, cells)
        for name in _claimed(entry):
            owner = taken.setdefault(fold_name(name), entry.canonical)
            if owner != entry.canonical:
                raise LexiconError(source, line, f"{name!r} is a spelling of {owner!r} already")
        if entry.canonical in (other.canonical for other in entries):
            raise LexiconError(source, line, f"{entry.canonical!r} stands here a second time")
        entries.append(entry)
    return tuple(entries)


def fold_name(name: str) -> str:
    """Spelling without case, accents, dashes and quotes, for comparing names."""
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(re.sub(r"[^\w&]+", " ", plain.replace("'", "").replace("’", "")).split())


def _claimed(entry: OrganizationEntry) -> tuple[str, ...]:
    acronym = (entry.acronym,) if entry.acronym and not entry.cues else ()
    return (entry.canonical, *entry.aliases, *acronym)


def _respell(name: str) -> Iterator[str]:
    for old, new in _SPELLINGS:
        if old in name:
            yield name.replace(old, new)


def _cells_to_entry(path: Path, line: int, cells: dict[str, str]) -> OrganizationEntry:
    if not cells["canonical"]:
        raise LexiconError(path, line, "the canonical name is empty")
    if cells["kind"] not in get_args(OrganizationKind):
        raise LexiconError(path, line, f"{cells['kind']!r} is none of {', '.join(get_args(OrganizationKind))}")
    place = cells["place"]
    if re.fullmatch(r"[A-Z]{3}", place) and not is_iso3(place) and not _is_region(place):
        raise LexiconError(path, line, f"{place!r} is no code of ISO 3166-1 alpha-3")
    lists = {field: split_list(cells[field]) for field in ("aliases", "cues")}
    return OrganizationEntry.model_validate({**cells, **lists})


def _is_region(place: str) -> bool:
    return any(entry.name == place and entry.kind == "region" for entry in load_places())
