"""One PDF file → `Extraction`: the extract stage."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from extractors.blocks import pages_to_blocks
from extractors.boxes import is_inside
from extractors.drafts import Column
from extractors.end_notes import take_end_notes
from extractors.furniture import find_furniture
from extractors.grids import Grid, pages_to_grids
from extractors.lines import Line, body_size, turned_to_lines, words_to_lines
from extractors.notes import tie_notes
from extractors.options import DEFAULTS, ReadOptions
from extractors.page_records import lost_words, to_page_records
from extractors.pages import PageFlows, TableSpot, page_to_columns, page_to_flows
from extractors.pictures import find_pictures
from extractors.readers import read_file
from extractors.spool import Spool
from extractors.tables import grids_to_tables
from extractors.text import count_words, normalize_text, split_label
from extractors.troubles import reading_to_problems
from models.records.ink import PageInk
from models.records.layout import Extraction, PageRecord, Table

FURNITURE_GAP = 2.5
HEADING_STEP = 1.6
"""The lines of one heading are at most this many type sizes apart."""


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing made here refers to itself, so looking for cycles only costs time: a quarter of it in a long report."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_collector_paused()
def read_extraction(
    document_id: str, path: Path, *, password: str | None = None, options: ReadOptions = DEFAULTS
) -> Extraction:
    """Read a file to blocks and tables. Raises `ExtractionError` where nothing can be read at all."""
    reading = read_file(path, password=password, options=options)
    inks = reading.pages
    grids = Spool(pages_to_grids(inks))
    flows = Spool(_inks_to_flows(inks, grids))
    words = _count_words(flows, grids)
    blocks = tie_notes(pages_to_blocks(flows, _place_tables(grids, flows, words), words))
    records = tuple(to_page_records(inks, flows, blocks))
    return Extraction(
        document_id=document_id,
        sha256=reading.sha256,
        pages=len(inks),
        unread=tuple(page.number for page in records if page.unread),
        readers=tuple(page.reader for page in records),
        landscape=_is_slides(records),
        metadata=reading.metadata,
        blocks=blocks,
        problems=(*reading_to_problems(document_id, path.name, reading), *lost_words(document_id, path.name, records)),
        pictures=find_pictures(inks),
        page_records=records,
    )


def _inks_to_flows(inks: Sequence[PageInk], grids: Sequence[Sequence[Grid]]) -> Iterator[PageFlows]:
    lines = Spool(_free_lines(ink, page) for ink, page in zip(inks, grids, strict=True))
    furniture = find_furniture(lines, [ink.height for ink in inks], [bool(page) for page in grids])
    body = body_size(x for page, drop in zip(lines, furniture, strict=True) for x in page if x not in drop)
    pages = (
        page_to_flows(ink, [grid.bbox for grid in page], drop, body)
        for ink, page, drop in zip(inks, grids, furniture, strict=True)
    )
    return take_end_notes(pages, body)


def _free_lines(ink: PageInk, grids: Sequence[Grid]) -> list[Line]:
    """The lines outside tables, cut at wide gaps so that a running title and a page number are two lines."""
    free = [word for word in ink.words if not any(is_inside(word, grid.bbox) for grid in grids)]
    turned = turned_to_lines(word for word in free if word.turned)
    return words_to_lines((word for word in free if not word.turned), gap=FURNITURE_GAP) + turned


def _count_words(flows: Sequence[PageFlows], grids: Sequence[Sequence[Grid]]) -> Counter[str]:
    """How often the document writes each word inside a line, tables included."""
    columns = (column.lines for page in flows for column in page_to_columns(page))
    cells = (words_to_lines(cell.words) for page in grids for grid in page for cell in grid.cells)
    return count_words(line.text for lines in chain(columns, cells) for line in lines)


def _place_tables(
    grids: Sequence[Sequence[Grid]], flows: Sequence[PageFlows], words: Counter[str]
) -> dict[tuple[int, int], Table]:
    """Tables by the grid (page, index) with which they begin."""
    headings = (
        _heading_above(page, index, above, _printed_in(grid))
        for above, page, found in zip(chain([None], flows), flows, grids, strict=False)
        for index, grid in enumerate(found)
    )
    flat = (grid for page in grids for grid in page)
    placed = {}
    for table in grids_to_tables(flat, headings, known=words):
        where = table.cells[0].where
        overlaps = [grid.bbox.overlap(where.bbox) for grid in grids[where.page - 1]]
        placed[(where.page, overlaps.index(max(overlaps)))] = table
    return placed


def _printed_in(grid: Grid) -> set[str]:
    """The letters of each cell of a card, one of which may be printed above it as its title."""
    return {_letters(" ".join(word.text for word in cell.words)) for cell in grid.cells} if grid.n_cols == 2 else set()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _heading_above(page: PageFlows, index: int, before: PageFlows | None, own: Collection[str]) -> str:
    """The nearest bold or large line above a grid, without its number; empty where none stands above it.

    A heading may also be the last thing on the page `before` where the grid is the first on its own. A text of
    `own`, letters only, is no heading.
    """
    at = next(n for n, flow in enumerate(page.flows) if isinstance(flow, TableSpot) and flow.grid == index)
    heading: list[Line] = []
    for flow in reversed(page.flows[:at]):
        if isinstance(flow, TableSpot):
            break
        if isinstance(flow, Column):
            heading = _last_heading(flow.lines, own)
        if heading:
            break
    if not at and before is not None and before.flows and isinstance(last := before.flows[-1], Column):
        heading = _closing_heading(last.lines, own)
    return split_label(normalize_text(" ".join(line.text for line in heading))).text


def _closing_heading(lines: Sequence[Line], own: Collection[str]) -> list[Line]:
    """The bold lines with which a column ends; none where it ends with text."""
    return _last_heading(lines, own) if lines[-1].bold else []


def _last_heading(lines: Sequence[Line], own: Collection[str] = ()) -> list[Line]:
    """The last lines of one style that are bold or larger than the others."""
    usual = body_size(lines)
    marked = [line for line in lines if line.bold or line.size > 1.15 * usual] or list(lines[-1:])
    last = marked[-1]
    same = [x for x in marked if (x.size, x.bold, x.color) == (last.size, last.bold, last.color)]
    heading = [last]
    for line in reversed(same[:-1]):
        if heading[0].baseline - line.baseline > HEADING_STEP * last.size:
            break
        heading.insert(0, line)
    if _letters(split_label(normalize_text(" ".join(line.text for line in heading))).text) not in own:
        return heading
    above = marked[: marked.index(heading[0])]
    return _last_heading(above, own) if above else []


def _is_slides(pages: Sequence[PageRecord]) -> bool:
    """Landscape pages with few words each."""
    words = sum(page.words for page in pages)
    return bool(pages) and all(page.width > page.height for page in pages) and words < 200 * len(pages)
