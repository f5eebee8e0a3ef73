"""`audit matrix`: a rebuilt table against a hand-made one → report, and a workbook with the differences marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import SettingsError
from pipeline.audit.books import Mark, Page, pages_to_bytes
from pipeline.audit.draw_step import Outcome
from pipeline.audit.matrix import Comparison, Pair, Row, cell_f1, compare_tables
from pipeline.audit.report import Figure, Report, Table, find_place, write_report
from pipeline.files import write_atomically
from pipeline.spreadsheets import Spreadsheet, read_spreadsheet, unquote_formula

ROWS, CELLS = "rows", "cells of rows that were found"
NEVER_COMPARED = ("page_first", "page_last", "bbox", "document_id")
LISTS = ("sectors", "iso3", "declared_codes", "countries")
NEAR_FILL, WRONG_FILL, MISSED_FILL, EXTRA_FILL = "FFE9B8", "F8C9C4", "E3D4F0", "CFE3F7"
MOST_SHOWN = 100
LEGEND = (
    ("exact", "", "differs in nothing, or in line breaks, hyphens, quotes, case and white space only"),
    ("near", NEAR_FILL, "at least 0.95 similar; the comment has the hand-made text"),
    ("wrong", WRONG_FILL, "another text; the comment has the hand-made one"),
    ("missed", MISSED_FILL, "a row of the hand-made table that was not found, as it stands there"),
    ("extra", EXTRA_FILL, "a row that the hand-made table does not have"),
)


class Request(NamedTuple):
    """What is compared: files, sheets of workbooks, fields (none: all columns of both), `column=value` to keep."""

    rebuilt: Path
    handmade: Path
    fields: tuple[str, ...] = ()
    list_fields: tuple[str, ...] = LISTS
    where: str = ""
    sheet: str | None = None
    handmade_sheet: str | None = None


class Sides(NamedTuple):
    """Both tables with the same names of columns, and the fields that are compared."""

    handmade: Sequence[Row]
    rebuilt: Sequence[Row]
    fields: Sequence[str]


def compare(request: Request, folder: Path, date: str) -> Outcome:
    """Write matrix-TABLE-DATE.html and .csv, differences-TABLE-DATE.xlsx. SettingsError without a common column."""
    sides = _read_sides(request)
    found = compare_tables(sides.handmade, sides.rebuilt, sides.fields, frozenset(map(_fold, request.list_fields)))
    report = _make_report(request, sides, found, date)
    written = write_report(folder, report)
    data = pages_to_bytes(_make_pages(sides, found))
    book = find_place(folder, f"differences-{_stem(request)}-{date}", ".xlsx", data)
    write_atomically(book, data)
    f1 = cell_f1(found, len(sides.fields))
    counts = f"{len(found.pairs)} found, {len(found.missed)} missed, {len(found.extra)} extra"
    lines = (f"rows: {len(sides.handmade)} by hand, {len(sides.rebuilt)} rebuilt; {counts}; cell F1 {f1:.4f}",)
    return Outcome((*lines, *_count_lines(sides, found), *(f"wrote {path.as_posix()}" for path in (*written, book))))


def _stem(request: Request) -> str:
    """Audits of the same table have the same name, so that the next one says what changed."""
    return re.sub(r"[^\w]+", "-", f"{request.rebuilt.stem} {request.sheet or ''}".casefold()).strip("-")


def _read_sides(request: Request) -> Sides:
    tables = [
        read_spreadsheet(str(path), sheet=sheet)
        for path, sheet in ((request.handmade, request.handmade_sheet), (request.rebuilt, request.sheet))
    ]
    handmade, rebuilt = map(_to_rows, tables)
    fields = [_fold(name) for name in request.fields] or _common(*tables)
    for path, table in zip((request.handmade, request.rebuilt), tables, strict=True):
        missing = [name for name in fields if name not in map(_fold, table.header)]
        if missing or not fields:
            columns = ", ".join(filter(None, table.header))
            raise SettingsError(f"{path.name} has no column {', '.join(missing) or 'of the other'}; it has {columns}")
    return Sides(handmade, _keep(rebuilt, request.where), fields)


def _to_rows(table: Spreadsheet) -> list[dict[str, str]]:
    names = [_fold(name) for name in table.header]
    return [dict(zip(names, map(unquote_formula, row), strict=True)) for row in table.rows]


def _fold(name: str) -> str:
    """`Other stakeholders` and `other_stakeholders` are one column."""
    return "_".join(name.casefold().replace("_", " ").split())


def _common(handmade: Spreadsheet, rebuilt: Spreadsheet) -> list[str]:
    names = {_fold(name) for name in rebuilt.header}
    folded = (_fold(name) for name in handmade.header if name)
    return [n for n in folded if n in names and n not in NEVER_COMPARED and not n.endswith("_id")]


def _keep(rows: Sequence[Row], where: str) -> list[Row]:
    if not where:
        return list(rows)
    column, equals, value = where.partition("=")
    if not equals or not any(_fold(column) in row for row in rows):
        raise SettingsError(f"--where: {where!r} is not column=value with a column of the rebuilt table")
    return [row for row in rows if row[_fold(column)] == value]


def _count_cells(found: Comparison, field: str) -> Counter[str]:
    return Counter(pair.cells[field].state for pair in found.pairs)


def _count_lines(sides: Sides, found: Comparison) -> Iterator[str]:
    for field in sides.fields:
        counts = _count_cells(found, field)
        yield f"{field}: {counts['exact']} exact, {counts['near']} near, {counts['wrong']} wrong"


def _make_figures(sides: Sides, found: Comparison) -> Iterator[Figure]:
    names = {"by hand": len(sides.handmade), "rebuilt": len(sides.rebuilt), "found": len(found.pairs)}
    for name, count in {**names, "missed": len(found.missed), "extra": len(found.extra)}.items():
        yield Figure(ROWS, name, "rows", count)
    for field in sides.fields:
        counts = _count_cells(found, field)
        for state in ("exact", "near", "wrong"):
            share = counts[state] / len(found.pairs) if found.pairs else None
            yield Figure(CELLS, field, state, share, support=counts[state])
    yield Figure("all cells", "missed and extra rows counted", "F1", cell_f1(found, len(sides.fields)))


def _make_report(request: Request, sides: Sides, found: Comparison, date: str) -> Report:
    differ = [
        (
            field,
            str(pair.handmade + 1),
            pair.cells[field].state,
            sides.handmade[pair.handmade].get(field, ""),
            sides.rebuilt[pair.rebuilt].get(field, ""),
        )
        for pair in found.pairs
        for field in sides.fields
        if pair.cells[field].state != "exact"
    ]
    more = f", the first {MOST_SHOWN} of {len(differ)}" if len(differ) > MOST_SHOWN else ""
    header = ("column", "row by hand", "state", "by hand", "rebuilt")
    missed, extra = (
        [tuple(row.get(field, "") for field in sides.fields) for row in rows]
        for rows in ((sides.handmade[i] for i in found.missed), (sides.rebuilt[j] for j in found.extra))
    )
    return Report(
        f"matrix-{_stem(request)}",
        f"{request.rebuilt.name} against {request.handmade.name}",
        date,
        (),
        list(_make_figures(sides, found)),
        tables=(
            Table(f"Cells that differ{more}", header, differ[:MOST_SHOWN]),
            Table("Rows missed", sides.fields, missed),
            Table("Extra rows", sides.fields, extra),
        ),
    )


def _make_pages(sides: Sides, found: Comparison) -> list[Page]:
    """A row a row of the hand-made table, then the extra ones; colours are said in words too."""
    rows: list[tuple[str, ...]] = []
    marks: dict[tuple[int, int], Mark] = {}
    pairs = {pair.handmade: pair for pair in found.pairs}
    for i, wanted in enumerate(sides.handmade):
        pair = pairs.get(i)
        shown = sides.rebuilt[pair.rebuilt] if pair else wanted
        rows.append((_describe(pair), str(i + 1), str(pair.rebuilt + 1) if pair else "", *_cells(shown, sides.fields)))
        marks |= {(i, at + 3): mark for at, mark in _mark(pair, wanted, sides.fields)}
    for j in found.extra:
        marks |= {(len(rows), at + 3): Mark(EXTRA_FILL) for at in range(len(sides.fields))}
        rows.append(("extra", "", str(j + 1), *_cells(sides.rebuilt[j], sides.fields)))
    header = ("state", "row by hand", "row rebuilt", *sides.fields)
    legend = {(number, 0): Mark(fill) for number, (_, fill, _) in enumerate(LEGEND) if fill}
    return [
        Page("Differences", header, (18.0, 9.0, 9.0, *[32.0] * len(sides.fields)), rows, marks=marks),
        Page("Legend", ("mark", "what it means"), (14.0, 90.0), [(n, said) for n, _, said in LEGEND], marks=legend),
    ]


def _cells(row: Row, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(field, "") for field in fields)


def _describe(pair: Pair | None) -> str:
    if pair is None:
        return "missed"
    counts: Mapping[str, int] = Counter(cell.state for cell in pair.cells.values())
    return ", ".join(f"{counts[state]} {state}" for state in ("wrong", "near") if counts.get(state)) or "exact"


def _mark(pair: Pair | None, wanted: Row, fields: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    for at, field in enumerate(fields):
        if pair is None:
            yield at, Mark(MISSED_FILL)
        elif (cell := pair.cells[field]).state != "exact":
            said = f"by hand ({cell.similarity:.2f} similar): {wanted.get(field, '') or 'nothing'}"
            yield at, Mark(NEAR_FILL if cell.state == "near" else WRONG_FILL, said)
