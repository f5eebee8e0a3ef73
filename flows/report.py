"""What a person sees of a run: progress on standard error, a short summary on standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipeline.jobs import KINDS, Job, StageReport
from pipeline.run import Execute, Outcome, Step
from pipeline.settings import Settings
from pipeline.tools import missing_embedding_parts

WORDS = {
    "extract": "reading",
    "segment": "cutting passages",
    "recognize": "finding who and where",
    "tag": "tagging objectives",
    "assemble": "putting together",
}
SHOWN = ("passages", "activities", "country_actions", "practices", "recommendations", "objective_tags", "mentions")
MOST_PROBLEMS = 12


class Reporter:
    """Progress of the stages: a bar on a terminal, one line a report elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._seconds: dict[str, float] = {}

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def around(self, execute: Execute) -> Execute:
        """The same execution, announced."""

        def announced(jobs: Sequence[Job], step: Step) -> None:
            reports = "1 report" if len(jobs) == 1 else f"{len(jobs)} reports"
            self._console.print(f"Working on {reports} ...", highlight=False)
            say_keywords_only()
            if self._bar:
                self._task = self._bar.add_task("starting", total=len(jobs) * len(KINDS))
            execute(jobs, step)

        return announced

    def note(self, report: StageReport) -> None:
        """One stage of one report is done."""
        self._seconds[report.document_id] = self._seconds.get(report.document_id, 0.0) + report.seconds
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1, description=f"{report.document_id}: {WORDS[report.stage]}")
        elif report.stage == "assemble":
            pages = f"{report.pages} pages" if report.pages else "not read"
            line = f"  {report.document_id}: {pages}, {self._seconds[report.document_id]:.1f} s"
            self._console.print(line, highlight=False, soft_wrap=True)


def say_keywords_only() -> None:
    """Say it where objectives can only be tagged by keyword rules."""
    missing = missing_embedding_parts()
    if missing:
        sys.stderr.write(
            f"Not installed: {', '.join(missing)}. "
            "Objectives are tagged by keyword rules only; gcmatrix doctor says how to get the rest.\n"
        )


def print_summary(outcome: Outcome, settings: Settings) -> None:
    """Counts, problems, where the results are, and what to do next."""
    record = outcome.record
    computed = sum(total.computed for total in record.stages.values())
    done = f"{computed} stages computed" if computed else "nothing had changed, no stage was computed"
    typer.echo(f"{len(record.statuses)} reports in {record.seconds:.1f} s; {done}.")
    for name in SHOWN:
        typer.echo(f"  {name.replace('_', ' '):18}{record.counts[name]:>7}")
    _print_problems(outcome)
    typer.echo(f"Datasets: {settings.out / 'datasets'}   Workbook: {settings.out / 'matrix.xlsx'}")
    typer.echo(f"Next: open {settings.out / 'matrix.xlsx'}, or add a report with: gcmatrix add FILE.pdf")


def _print_problems(outcome: Outcome) -> None:
    problems = [problem for problem in outcome.record.problems if problem.severity != "note"]
    notes = len(outcome.record.problems) - len(problems)
    for problem in problems[:MOST_PROBLEMS]:
        typer.echo(f"{problem.severity}: {problem.message}", err=True)
    if len(problems) > MOST_PROBLEMS:
        typer.echo(f"... and {len(problems) - MOST_PROBLEMS} more", err=True)
    if problems or notes:
        typer.echo(f"  {'problems':18}{len(problems):>7}   and {notes} notes, all in problems.csv")
