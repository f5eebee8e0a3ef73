"""The Tab key completes commands and options, and asking for help stays quick."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = "import sys; sys.argv = ['gcmatrix']; from flows.cli import main; main()"


def complete(**environment: str) -> str:
    known = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=known, capture_output=True, text=True, check=False
    ).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    script = complete(_GCMATRIX_COMPLETE=f"source_{shell}")
    assert f"_GCMATRIX_COMPLETE=complete_{shell}" in script


@pytest.mark.parametrize(
    ("words", "position", "found"),
    [("gcmatrix me", "1", {"mentions"}), ("gcmatrix run --o", "2", {"--ocr", "--only", "--out", "--organizations"})],
)
def test_commands_and_options_are_completed(words: str, position: str, found: set[str]) -> None:
    said = complete(_GCMATRIX_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=position)
    assert set(said.split()) == found
