"""Stages that read nothing and take no time."""

from __future__ import annotations

from pathlib import Path

from models.errors import ExtractionError
from models.records.annex import DocumentRow
from models.records.layout import Extraction, Record
from models.records.outcome import Stage
from models.records.segmentation import Segmentation
from pipeline.jobs import Job
from pipeline.results import Assembled, Recognized, Segmented, Tagged
from tests.pipeline.builders import make_passage


def make_corpus(folder: Path, *names: str) -> Path:
    """A folder of files that only look like PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.pdf").write_bytes(f"%PDF {name}".encode())
    return folder


class FakeWork:
    """Does every stage at once; a report whose id begins with `bad` cannot be read."""

    def __init__(self, *errors: Exception) -> None:
        self.done: list[tuple[str, Stage]] = []
        self.errors = list(errors)

    def __call__(self, job: Job, stage: Stage) -> Record:
        document_id = job.document.document_id
        self.done.append((document_id, stage))
        if self.errors:
            raise self.errors.pop(0)
        if document_id.startswith("bad"):
            raise ExtractionError(job.document.path, "the file is not a PDF; export it as PDF")
        return self._result(document_id, stage)

    def _result(self, document_id: str, stage: Stage) -> Record:
        segmentation = Segmentation(document_id=document_id)
        segmented = Segmented(title="T", published="", language="en", family="generic", segmentation=segmentation)
        results: dict[Stage, Record] = {
            "extract": Extraction(document_id=document_id, sha256="", pages=3),
            "segment": segmented,
            "recognize": Recognized(),
            "tag": Tagged(),
            "assemble": Assembled(
                documents=(DocumentRow(document_id=document_id, status="ok", pages=3),),
                passages=(make_passage(passage_id=f"{document_id}-1", document_id=document_id),),
            ),
        }
        return results[stage]
