"""The datasets of a run → reports with their year, passages with their objectives, recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from models.errors import SettingsError
from pipeline.compare.reports import Report, leave_out_retold
from pipeline.datasets import read_columns

Codes = frozenset[str]
LIST = ";"


class Unit(NamedTuple):
    """A passage as it is counted."""

    passage_id: str
    document_id: str
    kind: str
    text: str
    words: int
    codes: Codes
    regions: Codes
    page_first: int
    page_last: int
    bbox: str


class Asked(NamedTuple):
    """A recommendation."""

    passage_id: str
    document_id: str
    text: str
    strength: str
    addressees: tuple[str, ...]
    page_first: int
    page_last: int


class Declaring(NamedTuple):
    """An activity or box: the objectives it declares, and those that its text shows."""

    document_id: str
    declared: Codes
    inferred: Codes


class Material(NamedTuple):
    """All that is compared, and what was noticed on the way."""

    reports: tuple[Report, ...]
    units: tuple[Unit, ...]
    asked: tuple[Asked, ...]
    declaring: tuple[Declaring, ...]
    notes: tuple[str, ...]


def read_material(datasets: Path, regions: Mapping[str, str], *, secondary: bool = False) -> Material:
    """Read a folder of datasets. Raises SettingsError where documents, passages or tags are missing."""
    kept, left_out = leave_out_retold(_read_reports(datasets))
    names = {report.document_id for report in kept}
    notes = [
        f"{report.document_id} is not counted: {original} is the original of this digest"
        for report, original in left_out
    ]
    units, untagged = _read_units(datasets, names, regions, secondary=secondary)
    if untagged:
        notes.append(f"passages without tags (forms, other languages), which are not counted: {untagged}")
    asked = _optional(_read_asked, datasets, "recommendations", notes)
    declaring = _optional(_read_declaring, datasets, "declared_inferred", notes)
    return Material(
        kept,
        units,
        tuple(row for row in asked if row.document_id in names),
        tuple(row for row in declaring if row.document_id in names),
        tuple(notes),
    )


def _optional(read: Any, datasets: Path, name: str, notes: list[str]) -> tuple[Any, ...]:
    """Rows of a dataset that can be done without."""
    try:
        return tuple(read(datasets))
    except SettingsError as error:
        notes.append(f"{error}; {name} are left out")
        return ()


def _rows(datasets: Path, name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    found = read_columns(datasets, name, columns)
    return zip(*(found[column] for column in columns), strict=True)


def _read_reports(datasets: Path) -> list[Report]:
    columns = ("document_id", "title", "published", "edition", "period_start", "period_end", "digest_of")
    return [Report(*(cell or "" for cell in row)) for row in _rows(datasets, "documents", *columns)]


def _read_units(
    datasets: Path, names: set[str], regions: Mapping[str, str], *, secondary: bool
) -> tuple[tuple[Unit, ...], int]:
    codes = _read_codes(datasets, secondary=secondary)
    named = _read_regions(datasets, regions)
    units, untagged = [], 0
    columns = ("passage_id", "document_id", "kind", "text", "page_first", "page_last", "bbox")
    for key, document, kind, text, first, last, bbox in _rows(datasets, "passages", *columns):
        if document not in names:
            continue
        if key not in codes:
            untagged += 1
            continue
        places = (int(first), int(last), str(bbox))
        words = len((text or "").split())
        units.append(Unit(key, document, kind, text or "", words, codes[key], named.get(key, frozenset()), *places))
    return tuple(units), untagged


def _read_codes(datasets: Path, *, secondary: bool) -> dict[str, Codes]:
    """Objectives of each passage: those that a person reviewed, else those inferred."""
    found: dict[str, dict[str, set[str]]] = {"inferred": defaultdict(set), "reviewed": defaultdict(set)}
    for key, code, grade, source in _rows(datasets, "objective_tags", "subject_id", "objective", "grade", "source"):
        if source in found:
            codes = found[source][key]
            if secondary or grade == "primary":
                codes.add(code)
    return {key: frozenset(codes) for key, codes in (found["inferred"] | found["reviewed"]).items()}


def _read_regions(datasets: Path, regions: Mapping[str, str]) -> dict[str, Codes]:
    """Regions of the countries that a passage, activity or row names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    sources = (
        ("mentions", "subject_id", "iso3"),
        ("activities", "activity_id", "countries"),
        ("country_actions", "row_id", "iso3"),
    )
    for name, key, column in sources:
        try:
            rows = list(_rows(datasets, name, key, column))
        except SettingsError:
            continue
        for subject, cell in rows:
            found[subject].update(regions[code] for code in _split(cell) if code in regions)
    return {key: frozenset(names) for key, names in found.items() if names}


def _read_asked(datasets: Path) -> Iterator[Asked]:
    columns = (
        "passage_id",
        "document_id",
        "text_in_context",
        "text",
        "strength",
        "addressee",
        "page_first",
        "page_last",
    )
    for key, document, context, text, strength, addressee, first, last in _rows(datasets, "recommendations", *columns):
        yield Asked(key, document, context or text, strength or "", _split(addressee), int(first), int(last))


def _read_declaring(datasets: Path) -> Iterator[Declaring]:
    for document, declared, inferred in _rows(datasets, "declared_inferred", "document_id", "declared", "inferred"):
        yield Declaring(document, frozenset(_split(declared)), frozenset(_split(inferred)))


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split(LIST) if part)
