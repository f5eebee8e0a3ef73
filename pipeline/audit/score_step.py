"""`audit score`: what the run found against reference codes, marked mentions and hand-cut passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import SettingsError
from models.objectives.taxonomy import Taxonomy, load_taxonomy
from pipeline.audit.calibration import find_bins, measure_calibration
from pipeline.audit.confusion import HEADER, count_pairs, list_confused, list_pairs
from pipeline.audit.corpus import Run, hash_text, read_run, read_table
from pipeline.audit.draw_step import SAMPLE, Outcome, find_taxonomy
from pipeline.audit.errors import list_worst
from pipeline.audit.matching import Item, Rows, keep_codes, match_run, match_tagged, read_reference, reweigh
from pipeline.audit.mention_scores import measure_mentions
from pipeline.audit.report import (
    Figure,
    Picture,
    Report,
    Table,
    find_newest,
    find_place,
    read_figures,
    show_figure,
    write_report,
)
from pipeline.audit.segment_scores import measure_segments
from pipeline.audit.tag_figures import (
    BY_CODE,
    BY_WAY,
    GROUPS,
    LEAST_CODES,
    OVERALL,
    measure_codes,
    measure_groups,
    measure_overall,
    measure_ways,
)
from pipeline.audit.ways import Ways, try_ways
from pipeline.charts import draw_calibration
from pipeline.files import write_atomically
from pipeline.spreadsheets import read_spreadsheet, unquote_formula, write_csv

ABOUT = {
    OVERALL: "Weights of the sample are undone, so the figures hold for the corpus. Intervals: passages drawn again in "
    "their stratum; under “reports drawn” whole reports, which says how far another report may differ.",
    BY_CODE: "Beside each score how far coders agree, which is the most that can be asked. Intervals from "
    f"{LEAST_CODES} passages with the code.",
    BY_WAY: "What the primary codes would be if one witness decided alone.",
    **dict.fromkeys(GROUPS, "Primary codes of objectives."),
}
CALIBRATION = (
    "Probability that was given against the share of these codes that are in the reference. On the dashed line the "
    "probabilities are right; the figures stand in the table of calibration."
)
FEW_REPORTS = 10
MENTION = ("label", "mention", "occurrence")
SHOWN = (OVERALL, BY_WAY, "mentions")


class Sources(NamedTuple):
    """What is scored against what; None where it is not asked for."""

    reference: Path | None = None
    tags: Path | None = None
    """A file of `gcmatrix tag` in place of the run."""
    mentions: Path | None = None
    mention_passages: Path | None = None
    """Passages that were marked, those without a mention included."""
    mentions_found: Path | None = None
    """A file of `gcmatrix mentions` in place of the run."""
    segments: Path | None = None
    taxonomy: Path | None = None
    encoder: str | None = None


class Part(NamedTuple):
    """What one part of the audit adds to the report."""

    titles: Mapping[str, str] = {}
    notes: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    pairs: Sequence[tuple[str, str, str]] = ()
    """Rows of the confusion file."""


def score(sources: Sources, out: Path, folder: Path, date: str) -> Outcome:
    """Write score-DATE.html and .csv, and confusion-DATE.csv. SettingsError where there is nothing to score with."""
    reference = sources.reference or find_newest(folder, "reference")
    if reference is None and not (sources.mentions or sources.segments):
        raise SettingsError(f"{folder} has no reference codes; name a file, or make one with: gcmatrix audit agree")
    run = _read_run(out, sources)
    parts = [_score_tags(reference, sources, run, folder)] if reference else []
    parts += [_score_mentions(sources, run)] if sources.mentions else []
    parts += [_score_segments(sources.segments, run)] if sources.segments else []
    report = Report(
        "score",
        "Score against hand coding",
        date,
        [note for part in parts for note in part.notes],
        [figure for part in parts for figure in part.figures],
        ABOUT,
        [table for part in parts for table in part.tables],
        [picture for part in parts for picture in part.pictures],
        {code: title for part in parts for code, title in part.titles.items()},
    )
    written = write_report(folder, report)
    written += [_write_pairs(folder, date, part.pairs) for part in parts if part.pairs]
    lines = (*_summarize(report.figures), *(f"note: {note}" for note in report.notes))
    return Outcome((*lines, *(f"wrote {path.as_posix()}" for path in written)))


def _write_pairs(folder: Path, date: str, pairs: Sequence[tuple[str, str, str]]) -> Path:
    data = write_csv(HEADER, pairs).encode("utf-8")
    path = find_place(folder, f"confusion-{date}", ".csv", data)
    write_atomically(path, data)
    return path


def _read_run(out: Path, sources: Sources) -> Run:
    """Not needed where everything found is named."""
    if sources.tags and not sources.segments and bool(sources.mentions) == bool(sources.mentions_found):
        return Run((), {}, {})
    return read_run(out)


def _score_tags(reference: Path, sources: Sources, run: Run, folder: Path) -> Part:
    rows = read_reference(reference)
    found = match_tagged(rows, _read_rows(sources.tags, "primary")) if sources.tags else match_run(rows, run)
    found = found._replace(items=tuple(reweigh(found.items, _find_sizes(rows, _read_sample(folder)))))
    if not found.items:
        raise SettingsError(f"no passage of {reference.name} is in the run; {'; '.join(found.notes)}")
    file = find_taxonomy(run, sources.taxonomy)
    loaded = load_taxonomy(file)
    strangers = tuple(_say_unknown(found.items, loaded))
    found = found._replace(items=tuple(keep_codes(item, frozenset(loaded.codes)) for item in found.items))
    ways = try_ways([item.passage for item in found.items], file, sources.encoder or run.settings.get("encoder"))
    agreement = find_newest(folder, "agreement")
    bins = find_bins(found.items, ways.probabilities, loaded.codes)
    figures = [
        *measure_overall(found.items, loaded),
        *measure_ways(found.items, ways.codes, loaded),
        *measure_codes(found.items, loaded, read_figures(agreement) if agreement else ()),
        *measure_groups(found.items, loaded),
        *measure_calibration(bins),
    ]
    ceiling = () if agreement else (f"no agreement of coders in {folder.as_posix()}: no ceiling is shown",)
    said = (*_say_reference(reference, rows, folder), *strangers)
    notes = (*said, *found.notes, *_say_reports(found.items), *ceiling)
    pictures = [Picture("Calibration", draw_calibration(bins), CALIBRATION)] if bins else []
    titles = {**run.titles, **{entry.code: entry.title for entry in loaded.objectives}}
    pairs = count_pairs(found.items)
    tables = [list_confused(pairs), list_worst(found.items, _to_chances(ways))]
    return Part(titles, notes, figures, tables, pictures, list_pairs(pairs))


def _read_sample(folder: Path) -> Rows:
    return read_table(folder / SAMPLE) if (folder / SAMPLE).is_file() else []


def _find_sizes(rows: Rows, drawn: Rows) -> dict[str, float]:
    """Passages of each stratum in the corpus: of the sample where the codes are of it, else as the codes say."""
    known = {row["passage_id"] for row in rows}
    sizes: dict[str, float] = {}
    for row in drawn if any(row["passage_id"] in known for row in drawn) else rows:
        stratum = row.get("stratum", "")
        sizes[stratum] = sizes.get(stratum, 0.0) + float(row.get("weight") or 1)
    return sizes


def _to_chances(ways: Ways) -> list[dict[str, float]]:
    codes = ways.taxonomy.codes
    return [dict(zip(codes, map(float, row), strict=True)) for row in ways.probabilities]


def _say_reference(reference: Path, rows: Rows, folder: Path) -> Iterator[str]:
    """What the reference codes are worth."""
    named = (f"{row.get('coders', '')}; {row.get('adjudicator', '')}" for row in rows)
    coders = sorted({coder for cell in named for coder in cell.split("; ") if coder})
    if any(not coder.endswith("(person)") for coder in coders):
        yield f"{reference.name} was coded by {', '.join(coders)}: these scores are not against human coding"
    elif not coders:
        yield f"{reference.name} does not say who coded"
    drawn = _read_sample(folder)
    known = {row["passage_id"] for row in rows}
    undecided = sum(row["passage_id"] not in known for row in drawn)
    if undecided and known & {row["passage_id"] for row in drawn}:
        said = "have no decided codes; the figures leave out what coders differ on"
        yield f"{undecided} of {len(drawn)} drawn passages {said}"


def _say_unknown(items: Sequence[Item], taxonomy: Taxonomy) -> Iterator[str]:
    unknown = {code for item in items for code in item.reference.any} - set(taxonomy.codes)
    if unknown:
        yield f"codes of the reference that the taxonomy does not have, left out: {', '.join(sorted(unknown))}"


def _say_reports(items: Sequence[Item]) -> Iterator[str]:
    reports = len({item.passage.document_id for item in items})
    if reports == 1:
        yield "one report only: what the figures would be for another one cannot be told"
    elif reports < FEW_REPORTS:
        yield f"{reports} reports: the interval with reports drawn is a rough one"


def _score_mentions(sources: Sources, run: Run) -> Part:
    """Passages of the run are found by their text, where the marked ones come with it."""
    reference = _read_rows(sources.mentions, *MENTION)
    marked = _read_rows(sources.mention_passages) if sources.mention_passages else []
    scope = {row["passage_id"] for row in marked or reference}
    if sources.mentions_found:
        return Part(figures=list(measure_mentions(reference, _read_rows(sources.mentions_found, *MENTION), scope)))
    names = {hash_text(row.get("text", "")): row["passage_id"] for row in marked}
    ids = {p.passage_id: names.get(hash_text(p.text), p.passage_id) for p in run.passages}
    there = {name for name in ids.values() if name in scope}
    if not there:
        raise SettingsError("no passage with marked mentions is in the run; give their text with --mention-passages")
    gone = sorted(scope - there)
    notes = [f"{len(gone)} of {len(scope)} passages with marked mentions are not in this run and are left out"]
    found = [{**row, "passage_id": ids.get(row["subject_id"], "")} for row in run.mentions]
    return Part({}, notes if gone else (), list(measure_mentions(reference, found, there)))


def _score_segments(path: Path | None, run: Run) -> Part:
    figures, lost = measure_segments(_read_rows(path, "text"), [passage.text for passage in run.passages])
    return Part(figures=figures, tables=[lost])


def _read_rows(path: Path | None, *columns: str) -> list[dict[str, str]]:
    """SettingsError where a column, or passage_id, is not there."""
    table = read_spreadsheet(str(path), column=columns[0] if columns else None)
    for name in ("passage_id", *columns):
        if name not in table.header:
            raise SettingsError(f"{path} has no column {name}; its columns are {', '.join(filter(None, table.header))}")
    return [dict(zip(table.header, map(unquote_formula, row), strict=True)) for row in table.rows]


def _summarize(figures: Sequence[Figure]) -> Iterator[str]:
    found: Mapping[tuple[str, ...], Figure] = {figure[:3]: figure for figure in figures}
    for (part, name, measure), figure in found.items():
        if (part in SHOWN and measure == "F1") or (name == "all" and measure == "found"):
            yield f"{measure}, {name}: {show_figure(figure)}"
