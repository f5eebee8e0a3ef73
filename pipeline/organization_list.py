"""Looking after the list of organizations: names that it lacks, and one more alias, written in one step.

Nothing is guessed: an alias that would be wrong is refused with what is wrong and what to do, and the file stays as
it was.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

from models.actors.organizations import FUZZY_FLOOR, NameLinker
from models.errors import LexiconError, SettingsError
from models.lexicons.csv_file import read_csv
from models.lexicons.name_shapes import load_name_shapes
from models.lexicons.organizations import COLUMNS, ORGANIZATIONS, OrganizationEntry, fold_name, load_organizations
from models.lexicons.places import load_places
from pipeline.files import write_atomically
from pipeline.spreadsheets import read_spreadsheet

UNRESOLVED_COLUMNS = ("canonical", "acronym", "seen", "documents", "mentions", "nearest", "similarity", "reason")
NEAR = 0.75
"""A less similar entry is no help to a person who looks for the right one."""


class Added(NamedTuple):
    """Where an alias was added."""

    file: Path
    line: int
    canonical: str


def add_alias(name: str, alias: str, *, file: Path | None = None, kind: str = "") -> Added:
    """File a spelling under an organization of the list; a file that is not there begins as a copy of the packaged one.

    `name` is an official name, an alias or an acronym; with `kind` one that the list lacks is added.
    Raises SettingsError for an alias that cannot be, LexiconError for one that the list has or a list that is broken.
    """
    target = file or ORGANIZATIONS
    source = target if target.exists() else ORGANIZATIONS
    alias = _checked(alias)
    entries = load_organizations(source)
    owner = _find_owner(name, entries)
    if owner is None and kind:
        line, text = _with_entry(source, [_checked(name), "", alias, kind, "global", ""])
        canonical = _checked(name)
    elif owner is None:
        raise SettingsError(_unknown(name, entries, source))
    else:
        canonical = owner.canonical
        _refuse_known(alias, owner, source)
        line, text = _with_alias(source, canonical, alias)
    _check_whole(target, text)
    write_atomically(target, text.encode("utf-8"))
    load_organizations.cache_clear()
    return Added(target, line, canonical)


def find_unresolved(out: Path, organizations: Path | None = None) -> list[tuple[str, ...]]:
    """The names of a run that the list lacks, most named first, each with the entry that is most like it."""
    path = out / "datasets" / "organizations.csv"
    if not path.is_file():
        raise SettingsError(f"there is no {path}; run gcmatrix run first, or name its folder with --out")
    sheet = read_spreadsheet(str(path))
    if "listed" not in sheet.header:
        raise SettingsError(f"{path} was written by an older version; run gcmatrix run again")
    linker = NameLinker(load_organizations(organizations))
    rows = [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
    unlisted = [row for row in rows if row["listed"] == "false" and not _is_filed(row["canonical"], linker)]
    unlisted.sort(key=lambda row: (-int(row["mentions"]), row["canonical"].casefold()))
    return [_row_to_cells(row, linker) for row in unlisted]


def _is_filed(canonical: str, linker: NameLinker) -> bool:
    """Whether an alias that was added since the run files the name."""
    return linker.link(canonical) is not None or linker.has(canonical)


def _row_to_cells(row: dict[str, str], linker: NameLinker) -> tuple[str, ...]:
    near = linker.nearest(row["canonical"])
    close = near is not None and near.score >= NEAR
    reason = (
        f"most like an entry, but less than {FUZZY_FLOOR / 100:.2f} or with another word"
        if close
        else "found by its shape or explained in the text; no entry is like it"
    )
    named = (row["canonical"], row["acronym"], row["aliases"], row["documents"], row["mentions"])
    return (*named, near.canonical if close and near else "", f"{near.score:.2f}" if close and near else "", reason)


def _checked(alias: str) -> str:
    """The alias in one line; raises SettingsError for what cannot name one organization."""
    plain = " ".join(alias.split())
    if len(plain) < 2 or not re.match(r"[\w\"'(]", plain) or not re.search(r"[^\W\d_]", plain):
        raise SettingsError(f"{alias!r} is no name; give at least two signs that begin with a letter or a figure")
    if ";" in plain:
        raise SettingsError(f"{alias!r} holds a semicolon, which separates aliases; add them one by one")
    shapes = load_name_shapes()
    if plain in shapes.never_acronyms or plain in shapes.never:
        raise SettingsError(f"{plain!r} never means an organization by name_shapes.yaml; take it out there first")
    if plain in shapes.heads or plain in shapes.generic:
        raise SettingsError(f"{plain!r} stands in many names; give more words of the name")
    if plain in {place.name for place in load_places()}:
        raise SettingsError(f"{plain!r} is the name of a place in places.csv; give the name of the body there")
    return plain


def _find_owner(name: str, entries: tuple[OrganizationEntry, ...]) -> OrganizationEntry | None:
    """The entry of a name, an alias or an acronym that only one entry has."""
    key = fold_name(name)
    named = [entry for entry in entries if key in map(fold_name, (entry.canonical, *entry.aliases))]
    by_acronym = [entry for entry in entries if entry.acronym == name.strip()]
    if not named and len(by_acronym) > 1:
        several = " or ".join(repr(entry.canonical) for entry in by_acronym)
        raise SettingsError(f"{name!r} is the acronym of {several}; give the name")
    return next(iter([*named, *by_acronym]), None)


def _unknown(name: str, entries: tuple[OrganizationEntry, ...], source: Path) -> str:
    near = NameLinker(entries).nearest(name)
    hint = f"; the most similar is {near.canonical!r}" if near and near.score >= NEAR else ""
    return f"{source.name} has no organization {name!r}{hint}; --kind ngo (or another kind) adds it"


def _refuse_known(alias: str, owner: OrganizationEntry, source: Path) -> None:
    if alias in {owner.canonical, owner.acronym, *owner.aliases}:
        raise SettingsError(f"{source.name} files {alias!r} under {owner.canonical!r} already; nothing to add")


def _with_alias(source: Path, canonical: str, alias: str) -> tuple[int, str]:
    """The text of the file with one alias more in the line of an organization, all other lines as they are."""
    line, cells = next((line, cells) for line, cells in read_csv(source, COLUMNS) if cells["canonical"] == canonical)
    cells["aliases"] = ";".join(filter(None, (cells["aliases"], alias)))
    lines = _read_lines(source)
    first = line - _lines_of_row(lines, line) + 1
    changed = [
        *lines[: first - 1],
        _to_line([cells[column] for column in COLUMNS], end=_line_end(lines[line - 1])),
        *lines[line:],
    ]
    return first, "".join(changed)


def _lines_of_row(lines: list[str], last: int) -> int:
    """How many lines the row has that ends at a line, counted from 1: one, unless a quoted cell breaks."""
    count = 1
    while "".join(lines[last - count : last]).count('"') % 2:
        count += 1
    return count


def _with_entry(source: Path, cells: list[str]) -> tuple[int, str]:
    lines = _read_lines(source)
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return len(lines) + 1, "".join([*lines, _to_line(cells)])


def _read_lines(source: Path) -> list[str]:
    """Lines with their ends; a mark of the byte order stays in the first."""
    with source.open(encoding="utf-8", newline="") as file:
        return file.read().splitlines(keepends=True)


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _to_line(cells: list[str], *, end: str = "\n") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=end).writerow(cells)
    return buffer.getvalue()


def _check_whole(target: Path, text: str) -> None:
    """Load what would be written; raises LexiconError as if it stood in the file."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / target.name
        trial.write_text(text, encoding="utf-8", newline="")
        try:
            load_organizations(trial)
        except LexiconError as error:
            raise LexiconError(target, error.line, f"{error.message}; nothing was written") from error
