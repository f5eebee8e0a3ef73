"""What an audit found as figures, tables and pictures → a dated HTML page and a CSV file, with what changed since."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.audit.intervals import Interval
from pipeline.files import write_atomically
from pipeline.spreadsheets import quote_formula, unquote_formula, write_csv

COLUMNS = ("part", "name", "measure", "value", "low", "high", "support")
LEAST_CHANGE = 0.0005
_DATED = re.compile(r"(?P<kind>.+)-(?P<date>\d{4}-\d\d-\d\d)(?:-(?P<number>\d+))?")


class Figure(NamedTuple):
    """One figure; None where it cannot be told. `support` is what it stands on (passages, codes), weights undone."""

    part: str
    name: str
    measure: str
    value: float | None
    interval: Interval | None = None
    support: float | None = None


class Table(NamedTuple):
    """A table of text."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


class Picture(NamedTuple):
    """An SVG picture and what it shows in words."""

    title: str
    svg: str
    about: str


class Report(NamedTuple):
    """An audit: kind (`agreement`, `score`, `matrix-TABLE`), date, what a reader has to know, what was found."""

    kind: str
    title: str
    date: str
    notes: Sequence[str]
    figures: Sequence[Figure]
    about: Mapping[str, str] = {}
    """A sentence on a part of the figures."""
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    titles: Mapping[str, str] = {}
    """What a name in the figures stands for, such as the title of an objective."""


def write_report(folder: Path, report: Report) -> list[Path]:
    """KIND-DATE.html and .csv; a second audit of a day with other figures gets the next number, the same one none."""
    data = write_csv(COLUMNS, map(_to_row, report.figures)).encode("utf-8")
    path = find_place(folder, f"{report.kind}-{report.date}", ".csv", data)
    before = _find_before(folder, report.kind, path)
    changes = find_changes(read_figures(before), report.figures) if before else None
    write_atomically(path, data)
    page = path.with_suffix(".html")
    write_atomically(page, _render(report, before, changes).encode("utf-8"))
    return [page, path]


def find_place(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Where a dated file goes so that nothing is overwritten: STEM, STEM-2, ..., or one that holds the same bytes."""
    number = 1
    while True:
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        if not path.exists() or path.read_bytes() == data:
            return path
        number += 1


def find_newest(folder: Path, kind: str, suffix: str = ".csv") -> Path | None:
    """The file of the latest date and number."""
    return max(_list(folder, kind, suffix), key=_order, default=None)


def read_figures(path: Path) -> list[Figure]:
    """Figures of an earlier audit."""
    with path.open(newline="", encoding="utf-8") as file:
        return [_from_row({k: unquote_formula(v) for k, v in row.items()}) for row in csv.DictReader(file)]


def find_changes(before: Iterable[Figure], now: Iterable[Figure]) -> Table:
    """Figures that moved, came or went."""
    old, new = ({figure[:3]: figure.value for figure in figures} for figures in (before, now))
    rows = [
        (*key, _show(old.get(key)), _show(new.get(key)))
        for key in dict.fromkeys([*new, *old])
        if (key in old) != (key in new) or _differ(old[key], new[key])
    ]
    return Table("What changed", ("part", "of", "measure", "before", "now"), rows)


def _differ(old: float | None, new: float | None) -> bool:
    return (old is None) != (new is None) or (old is not None and new is not None and abs(new - old) >= LEAST_CHANGE)


def _list(folder: Path, kind: str, suffix: str) -> list[Path]:
    paths = folder.glob(f"{kind}-*{suffix}")
    return [path for path in paths if (named := _DATED.fullmatch(path.stem)) and named["kind"] == kind]


def _order(path: Path) -> tuple[str, int]:
    named = _DATED.fullmatch(path.stem)
    return (named["date"], int(named["number"] or 1)) if named else ("", 0)


def _find_before(folder: Path, kind: str, path: Path) -> Path | None:
    """The audit before this one, in the order of dates."""
    return max((one for one in _list(folder, kind, ".csv") if _order(one) < _order(path)), key=_order, default=None)


def _to_row(figure: Figure) -> tuple[str, ...]:
    low, high = figure.interval or (None, None)
    numbers = (figure.value, low, high, figure.support)
    return (*map(quote_formula, figure[:3]), *("" if one is None else f"{one:.4f}" for one in numbers))


def _from_row(row: Mapping[str, str]) -> Figure:
    value, low, high, support = (float(row[name]) if row[name] else None for name in COLUMNS[3:])
    interval = None if low is None or high is None else Interval(low, high)
    return Figure(row["part"], row["name"], row["measure"], value, interval, support)


def figures_to_tables(report: Report) -> Iterator[Table]:
    """One table a part: names down, measures across."""
    for part in dict.fromkeys(figure.part for figure in report.figures):
        inside = [figure for figure in report.figures if figure.part == part]
        measures = list(dict.fromkeys(figure.measure for figure in inside))
        found = {(figure.name, figure.measure): figure for figure in inside}
        rows = [
            (_entitle(name, report.titles), *(show_figure(found.get((name, measure))) for measure in measures))
            for name in dict.fromkeys(figure.name for figure in inside)
        ]
        yield Table(part, ("", *measures), rows)


def _entitle(name: str, titles: Mapping[str, str]) -> str:
    return f"{name} · {titles[name]}" if name in titles else name


def show_figure(figure: Figure | None) -> str:
    """`0.71 (0.62 to 0.80)`; counts of whole things without decimals; a dash where it cannot be told."""
    if figure is None or figure.value is None:
        return "–"
    if figure.measure in ("passages", "support", "codings", "rows"):
        return f"{figure.value:.0f}"
    around = f" ({figure.interval.low:.2f} to {figure.interval.high:.2f})" if figure.interval else ""
    return f"{round(figure.value, 2) + 0.0:.2f}{around}"


def _show(value: float | None) -> str:
    return "–" if value is None else f"{round(value, 3) + 0.0:.3f}"


def _render(report: Report, before: Path | None, changes: Table | None) -> str:
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    jinja = Environment(loader=PackageLoader("pipeline.audit", "."), autoescape=True, trim_blocks=True)
    pictures = [picture._replace(svg=Markup(_clean_svg(picture.svg))) for picture in report.pictures]
    return jinja.get_template("report.html.j2").render(
        report=report,
        parts=list(figures_to_tables(report)),
        pictures=pictures,
        before=before.stem if before else "",
        changes=changes,
    )


def _clean_svg(svg: str) -> str:
    """Our own drawing, whose text the drawing library has escaped; refused if it could run anything."""
    if re.search(r"<script|\son\w+=|javascript:|<foreignObject", svg, flags=re.IGNORECASE):
        raise ValueError("a picture of the report holds code")
    return svg
