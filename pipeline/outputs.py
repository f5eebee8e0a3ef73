"""OUT/datasets and OUT/matrix.xlsx, written again only where their rows or the code that writes them changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.catalogue import Document
from pipeline.files import hash_file, write_atomically
from pipeline.fingerprint import Uses, code_hash
from pipeline.links import Source, find_sources
from pipeline.settings import Settings

WRITING = (
    *("charts", "declared_inferred", "datasets", "workbook", "cells", "sheets", "objective_sheet"),
    *("read_me", "fitting", "links", "spreadsheets"),
)
WRITERS = Uses(
    ("models/records", "models/lexicons", *(f"pipeline/{name}.py" for name in WRITING)),
    ("pandas", "pyarrow", "pandera", "openpyxl", "altair", "vl-convert-python", "gcmatrix"),
    ("taxonomy",),
)


def write_outputs(
    settings: Settings, rows: Mapping[str, Sequence[Record | Problem]], documents: Iterable[Document]
) -> bool:
    """Write all results of a run; False where they are all there already, untouched."""
    stamp = settings.out / "stages" / "outputs.sha256"
    sources = find_sources(documents, settings.out)
    key = _key(rows, settings, sources)
    if not settings.force and _is_current(stamp, key):
        return False
    from pipeline.datasets import write_datasets
    from pipeline.workbook import write_workbook

    written = write_datasets(settings.out / "datasets", rows)
    objectives = _objectives(settings)
    written.append(write_workbook(settings.out / "matrix.xlsx", rows, objectives, sources))
    written += _write_charts(settings.out / "charts", rows, objectives)
    lines = [key, *(f"{hash_file(path)}  {path.relative_to(settings.out).as_posix()}" for path in written)]
    write_atomically(stamp, "\n".join(lines).encode())
    return True


def _write_charts(
    folder: Path, rows: Mapping[str, Sequence[Record | Problem]], objectives: Sequence[tuple[str, str]]
) -> list[Path]:
    """Charts of what there is; one of an earlier run, of which nothing is left, goes."""
    from models.records.annex import DeclaredInferred
    from pipeline.charts import write_declared_chart

    path = folder / "declared_inferred.svg"
    found = [row for row in rows["declared_inferred"] if isinstance(row, DeclaredInferred)]
    if found:
        return [write_declared_chart(path, found, objectives)]
    path.unlink(missing_ok=True)
    return []


def _objectives(settings: Settings) -> list[tuple[str, str]]:
    """Codes and titles that can be the objective of something."""
    from models.objectives.taxonomy import load_taxonomy

    return [(entry.code, entry.title) for entry in load_taxonomy(settings.taxonomy).objectives if entry.role != "none"]


def _key(rows: Mapping[str, Sequence[Record | Problem]], settings: Settings, sources: Mapping[str, Source]) -> str:
    digest = hashlib.sha256(code_hash(WRITERS).encode())
    digest.update(repr(sorted(sources.items())).encode())
    digest.update(settings.taxonomy.read_bytes() if settings.taxonomy else b"")
    for name in sorted(rows):
        for row in rows[name]:
            digest.update(row.model_dump_json().encode())
    return digest.hexdigest()


def _is_current(stamp: Path, key: str) -> bool:
    try:
        known, *files = stamp.read_text(encoding="utf-8").splitlines()
        hashes = (line.split("  ", 1) for line in files)
        return known == key and all(hash_file(stamp.parents[1] / name) == digest for digest, name in hashes)
    except OSError:
        return False
