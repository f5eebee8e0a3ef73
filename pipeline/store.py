"""Stage results on disk: OUT/stages/<stage>/<document_id>.json, each with the key of what it was made from."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.files import write_atomically

ResultT = TypeVar("ResultT", bound=Record)


class Stored(Record, Generic[ResultT]):
    """A stage result or the problem that prevented it, never both."""

    key: str
    result: ResultT | None = None
    failure: Problem | None = None


class Store:
    """The stage files of one output folder."""

    def __init__(self, out: Path) -> None:
        self.root = out / "stages"

    def path(self, stage: str, document_id: str) -> Path:
        """Where the result of a stage lies."""
        return self.root / stage / f"{document_id}.json"

    def write(self, stage: str, document_id: str, stored: Stored[ResultT]) -> None:
        """Write a stage result in one step."""
        data = stored.model_dump_json(exclude_defaults=True)
        write_atomically(self.path(stage, document_id), data.encode("utf-8"))

    def read(self, stage: str, document_id: str, key: str, kind: type[ResultT]) -> Stored[ResultT] | None:
        """The stored result for this very key; None where there is none or where the file is damaged."""
        try:
            data = self.path(stage, document_id).read_bytes()
        except OSError:
            return None
        if key.encode() not in data[:200]:
            return None
        try:
            return Stored[kind].model_validate_json(data)  # type: ignore[valid-type]
        except ValidationError:
            return None
