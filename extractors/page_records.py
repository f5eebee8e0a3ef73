"""How each page was read → `PageRecord`; a page that loses words is a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractors.conservation import blocks_to_printed, count_tokens, find_lost
from extractors.drafts import Column
from extractors.pages import BoxFlow, PageFlows
from models.records.ink import BBox, PageInk
from models.records.layout import Block, PageRecord, RunningLine
from models.records.outcome import Problem

LOST_SHARE = 0.01
"""Share of the words of a page that may be missing before a warning: more than a stray sign read in two ways."""
LOST_WORDS = 3


def to_page_records(inks: Iterable[PageInk], flows: Iterable[PageFlows], blocks: Sequence[Block]) -> list[PageRecord]:
    """One record a page; takes the pages one after the other and keeps none of them."""
    printed = blocks_to_printed(blocks)
    begun = Counter(
        (cell.where.page, index, cell.row)
        for index, block in enumerate(blocks)
        if block.table
        for cell in block.table.cells
    )
    rows = Counter(page for page, _, _ in begun)
    tables = Counter(page for page, _ in {(page, index) for page, index, _ in begun})
    return [
        _to_record(ink, page, printed.get(ink.number, []), tables[ink.number], rows[ink.number])
        for ink, page in zip(inks, flows, strict=True)
    ]


def _to_record(ink: PageInk, page: PageFlows, printed: Sequence[str], tables: int, rows: int) -> PageRecord:
    seen = count_tokens(word.text for word in ink.words)
    running = tuple(RunningLine(text=line.text, bbox=round_box(line.box)) for line in page.furniture)
    held = count_tokens([*printed, *(line.text for line in running)])
    return PageRecord(
        number=ink.number,
        width=round(ink.width, 1),
        height=round(ink.height, 1),
        reader=ink.reader,
        turn=ink.turn,
        unread=ink.unread,
        words=seen.total(),
        lost=find_lost(seen, held).total(),
        tables=tables,
        rows=rows,
        columns=tuple(round_box(flow.box) for flow in page.flows if isinstance(flow, Column)),
        boxes=tuple(round_box(flow.fill.box) for flow in page.flows if isinstance(flow, BoxFlow)),
        running=running,
    )


def round_box(box: BBox) -> BBox:
    """A box to a tenth of a point."""
    return BBox(*(round(value, 1) for value in box))


def lost_words(document_id: str, name: str, records: Iterable[PageRecord]) -> Iterator[Problem]:
    """A warning for each page that loses more than a small share of its words."""
    for page in records:
        if page.lost < LOST_WORDS or page.lost <= LOST_SHARE * page.words:
            continue
        message = (
            f"{name}: {page.lost} of the {page.words} words of page {page.number} are in no paragraph, table or note; "
            "compare the page with gcmatrix extract --debug-pages"
        )
        yield Problem(document_id=document_id, page=page.number, stage="extract", severity="warning", message=message)
