"""File → pages of ink: pdfium first; a repaired copy or pdfplumber where pdfium fails or sees nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from extractors import pdfium, plumber
from extractors.spool import Spool
from models.errors import ExtractionError
from models.records.ink import PageInk


class Reading(NamedTuple):
    """All pages of a file, what the file says of itself, and its hash."""

    pages: Sequence[PageInk]
    metadata: dict[str, str]
    sha256: str
    repaired: bool


def read_file(path: Path, *, password: str | None = None) -> Reading:
    """Read a file with the first reader that can. Raises `ExtractionError` with one sentence where none can."""
    data = _read_bytes(path)
    pages, metadata, repaired = _first_reading(path, data, password)
    if not pages:
        raise ExtractionError(path, "the file has no pages; get a complete copy of it")
    return Reading(_reread_empty(pages, data, password), metadata, hashlib.sha256(data).hexdigest(), repaired)


def _read_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ExtractionError(
            path, f"the file cannot be opened ({reason}); check its name and your rights to it"
        ) from error
    if not data.strip():
        raise ExtractionError(path, "the file is empty; download or export it again")
    return data


def _first_reading(path: Path, data: bytes, password: str | None) -> tuple[Sequence[PageInk], dict[str, str], bool]:
    try:
        pages, metadata = pdfium.read_document(path, data, password)
        if pages:
            return pages, metadata, False
    except pdfium.EncryptedError:
        raise
    except ExtractionError as error:
        failure: ExtractionError | None = error
    else:
        failure = None
    repaired = _repair(data, password)
    if repaired is not None:
        pages, metadata = pdfium.read_document(path, repaired, None)
        return pages, metadata, True
    pages = _read_with_plumber(data, password)
    if not pages and failure is not None:
        raise failure
    return pages, {}, False


def _repair(data: bytes, password: str | None) -> bytes | None:
    """The file written anew by pikepdf; None where it cannot be repaired."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            if not len(pdf.pages):
                return None
            copy = BytesIO()
            pdf.save(copy)
            return copy.getvalue()
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return None


def _read_with_plumber(data: bytes, password: str | None) -> list[PageInk]:
    try:
        return list(plumber.read_pages(data, password=password))
    except Exception:  # pdfminer raises all kinds of errors on a damaged file; the caller reports the first reader's
        return []


def _reread_empty(pages: Sequence[PageInk], data: bytes, password: str | None) -> Sequence[PageInk]:
    """Ask pdfplumber for the pages on which pdfium found no word."""
    empty = [page.number for page in pages if not page.words]
    if not empty or any(page.reader == "pdfplumber" for page in pages):
        return pages
    found = {}
    for number in empty:
        try:
            found[number] = next(plumber.read_pages(data, range(number, number + 1), password=password))
        except Exception:  # a second opinion that fails changes nothing: the page stays unread and is reported
            break
    return Spool(found[p.number] if p.number in found and found[p.number].words else p for p in pages)
