"""The work on one document: which stages are due, and what they gave. Exceptions become problems here."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from models.errors import EncryptedError, ExtractionError, GcmError, LimitError
from models.records.layout import Extraction, Record
from models.records.outcome import Problem, Stage
from pipeline.assembly import failed
from pipeline.catalogue import Document
from pipeline.results import Assembled, Recognized, Segmented, Tagged
from pipeline.store import Store, Stored

KINDS: Mapping[Stage, type[Record]] = {
    "extract": Extraction,
    "segment": Segmented,
    "recognize": Recognized,
    "tag": Tagged,
    "assemble": Assembled,
}
MAY_GO_AWAY = (EncryptedError, LimitError)
"""What another password or more time can mend; nothing is stored, so that the next run tries again."""
NOT_WORTH_A_RETRY = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)

log = logging.getLogger("gcmatrix")

Compute = Callable[["Job"], Record]
State = Literal["new", "again", "as before"]
"""A report read for the first time into this folder, read again because something changed, or not touched."""


class StageReport(NamedTuple):
    """How one stage of one document went; `pages` is None until the document has been opened."""

    document_id: str
    stage: Stage
    cached: bool
    seconds: float
    pages: int | None


class Job:
    """One document on its way through the stages."""

    def __init__(self, document: Document, keys: Mapping[str, str], store: Store) -> None:
        self.document = document
        self.keys = keys
        self.failure: Problem | None = None
        self.given_up = False
        self.reports: list[StageReport] = []
        self._store = store
        self._known = store.path("assemble", document.document_id).exists()
        self._results: dict[str, Record] = {}

    def recall(self) -> bool:
        """True where the rows of the document are stored and still valid, so that no stage is due."""
        self._load("assemble")
        if "assemble" not in self._results:
            return False
        self.reports = [self._report(stage, cached=True) for stage in KINDS]
        return True

    def run(self, stage: Stage, compute: Compute, *, force: bool = False) -> StageReport:
        """Bring one stage up to date. Raises OSError and what `MAY_GO_AWAY`; all else becomes a problem."""
        begin = time.perf_counter()
        cached = not force and self._load(stage)
        if not cached:
            self._compute(stage, compute)
        self.reports.append(self._report(stage, cached=cached, seconds=time.perf_counter() - begin))
        return self.reports[-1]

    def give_up(self, stage: Stage, error: Exception) -> None:
        """Note why the document is lost; nothing is stored, so the next run tries again."""
        log.debug("%s: %s", self.document.document_id, stage, exc_info=error)
        self.given_up = True
        self.failure = self._problem(stage, error)
        self._results["assemble"] = failed(self.document, self.failure)

    def result(self, kind: type[Any]) -> Any:
        """The result of the stage that gives this kind of record."""
        return self._results[next(stage for stage, known in KINDS.items() if known is kind)]

    @property
    def rows(self) -> Assembled:
        """The rows of the document, once it is assembled."""
        rows: Assembled = self.result(Assembled)
        return rows

    @property
    def state(self) -> State:
        """What this run did to the report."""
        if not self.given_up and all(report.cached for report in self.reports):
            return "as before"
        return "again" if self._known else "new"

    def _load(self, stage: Stage) -> bool:
        stored = self._store.read(stage, self.document.document_id, self.keys[stage], KINDS[stage])
        if stored is None:
            return False
        if stored.failure:
            self.failure = stored.failure
        elif stored.result:
            self._results[stage] = stored.result
        return True

    def _compute(self, stage: Stage, compute: Compute) -> None:
        if self.failure and stage == "assemble":
            self._keep(stage, failed(self.document, self.failure))
        elif not self.failure:
            try:
                self._keep(stage, compute(self))
            except MAY_GO_AWAY:
                raise
            except ExtractionError as error:
                self.failure = self._problem(stage, error)
                self._write(stage, Stored(key=self.keys[stage], failure=self.failure))

    def _keep(self, stage: Stage, result: Record) -> None:
        self._results[stage] = result
        self._write(stage, Stored(key=self.keys[stage], result=result))

    def _write(self, stage: Stage, stored: Stored[Any]) -> None:
        self._store.write(stage, self.document.document_id, stored)

    def _problem(self, stage: Stage, error: Exception) -> Problem:
        name = self.document.path.name
        if isinstance(error, GcmError):
            message = str(error)
        elif isinstance(error, OSError):
            message = (
                f"{name}: the file cannot be opened ({error.strerror or error}); check its permissions and try again"
            )
        else:
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            message = f"{name}: the {stage} stage broke down ({what}); please report this with the file"
        return Problem(document_id=self.document.document_id, stage=stage, severity="error", message=message)

    def _report(self, stage: Stage, *, cached: bool, seconds: float = 0.0) -> StageReport:
        extraction = self._results.get("extract")
        pages = extraction.pages if isinstance(extraction, Extraction) else None
        return StageReport(self.document.document_id, stage, cached, round(seconds, 3), pages)
