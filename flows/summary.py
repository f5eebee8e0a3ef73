"""What a person sees of a run that has ended: what is new, how much there is, where it lies, what to do next."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.jobs import State
from pipeline.record import ReportTotal, RunRecord
from pipeline.settings import Settings

HEADINGS: dict[State, str] = {"new": "New", "again": "Computed again"}
COUNTED = {
    "passages": "passages",
    "activities": "activities",
    "country_actions": "country rows",
    "practices": "practices",
    "recommendations": "recommendations",
    "objective_tags": "tags",
}
ONE = {"activities": "activity"}
MOST_LINES, LONGEST_NAME = 12, 42


def print_summary(record: RunRecord, command: str) -> None:
    """Problems on standard error, the rest on standard output."""
    for line in problem_lines(record):
        sys.stderr.write(f"{line}\n")
    console = Console(highlight=False)
    show_summary(console, record, command)
    console.print(f"Done in {record.seconds:.1f} s.", style="dim")


def show_summary(console: Console, record: RunRecord, command: str) -> None:
    """The summary without anything that differs from one run to the next."""
    for state, heading in HEADINGS.items():
        _show_reports(console, heading, {k: r for k, r in record.reports.items() if r.state == state})
    if all(report.state == "as before" for report in record.reports.values()):
        console.print("Nothing had changed since the last run, so nothing was computed.", soft_wrap=True)
    _show_totals(console, record)
    if record.needs_review:
        said = f"{record.needs_review} passages need review of their objectives (see objective_tags.csv)"
        console.print(said, soft_wrap=True)
    out = record.settings.out
    console.print()
    _show_line(console, "Workbook", out / "matrix.xlsx", bold=True)
    _show_line(console, "Datasets", out / "datasets")
    console.print("Next, with a PDF of your own:")
    for line in next_commands(record.settings, command):
        console.print(f"  {line}", soft_wrap=True, markup=False)


def _show_line(console: Console, name: str, path: Path, *, bold: bool = False) -> None:
    console.print(f"{name}   ", end="")
    console.print(str(path), style="bold" if bold else None, soft_wrap=True, markup=False)


def _show_reports(console: Console, heading: str, reports: dict[str, ReportTotal]) -> None:
    if not reports:
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    table.add_column(no_wrap=True, min_width=min(max(map(len, reports)), LONGEST_NAME), max_width=LONGEST_NAME)
    table.add_column()
    for name, report in list(reports.items())[:MOST_LINES]:
        table.add_row(name, describe(report), style=None if report.status == "ok" else "red")
    console.print(heading, style="bold")
    console.print(table)
    if len(reports) > MOST_LINES:
        console.print(f"    ... and {len(reports) - MOST_LINES} more")


def describe(report: ReportTotal) -> str:
    """What was found in a report, in words; what it has none of is left out."""
    if report.status == "failed":
        return "could not be read, see above"
    counts = {"pages": report.pages or 0} | {name: report.counts[key] for key, name in COUNTED.items()}
    words = [f"{count} {_singular(name) if count == 1 else name}" for name, count in counts.items() if count]
    return ", ".join(words) + (" (in part, see above)" if report.status == "partial" else "")


def _singular(name: str) -> str:
    return ONE.get(name, name.removesuffix("s"))


def _show_totals(console: Console, record: RunRecord) -> None:
    pages = sum(report.pages or 0 for report in record.reports.values())
    shown = {"pages": pages} | {name: record.counts[key] for key, name in COUNTED.items() if key != "practices"}
    shown["problems"] = sum(problem.severity != "note" for problem in record.problems)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in shown:
        table.add_column(name, justify="right", header_style="dim", no_wrap=True)
    table.add_row(*(str(count) for count in shown.values()))
    console.print(
        "\nAll 1 report" if len(record.reports) == 1 else f"\nAll {len(record.reports)} reports", style="bold"
    )
    console.print(table)


def problem_lines(record: RunRecord) -> Iterator[str]:
    """Errors and warnings, what was noticed about the corpus, and how many notes there are besides."""
    said = [problem for problem in record.problems if problem.severity != "note" or problem.stage == "catalogue"]
    yield from (
        f"{problem.severity}: {_with_id(problem.document_id, problem.message)}" for problem in said[:MOST_LINES]
    )
    left, notes = len(said[MOST_LINES:]), len(record.problems) - len(said)
    if left:
        yield f"... and {left} more, all in problems.csv"
    if notes:
        yield "1 smaller note is in problems.csv." if notes == 1 else f"{notes} smaller notes are in problems.csv."


def _with_id(document_id: str, message: str) -> str:
    return message if not document_id or document_id in message else f"{document_id}: {message}"


def next_commands(settings: Settings, command: str) -> list[str]:
    """The exact commands that add a report to this corpus and run it again."""
    default = Settings()
    corpus = [] if settings.corpus == default.corpus else ["--corpus", str(settings.corpus)]
    out = [] if settings.out == default.out else ["--out", str(settings.out)]
    return [shlex.join([command, "add", "my.pdf", *corpus]), shlex.join([command, "run", *corpus, *out])]


def find_command() -> str:
    """How this program is called here: its name where it is on the search path, else its path."""
    called = Path(sys.argv[0])
    if called.stem != "gcmatrix":
        return "gcmatrix"
    found = shutil.which("gcmatrix")
    if found and Path(found).resolve() == called.resolve():
        return "gcmatrix"
    path = os.path.relpath(called) if called.absolute().is_relative_to(Path.cwd()) else str(called)
    return path.removesuffix(".exe")
