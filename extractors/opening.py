"""Bytes → an opened file: as it is, else a repaired copy, else for pdfplumber alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractors import pdfium, repair
from extractors.plumber import PlumberFile
from models.errors import ExtractionError

MOST_PAGES = 20_000
"""Pages that are looked at. A page tree of a kilobyte can promise a million; each costs memory, and the time for a
file is over long before."""
HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Bytes from the start in which readers look for the header."""
OTHER_KINDS = {
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"pk\x03\x04": "a Word, Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"{\\rtf": "an RTF file",
    b"%!ps": "a PostScript file",
    b"\x89png": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""How files of other kinds begin, in lower case."""

REPAIRED = "the file is damaged and was read from a repaired copy; compare the pages with a viewer"
PLUMBER_ONLY = "the file is damaged and only the second reader can read it; compare the pages with a viewer"
PROMISED = "the file promises {promised} pages but holds {held}; get a complete copy of it if pages are missing"
TOO_MANY_PAGES = f"only the first {MOST_PAGES} pages were looked at; split the file"
OTHER_DOCUMENT = "the file holds a second document that is not read; print it to a new PDF from a viewer that shows it"
NO_PAGES = "the file has no page that can be read; get a complete copy of it"

_CATALOGUE = re.compile(rb"/Root\s+(\d+\s+\d+)\s+R")


class Opened(NamedTuple):
    """A file ready to be read: its bytes or those of a repaired copy; `pdf` is None where pdfium cannot open it."""

    data: bytes
    password: str | None
    pdf: Any
    pages: int
    loadable: int
    """Pages that the page tree really holds."""
    notes: tuple[str, ...] = ()


def open_file(path: Path, data: bytes, password: str | None) -> Opened:
    """Open a file in the way that gives most pages. Raises `ExtractionError`, one sentence, where none gives any."""
    data = _without_preface(data)
    opened = _open_best(path, data, password)
    return opened._replace(notes=(*opened.notes, OTHER_DOCUMENT)) if _holds_another(data, opened) else opened


def _open_best(path: Path, data: bytes, password: str | None) -> Opened:
    failure = ExtractionError(path, NO_PAGES)
    found = []
    try:
        found.append(_open(path, data, password))
        if _is_complete(found[0]):
            return found[0]
    except ExtractionError as error:
        failure = _name_other_kind(path, data) or error
    found += [*_open_repaired(path, data, password), *_open_with_plumber(data, password, found)]
    best = max(found, key=lambda opened: (opened.loadable, -opened.pages), default=None)
    if best is None or not best.loadable:
        raise failure
    return best


def _holds_another(data: bytes, opened: Opened) -> bool:
    """True where trailers name two catalogues, and pdfplumber, which follows the other one, finds more pages."""
    if len(set(_CATALOGUE.findall(data))) < 2:
        return False
    with PlumberFile(data, opened.password) as file:
        return file.count_pages() > opened.loadable


def _without_preface(data: bytes) -> bytes:
    """The bytes from the header on, where other things (a mail, a web answer) were saved before it."""
    start = data.find(HEADER)
    return data[start:] if start > HEADER_WITHIN - len(HEADER) else data


def _name_other_kind(path: Path, data: bytes) -> ExtractionError | None:
    begin = data[:HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((kind for mark, kind in OTHER_KINDS.items() if begin.startswith(mark)), None)
    return ExtractionError(path, f"the file is {kind}, not a PDF; download or export the PDF itself") if kind else None


def _open(path: Path, data: bytes, password: str | None) -> Opened:
    pdf = pdfium.open_pdf(path, data, password)
    promised, loadable = len(pdf), pdfium.find_loadable(pdf, MOST_PAGES)
    pages = loadable[-1] if loadable else min(promised, 1)
    notes = [TOO_MANY_PAGES] if promised > MOST_PAGES == len(loadable) else []
    if len(loadable) < promised and not notes:
        notes = [PROMISED.format(promised=promised, held=len(loadable))]
    return Opened(data, password, pdf, pages, len(loadable), tuple(notes))


def _is_complete(opened: Opened) -> bool:
    return bool(opened.loadable) and not opened.notes and not _more_pages(opened)


def _more_pages(opened: Opened) -> bool:
    """True where the page tree holds more pages than it says, which pdfium believes."""
    return (repair.count_pages(opened.data, opened.password) or 0) > opened.loadable


def _open_repaired(path: Path, data: bytes, password: str | None) -> Iterator[Opened]:
    copy = repair.repair(data, password)
    if copy is None:
        return
    try:
        opened = _open(path, copy, None)
    except ExtractionError:
        return
    yield opened._replace(notes=(REPAIRED, *opened.notes))


def _open_with_plumber(data: bytes, password: str | None, found: list[Opened]) -> Iterator[Opened]:
    if any(opened.loadable for opened in found):
        return
    with PlumberFile(data, password) as file:
        pages = min(file.count_pages(), MOST_PAGES)
    if pages:
        yield Opened(data, password, None, pages, pages, (PLUMBER_ONLY,))
