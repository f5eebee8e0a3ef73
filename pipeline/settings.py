"""One frozen `Settings` for a run; built only at the edges (command line, flow, tests)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.records.layout import Record

Combine = Literal["calibrated", "union", "agreement"]

PACKAGED_ENCODER = "all-MiniLM-L6-v2"
ENCODER_VARIABLE = "GCMATRIX_ENCODER"


class Limits(Record):
    """What reading one file may take, and the languages that OCR looks for."""

    seconds: int = Field(default=120, ge=5, description="reading a file is given up after so many seconds")
    megabytes: int = Field(default=2048, ge=256, description="most memory for reading a file, where Linux can bound it")
    ocr: str = Field(default="eng", pattern=r"[A-Za-z_]+(\+[A-Za-z_]+)*", description="languages of scans: eng+fra")


class Settings(Record):
    """All choices of one run. `only`, `workers` and `force` change no result, `out` only links of the workbook."""

    corpus: Path = Field(default=Path("corpus"), description="folder with the reports")
    out: Path = Field(default=Path("outputs"), description="folder for the results")
    only: tuple[str, ...] = Field(default=(), description="ids of the reports to work on; empty: all")
    workers: int = Field(default=2, ge=1, le=64, description="reports worked on at the same time")
    limits: Limits = Field(default=Limits(), description="what reading one file may take")
    passwords: Path | None = Field(default=None, description="CSV file with the columns file and password")
    force: bool = Field(default=False, description="compute every stage again")
    combine: Combine = Field(default="calibrated", description="how keyword rules and embeddings decide together")
    encoder: str | None = Field(default=None, description="sentence encoder by name or path; None: the packaged one")
    taxonomy: Path | None = Field(default=None, description="taxonomy of objectives; None: the packaged one")
    organizations: Path | None = Field(default=None, description="list of organizations; None: the packaged one")


def encoder_from_environment() -> str | None:
    """The encoder named by GCMATRIX_ENCODER, if any."""
    return os.environ.get(ENCODER_VARIABLE) or None
