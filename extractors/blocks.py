"""Flows of all pages → blocks in reading order, joined over column and page ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, dropwhile
from typing import NamedTuple

from extractors.contents import mark_contents
from extractors.drafts import Column, Draft, Pitches, column_to_drafts, find_pitches
from extractors.footnotes import lines_to_notes, strip_number
from extractors.headings import Style, is_caption, is_contents, is_heading, rank_styles, style_of
from extractors.joins import Typed, join_boxes, join_items
from extractors.lines import Line, is_raised, words_to_text
from extractors.pages import BoxFlow, PageFlows, TableSpot, page_to_columns
from extractors.spool import Spool
from extractors.text import join_lines, normalize_text, split_label
from models.records.ink import union
from models.records.layout import Block, BlockKind, Table, Where

LONG = 15
"""A paragraph or list item of so many words is running text."""


class PlacedBlock(NamedTuple):
    """A block without its level yet, how far it begins right of its column's edge (points), and a heading's style."""

    block: Block
    left: float
    style: Style | None


def pages_to_blocks(
    pages: Sequence[PageFlows], tables: dict[tuple[int, int], Table], words: Counter[str]
) -> tuple[Block, ...]:
    """All blocks of a document.

    `tables` gives the table that begins at a grid (page, index of the grid); `words` counts the document's words.
    """
    pitches = find_pitches(column for page in pages for column in page_to_columns(page))
    boxes = join_boxes(pages)
    usual = _usual_style(line for page in pages for column in page_to_columns(page) for line in column.lines)
    typed = Spool(_page_to_typed(page, pitches, boxes, usual) for page in pages)
    joined = join_items(mark_contents(_promote_title(typed, usual)))
    items = (item for item in joined if item.spot is None or _spot_key(item.spot) in tables)
    placed = [PlacedBlock(_to_block(item, words, tables), _left_edge(item), _heading_style(item)) for item in items]
    levels = rank_styles([(one.style, one.block.label) for one in placed if one.style is not None])
    return (*_with_levels(placed, levels), *_notes_to_blocks(pages, words))


def _spot_key(spot: TableSpot) -> tuple[int, int]:
    return spot.page, spot.grid


def _usual_style(lines: Iterable[Line]) -> Style:
    """The style of most characters."""
    weights: Counter[Style] = Counter()
    for line in lines:
        weights[Style(round(line.size * 2) / 2, line.bold, line.italic, False, line.color)] += len(line.text)
    return max(weights, key=lambda s: (weights[s], s)) if weights else Style(0.0, False, False, False, "000000")


def _page_to_typed(page: PageFlows, pitches: Pitches, boxes: dict[tuple[int, int], int], usual: Style) -> list[Typed]:
    here = _local_style(page, usual)
    typed: list[Typed] = []
    for index, flow in enumerate(page.flows):
        if isinstance(flow, TableSpot):
            typed.append(Typed("table", (), None, flow))
        elif isinstance(flow, BoxFlow):
            style = _usual_style(line for column in flow.columns for line in column.lines)
            for column in flow.columns:
                typed += [
                    Typed(_kind(d, style), (d,), boxes[(page.page, index)]) for d in column_to_drafts(column, pitches)
                ]
        else:
            typed += [Typed(_kind(d, here), (d,)) for d in column_to_drafts(flow, pitches)]
    return typed


def _local_style(page: PageFlows, usual: Style) -> Style:
    """The running text of this page, if there is enough of it to tell; else that of the document."""
    lines = [line for flow in page.flows if isinstance(flow, Column) for line in flow.lines]
    local = _usual_style(lines)
    enough = sum(len(line.text) for line in lines if round(line.size * 2) / 2 == local.size) > 600
    return local if enough else usual


def _kind(draft: Draft, usual: Style) -> BlockKind:
    if is_contents(draft):
        return "contents"
    if is_caption(draft):
        return "caption"
    if is_heading(draft, usual):
        return "heading"
    if draft.label:
        return "list_item"
    if _is_quote(draft, usual):
        return "quote"
    return "paragraph"


def _is_quote(draft: Draft, usual: Style) -> bool:
    """Set apart in italics, larger or coloured, and opened by a quotation mark."""
    first = draft.first
    apart = first.italic and not usual.italic and (first.color != usual.color or first.size > 1.12 * usual.size)
    return apart and normalize_text(first.text)[:1] == '"'


def _promote_title(pages: Sequence[list[Typed]], usual: Style) -> Iterator[list[Typed]]:
    """Large type without a number on the first page is the title, but for the style of headings below the text."""
    text = dropwhile(lambda item: not _is_long(item), chain.from_iterable(pages))
    later = Counter(style_of(item.drafts[0]) for item in text if item.kind == "heading" and item.box is None)
    for page in pages:
        yield [
            item._replace(kind="title") if _is_title(item, usual) and later[style_of(item.drafts[0])] < 2 else item
            for item in page
        ]


def _is_long(item: Typed) -> bool:
    running = item.kind in ("paragraph", "list_item")
    return running and sum(len(line.words) for draft in item.drafts for line in draft.lines) >= LONG


def _is_title(item: Typed, usual: Style) -> bool:
    if item.kind != "heading" or item.box is not None or item.drafts[0].page != 1 or item.drafts[0].label:
        return False
    return style_of(item.drafts[0]).size > 1.25 * usual.size


def _to_block(typed: Typed, words: Counter[str], tables: dict[tuple[int, int], Table]) -> Block:
    if typed.spot:
        place = Where(page=typed.spot.page, bbox=typed.spot.box)
        return Block(kind="table", text="", printed="", places=(place,), table=tables[_spot_key(typed.spot)])
    lines = [line for draft in typed.drafts for line in draft.lines]
    label, text = _label_and_text(typed, lines, words)
    first = typed.drafts[0].first
    style = _usual_style(lines)
    return Block(
        kind=typed.kind,
        text=text,
        printed="\n".join(line.printed for line in lines),
        places=tuple(Where(page=d.page, bbox=d.box) for d in typed.drafts),
        label=label,
        box=typed.box,
        lead=_bold_lead(lines, label),
        bold=style.bold,
        italic=style.italic,
        size=first.size,
        color=first.color,
    )


def _label_and_text(typed: Typed, lines: Sequence[Line], words: Counter[str]) -> tuple[str, str]:
    text = join_lines([line.text for line in lines], words)
    if typed.kind not in ("list_item", "heading"):
        return "", text
    label, rest = split_label(text)
    return label, rest


def _bold_lead(lines: Sequence[Line], label: str) -> str:
    """The bold words that a block of lighter text begins with."""
    words = [word for line in lines for word in line.words]
    skip = 1 if label and words[0].text.strip().startswith(label[:1]) else 0
    rest = words[skip:]
    count = next((n for n, word in enumerate(rest) if not word.bold and not is_raised(word, lines[0].size)), len(rest))
    return normalize_text(words_to_text(rest[:count])) if 0 < count < len(rest) else ""


def _left_edge(item: Typed) -> float:
    """How far an item begins right of its column's edge, in points."""
    return item.drafts[0].box.x0 - item.drafts[0].column.x0 if item.drafts else 0.0


def _heading_style(item: Typed) -> Style | None:
    return style_of(item.drafts[0]) if item.kind == "heading" else None


def _with_levels(placed: Iterable[PlacedBlock], levels: Mapping[Style, int]) -> Iterator[Block]:
    """Headings get the level of their style, list items that of their list: how many open items begin further left."""
    open_x: list[float] = []
    for block, x, style in placed:
        if block.kind == "list_item":
            open_x = [left for left in open_x if left < x - 4]
            yield block.model_copy(update={"level": len(open_x)})
            open_x.append(x)
            continue
        if block.kind in ("heading", "table") or (block.kind == "paragraph" and (not open_x or x <= min(open_x) + 2)):
            open_x = []
        yield block if style is None else block.model_copy(update={"level": levels[style]})


def _notes_to_blocks(pages: Sequence[PageFlows], words: Counter[str]) -> list[Block]:
    blocks: list[Block] = []
    last: int | None = None
    for page in pages:
        for number, lines in lines_to_notes(page.footnotes, last):
            last = int(number) if number.isdigit() else last
            where = Where(page=page.page, bbox=union([line.box for line in lines]))
            text = strip_number(join_lines([line.text for line in lines], words), number)
            printed = "\n".join(line.text for line in lines)
            if not number and blocks:
                blocks[-1] = _extend(blocks[-1], text, printed, where)
            else:
                blocks.append(
                    Block(
                        kind="footnote", text=text, printed=printed, places=(where,), label=number, size=lines[0].size
                    )
                )
    return blocks


def _extend(block: Block, text: str, printed: str, where: Where) -> Block:
    """A note that goes on at the foot of the next page."""
    return block.model_copy(
        update={
            "text": f"{block.text} {text}",
            "printed": f"{block.printed}\n{printed}",
            "places": (*block.places, where),
        }
    )
