"""The main job without a flow engine: corpus → stages → datasets, workbook, run record."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Lock
from typing import NamedTuple

from models.errors import LexiconError, SettingsError
from models.lexicons.organizations import load_organizations
from models.records.layout import Extraction, Record
from models.records.outcome import Problem, Stage
from pipeline.assembly import assemble
from pipeline.catalogue import Catalogue, read_catalogue
from pipeline.corpus_rows import collect_rows
from pipeline.fingerprint import stage_keys
from pipeline.jobs import KINDS, NOT_WORTH_A_RETRY, Job, StageReport
from pipeline.outputs import write_outputs
from pipeline.passwords import find_password
from pipeline.record import RunRecord, make_record, write_record
from pipeline.results import Recognized, Segmented, Tagged
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.tools import Tools

RETRIES = 2
PAUSE = 0.5
ONE_AT_A_TIME: tuple[Stage, ...] = ("recognize", "tag")
"""Neither the tokenizer nor the encoder promises to be safe in several threads."""

Work = Callable[[Job, Stage], Record]
Step = Callable[[Job, Stage], StageReport]
Execute = Callable[[Sequence[Job], Step], None]
OnReport = Callable[[StageReport], None]


class Outcome(NamedTuple):
    """How a run ended: the rows of all datasets, and its record."""

    rows: dict[str, list[Record | Problem]]
    record: RunRecord

    @property
    def failed(self) -> bool:
        """True where a report could not be read wholly."""
        return any(document.status != "ok" for document in self.rows["documents"])  # type: ignore[union-attr]


def run_corpus(
    settings: Settings,
    *,
    execute: Execute | None = None,
    work: Work | None = None,
    on_report: OnReport | None = None,
) -> Outcome:
    """Bring all stages of all reports up to date and write the results. Raises GcmError for an unusable corpus."""
    begin = time.perf_counter()
    catalogue = read_catalogue(settings.corpus, settings.only)
    jobs = open_jobs(catalogue, settings)
    due = [job for job in jobs if settings.force or not job.recall()]
    step = make_step(settings, work or stage_work(settings), on_report or (lambda report: None))
    if due:
        (execute or run_in_threads(settings.workers))(due, step)
    rows = collect_rows([job.rows for job in jobs], catalogue.problems, load_organizations(settings.organizations))
    write_outputs(settings, rows, catalogue.documents)
    record = make_record(settings, jobs, rows, seconds=time.perf_counter() - begin)
    write_record(settings.out, record)
    return Outcome(rows, record)


def open_jobs(catalogue: Catalogue, settings: Settings) -> list[Job]:
    """One job a report, with the keys of its stages."""
    store = Store(settings.out)
    return [Job(document, stage_keys(document, settings), store) for document in catalogue.documents]


def make_step(settings: Settings, work: Work, on_report: OnReport) -> Step:
    """The function that brings one stage of one job up to date and says so."""

    locks = {stage: Lock() for stage in ONE_AT_A_TIME}

    def step(job: Job, stage: Stage) -> StageReport:
        with locks.get(stage, nullcontext()):
            report = job.run(stage, lambda job: work(job, stage), force=settings.force)
        on_report(report)
        return report

    return step


def stage_work(settings: Settings) -> Work:
    """The stages with the tools for these settings, loaded when first needed."""
    tools = Tools(settings)
    return lambda job, stage: compute(job, stage, settings, tools)


def compute(job: Job, stage: Stage, settings: Settings, tools: Tools) -> Record:
    """One stage from the results of those before it."""
    from pipeline import isolation, stages

    if stage == "extract":
        password = find_password(job.document, tools.passwords)
        return isolation.extract_apart(job.document, limits=settings.limits, password=password)
    if stage == "segment":
        return stages.segment(job.result(Extraction), job.document)
    if stage == "recognize":
        return stages.recognize(job.result(Segmented), tools.recognizer)
    if stage == "tag":
        return stages.tag(job.result(Segmented), tools.tagger)
    found = (job.result(kind) for kind in (Extraction, Segmented, Recognized, Tagged))
    return assemble(job.document, *found)


def run_in_threads(workers: int) -> Execute:
    """Several reports at a time, each through its stages in order."""

    def execute(jobs: Sequence[Job], step: Step) -> None:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda job: run_job(job, step), jobs))

    return execute


def run_job(job: Job, step: Step) -> None:
    """All stages of one report, each tried again where a second try can succeed."""
    for stage in KINDS:
        for pause in (*(PAUSE * attempt for attempt in range(1, RETRIES + 1)), None):
            try:
                attempt_stage(job, stage, step)
                break
            except OSError as error:
                if pause is None:
                    job.give_up(stage, error)
                    break
                time.sleep(pause)


def attempt_stage(job: Job, stage: Stage, step: Step) -> None:
    """One try at one stage: whatever is wrong with a report ends as its problem and never stops the others.

    Raises OSError where a second try may succeed, and LexiconError or SettingsError, which concern all reports.
    """
    if job.given_up:
        return
    try:
        step(job, stage)
    except NOT_WORTH_A_RETRY as error:
        job.give_up(stage, error)
    except (OSError, LexiconError, SettingsError):
        raise
    except Exception as error:
        job.give_up(stage, error)
