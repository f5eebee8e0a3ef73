"""What a person sees while a run goes on: progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from threading import Lock
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from models.records.outcome import Stage
from pipeline.jobs import KINDS, Job, StageReport
from pipeline.run import Execute, Step
from pipeline.tools import missing_embedding_parts

WORDS: dict[Stage, str] = {
    "extract": "reading",
    "segment": "cutting passages",
    "recognize": "finding who and where",
    "tag": "tagging objectives",
    "assemble": "putting together",
}


class Reporter:
    """Progress of the stages: a bar a report on a terminal, one line a report elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._seconds: dict[str, float] = {}
        self._lock = Lock()

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            columns = (TextColumn("  {task.description}"), BarColumn(16), TextColumn("{task.fields[stage]}"))
            self._bars = Progress(*columns, TimeElapsedColumn(), console=self._console, transient=True)
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def around(self, execute: Execute) -> Execute:
        """The same execution, announced, each stage when it begins."""

        def announced(jobs: Sequence[Job], step: Step) -> None:
            reports = "1 report" if len(jobs) == 1 else f"{len(jobs)} reports"
            self._console.print(f"Working on {reports} ...", highlight=False)
            say_keywords_only()
            execute(jobs, lambda job, stage: self._announce(job, stage, step))

        return announced

    def _announce(self, job: Job, stage: Stage, step: Step) -> StageReport:
        name = job.document.document_id
        if self._bars:
            with self._lock:
                if name not in self._tasks:
                    self._tasks[name] = self._bars.add_task(_shorten(name), total=len(KINDS), stage="")
            self._bars.update(self._tasks[name], stage=WORDS[stage])
        return step(job, stage)

    def note(self, report: StageReport) -> None:
        """One stage of one report is done."""
        name = report.document_id
        self._seconds[name] = self._seconds.get(name, 0.0) + report.seconds
        if self._bars and name in self._tasks:
            self._bars.update(self._tasks[name], advance=1, visible=report.stage != "assemble")
        if report.stage == "assemble":
            pages = f"{report.pages} pages" if report.pages else "not read"
            self._console.print(f"  {name}: {pages}, {self._seconds[name]:.1f} s", highlight=False, soft_wrap=True)


def _shorten(name: str, length: int = 28) -> str:
    return name if len(name) <= length else name[: length - 1] + "…"


def say_keywords_only() -> None:
    """Say it where objectives can only be tagged by keyword rules."""
    missing = missing_embedding_parts()
    if missing:
        sys.stderr.write(
            f"Not installed: {', '.join(missing)}. "
            "Objectives are tagged by keyword rules only; gcmatrix doctor says how to get the rest.\n"
        )
