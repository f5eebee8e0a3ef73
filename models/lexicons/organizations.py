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
COLUMNS = ("canonical", "acronym", "aliases", "kind", "place", "cues")
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

    Raises LexiconError with file, line and remedy for a bad kind, an empty name, an unknown country code, a spelling
    that points to two organizations (acronyms may, where all but one of them have cues), and two that name each
    other as their alias.
    """
    source = path or ORGANIZATIONS
    owners: dict[str, tuple[int, OrganizationEntry]] = {}
    entries: dict[str, OrganizationEntry] = {}
    for line, cells in read_csv(source, COLUMNS):
        entry = _cells_to_entry(source, line, cells)
        if entry.canonical in entries:
            raise LexiconError(source, line, f"{entry.canonical!r} stands here a second time; join the two lines")
        for name in _claimed(entry):
            first, owner = owners.setdefault(fold_name(name), (line, entry))
            if owner.canonical != entry.canonical:
                raise LexiconError(source, line, _clash(name, entry, owner, first))
        entries[entry.canonical] = entry
    return tuple(entries.values())


def _clash(name: str, entry: OrganizationEntry, owner: OrganizationEntry, line: int) -> str:
    """What is wrong where a spelling has an owner already, and what to do."""
    aliases = {fold_name(alias) for alias in owner.aliases}
    if fold_name(entry.canonical) in aliases and fold_name(owner.canonical) in map(fold_name, entry.aliases):
        circle = f"{entry.canonical!r} and {owner.canonical!r} (line {line}) are each an alias of the other"
        return f"{circle}; keep the line with the official name"
    return f"{name!r} is a spelling of {owner.canonical!r} already (line {line}); keep it in one of the two lines"


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
        raise LexiconError(path, line, "the canonical name is empty; write the official name in front")
    if cells["kind"] not in get_args(OrganizationKind):
        raise LexiconError(
            path, line, f"{cells['kind']!r} is none of {', '.join(get_args(OrganizationKind))}; take one of them"
        )
    place = cells["place"]
    if re.fullmatch(r"[A-Z]{3}", place) and not is_iso3(place) and not _is_region(place):
        raise LexiconError(
            path, line, f"{place!r} is no code of ISO 3166-1 alpha-3; write global, a region, or a code such as CHL"
        )
    lists = {field: split_list(cells[field]) for field in ("aliases", "cues")}
    if cells["canonical"] in lists["aliases"]:
        raise LexiconError(path, line, f"{cells['canonical']!r} is an alias of itself; take it out of the aliases")
    return OrganizationEntry.model_validate({**cells, **lists})


def _is_region(place: str) -> bool:
    return any(entry.name == place and entry.kind == "region" for entry in load_places())
