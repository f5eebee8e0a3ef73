"""`audit agree`: coded sheets → report, adjudication sheet, frozen reference codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.objectives.taxonomy import Taxonomy, load_taxonomy
from pipeline.audit.agree import (
    ALL,
    Reference,
    describe_coders,
    find_conflicts,
    measure_agreement,
    order_passages,
    settle,
)
from pipeline.audit.books import pages_to_bytes
from pipeline.audit.coding import CodedSheet, join_codes, read_sheet, read_sheets
from pipeline.audit.coding_sheets import make_adjudication_pages
from pipeline.audit.corpus import Passage, hash_text, read_table
from pipeline.audit.draw_step import SAMPLE, Outcome
from pipeline.audit.report import Figure, Report, Table, find_place, show_figure, write_report
from pipeline.files import write_atomically
from pipeline.spreadsheets import quote_formula, write_csv

REFERENCE = (
    *("passage_id", "document_id", "kind", "page", "section", "text", "text_hash", "stratum", "weight"),
    *("primary", "secondary", "decided", "coders", "adjudicator"),
)
OF_THE_SAMPLE = (
    "Agreement on the passages of the sample, which holds more doubtful ones than the corpus. F1 between coders undoes "
    "the sampling and is the ceiling for the scores of the tags."
)
NOT_HUMAN = "{}: this is no agreement between people, and no ceiling for them."
CODED_BY = {
    "programs": "Coded by programs",
    "persons and programs": "Coded by persons and programs",
    "not all declared": "Not all sheets declare that a person coded",
}
Facts = Mapping[str, Mapping[str, str]]


def agree(
    paths: Sequence[Path],
    date: str,
    *,
    folder: Path | None = None,
    adjudicated: Path | None = None,
    taxonomy: Path | None = None,
) -> Outcome:
    """Write everything into the folder of the first sheet, or the one named. SettingsError where nothing is usable."""
    folder = folder or paths[0].parent
    loaded = load_taxonomy(taxonomy)
    sheets, failed = read_sheets(paths, loaded)
    decisions = read_sheet(adjudicated, loaded) if adjudicated else None
    facts = _read_facts(folder, sheets)
    settled = settle(sheets, decisions)
    known = {one.passage_id for one in settled}
    open_ones = [passage for passage in find_conflicts(sheets) if passage not in known]
    notes = [*failed, *_find_notes(sheets, folder), *_say_decisions(decisions), *_say_open(open_ones)]
    report = _make_report(sheets, facts, loaded, date, notes)
    written = write_report(folder, report)
    written.append(_freeze(folder, date, settled, sheets, decisions, facts))
    written += _write_adjudication(folder, date, open_ones, sheets, facts, loaded)
    lines = (*_summarize(report.figures, sheets, settled), *(f"note: {note}" for note in notes))
    return Outcome((*lines, *(f"wrote {path.as_posix()}" for path in written)), bool(failed))


def _read_facts(folder: Path, sheets: Sequence[CodedSheet]) -> Facts:
    """What is known of each passage: from the sample file where it is there, else as the sheets show it."""
    shown = {name: row for sheet in reversed(sheets) for name, row in sheet.shown.items()}
    sample = {row["passage_id"]: row for row in read_table(folder / SAMPLE)} if (folder / SAMPLE).is_file() else {}
    return {
        name: {
            "document_id": row.get("document_id") or row.get("document") or row.get("report", ""),
            "text_hash": hash_text(row.get("text", "")),
            "weight": "1",
            **row,
            **sample.get(name, {}),
        }
        for name, row in shown.items()
    }


def _find_notes(sheets: Sequence[CodedSheet], folder: Path) -> Iterator[str]:
    for sheet in sheets:
        yield from sheet.notes
    every = order_passages(sheets)
    for sheet in sheets:
        strange = [passage for passage in every if passage not in sheet.shown]
        if strange:
            yield f"{sheet.file} lacks {len(strange)} passages of the other sheets ({', '.join(strange[:3])}, ...)"
    if len(sheets) == 1:
        yield "one coder only: agreement cannot be told, and the reference codes are those of this coder"
    elif not any(sum(passage in sheet.codes for sheet in sheets) > 1 for passage in every):
        yield "no passage was coded by two coders: agreement cannot be told"
    if describe_coders(sheets) in CODED_BY:
        yield NOT_HUMAN.format(CODED_BY[describe_coders(sheets)])
    if not (folder / SAMPLE).is_file():
        yield f"there is no {SAMPLE} in {folder.as_posix()}: all passages count alike, and scores hold for them only"


def _say_decisions(decisions: CodedSheet | None) -> Iterator[str]:
    if decisions:
        yield from decisions.notes
        if decisions.kind == "program":
            yield f"conflicts were decided by a program ({decisions.file})"


def _say_open(passages: Sequence[str]) -> Iterator[str]:
    if passages:
        yield (
            f"{len(passages)} passages with different primary codes are undecided and not among the reference codes; "
            "fill in the adjudication sheet, then: gcmatrix audit agree ... --adjudicated SHEET"
        )


def _make_report(
    sheets: Sequence[CodedSheet], facts: Facts, taxonomy: Taxonomy, date: str, notes: Sequence[str]
) -> Report:
    weights = {name: float(row["weight"]) for name, row in facts.items()}
    figures = list(measure_agreement(sheets, weights, taxonomy))
    coders = [(sheet.coder, sheet.kind or "not declared", str(len(sheet.codes)), sheet.file) for sheet in sheets]
    conflicts = [
        (name, facts[name].get("text", ""), *(_show_codes(sheet, name) for sheet in sheets))
        for name in find_conflicts(sheets)
    ]
    return Report(
        kind="agreement",
        title="Agreement between coders",
        date=date,
        notes=notes,
        figures=figures,
        about={part: OF_THE_SAMPLE for part in {figure.part for figure in figures} if part.startswith(ALL)},
        tables=(
            Table("Coders", ("coder", "person or program", "passages coded", "sheet"), coders),
            Table("Conflicts", ("passage", "text", *(sheet.coder for sheet in sheets)), conflicts),
        ),
        titles={entry.code: entry.title for entry in taxonomy.objectives},
    )


def _show_codes(sheet: CodedSheet, passage: str) -> str:
    coding = sheet.codes.get(passage)
    if coding is None:
        return "not coded"
    return join_codes(coding.primary) + (f" ({join_codes(coding.secondary)})" if coding.secondary else "")


def _freeze(  # noqa: PLR0913, PLR0917 - what a row is made of
    folder: Path,
    date: str,
    settled: Sequence[Reference],
    sheets: Sequence[CodedSheet],
    decisions: CodedSheet | None,
    facts: Facts,
) -> Path:
    """Never overwritten: other codes of the same day get the next number."""
    rows = [_to_row(one, sheets, decisions, facts) for one in settled]
    data = write_csv(REFERENCE, ([quote_formula(row[name]) for name in REFERENCE] for row in rows)).encode("utf-8")
    path = find_place(folder, f"reference-{date}", ".csv", data)
    write_atomically(path, data)
    return path


def _to_row(one: Reference, sheets: Sequence[CodedSheet], decisions: CodedSheet | None, facts: Facts) -> dict[str, str]:
    coders = [f"{sheet.coder} ({sheet.kind or 'not declared'})" for sheet in sheets if one.passage_id in sheet.codes]
    decider = f"{decisions.coder} ({decisions.kind or 'not declared'})" if decisions else ""
    return {
        **dict.fromkeys(REFERENCE, ""),
        **{name: facts.get(one.passage_id, {}).get(name, "") for name in REFERENCE[1:9]},
        "passage_id": one.passage_id,
        "primary": join_codes(one.coding.primary),
        "secondary": join_codes(one.coding.secondary),
        "decided": one.decided,
        "coders": "; ".join(coders),
        "adjudicator": decider if one.decided == "adjudicated" else "",
    }


def _write_adjudication(  # noqa: PLR0913, PLR0917 - what a sheet is made of
    folder: Path,
    date: str,
    open_ones: Sequence[str],
    sheets: Sequence[CodedSheet],
    facts: Facts,
    taxonomy: Taxonomy,
) -> list[Path]:
    if not open_ones:
        return []
    passages = [_to_passage(name, facts[name]) for name in open_ones]
    titles = {facts[name]["document_id"]: facts[name].get("report", "") for name in open_ones}
    given = {sheet.coder: {name: _show_codes(sheet, name) for name in open_ones} for sheet in sheets}
    data = pages_to_bytes(make_adjudication_pages(passages, titles, taxonomy, given))
    path = find_place(folder, f"adjudication-{date}", ".xlsx", data)
    write_atomically(path, data)
    return [path]


def _to_passage(name: str, row: Mapping[str, str]) -> Passage:
    return Passage(
        name,
        row["document_id"],
        section=row.get("section", ""),
        text=row.get("text", ""),
        stem=row.get("stem", ""),
        page=row.get("page", ""),
    )


def _summarize(figures: Sequence[Figure], sheets: Sequence[CodedSheet], settled: Sequence[Reference]) -> Iterator[str]:
    conflicts = len(find_conflicts(sheets))
    yield f"{len(sheets)} coders, {len(order_passages(sheets))} passages, {conflicts} conflicts, {len(settled)} settled"
    for figure in figures:
        if figure.part.startswith(ALL) and figure.measure != "passages":
            yield f"{figure.measure}, {figure.name} codes, {figure.part[len(ALL) + 2 : -1]}: {show_figure(figure)}"
