"""Progress: a bar a report on a terminal, a line a report elsewhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from flows.report import Reporter
from pipeline.run import run_corpus, run_in_threads
from pipeline.settings import Settings
from tests.pipeline.fakes import FakeWork, make_corpus


def run_and_watch(tmp_path: Path, *, terminal: bool) -> str:
    make_corpus(tmp_path / "corpus", "bad", "north")
    console = Console(file=io.StringIO(), force_terminal=terminal, width=80)
    settings = Settings(corpus=tmp_path / "corpus", out=tmp_path / "out")
    with Reporter(console) as reporter:
        execute = reporter.around(run_in_threads(1))
        run_corpus(settings, execute=execute, work=FakeWork(), on_report=reporter.note)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("terminal", [False, True])
def test_every_report_gets_its_line(terminal: bool, tmp_path: Path) -> None:
    said = run_and_watch(tmp_path, terminal=terminal)
    assert "Working on 2 reports" in said
    assert "north: 3 pages" in said
    assert "bad: not read" in said
    assert ("\x1b[" in said) is terminal
