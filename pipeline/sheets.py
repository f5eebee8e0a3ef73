"""Rows of the datasets → the sheets of the workbook, which mirror the printed annexes; no spreadsheet library here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.datasets import data_dictionary, sort_list

SHOWN_HEADINGS = 2
"""Innermost headings that a section is named by; the datasets have them all."""

LONGEST_STEM = 100

Rows = Mapping[str, Sequence[Any]]


class Column(NamedTuple):
    """A heading, its width in characters, and what a row shows there.

    `added` is what the program adds to the printed columns; `mark` a narrow column with a turned heading.
    """

    title: str
    width: float
    cell: Callable[[Any], str]
    added: bool = False
    mark: bool = False


class Row(NamedTuple):
    """The cells of a row, and the page that it came from."""

    cells: tuple[str, ...]
    document_id: str
    page: int


class Sheet(NamedTuple):
    """One sheet: `group` is the column whose change starts a new block, `frozen` the columns that stay in sight."""

    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    group: int
    frozen: int


def make_annexes(rows: Rows) -> list[Sheet]:
    """The annexes, in order."""
    return [
        make_sheet("Activities", "The matrix of activities, by category.", ACTIVITIES, rows["activities"], frozen=4),
        make_sheet("Country mapping", "The country tables, by region.", COUNTRIES, rows["country_actions"], frozen=4),
        make_sheet("Practices", "Promising practices.", PRACTICES, rows["practices"], frozen=3),
        make_sheet(
            "Recommendations",
            "What is asked for, by report and section: of whom, how strongly, for whom.",
            RECOMMENDATIONS,
            rows["recommendations"],
            frozen=4,
        ),
    ]


def make_lists(rows: Rows) -> list[Sheet]:
    """The lists at the end of reports, and the organizations that all of them name."""
    members, acronyms = rows.get("memberships", ()), rows.get("acronyms", ())
    return [
        make_sheet("Members", "Members and observers, as listed.", MEMBERS, members, frozen=3),
        make_sheet("Acronyms", "Acronyms that a report explains.", ACRONYMS, acronyms, frozen=3),
        _make_organizations(rows.get("organizations", ())),
    ]


def _make_organizations(found: Iterable[Any]) -> Sheet:
    """Organizations of all reports, most named first; they stand on no single page."""
    ordered = sorted(found, key=lambda row: (-row.mentions, row.canonical.casefold()))
    rows = tuple(Row(tuple(column.cell(row) for column in ORGANIZATIONS), "", 0) for row in ordered)
    about = "Organizations that the reports name, under their official names."
    return Sheet("Organizations", about, ORGANIZATIONS, rows, group=0, frozen=1)


def make_dictionary() -> Sheet:
    """What each column of the datasets means."""
    columns = tuple(
        Column(title, width, itemgetter(field))
        for title, width, field in (
            ("Dataset", 18, "dataset"),
            ("Column", 22, "column"),
            ("Type", 14, "type"),
            ("Meaning", 90, "meaning"),
        )
    )
    rows = tuple(Row(tuple(column.cell(entry) for column in columns), "", 0) for entry in data_dictionary())
    return Sheet("Columns", "Every column of the datasets (CSV and Parquet).", columns, rows, group=0, frozen=2)


def make_sheet(title: str, about: str, columns: Sequence[Column], found: Iterable[Any], *, frozen: int) -> Sheet:
    """A sheet with report and page first; rows by report, inside it in reading order."""
    shown = (REPORT, PAGE, *columns)
    rows = tuple(
        Row(tuple(column.cell(row) for column in shown), row.document_id, row.page_first)
        for row in sorted(found, key=lambda row: row.document_id)
    )
    return Sheet(title, about, shown, rows, group=2 if columns[0].title in GROUPED_BY else 0, frozen=frozen)


def to_text(value: object) -> str:
    """A value of a row as a person writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(sort_list(value))
    return "" if value is None else str(value)


def short_section(section: str) -> str:
    """The innermost headings of a section."""
    headings = section.split(" > ")
    kept = " > ".join(headings[-SHOWN_HEADINGS:])
    return f"… > {kept}" if len(headings) > SHOWN_HEADINGS else kept


def shorten(text: str, longest: int) -> str:
    """A text cut between two words."""
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + " …"


def _stem(row: Any) -> str:
    """The beginning of the sentence that a recommendation completes; many rows share it, so it is kept short."""
    return shorten(str(row.text_in_context).removesuffix(row.text).strip(), LONGEST_STEM)


def _printed(title: str, width: float, field: str) -> Column:
    return Column(title, width, lambda row: to_text(getattr(row, field)))


def _added(title: str, width: float, field: str) -> Column:
    return Column(title, width, lambda row: to_text(getattr(row, field)), added=True)


REPORT = _added("Report", 15, "document_id")
PAGE = _added("Page", 6, "page_first")
DATES = (_added("From", 10, "date_start"), _added("To", 10, "date_end"))
SECTION = Column("Section", 26, lambda row: short_section(row.section))
GROUPED_BY = ("Category", "Region", "Section")

ACTIVITIES = (
    _printed("Category", 14, "category"),
    _printed("Organization", 19, "organization"),
    _printed("Project / activity", 20, "project"),
    _printed("Description", 54, "description"),
    _printed("Primary constituency", 13, "primary_constituency"),
    _printed("Other stakeholders", 24, "other_stakeholders"),
    _printed("GCM objectives", 13, "gcm_objectives"),
    _printed("Focal point", 13, "focal_point_name"),
    _printed("E-mail", 24, "focal_point_email"),
    _added("Objective codes", 12, "declared_codes"),
    _added("Countries", 10, "countries"),
    *DATES,
)
COUNTRIES = (
    _printed("Region", 12, "region"),
    _printed("Country", 16, "country"),
    _printed("Type of action", 19, "type_of_action"),
    _printed("Initiator", 26, "initiator"),
    _printed("Description", 54, "description"),
    _printed("Source of information", 26, "info_source"),
    _added("Initiated by", 24, "initiator_organizations"),
    _added("ISO codes", 9, "iso3"),
    _added("Regional scope", 9, "regional_scope"),
    _added("Action", 14, "action"),
    _added("Sectors", 14, "sectors"),
    *DATES,
    _added("Before the Compact", 10, "predates_gcm"),
)
PRACTICES = (
    _printed("Name", 22, "name"),
    _printed("Implementing partners", 32, "implementing_partners"),
    _printed("Time", 12, "time"),
    _printed("Short description", 64, "short_description"),
    _printed("More information", 26, "more_information"),
    *DATES,
)
RECOMMENDATIONS = (
    SECTION,
    _printed("Number", 8, "number"),
    _printed("Recommendation", 60, "text"),
    Column("Completes", 28, _stem),
    _added("Addressee", 13, "addressee"),
    _added("Told by", 14, "addressee_evidence"),
    _added("Verb", 11, "action_verb"),
    _added("Strength", 9, "strength"),
    _added("For whom", 14, "target_groups"),
    _added("Principles", 14, "principles"),
    _added("By when", 9, "time_frame"),
    _added("Main objectives", 10, "primary"),
    _added("Other objectives", 10, "secondary"),
    _added("Countries", 10, "countries"),
    _added("Organizations", 22, "organizations"),
)
MEMBERS = (
    _printed("Organization", 70, "organization"),
    _printed("Acronym", 14, "acronym"),
    _added("Observer", 10, "observer"),
)
ORGANIZATIONS = (
    _added("Organization", 60, "canonical"),
    _added("Acronym", 12, "acronym"),
    _added("Kind", 16, "kind"),
    _added("Country", 9, "country"),
    _added("Reports", 9, "documents"),
    _added("Mentions", 9, "mentions"),
    _added("Spelled", 50, "aliases"),
    _added("In the list", 9, "listed"),
)
ACRONYMS = (
    _printed("Acronym", 16, "acronym"),
    _printed("Stands for", 80, "expansion"),
    _added("Found in", 10, "source"),
)
