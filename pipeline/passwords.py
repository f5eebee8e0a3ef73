"""Passwords of encrypted reports: from the environment or a file; they are never written anywhere."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path

from models.errors import SettingsError
from pipeline.catalogue import Document

PASSWORD_VARIABLE = "GCMATRIX_PASSWORD"
COLUMNS = ("file", "password")


def password_from_environment() -> str | None:
    """The password in GCMATRIX_PASSWORD, if any."""
    return os.environ.get(PASSWORD_VARIABLE) or None


def read_passwords(path: Path) -> dict[str, str]:
    """A CSV file with the columns file and password → password by file name. Raises SettingsError."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the passwords in {path} cannot be read; save them as CSV UTF-8") from error
    if rows and not set(COLUMNS) <= rows[0].keys():
        raise SettingsError(f"the passwords in {path} need the columns {' and '.join(COLUMNS)}")
    return {Path(row["file"]).name: row["password"] for row in rows if row["file"] and row["password"]}


def find_password(document: Document, known: Mapping[str, str]) -> str | None:
    """The password for one document: that of its file or id in the list, else that of the environment."""
    return known.get(document.path.name) or known.get(document.document_id) or password_from_environment()
