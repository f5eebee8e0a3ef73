"""The summary of a run: what is new, how much there is, and the exact next commands."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from flows.summary import MOST_LINES, describe, find_command, next_commands, problem_lines, show_summary
from models.records.outcome import Problem
from pipeline.datasets import DATASETS
from pipeline.record import ReportTotal, RunRecord
from pipeline.settings import Settings

NOTHING = dict.fromkeys(DATASETS, 0)


def make_report(**changes: Any) -> ReportTotal:
    counts = NOTHING | {"passages": 40, "activities": 1, "recommendations": 7, "objective_tags": 90}
    return ReportTotal.model_validate({"state": "new", "status": "ok", "pages": 12, "counts": counts} | changes)


def make_record(reports: dict[str, ReportTotal], *problems: Problem, **settings: Any) -> RunRecord:
    return RunRecord(
        run_id="1",
        settings=Settings.model_validate(settings),
        versions={},
        inputs={},
        counts=NOTHING | {"passages": 1234},
        needs_review=17,
        statuses={},
        reports=reports,
        problems=problems,
        stages={},
        seconds=1.0,
        peak_memory_mb=1,
        tagging="",
    )


def make_problem(message: str = "coast.pdf: empty", **changes: Any) -> Problem:
    given = {"document_id": "coast", "stage": "extract", "severity": "error", "message": message}
    return Problem.model_validate(given | changes)


def show(record: RunRecord) -> str:
    console = Console(file=io.StringIO(), width=80)
    show_summary(console, record, "gcmatrix")
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "12 pages, 40 passages, 1 activity, 7 recommendations, 90 tags"),
        ({"status": "partial", "counts": NOTHING}, "12 pages (in part, see above)"),
        ({"status": "failed", "pages": None}, "could not be read, see above"),
        ({"pages": 1, "counts": NOTHING | {"country_actions": 1}}, "1 page, 1 country row"),
    ],
)
def test_a_report_in_words(changes: dict[str, Any], words: str) -> None:
    assert describe(make_report(**changes)) == words


def test_what_is_new_stands_apart_from_what_is_as_before() -> None:
    said = show(make_record({"north": make_report(), "south": make_report(state="as before")}))
    assert "17 passages need review of their objectives (see objective_tags.csv)" in said
    assert "New\n  north" in said
    assert "south" not in said
    assert "All 2 reports" in said
    assert "1234" in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_run_without_changes_says_so() -> None:
    assert "Nothing had changed" in show(make_record({"north": make_report(state="as before")}))


def test_many_reports_are_not_all_listed() -> None:
    said = show(make_record({f"r{number:03}": make_report() for number in range(MOST_LINES + 5)}))
    assert "... and 5 more" in said


def test_problems_name_their_report_and_notes_are_counted() -> None:
    record = make_record(
        {},
        make_problem(),
        make_problem("page 3 has no text", severity="warning"),
        make_problem("left out because m replaces it", stage="catalogue", severity="note"),
        make_problem("two columns were swapped", severity="note"),
    )
    assert list(problem_lines(record)) == [
        "error: coast.pdf: empty",
        "warning: coast: page 3 has no text",
        "note: coast: left out because m replaces it",
        "1 smaller note is in problems.csv.",
    ]


@pytest.mark.parametrize(
    ("settings", "commands"),
    [
        ({}, ["gcmatrix add my.pdf", "gcmatrix run"]),
        (
            {"corpus": Path("my reports"), "out": Path("o")},
            ["gcmatrix add my.pdf --corpus 'my reports'", "gcmatrix run --corpus 'my reports' --out o"],
        ),
    ],
)
def test_the_next_commands_are_exact(settings: dict[str, Any], commands: list[str]) -> None:
    assert next_commands(Settings.model_validate(settings), "gcmatrix") == commands


def test_the_command_is_named_by_its_path_where_it_is_not_on_the_search_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / ".venv" / "bin" / "gcmatrix"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [str(program)])
    monkeypatch.setenv("PATH", "")
    assert Path(find_command()) == Path(".venv/bin/gcmatrix")
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_command() == "gcmatrix"
