"""OUT/runs/<run_id>.json: what was run, on what, with which versions, and how it went. The only place with a clock."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import Field

from models.records.annex import Status
from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.files import write_atomically
from pipeline.fingerprint import USES, version
from pipeline.jobs import KINDS, Job, State
from pipeline.settings import PACKAGED_ENCODER, Settings
from pipeline.tools import missing_embedding_parts


class StageTotal(Record):
    """One stage over all reports of a run."""

    computed: int
    cached: int
    seconds: float
    pages: int


class ReportTotal(Record):
    """What a run found in one report."""

    state: State = Field(description="new, again (something had changed) or as before")
    status: Status
    pages: int | None
    counts: dict[str, int] = Field(description="rows of each dataset")


class RunRecord(Record):
    """One run."""

    run_id: str
    settings: Settings
    versions: dict[str, str]
    inputs: dict[str, str] = Field(description="SHA-256 of each report")
    counts: dict[str, int] = Field(description="rows of each dataset")
    needs_review: int = Field(default=0, description="tagged passages whose objectives are not clear")
    statuses: dict[str, str] = Field(description="ok, partial or failed, by report")
    reports: dict[str, ReportTotal]
    problems: tuple[Problem, ...]
    stages: dict[str, StageTotal]
    seconds: float
    peak_memory_mb: int
    tagging: str = Field(description="the sentence encoder, or keyword rules only")


def make_record(
    settings: Settings, jobs: Sequence[Job], rows: Mapping[str, Sequence[Any]], *, seconds: float
) -> RunRecord:
    """The record of a run that has just ended."""
    return RunRecord(
        run_id=datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%S%fZ"),
        settings=settings,
        versions=installed_versions(),
        inputs={row.document_id: row.sha256 for row in rows["documents"]},
        counts={name: len(found) for name, found in sorted(rows.items())},
        needs_review=sum(row.needs_review or 0 for row in rows["documents"]),
        statuses={row.document_id: row.status for row in rows["documents"]},
        reports={job.document.document_id: _report(job) for job in jobs},
        problems=tuple(rows["problems"]),
        stages={stage: _total(stage, jobs) for stage in KINDS},
        seconds=round(seconds, 2),
        peak_memory_mb=peak_memory_mb(),
        tagging="keyword rules only" if missing_embedding_parts() else settings.encoder or PACKAGED_ENCODER,
    )


def write_record(out: Path, record: RunRecord) -> Path:
    """Write the record; returns where."""
    path = out / "runs" / f"{record.run_id}.json"
    write_atomically(path, record.model_dump_json(indent=1).encode("utf-8"))
    return path


def installed_versions() -> dict[str, str]:
    """Versions of Python, gcmatrix and the libraries that results depend on; empty where one is not installed."""
    libraries = sorted({library for uses in USES.values() for library in uses.libraries} | {"pandas", "pyarrow"})
    return {"python": platform.python_version(), "gcmatrix": version("gcmatrix")} | {
        library: version(library) for library in libraries
    }


def peak_memory_mb() -> int:
    """Most memory that this process or one of its children held, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(kind).ru_maxrss for kind in who)
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024))


def _report(job: Job) -> ReportTotal:
    rows, (document,) = job.rows, job.rows.documents
    counts = {name: len(getattr(rows, name)) for name in type(rows).model_fields}
    return ReportTotal(state=job.state, status=document.status, pages=document.pages, counts=counts)


def _total(stage: str, jobs: Sequence[Job]) -> StageTotal:
    reports = [report for job in jobs for report in job.reports if report.stage == stage]
    computed = [report for report in reports if not report.cached]
    return StageTotal(
        computed=len(computed),
        cached=len(reports) - len(computed),
        seconds=round(sum(report.seconds for report in computed), 3),
        pages=sum(report.pages or 0 for report in computed),
    )
