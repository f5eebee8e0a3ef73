"""What is compared, and all that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from models.contracts import Encoder
from models.errors import SettingsError
from models.lexicons.regions import load_regions
from models.objectives.taxonomy import Taxonomy
from models.records.annex import PassageKind
from models.records.ids import code_order
from pipeline.compare.changes import Change, find_changes
from pipeline.compare.correction import read_corrections
from pipeline.compare.decisions import Decisions, read_decisions
from pipeline.compare.declared import Kept, count_declared
from pipeline.compare.links import Link, link_recommendations
from pipeline.compare.notes import note_groups, note_links, note_uncorrected
from pipeline.compare.reading import Material, Unit, read_material
from pipeline.compare.reports import Report
from pipeline.compare.shares import Grouping, Share, measure_shares

By = Literal["year", "document"]


class Choices(NamedTuple):
    """What the user asked for."""

    out: Path
    by: By = "year"
    kinds: tuple[str, ...] = ()
    """Empty: all kinds."""
    secondary: bool = False
    corrected: Path | None = None
    decisions: Path | None = None
    listed: int = 30
    """Most passages listed on the page for one mark."""

    @property
    def correcting(self) -> bool:
        """True where corrected shares are asked for."""
        return self.corrected is not None

    @property
    def folder(self) -> Path:
        """Where the results go."""
        return self.out / "compare"

    @property
    def decisions_file(self) -> Path:
        """Where the analyst decides on links."""
        return self.decisions or self.folder / "decisions.csv"


class Entry(NamedTuple):
    """An objective as it is shown; `apart` for codes of the framework itself, or that say that nothing applies."""

    code: str
    title: str
    apart: bool


class Comparison(NamedTuple):
    """All that was found."""

    choices: Choices
    entries: tuple[Entry, ...]
    reports: tuple[Report, ...]
    units: tuple[Unit, ...]
    groups: tuple[str, ...]
    """Years or reports, in order."""
    group_of: Mapping[str, str]
    """The group of each report."""
    groupings: Mapping[str, Grouping]
    shares: tuple[Share, ...]
    changes: tuple[Change, ...]
    declared: tuple[Kept, ...]
    links: tuple[Link, ...]
    decisions: Decisions
    by_words_alone: bool
    notes: tuple[str, ...]
    faults: tuple[str, ...]


def compare(choices: Choices, taxonomy: Taxonomy, encoder: Encoder | None) -> Comparison:
    """Compare the datasets of a run. Raises SettingsError where they are missing or the choices cannot be met."""
    corrections = read_corrections(choices.corrected) if choices.corrected else None
    material = read_material(choices.out / "datasets", load_regions(), secondary=choices.secondary)
    units = pick_kinds(material.units, choices.kinds)
    entries = list_entries(taxonomy, units)
    codes = [entry.code for entry in entries]
    groups = group_reports(material.reports, choices.by)
    order = order_groups(material.reports, groups, units)
    groupings = make_groupings(material)
    shares = tuple(s for by in groupings for s in measure_shares(by, units, groupings[by], codes, corrections))
    decisions = read_decisions(choices.decisions_file)
    links = link_recommendations(material.asked, material.reports, encoder, decisions.by_link)
    main = [share for share in shares if share.by == choices.by]
    notes = [*material.notes, *note_groups(material.reports, groups, order)]
    notes += [*note_uncorrected(main, asked=choices.correcting), *note_links(links, decisions)]
    return Comparison(
        choices=choices,
        entries=entries,
        reports=material.reports,
        units=units,
        groups=order,
        group_of=groups,
        groupings=groupings,
        shares=shares,
        changes=find_changes(main, order, corrected=choices.correcting),
        declared=count_declared(material.declaring, groups, codes),
        links=links,
        decisions=decisions,
        by_words_alone=encoder is None,
        notes=tuple(notes),
        faults=decisions.faults,
    )


def pick_kinds(units: Sequence[Unit], kinds: Sequence[str]) -> tuple[Unit, ...]:
    """Passages of these kinds. Raises SettingsError for a kind that no passage can have, or that none has."""
    known = get_args(PassageKind)
    for kind in kinds:
        if kind not in known:
            raise SettingsError(f"{kind!r} is no kind of passage; the kinds are {', '.join(known)}")
    picked = tuple(unit for unit in units if not kinds or unit.kind in kinds)
    if not picked:
        there = ", ".join(sorted({unit.kind for unit in units})) or "none"
        raise SettingsError(
            f"there is nothing to compare: no tagged passage of these kinds; the kinds there are: {there}"
        )
    return picked


def list_entries(taxonomy: Taxonomy, units: Iterable[Unit]) -> tuple[Entry, ...]:
    """The codes of the taxonomy, then others that occur; those of objectives first."""
    entries = [Entry(entry.code, entry.title, entry.role != "objective") for entry in taxonomy.objectives]
    others = {code for unit in units for code in unit.codes} - {entry.code for entry in entries}
    entries += [Entry(code, "not in the taxonomy", apart=False) for code in sorted(others, key=code_order)]
    return tuple(sorted(entries, key=lambda entry: entry.apart))


def group_reports(reports: Iterable[Report], by: By) -> dict[str, str]:
    """The group of each report; a report without a year is in none."""
    groups = {report.document_id: report.year if by == "year" else report.document_id for report in reports}
    return {name: group for name, group in groups.items() if group}


def order_groups(reports: Iterable[Report], groups: Mapping[str, str], units: Iterable[Unit]) -> tuple[str, ...]:
    """Groups that hold passages: years by number, reports by date."""
    there = {unit.document_id for unit in units}
    found = dict.fromkeys(groups[r.document_id] for r in reports if r.document_id in groups and r.document_id in there)
    return tuple(sorted(found)) if all(group.isdigit() for group in found) else tuple(found)


def make_groupings(material: Material) -> dict[str, Grouping]:
    """The groups in which shares are measured: years, reports, regions and, for recommendations, who is asked."""
    years = group_reports(material.reports, "year")
    addressees = {row.passage_id: row.addressees for row in material.asked}
    return {
        "year": lambda unit: [years[unit.document_id]] if unit.document_id in years else [],
        "document": lambda unit: [unit.document_id],
        "region": lambda unit: unit.regions,
        "addressee": lambda unit: addressees.get(unit.passage_id, ()) if unit.kind == "recommendation" else (),
    }
