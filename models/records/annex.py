"""One row class per dataset: field order is column order, descriptions are the data dictionary.

A tuple is a list cell (joined by `;`, sorted where order has no meaning). Empty text is an empty cell;
None means that it cannot be told. Dates are ISO, as precise as printed (`2019`, `2019-07`, `2019-07-04`).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.records.layout import Record

PassageKind = Literal[
    "narrative", "finding", "recommendation", "activity", "country_action", "practice", "box", "quote", "form"
]
Status = Literal["ok", "partial", "failed"]
TagSource = Literal["declared", "cited", "inferred", "reviewed"]
Grade = Literal["primary", "secondary"]
MentionLabel = Literal["ORG", "COUNTRY", "COUNTRY_ADJ", "REGION"]

Codes = tuple[str, ...]
Names = tuple[str, ...]


class DocumentRow(Record):
    """One report of the corpus and how its reading ended."""

    document_id: str = Field(description="id of the report, as in the manifest")
    title: str = Field(default="", description="title of the report")
    publisher: str = Field(default="", description="who published it")
    published: str = Field(default="", description="date of publication, ISO, as precise as known")
    language: str = Field(default="", description="ISO 639-1 code of the language of the text; empty: not told")
    family: str = Field(default="", description="report family: decides which headings mean which column")
    pages: int | None = Field(default=None, description="number of pages; empty where the file cannot be opened")
    sha256: str = Field(default="", description="SHA-256 of the file")
    status: Status = Field(description="ok, partial (something was lost, see problems) or failed (nothing was read)")
    problem: str = Field(default="", description="the gravest problem in one sentence")
    edition: str = Field(
        default="", description="original, or digest where the file retells the original in other words"
    )
    readers: Names = Field(default=(), description="which reader read how many pages (pdfium 12)")
    pages_need_ocr: Names = Field(default=(), description="pages that show something but gave no text")
    words: int | None = Field(default=None, description="words that the reader saw")
    words_lost: int | None = Field(
        default=None, description="words among them that are in no paragraph, table, note or running header or footer"
    )
    tables: int | None = Field(default=None, description="tables, each counted once over page ends")
    table_rows: int | None = Field(default=None, description="rows of all tables")
    running_lines: int | None = Field(default=None, description="running headers, footers and page numbers taken out")
    notes: int | None = Field(default=None, description="numbered footnotes and end notes")
    notes_tied: int | None = Field(default=None, description="notes whose marker was found in the text")
    needs_review: int | None = Field(default=None, description="tagged passages whose objectives are not clear")
    period_start: str = Field(default="", description="first date of the reporting period, ISO, as precise as known")
    period_end: str = Field(default="", description="last date of the reporting period")
    digest_of: str = Field(default="", description="the report that a digest retells: its id or title")


class Passage(Record):
    """A passage of running text: the unit that is tagged and coded."""

    passage_id: str = Field(description="stable id of the passage")
    document_id: str = Field(description="report in which it stands")
    kind: PassageKind = Field(description="what the passage is")
    section: str = Field(default="", description="headings above it, outermost first, joined by ' > '")
    number: str = Field(default="", description="printed number or letter, with that of its section (4.c)")
    text: str = Field(description="cleaned text without its number or letter")
    parent_id: str = Field(default="", description="passage whose sentence or list it completes")
    page_first: int = Field(description="first page, 1-based as a PDF viewer counts")
    page_last: int = Field(description="last page")
    bbox: tuple[float, float, float, float] = Field(
        description="x0,top,x1,bottom on its first page in points, origin top left"
    )
    printed: str = Field(default="", description="the lines as printed")
    title: str = Field(default="", description="title of a box, caption of a table or bold words a passage begins with")


class Activity(Record):
    """One activity of a matrix of activities."""

    activity_id: str = Field(description="stable id of the activity")
    document_id: str = Field(description="report in which it stands")
    category: str = Field(default="", description="heading above the table")
    organization: str = Field(default="", description="organisation as printed")
    project: str = Field(default="", description="name of the project or activity as printed")
    description: str = Field(default="", description="description, then text of the label area without a label")
    primary_constituency: str = Field(default="", description="primary constituency as printed")
    other_stakeholders: str = Field(default="", description="other stakeholders as printed")
    gcm_objectives: str = Field(default="", description="declared objectives as printed")
    declared_codes: Codes = Field(default=(), description="declared objectives as codes")
    focal_point_name: str = Field(default="", description="focal point as printed")
    focal_point_email: str = Field(default="", description="e-mail address of the focal point")
    countries: Names = Field(default=(), description="ISO 3166-1 alpha-3 codes of the places of the activity")
    date_start: str = Field(default="", description="first date named for the activity")
    date_end: str = Field(default="", description="last date named for the activity")
    page_first: int = Field(description="first page")
    page_last: int = Field(description="last page")
    bbox: tuple[float, float, float, float] = Field(description="x0,top,x1,bottom of its first cell in points")


class CountryAction(Record):
    """One row of a country table by region."""

    row_id: str = Field(description="stable id of the row")
    document_id: str = Field(description="report in which it stands")
    region: str = Field(default="", description="region of the table")
    country: str = Field(default="", description="country as printed, without the mark of a regional scope")
    iso3: Names = Field(default=(), description="ISO 3166-1 alpha-3 codes of the countries")
    regional_scope: bool = Field(description="true where the row is marked as regional")
    action: str = Field(default="", description="kind of action (Meeting, Coordination, Funding, ...)")
    sectors: Names = Field(default=(), description="sectors that act (UN, Government, Civil society, ...)")
    initiator: str = Field(default="", description="initiator as printed")
    description: str = Field(default="", description="description as printed")
    date_start: str = Field(default="", description="first date")
    date_end: str = Field(default="", description="last date")
    predates_gcm: bool | None = Field(default=None, description="true where the row says that it predates the Compact")
    info_source: str = Field(default="", description="source of the information as printed")
    type_of_action: str = Field(default="", description="the printed cell, in its right column")
    page_first: int = Field(description="first page")
    page_last: int = Field(description="last page")
    bbox: tuple[float, float, float, float] = Field(description="x0,top,x1,bottom of its first cell in points")
    initiator_organizations: Names = Field(default=(), description="organisations and governments of the initiator")


class Practice(Record):
    """One promising practice."""

    row_id: str = Field(description="stable id of the row")
    document_id: str = Field(description="report in which it stands")
    name: str = Field(default="", description="name of the practice as printed")
    implementing_partners: str = Field(default="", description="partners as printed")
    time: str = Field(default="", description="time as printed")
    short_description: str = Field(default="", description="description as printed")
    more_information: str = Field(default="", description="source of more information as printed")
    date_start: str = Field(default="", description="first date")
    date_end: str = Field(default="", description="last date; empty where it goes on")
    page_first: int = Field(description="first page")
    page_last: int = Field(description="last page")
    bbox: tuple[float, float, float, float] = Field(description="x0,top,x1,bottom of its first cell in points")


class Recommendation(Record):
    """A passage that recommends, with whom it addresses and what it asks for."""

    passage_id: str = Field(description="passage that recommends")
    document_id: str = Field(description="report in which it stands")
    number: str = Field(default="", description="printed number or letter (4.c)")
    section: str = Field(default="", description="headings above it")
    text: str = Field(description="cleaned text")
    text_in_context: str = Field(default="", description="with the stem that it completes")
    addressee: Names = Field(default=(), description="who is asked: States, UN, civil society, ..., all")
    action_verb: str = Field(default="", description="the verb of what is asked, base form")
    strength: str = Field(default="", description="must, should, call on or consider")
    target_groups: Names = Field(default=(), description="groups of people concerned")
    time_frame: str = Field(default="", description="by when, ISO or as printed")
    primary: Codes = Field(default=(), description="primary objectives (inferred)")
    secondary: Codes = Field(default=(), description="secondary objectives (inferred or cited)")
    countries: Names = Field(default=(), description="ISO 3166-1 alpha-3 codes named")
    organizations: Names = Field(default=(), description="organisations named")
    page_first: int = Field(description="first page")
    page_last: int = Field(description="last page")
    principles: Names = Field(default=(), description="guiding principles of the Compact that it speaks to")
    addressee_evidence: str = Field(default="", description="the heading or the words that told the addressee")


class Mention(Record):
    """An organisation or place named in a passage, activity or row."""

    subject_id: str = Field(description="passage, activity or row in which it is named")
    document_id: str = Field(default="", description="report in which it stands")
    label: MentionLabel = Field(description="ORG, COUNTRY, COUNTRY_ADJ or REGION")
    mention: str = Field(description="exactly as spelled")
    start: int = Field(description="first character in the text, 0-based")
    end: int = Field(description="character after the last")
    occurrence: int = Field(description="1-based among all appearances of that exact string in the text")
    iso3: str = Field(default="", description="ISO 3166-1 alpha-3 code of a country")
    canonical: str = Field(default="", description="official name to file it under")
    entity_id: str = Field(default="", description="organisation in `organizations`")
    role: str = Field(
        default="",
        description="organisation: lead, partner, funder, host or participant; country: place, origin, transit, "
        "destination or subject; empty: not told",
    )
    method: str = Field(default="", description="lexicon, document acronym, shape, fuzzy or statistical")
    score: float | None = Field(default=None, description="similarity of a fuzzy match, 0..1; 1 for an exact one")
    role_evidence: str = Field(default="", description="the words or the column that told the role")
    matched: str = Field(default="", description="spelling of the list that a misspelt name was taken for (fuzzy)")


class ObjectiveTag(Record):
    """One objective of one passage, activity or row, from one source."""

    subject_id: str = Field(description="passage, activity or row that is tagged")
    document_id: str = Field(default="", description="report in which it stands")
    objective: str = Field(description="code of the objective (1..23, IFR, NONE)")
    action: str = Field(default="", description="letter of the action (h)")
    grade: Grade = Field(description="primary or secondary")
    source: TagSource = Field(description="declared in a field for it, cited in running text, inferred or reviewed")
    score: float | None = Field(default=None, description="probability 0..1; empty for declared")
    keyword_score: float | None = Field(default=None, description="score of the keyword rules alone")
    embedding_score: float | None = Field(default=None, description="similarity to the nearest action or prose")
    evidence: str = Field(default="", description="the words or the sentence that decided")
    rule_ids: Names = Field(default=(), description="rules that fired")
    margin: float | None = Field(
        default=None, description="how clear it is: 1 without doubt, 0.5 with one error to expect"
    )
    head_score: float | None = Field(default=None, description="probability by the trained head alone")
    needs_review: bool | None = Field(default=None, description="true where the passage is among the least clear fifth")


class DeclaredInferred(Record):
    """What one activity or box declares beside what its text shows."""

    subject_id: str = Field(description="activity or passage that declares objectives")
    document_id: str = Field(description="report in which it stands")
    organization: str = Field(default="", description="who declares, as printed; empty for a box")
    declared: Names = Field(default=(), description="objectives declared in a field for them")
    inferred: Names = Field(default=(), description="objectives that the text shows, primary and secondary")
    both: Names = Field(default=(), description="declared, and the text shows them")
    only_declared: Names = Field(default=(), description="declared, and the text does not show them")
    only_inferred: Names = Field(default=(), description="shown by the text, and not declared")
    agreement: float | None = Field(
        default=None, description="shared objectives divided by all (Jaccard); empty where neither has any"
    )
    page_first: int = Field(description="first page")
    page_last: int = Field(description="last page")


class Organization(Record):
    """An organisation named anywhere in the corpus."""

    entity_id: str = Field(description="stable id of the organisation")
    canonical: str = Field(description="official name")
    acronym: str = Field(default="", description="acronym")
    aliases: Names = Field(default=(), description="spellings seen in the corpus")
    kind: str = Field(default="", description="kind of body (un, intergovernmental, network, ngo, ...)")
    country: str = Field(default="", description="ISO code of its country, where it is national")
    documents: int = Field(description="number of reports that name it")
    mentions: int = Field(description="number of mentions")
    listed: bool = Field(default=True, description="false where the list of organisations has no such name")


class Acronym(Record):
    """An acronym that a report explains, in a list or in its text."""

    document_id: str = Field(description="report that explains it")
    acronym: str = Field(description="as printed")
    expansion: str = Field(description="what it stands for")
    page_first: int = Field(description="page of the explanation")
    source: Literal["list", "text"] = Field(default="list", description="list of acronyms, or running text")


class Membership(Record):
    """A member or observer in a membership list."""

    document_id: str = Field(description="report with the list")
    organization: str = Field(description="as printed, without the mark of an observer")
    acronym: str = Field(default="", description="acronym printed beside it")
    observer: bool = Field(description="true where it is marked as an observer")
    page_first: int = Field(description="page of the list")


class Declared(Record):
    """An objective list as printed, with the codes that it stands for."""

    subject_id: str
    printed: str
    codes: Codes = ()
    note: str = ""
    """Words that stand instead of numbers."""
