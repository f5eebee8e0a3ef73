"""The main job under Prefect: one async flow, one task a report and stage. Thin: all work is in `pipeline`.

Prefect gives retries and a record of runs (`prefect server start` shows them). What is computed at all is decided by
our own fingerprints, because Prefect's see only the body of a task and not the functions that it calls.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from models.errors import GcmError
from models.records.outcome import Stage
from pipeline.jobs import KINDS, Job
from pipeline.run import PAUSE, RETRIES, Execute, Step, attempt_stage, run_in_threads

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
}


def run_with_prefect(workers: int, home: Path) -> Execute:
    """Execute jobs as tasks of one flow, in threads of this process; `home` is for the files of the engine."""

    def execute(jobs: Sequence[Job], step: Step) -> None:
        errors = Errors({}, [])
        try:
            prepare_environment(home)
            asyncio.run(make_flow(jobs, step, workers, errors)())
        except Exception as error:
            if errors.fatal:
                raise errors.fatal[0] from None
            _say_engine_failed(error)
            _start_over(jobs)
            run_in_threads(workers)(jobs, step)

    return execute


def _say_engine_failed(error: Exception) -> None:
    what = " ".join(str(error).split())[:200]
    sys.stderr.write(f"The flow engine failed ({type(error).__name__}: {what}); going on without it.\n")


def _start_over(jobs: Sequence[Job]) -> None:
    """What was finished is stored, so nothing is computed twice."""
    for job in jobs:
        job.reports.clear()


def prepare_environment(home: Path) -> None:
    """Quiet, in `home`, and without any call home, unless the user has set otherwise."""
    home.mkdir(parents=True, exist_ok=True)
    for name, value in {**QUIET, "PREFECT_HOME": str(home.resolve())}.items():
        os.environ.setdefault(name, value)


class Errors(NamedTuple):
    """What went wrong in the tasks, kept here because the engine wraps it."""

    fleeting: dict[tuple[str, Stage], OSError]
    """The last error of a task that may succeed when tried again."""
    fatal: list[GcmError]
    """Errors that concern all reports."""


def make_flow(jobs: Sequence[Job], step: Step, workers: int, errors: Errors) -> Any:
    """The flow over these jobs; stage by stage, so that no thread waits for a stage that has not begun."""
    from prefect import flow
    from prefect.task_runners import ThreadPoolTaskRunner

    by_id = {job.document.document_id: job for job in jobs}
    tasks = {stage: _make_task(stage, by_id, step, errors) for stage in KINDS}

    async def corpus_flow() -> None:
        futures: dict[tuple[str, Stage], Any] = {}
        before: dict[str, list[Any]] = {document_id: [] for document_id in by_id}
        for stage, run_stage in tasks.items():
            for document_id in by_id:
                future = run_stage.submit(document_id, wait_for=before[document_id])
                futures[document_id, stage], before[document_id] = future, [future]
        await asyncio.to_thread(_settle, futures, by_id, errors)

    runner: Any = ThreadPoolTaskRunner(max_workers=workers)
    return flow(name="gcmatrix", task_runner=runner)(corpus_flow)


def _make_task(stage: Stage, jobs: dict[str, Job], step: Step, errors: Errors) -> Any:
    """The task of one stage; it fails, and is tried again, only where a second try may succeed."""
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    def run_stage(document_id: str) -> None:
        try:
            attempt_stage(jobs[document_id], stage, step)
        except OSError as error:
            errors.fleeting[document_id, stage] = error
            raise
        except GcmError as error:
            errors.fatal.append(error)

    name = f"{stage} {{document_id}}"
    options: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}
    return task(name=stage, task_run_name=name, retries=RETRIES, retry_delay_seconds=PAUSE, **options)(run_stage)


def _settle(futures: dict[tuple[str, Stage], Any], jobs: dict[str, Job], errors: Errors) -> None:
    """Wait for all tasks; give up the reports whose tries are used up; raise what concerns all reports."""
    for future in futures.values():
        future.wait()
    if errors.fatal:
        raise errors.fatal[0]
    for (document_id, stage), future in futures.items():
        if future.state.is_failed():
            jobs[document_id].give_up(stage, errors.fleeting[document_id, stage])
