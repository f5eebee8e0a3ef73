"""The audit loop of the README on the bundled reports, from the sample to scores, corrected shares and a matrix."""

from __future__ import annotations

import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.cli import run_command
from tests.test_docs import ROOT, code_blocks, commands


def _mask(text: str) -> list[str]:
    """Lines without their numbers, which move whenever tagging gets better."""
    numbers = r"\d+(?:\.\d+)?(?: \(\d\.\d\d to \d\.\d\d\))?"
    return [re.sub(r"#(?:, [#.]+)*", "#", re.sub(numbers, "#", line)) for line in text.splitlines()]


@pytest.mark.embed
@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="the embedding parts are not installed")
def test_the_readme_shows_what_the_loop_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    assert run_command(["run", "--corpus", str(ROOT / "corpus"), "--no-prefect"]) == 0
    capsys.readouterr()
    for command in (line for line in commands() if " audit" in line):
        assert run_command(shlex.split(command)[1:]) == 0
    said = set(_mask(capsys.readouterr().out))
    shown = [block for block in code_blocks("") if "wrote audit/" in block]
    assert len(shown) == 3
    assert [line for block in shown for line in _mask(block) if line not in said] == []
    pages = sorted(path.name for path in (tmp_path / "audit").glob("*.html"))
    assert [re.sub(r"-\d{4}.*", "", name) for name in pages] == ["agreement", "matrix-practices", "score"]
