"""Registers a report: the file goes to corpus/reports, its row to the manifest, both in one step each."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from models.errors import CorpusError, ExtractionError, SettingsError
from pipeline.catalogue import COLUMNS, MANIFEST, Document, find_delimiter, read_manifest, usable_id
from pipeline.catalogue import bare_documents as find_bare_documents
from pipeline.files import hash_file, write_atomically

_PUBLISHED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
LONGEST_ID = 40
"""Ids found from file names stay short enough to be read in every row."""
MOST_BYTES = 200_000_000


class Given(NamedTuple):
    """What the user tells of a report; empty: find it out."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    family: str = ""
    language: str = ""
    replaces: str = ""


class Registered(NamedTuple):
    """The new row of the manifest, and the pages of the report."""

    row: dict[str, str]
    pages: int


def register_report(source: str, corpus: Path, given: Given) -> Registered:
    """Add a file or web address to a corpus. Raises GcmError, and changes nothing, where that cannot be done."""
    _check(given)
    with tempfile.TemporaryDirectory() as folder:
        file = download(source, Path(folder)) if is_address(source) else Path(source)
        return _register_file(file, corpus, given, source_page=source if is_address(source) else "")


def is_address(source: str) -> bool:
    """True for a web address."""
    return source.lower().startswith(("http://", "https://"))


def download(address: str, folder: Path) -> Path:
    """Fetch a PDF into a folder; raises SettingsError, one sentence, where that fails."""
    name = Path(unquote(urlsplit(address).path)).name or "report.pdf"
    try:
        with urlopen(Request(address, headers={"User-Agent": "gcmatrix"}), timeout=60) as answer:
            data = answer.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SettingsError(
            f"{address} cannot be fetched ({reason}); download it in a browser and add the file"
        ) from error
    if len(data) > MOST_BYTES:
        raise SettingsError(f"{address} is larger than {MOST_BYTES // 1_000_000} MB; download it and add the file")
    if b"%PDF-" not in data[:1024]:
        raise SettingsError(f"{address} is not a PDF but perhaps the page about it; give the address of the PDF itself")
    path = folder / name
    path.write_bytes(data)
    return path


def _check(given: Given) -> None:
    from extractors.families import load_families

    if given.published and not _PUBLISHED.fullmatch(given.published):
        raise SettingsError(f"{given.published!r} is not a date; write 2021, 2021-11 or 2021-11-30")
    families = sorted({*(family.name for family in load_families().families), "generic"})
    if given.family and given.family not in families:
        raise SettingsError(f"there is no family {given.family!r}; the families are {', '.join(families)}")
    if given.language and not re.fullmatch(r"[a-z]{2,3}", given.language):
        raise SettingsError(f"{given.language!r} is not the code of a language; write en, fr, es, ...")
    if given.id and not usable_id(given.id):
        raise SettingsError(f"{given.id!r} cannot be an id; use letters, digits, - and _")


def _register_file(file: Path, corpus: Path, given: Given, *, source_page: str) -> Registered:
    from extractors.kinds import find_family
    from pipeline.facts import find_document_language, find_published, find_title
    from pipeline.isolation import extract_apart
    from pipeline.passwords import password_from_environment

    known = _known_documents(corpus)
    document_id = given.id or _slug(file.stem)
    extraction = extract_apart(Document(document_id=document_id, path=file), password=password_from_environment())
    _refuse_known(known, document_id, extraction.sha256, given)
    row = {
        "document_id": document_id,
        "file": _place(file, corpus, document_id),
        "title": given.title or find_title(extraction, stem=file.stem),
        "publisher": given.publisher,
        "published": given.published or find_published(extraction.metadata),
        "language": given.language or find_document_language(extraction),
        "family": given.family or find_family(extraction),
        "edition": "original",
        "source_page": source_page,
        "sha256": extraction.sha256,
        "replaces": given.replaces,
    }
    write_atomically(corpus / MANIFEST, _manifest_with(corpus, known, row).encode("utf-8"))
    return Registered(row, extraction.pages)


def _known_documents(corpus: Path) -> list[Document]:
    if not corpus.is_dir():
        raise CorpusError(corpus, "there is no such folder; make it first, or name another with --corpus")
    if (corpus / MANIFEST).is_file():
        return read_manifest(corpus / MANIFEST, allow_empty=True)
    return find_bare_documents(corpus)


def _slug(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    short = words if len(words) <= LONGEST_ID else words[: LONGEST_ID + 1].rpartition("-")[0] or words[:LONGEST_ID]
    return short or "report"


def _refuse_known(known: Sequence[Document], document_id: str, sha256: str, given: Given) -> None:
    ids = {document.document_id.casefold() for document in known}
    if given.replaces and given.replaces.casefold() not in ids:
        names = ", ".join(sorted(document.document_id for document in known)) or "none yet"
        raise SettingsError(f"there is no report {given.replaces!r} to replace; the ids are {names}")
    twin = next((d for d in known if d.path.is_file() and hash_file(d.path) == sha256), None)
    if twin and twin.sha256:
        raise SettingsError(f"this very file is registered already, as {twin.document_id}")
    if document_id.casefold() in ids and not twin:
        raise SettingsError(f"the id {document_id!r} is taken by another report; choose one with --id")


def _place(file: Path, corpus: Path, document_id: str) -> str:
    """Path of the file inside the corpus folder, to which it is copied unless it lies there already."""
    inside = file.resolve()
    if not inside.is_relative_to(corpus.resolve()):
        inside = corpus.resolve() / "reports" / f"{document_id}.pdf"
        if inside.exists() and hash_file(inside) != hash_file(file):
            raise ExtractionError(file, f"another file lies at {inside.name} in the corpus; choose another --id")
        write_atomically(inside, file.read_bytes())
    return inside.relative_to(corpus.resolve()).as_posix()


def _manifest_with(corpus: Path, known: Sequence[Document], row: Mapping[str, str]) -> str:
    """The manifest as it was, all its columns kept, and the new row; bare PDFs of the folder get rows too."""
    path = corpus / MANIFEST
    rows: list[dict[str, str]] = []
    header = list(COLUMNS)
    delimiter = ","
    if path.is_file():
        text = path.read_text(encoding="utf-8-sig")
        delimiter = find_delimiter(path)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = list(reader)
        header = [*(reader.fieldnames or []), *(name for name in COLUMNS if name not in (reader.fieldnames or []))]
    else:
        rows = [{"document_id": d.document_id, "file": d.path.relative_to(corpus).as_posix()} for d in known]
    rows = [old for old in rows if old["document_id"] != row["document_id"]]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header, restval="", extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, row])
    return buffer.getvalue()
