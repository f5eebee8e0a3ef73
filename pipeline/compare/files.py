"""The files of a comparison: CSV tables with stable columns, charts, the page, the analyst's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.records.ids import code_order
from pipeline.charts import to_file
from pipeline.compare.changes import Change
from pipeline.compare.comparison import Comparison
from pipeline.compare.decisions import write_decisions
from pipeline.compare.declared import Kept
from pipeline.compare.drawing import draw_kinds
from pipeline.compare.links import Link
from pipeline.compare.page import PAGE, Drawn, render_page
from pipeline.compare.reading import Asked
from pipeline.compare.shares import Share
from pipeline.files import write_atomically
from pipeline.spreadsheets import write_table

HEAT_MAP, SLOPES = "heat-map", "slopes"
SIDE = ("id", "document", "page", "strength", "text")
LINKS = (
    "link_id", "status", "decision", "similarity", "meaning", "words",
    *(f"earlier_{name}" for name in SIDE), *(f"later_{name}" for name in SIDE),
)  # fmt: skip
PASSAGES = ("by", "kind", "group", "objective", "passage_id", "document_id", "page_first", "page_last", "bbox")


class Table(NamedTuple):
    """A CSV file."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def write_comparison(found: Comparison) -> list[Path]:
    """Write all files of a comparison into its folder; the same datasets give the same bytes."""
    folder = found.choices.folder
    written = []
    for table in to_tables(found):
        written.append(folder / table.name)
        write_atomically(written[-1], write_table(table.columns, table.rows).encode("utf-8"))
    drawn = draw_kinds(found)
    written += _write_charts(folder, drawn)
    written.append(folder / PAGE)
    write_atomically(written[-1], render_page(found, drawn))
    write_decisions(found.choices.decisions_file, found.links, found.decisions)
    return written


def _write_charts(folder: Path, drawn: Iterable[Drawn]) -> list[Path]:
    """The charts as files of their own; those of an earlier comparison that has other kinds go."""
    charts = {folder / f"{HEAT_MAP}-{one.grid.kind}.svg": one.heat_map for one in drawn}
    charts |= {folder / f"{SLOPES}-{one.grid.kind}.svg": one.slopes for one in drawn}
    kept = {path: chart for path, chart in charts.items() if chart}
    for old in (*folder.glob(f"{HEAT_MAP}-*.svg"), *folder.glob(f"{SLOPES}-*.svg")):
        if old not in kept:
            old.unlink()
    for path, chart in kept.items():
        write_atomically(path, to_file(chart, PAGE))
    return list(kept)


def to_tables(found: Comparison) -> list[Table]:
    """All tables."""
    return [
        Table("shares.csv", Share._fields, found.shares),
        Table("changes.csv", Change._fields, found.changes),
        Table("declared.csv", Kept._fields, found.declared),
        Table("links.csv", LINKS, [_link_to_row(link) for link in found.links]),
        Table("passages.csv", PASSAGES, list(_list_passages(found))),
    ]


def _link_to_row(link: Link) -> tuple[object, ...]:
    head = (link.link_id, link.status, link.decision, link.similarity, link.meaning, link.words)
    return (*head, *_side(link.earlier), *_side(link.later))


def _side(asked: Asked | None) -> tuple[str, ...]:
    if asked is None:
        return ("",) * len(SIDE)
    return (asked.passage_id, asked.document_id, str(asked.page_first), asked.strength, asked.text)


def _list_passages(found: Comparison) -> Iterable[tuple[object, ...]]:
    """Which passages stand behind the figures by year or report, by region and by addressee."""
    for by in (found.choices.by, "region", "addressee"):
        for unit in found.units:
            where = (unit.passage_id, unit.document_id, unit.page_first, unit.page_last, unit.bbox)
            for group in sorted(found.groupings[by](unit)):
                yield from ((by, unit.kind, group, code, *where) for code in sorted(unit.codes, key=code_order))
