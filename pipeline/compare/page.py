"""A comparison as one HTML page that asks nothing of a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.compare.changes import Change
from pipeline.compare.comparison import Comparison, Entry
from pipeline.compare.links import STATUSES, Link
from pipeline.compare.pictures import name_cell
from pipeline.compare.reading import Unit
from pipeline.compare.shares import Share

TEMPLATE = Path(__file__).with_name("page.html.j2")
PAGE = "compare.html"
MOST_LISTED = 4000
"""Passages listed on the page for all marks together (about 2 MB); the others are in passages.csv."""
FEWEST_LISTED = 3
MOST_LINKS = 200
"""Rows of one status on the page; the others are in links.csv."""
LONGEST_TEXT = 320


class Row(NamedTuple):
    """An objective and its share in each group, None where the group has no such passages."""

    entry: Entry
    cells: tuple[Share | None, ...]


class Grid(NamedTuple):
    """Shares of one kind: groups as columns, with the number of passages and reports of each."""

    kind: str
    groups: tuple[str, ...]
    sizes: tuple[tuple[int, int, int], ...]
    rows: tuple[Row, ...]


class Drawn(NamedTuple):
    """What is shown of one kind of passage; a chart is empty where there is nothing to draw."""

    grid: Grid
    heat_map: str
    slopes: str
    slope_groups: tuple[str, str] | None
    changes: tuple[Change, ...]

    @property
    def claimed(self) -> tuple[Change, ...]:
        """The changes among the comparisons."""
        return tuple(change for change in self.changes if change.direction)


class Listed(NamedTuple):
    """The passages behind one mark, the first of them to read."""

    anchor: str
    kind: str
    group: str
    entry: Entry
    number: int
    units: tuple[Unit, ...]


class Told(NamedTuple):
    """Links of one status, the first of them to read."""

    status: str
    number: int
    links: tuple[Link, ...]


def to_grids(shares: Iterable[Share], entries: Sequence[Entry], order: Sequence[str] = ()) -> tuple[Grid, ...]:
    """A grid a kind; objectives that no group has are left out."""
    kinds: defaultdict[str, dict[tuple[str, str], Share]] = defaultdict(dict)
    for share in shares:
        kinds[share.kind][share.group, share.objective] = share
    return tuple(_to_grid(kind, kinds[kind], entries, order) for kind in sorted(kinds))


def _to_grid(kind: str, found: Mapping[tuple[str, str], Share], entries: Sequence[Entry], order: Sequence[str]) -> Grid:
    there = {group for group, _ in found}
    groups = tuple(group for group in order if group in there) or tuple(sorted(there))
    first = {group: next(share for (name, _), share in found.items() if name == group) for group in groups}
    rows = (Row(entry, tuple(found.get((group, entry.code)) for group in groups)) for entry in entries)
    kept = tuple(row for row in rows if any(cell and cell.with_objective for cell in row.cells))
    return Grid(kind, groups, tuple((s.passages, s.words, s.reports) for s in first.values()), kept)


def list_passages(found: Comparison) -> list[Listed]:
    """The passages behind each mark by kind, group and objective; fewer of each where there are many marks."""
    behind: defaultdict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    for unit in found.units:
        for code in unit.codes if unit.document_id in found.group_of else ():
            behind[unit.kind, found.group_of[unit.document_id], code].append(unit)
    most = max(FEWEST_LISTED, min(found.choices.listed, MOST_LISTED // max(len(behind), 1)))
    entries = {entry.code: (place, entry) for place, entry in enumerate(found.entries)}
    order = sorted(behind, key=lambda key: (key[0], found.groups.index(key[1]), entries[key[2]][0]))
    return [
        Listed(name_cell(*key), key[0], key[1], entries[key[2]][1], len(behind[key]), tuple(behind[key][:most]))
        for key in order
    ]


def tell_links(links: Iterable[Link]) -> list[Told]:
    """Links by status, the most alike first."""
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        found[link.status].append(link)
    for rows in found.values():
        rows.sort(key=lambda link: -(link.similarity or 0))
    return [Told(status, len(found[status]), tuple(found[status][:MOST_LINKS])) for status in STATUSES if found[status]]


def cut_text(text: str) -> str:
    """A long text cut at a word."""
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rsplit(" ", 1)[0] + " …"


def percent(value: float, digits: int = 0) -> str:
    """A share for people: `12 %`."""
    return f"{100 * value:.{digits}f} %"


def render_page(found: Comparison, drawn: Sequence[Drawn]) -> bytes:
    """The page; every text is escaped."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    apart = {entry.code for entry in found.entries if entry.apart}
    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    world.filters |= {"percent": percent, "cut": cut_text, "drawn": Markup}
    world.globals |= {
        "anchor": name_cell,
        "titles": {entry.code: entry.title for entry in found.entries},
        "apart": apart,
    }
    claimed = [change for one in drawn for change in one.claimed]
    grids = partial(to_grids, entries=found.entries)
    return (
        world.from_string(TEMPLATE.read_text(encoding="utf-8"))
        .render(
            found=found,
            drawn=drawn,
            by_region=grids(share for share in found.shares if share.by == "region"),
            by_addressee=grids(share for share in found.shares if share.by == "addressee"),
            listed=list_passages(found),
            told=tell_links(found.links),
            claimed=sorted(claimed, key=lambda change: change.objective in apart),
        )
        .encode("utf-8")
    )
