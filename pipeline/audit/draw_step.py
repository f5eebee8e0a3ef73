"""`audit sample`: a run's results → the sample file and a blind sheet for each coder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import SettingsError
from models.objectives.taxonomy import load_taxonomy
from pipeline.audit.books import pages_to_bytes
from pipeline.audit.coding_sheets import make_coding_pages
from pipeline.audit.corpus import Run, read_run
from pipeline.audit.sampling import Drawn, count_strata, draw_sample
from pipeline.files import write_atomically
from pipeline.spreadsheets import quote_formula, write_csv

SAMPLE = "sample.csv"


class Outcome(NamedTuple):
    """What a step has to say, line by line, and whether some of its inputs failed."""

    lines: tuple[str, ...]
    failed: bool = False


def find_taxonomy(run: Run, taxonomy: Path | None) -> Path | None:
    """The taxonomy that was named, else that of the run. SettingsError where the latter is not there any more."""
    used = run.settings.get("taxonomy")
    if taxonomy or not used:
        return taxonomy
    if not Path(used).is_file():
        raise SettingsError(f"the run used the taxonomy {used}, which is not there; name it with --taxonomy")
    return Path(used)


def draw(  # noqa: PLR0913 - one parameter an option
    out: Path,
    folder: Path,
    coders: Sequence[str],
    sizes: Mapping[str, int],
    *,
    seed: int = 0,
    taxonomy: Path | None = None,
) -> Outcome:
    """Write FOLDER/sample.csv and FOLDER/sheet-CODER.xlsx. Raises SettingsError where a sheet would be overwritten."""
    _check_names(coders)
    run = read_run(out)
    drawn = draw_sample(run.passages, sizes, seed)
    if not drawn:
        raise SettingsError(f"nothing to draw: {out} has no tagged passages, or all strata were asked to give 0")
    files = {folder / SAMPLE: _sample_to_csv(drawn), **_make_sheets(run, drawn, folder, coders, taxonomy)}
    _refuse_overwriting(files)
    for path, data in files.items():
        write_atomically(path, data)
    return Outcome((*_describe(run, drawn), *(f"wrote {path.as_posix()}" for path in files)))


def _make_sheets(
    run: Run, drawn: Sequence[Drawn], folder: Path, coders: Sequence[str], taxonomy: Path | None
) -> dict[Path, bytes]:
    loaded = load_taxonomy(find_taxonomy(run, taxonomy))
    chosen = {row.passage_id for row in drawn}
    passages = [passage for passage in run.passages if passage.passage_id in chosen]
    return {
        folder / f"sheet-{_to_slug(coder)}.xlsx": pages_to_bytes(make_coding_pages(passages, run.titles, loaded, coder))
        for coder in coders
    }


def _check_names(coders: Sequence[str]) -> None:
    slugs = Counter(map(_to_slug, coders))
    twice = next((coder for coder in coders if slugs[_to_slug(coder)] > 1), None)
    if twice is not None:
        raise SettingsError(f"two coders have the name {twice!r} or one like it; give each a name of their own")


def _to_slug(name: str) -> str:
    slug = re.sub(r"[^\w]+", "-", name.casefold()).strip("-")
    if not slug:
        raise SettingsError(f"the coder {name!r} needs a name with letters or digits")
    return slug


def _refuse_overwriting(files: Mapping[Path, bytes]) -> None:
    """Sheets may hold codes by now."""
    changed = [path for path, data in files.items() if path.exists() and path.read_bytes() != data]
    if changed:
        raise SettingsError(f"{changed[0]} is there already and is not overwritten; choose another --folder")


def _sample_to_csv(drawn: Sequence[Drawn]) -> bytes:
    rows = ([quote_formula(str(cell)) for cell in row] for row in drawn)
    return write_csv(Drawn._fields, rows).encode("utf-8")


def _describe(run: Run, drawn: Sequence[Drawn]) -> list[str]:
    sizes = count_strata(run.passages)
    parts = []
    for stratum, size in sizes.items():
        inside = [row for row in drawn if row.stratum == stratum]
        weight = f", weight {inside[0].weight:.2f}" if inside else ""
        parts.append(f"{stratum}: {len(inside)} of {size} passages{weight}")
    return [f"{len(drawn)} passages drawn", *parts]
