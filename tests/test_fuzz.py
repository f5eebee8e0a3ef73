"""Damaged files end in pages or in a reason, and never take the reader down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import fuzz

ROOT = Path(__file__).resolve().parents[1]


def test_the_same_seed_damages_alike(tmp_path: Path) -> None:
    files = fuzz.make_files(tmp_path)
    assert [fuzz.damage(files, seed) for seed in range(20)] == [fuzz.damage(files, seed) for seed in range(20)]
    assert {fuzz.damage(files, seed)[0].split()[0] for seed in range(60)} == {one.__name__ for one in fuzz.DAMAGES}


def test_damaged_files_end_in_pages_or_a_reason() -> None:
    """In a process of its own: a crash of the reader would take the tests down with it."""
    command = [sys.executable, "-m", "tests.fuzz", "--files", "60", "--seed", "80", "--together"]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert child.returncode == 0, child.stdout + child.stderr
    assert "read" in child.stdout


def test_what_ends_without_pages_or_a_reason_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gone.pdf"
    assert fuzz.outcome(path, apart=False) == "refused"
    path.write_bytes(b"no PDF at all")
    assert fuzz.outcome(path, apart=False) == "refused"
