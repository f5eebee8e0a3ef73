"""What a file tells of itself: title, date, language; used where the manifest is silent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.lexicons.iso import language_name
from models.records.layout import Extraction
from models.records.outcome import Problem
from pipeline.languages import TAGGED_LANGUAGE, UNKNOWN, find_language

_DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_NOT_A_TITLE = re.compile(
    r"^(?:microsoft \w+ - .*|untitled.*|.*\bdistr\.:.*|.*\.(?:docx?|pdf|indd|pptx?|odt|rtf|qxp|tex))$", re.I
)


def find_title(extraction: Extraction, *, stem: str) -> str:
    """The title in the file's properties, else what is printed largest at the front, else the file's name."""
    named = extraction.metadata.get("Title", "").strip()
    if _NOT_A_TITLE.match(named) or named.casefold() == stem.casefold():
        named = ""
    titles = [block for block in extraction.blocks if block.kind == "title"]
    headings = [block for block in extraction.blocks if block.kind == "heading" and block.page_first <= 2]
    printed = [(block.size, " ".join(block.text.split()).rstrip("*† ")) for block in titles or headings]
    likely = [entry for entry in printed if _is_long(entry[1]) and not _NOT_A_TITLE.match(entry[1])]
    _, largest = max(likely or printed, key=lambda entry: entry[0], default=(0.0, ""))
    return next(filter(None, (named if _is_long(named) or not likely else "", largest, named, stem)))


def _is_long(text: str) -> bool:
    """One or two words are more often a publisher or a heading than the title of a report."""
    return len(text.split()) >= 3


def find_published(metadata: Mapping[str, str]) -> str:
    """Date in the file's properties, ISO and as precise as given there; empty where there is none."""
    match = _DATE.match(metadata.get("CreationDate", ""))
    if not match:
        return ""
    year, month, day = match.groups()
    valid = int(year) >= 1900 and 1 <= int(month or 1) <= 12 and 1 <= int(day or 1) <= 31
    return "-".join(part for part in (year, month, day) if part) if valid else ""


def find_document_language(extraction: Extraction) -> str:
    """Language of most of the text: its code, `und` for an unknown one, empty where there is too little to tell."""
    prose = [block.text for block in extraction.blocks if block.kind in ("paragraph", "list_item", "quote")]
    cells = [cell.text for block in extraction.blocks if block.table for cell in block.table.cells]
    everything = [*(block.text for block in extraction.blocks), *cells]
    language = find_language(" ".join(prose))
    return (language if language not in (None, UNKNOWN) else find_language(" ".join(everything))) or ""


def language_problem(document_id: str, language: str, name: str) -> Problem | None:
    """Text that the objective rules cannot read: said once for the document."""
    if language in ("", TAGGED_LANGUAGE):
        return None
    known = f"is in {language_name(language)}" if language != UNKNOWN else "is in a language that could not be told"
    message = f"{name} {known}: its passages are listed but not tagged; an English edition can be tagged"
    return Problem(document_id=document_id, stage="segment", severity="warning", message=message)
