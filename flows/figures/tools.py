"""What all parts of the figures use: where the truth lies, commands and scorers run as a user would, CSV files."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("GCMATRIX_SHARED", ROOT.parent / "shared"))


def gold_file(name: str) -> Path:
    """A truth file."""
    return SHARED / "gold" / name


def gcmatrix(*arguments: str) -> str:
    """Run a command as a user would; returns what it wrote to standard output, also where some inputs failed."""
    command = [sys.executable, "-m", "flows.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode > 1:
        done.check_returncode()
    return done.stdout


def check(script: str, *arguments: str | Path) -> str:
    """Run a scorer; returns its figures."""
    command = [sys.executable, str(SHARED / "checks" / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).rstrip()


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write rows with the columns of the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
