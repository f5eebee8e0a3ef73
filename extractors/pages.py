"""One page of ink → flows in reading order: columns of lines, boxes, tables; footnotes apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.boxes import TextBox, find_boxes, is_inside
from extractors.drafts import Column
from extractors.footnotes import split_column_notes, split_footnotes
from extractors.lines import Line, turned_to_lines, words_to_lines
from extractors.regions import Item, Run, items_to_runs, items_to_runs_leftwards
from extractors.scripts import mostly_leftwards
from models.records.ink import BBox, PageInk, Word, union

PIECE_GAP = 0.8
"""A white space wider than this many type sizes cuts a line into pieces (a column gap, a tab)."""


class TableSpot(NamedTuple):
    """Where a table stands in the reading order: its index among the grids of the page."""

    page: int
    grid: int
    box: BBox


class BoxFlow(NamedTuple):
    """A box with its own columns; `first` and `last`: nothing but furniture stands above or below it."""

    page: int
    fill: TextBox
    columns: tuple[Column, ...]
    first: bool
    last: bool


Flow = Column | TableSpot | BoxFlow


class PageFlows(NamedTuple):
    """What is read on one page, in order, the lines of its footnotes, and the running lines that were taken out."""

    page: int
    flows: tuple[Flow, ...]
    footnotes: tuple[Line, ...]
    furniture: tuple[Line, ...] = ()


def page_to_columns(page: PageFlows) -> Iterator[Column]:
    """The columns of a page, those in boxes included, in reading order."""
    for flow in page.flows:
        if isinstance(flow, Column):
            yield flow
        elif isinstance(flow, BoxFlow):
            yield from flow.columns


def page_to_flows(ink: PageInk, grids: Sequence[BBox], furniture: Iterable[Line], body: float) -> PageFlows:
    """Put a page in reading order; `grids` are the boxes of its tables, `body` the document's type size."""
    running = sorted(furniture, key=lambda line: (line.baseline, line.box.x0))
    dropped = {word for line in running for word in line.words}
    free = [w for w in ink.words if w not in dropped and not any(is_inside(w, grid) for grid in grids)]
    words = [w for w in free if not w.turned]
    boxes = find_boxes(ink, grids)
    inside = [[w for w in words if is_inside(w, fill.box)] for fill in boxes]
    boxed = {w for group in inside for w in group}
    pieces = words_to_lines([w for w in words if w not in boxed], gap=PIECE_GAP)
    pieces, notes = split_footnotes(pieces, body, ink)
    solids = [*grids, *(fill.box for fill in boxes)]
    to_runs = items_to_runs_leftwards if mostly_leftwards(words) else items_to_runs
    runs = to_runs(_to_items(pieces, solids, body))
    spots = [TableSpot(ink.number, index, box) for index, box in enumerate(grids)]
    others = [*(p.box for p in pieces), *solids]
    flows = [_to_box_flow(ink.number, fill, group, others, body) for fill, group in zip(boxes, inside, strict=True)]
    ordered = [flow for run in runs for flow in _run_to_flows(ink.number, run, pieces, [*spots, *flows])]
    ordered, column_notes = _without_notes(ordered, body)
    turned = [Column(ink.number, (x,), x.box) for x in turned_to_lines(w for w in free if w.turned)]
    return PageFlows(ink.number, (*ordered, *turned), (*notes, *column_notes), tuple(running))


def _without_notes(flows: Sequence[Flow], body: float) -> tuple[list[Flow], list[Line]]:
    """Take the notes at the foot of each column out of it."""
    kept: list[Flow] = []
    notes: list[Line] = []
    for flow in flows:
        if not isinstance(flow, Column):
            kept.append(flow)
            continue
        lines, found = split_column_notes(flow.lines, body, notes)
        notes.extend(found)
        if lines:
            kept.append(flow._replace(lines=tuple(lines)))
    return kept, notes


def _to_items(pieces: Sequence[Line], solids: Sequence[BBox], body: float) -> list[Item]:
    """Pieces are numbered from 0, solids from -1 downwards."""
    items = [Item(p.box, i, heading=p.size > 1.1 * body or all(w.bold for w in p.words)) for i, p in enumerate(pieces)]
    return items + [Item(box, -1 - i, solid=True) for i, box in enumerate(solids)]


def _run_to_flows(page: int, run: Run, pieces: Sequence[Line], solids: Sequence[TableSpot | BoxFlow]) -> list[Flow]:
    flows: list[Flow] = []
    waiting: list[Word] = []
    text = [item.box for item in run.items if not item.solid]
    column = union(text) if text else run.box
    for item in run.items:
        if item.solid:
            flows.extend(_to_columns(page, waiting, column))
            flows.append(solids[-1 - item.ref])
            waiting = []
        else:
            waiting.extend(pieces[item.ref].words)
    return flows + _to_columns(page, waiting, column)


def _to_columns(page: int, words: Sequence[Word], box: BBox) -> list[Flow]:
    return [Column(page, tuple(words_to_lines(words)), box)] if words else []


def _to_box_flow(page: int, fill: TextBox, words: Sequence[Word], around: Sequence[BBox], body: float) -> BoxFlow:
    inner = words_to_lines(words, gap=PIECE_GAP)
    runs = items_to_runs(_to_items(inner, [], body))
    columns = [flow for run in runs for flow in _run_to_flows(page, run, inner, [])]
    others = [box for box in around if box != fill.box]
    first = all(box.bottom > fill.box.top for box in others)
    last = all(box.top < fill.box.bottom for box in others)
    return BoxFlow(page, fill, tuple(c for c in columns if isinstance(c, Column)), first, last)
