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
from pipeline.run import PAUSE, RETRIES, Execute, Step, attempt_stage

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def run_with_prefect(workers: int) -> Execute:
    """Execute jobs as tasks of one flow, in threads of this process."""

    def execute(jobs: Sequence[Job], step: Step) -> None:
        prepare_environment()
        asyncio.run(make_flow(jobs, step, workers)())

    return execute


def prepare_environment() -> None:
    """Quiet and without any call home, unless the user has set otherwise; the engine's files go to the user's cache."""
    for name, value in {**QUIET, "PREFECT_HOME": str(_home())}.items():
        os.environ.setdefault(name, value)


def _home() -> Path:
    if sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "gcmatrix" / "prefect"


class Errors(NamedTuple):
    """What went wrong in the tasks, kept here because the engine wraps it."""

    fleeting: dict[tuple[str, Stage], OSError]
    """The last error of a task that may succeed when tried again."""
    fatal: list[GcmError]
    """Errors that concern all reports."""


def make_flow(jobs: Sequence[Job], step: Step, workers: int) -> Any:
    """The flow over these jobs; stage by stage, so that no thread waits for a stage that has not begun."""
    from prefect import flow
    from prefect.task_runners import ThreadPoolTaskRunner

    by_id = {job.document.document_id: job for job in jobs}
    errors = Errors({}, [])
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
