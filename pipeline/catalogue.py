"""corpus/manifest.csv (or a folder of bare PDFs) → the documents to work on."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from models.errors import CorpusError, SettingsError
from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.files import hash_file

MANIFEST = "manifest.csv"
COLUMNS = (
    "document_id",
    "file",
    "title",
    "publisher",
    "published",
    "period_start",
    "period_end",
    "language",
    "family",
    "edition",
    "source_page",
    "sha256",
    "replaces",
    "digest_of",
)
NEEDED = ("document_id", "file")
OTHER_FORMATS = {".doc", ".docx", ".odt", ".ppt", ".pptx", ".odp", ".rtf", ".epub"}


class Document(Record):
    """One report of the corpus: where its file is and what the manifest tells of it (empty: not told)."""

    document_id: str
    path: Path
    title: str = ""
    publisher: str = ""
    published: str = ""
    period_start: str = ""
    period_end: str = ""
    language: str = ""
    family: str = ""
    edition: Literal["", "original", "digest"] = ""
    source_page: str = ""
    sha256: str = ""
    """As registered in the manifest."""
    replaces: str = ""
    digest_of: str = ""
    """The report that a digest retells."""


class Catalogue(Record):
    """The reports to work on, and what was noticed on the way."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


def read_catalogue(corpus: Path, only: Iterable[str] = ()) -> Catalogue:
    """Documents of a folder, sorted by id. Raises CorpusError where the folder cannot be used as a whole."""
    if not corpus.is_dir():
        raise CorpusError(corpus, "there is no such folder; name the folder with your reports with --corpus")
    manifest = corpus / MANIFEST
    documents = read_manifest(manifest) if manifest.is_file() else bare_documents(corpus)
    if not documents:
        raise CorpusError(corpus, f"there is neither a {MANIFEST} nor a PDF in this folder")
    _refuse_duplicates(manifest if manifest.is_file() else corpus, documents)
    kept, replaced = _leave_out_replaced(documents)
    problems = [*replaced, *_registered_otherwise(kept), *_not_read(corpus, documents)]
    return Catalogue(documents=_only(kept, tuple(only)), problems=tuple(problems))


def read_manifest(manifest: Path, *, allow_empty: bool = False) -> list[Document]:
    """Rows of a manifest as documents; raises CorpusError for a missing column or a row without an id or file."""
    rows = list(csv.DictReader(io.StringIO(_decode(manifest)), delimiter=find_delimiter(manifest)))
    header = rows[0].keys() if rows else _header(manifest)
    missing = [column for column in NEEDED if column not in header]
    if missing:
        raise CorpusError(manifest, f"the column {' and '.join(missing)} is missing; the first line must name it")
    filled = [(line, row) for line, row in enumerate(rows, start=2) if any(_texts(row).values())]
    if not filled and not allow_empty:
        raise CorpusError(manifest, "the manifest lists no report; add one with: gcmatrix add FILE")
    return [_row_to_document(manifest, line, row) for line, row in filled]


def _decode(manifest: Path) -> str:
    try:
        return manifest.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(manifest, "the manifest is not UTF-8; save it again as CSV UTF-8") from error


def _header(manifest: Path) -> list[str]:
    return next(csv.reader(io.StringIO(_decode(manifest)), delimiter=find_delimiter(manifest)), [])


def find_delimiter(manifest: Path) -> str:
    """Spreadsheets of many countries save CSV with semicolons."""
    first = _decode(manifest).partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _texts(row: dict[str, str | None]) -> dict[str, str]:
    return {column: (row.get(column) or "").strip() for column in COLUMNS}


def _row_to_document(manifest: Path, line: int, row: dict[str, str | None]) -> Document:
    texts = _texts(row)
    for column in NEEDED:
        if not texts[column]:
            raise CorpusError(manifest, f"line {line} has no {column}; fill it in or delete the line")
    document_id, edition = texts["document_id"], texts["edition"].lower()
    if not usable_id(document_id):
        raise CorpusError(manifest, f"line {line}: {document_id!r} cannot be an id; use letters, digits, - and _")
    if edition not in ("", "original", "digest"):
        raise CorpusError(manifest, f"line {line}: edition {edition!r} must be original or digest")
    path = _locate(manifest.parent, texts.pop("file"))
    return Document.model_validate({**texts, "edition": edition, "path": path})


def usable_id(document_id: str) -> bool:
    """True where an id can be a file name on every system."""
    return not document_id.startswith(".") and not set(document_id) & set('/\\:*?"<>|\n\t\0')


def _locate(corpus: Path, file: str) -> Path:
    inside = corpus / "reports" / file
    return inside if not (corpus / file).exists() and inside.exists() else corpus / file


def bare_documents(corpus: Path) -> list[Document]:
    """The PDFs of a folder, or of its folder `reports`, each with its stem as id."""
    paths = _pdfs(corpus) or _pdfs(corpus / "reports")
    return [Document(document_id=path.stem, path=path) for path in paths]


def _pdfs(folder: Path) -> list[Path]:
    return _files(folder, {".pdf"})


def _files(folder: Path, suffixes: set[str]) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix.lower() in suffixes and not path.name.startswith("."))
    return sorted(path for path in found if path.is_file())


def _refuse_duplicates(where: Path, documents: list[Document]) -> None:
    """Ids name files, so two that differ only in case are duplicates too."""
    counts = Counter(document.document_id.casefold() for document in documents)
    twice = sorted({d.document_id for d in documents if counts[d.document_id.casefold()] > 1})
    if twice:
        raise CorpusError(where, f"the id {', '.join(twice)} stands for more than one report; each needs its own")


def _leave_out_replaced(documents: list[Document]) -> tuple[list[Document], list[Problem]]:
    """A report and the one that it replaces are never counted side by side; the original stays."""
    by_id = {document.document_id: document for document in documents}
    out: dict[str, str] = {}
    for document in documents:
        other = by_id.get(document.replaces)
        if other is None or other == document or not document.path.is_file():
            continue
        loser, winner = (document, other) if _is_only_digest(document, other) else (other, document)
        out[loser.document_id] = winner.document_id
    notes = [_note(loser, f"left out because {winner} replaces it") for loser, winner in sorted(out.items())]
    return [document for document in documents if document.document_id not in out], notes


def _is_only_digest(document: Document, other: Document) -> bool:
    return document.edition == "digest" and other.edition != "digest" and other.path.is_file()


def _registered_otherwise(documents: list[Document]) -> list[Problem]:
    changed = [d for d in documents if d.sha256 and d.path.is_file() and hash_file(d.path) != d.sha256.lower()]
    message = "{} is not the file that was registered (its hash differs)"
    return [_note(document.document_id, message.format(document.path.name)) for document in changed]


def _not_read(corpus: Path, documents: list[Document]) -> list[Problem]:
    """Files that look like reports and that nobody will read: say so."""
    known = {document.path.resolve() for document in documents}
    folders = (corpus, corpus / "reports")
    bare = [path for folder in folders for path in _pdfs(folder) if path.resolve() not in known]
    others = [path for folder in folders for path in _files(folder, OTHER_FORMATS)]
    unknown = f"is not in {MANIFEST}, so it was not read; register it with: gcmatrix add"
    return [
        *(_note("", f"{path.name} {unknown}") for path in bare),
        *(_note("", f"{path.name} is not a PDF, so it was not read; export it as PDF") for path in others),
    ]


def _note(document_id: str, message: str) -> Problem:
    return Problem(document_id=document_id, stage="catalogue", severity="note", message=message)


def _only(documents: list[Document], only: tuple[str, ...]) -> tuple[Document, ...]:
    known = sorted(documents, key=lambda document: document.document_id)
    unknown = sorted(set(only) - {document.document_id for document in known})
    if unknown:
        names = ", ".join(document.document_id for document in known)
        raise SettingsError(f"no report has the id {', '.join(unknown)}; the ids are {names}")
    return tuple(document for document in known if not only or document.document_id in only)
