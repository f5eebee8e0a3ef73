"""Sheets filled in by program, to try the loop without coders: the codes of the run, some of them changed by chance.

Such a sheet declares that a program coded it, and nothing made of it is ever called agreement between people.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from models.errors import SettingsError
from models.objectives.taxonomy import Taxonomy, load_taxonomy
from models.records.ids import sort_codes
from pipeline.audit.books import pages_to_bytes
from pipeline.audit.coding import CodedSheet, read_sheet
from pipeline.audit.coding_sheets import CODING, ENTERED, PRIMARY, SECONDARY, fill_pages
from pipeline.audit.corpus import Passage, read_run
from pipeline.audit.draw_step import Outcome, find_taxonomy
from pipeline.files import write_atomically
from pipeline.spreadsheets import read_spreadsheet

REMARK = "filled in by program"


def rehearse(
    paths: Sequence[Path], out: Path, *, noise: float = 0.2, seed: int = 0, taxonomy: Path | None = None
) -> Outcome:
    """Fill in the sheets in their places; a passage gets other codes than the run's with the chance `noise`.

    Raises SettingsError for a sheet that a person may have worked on, before anything is written.
    """
    run = read_run(out)
    loaded = load_taxonomy(find_taxonomy(run, taxonomy))
    found = {passage.passage_id: passage for passage in run.passages}
    sheets = [(path, read_sheet(path, loaded)) for path in paths]
    _refuse_people(sheets)
    lines = []
    for path, sheet in sheets:
        chance = random.Random(f"{seed} {sheet.coder}")
        write_atomically(path, _fill(path, sheet.coder, found, loaded, chance, noise))
        lines.append(f"filled in by program, with noise {noise:g}: {path.as_posix()}")
    return Outcome(tuple(lines))


def _refuse_people(sheets: Sequence[tuple[Path, CodedSheet]]) -> None:
    for path, sheet in sheets:
        if sheet.kind == "person" or (sheet.codes and sheet.kind != "program"):
            raise SettingsError(
                f"{path.name} holds codes that a person may have given; only empty sheets are filled in"
            )


def _fill(  # noqa: PLR0913, PLR0917 - what the cells are made of
    path: Path, coder: str, found: Mapping[str, Passage], taxonomy: Taxonomy, chance: random.Random, noise: float
) -> bytes:
    table = read_spreadsheet(str(path), sheet=CODING)
    names = table.column("passage_id")
    cells = (_make_codes(found.get(name), taxonomy, chance, noise) for name in names)
    rows = [(*row[: -len(ENTERED)], *codes, REMARK) for row, codes in zip(table.rows, cells, strict=True)]
    return pages_to_bytes(fill_pages(table.header, rows, taxonomy, coder, "program"))


def _make_codes(passage: Passage | None, taxonomy: Taxonomy, chance: random.Random, noise: float) -> list[str]:
    """The cells of the primary and secondary codes."""
    tags = passage.tags if passage else ()
    primary = {tag.objective for tag in tags if tag.grade == "primary" and tag.source == "inferred"}
    secondary = {tag.objective for tag in tags if tag.grade == "secondary"} - primary
    if not primary or chance.random() < noise:
        primary = {chance.choice(taxonomy.codes)}
    if chance.random() < noise:
        secondary = set()
    return [*_spread(primary, len(PRIMARY)), *_spread(secondary - primary, len(SECONDARY))]


def _spread(codes: set[str], cells: int) -> list[str]:
    kept = list(sort_codes(codes))[:cells]
    return [*kept, *[""] * (cells - len(kept))]
