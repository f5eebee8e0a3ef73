"""What goes on over a column or page end: paragraphs, list items, headings, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.drafts import Draft
from extractors.pages import BoxFlow, PageFlows, TableSpot
from models.records.layout import BlockKind

_STOP = re.compile(r"[.!?:;][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹,]*$")
_MAY_GO_ON = frozenset({"paragraph", "list_item", "heading"})
_BOX_TITLE = re.compile(r"^(?:box|case study|example)\b", re.IGNORECASE)


class Typed(NamedTuple):
    """Drafts that are one block, its kind and the box it stands in; a table has its spot and no drafts."""

    kind: BlockKind
    drafts: tuple[Draft, ...]
    box: int | None = None
    spot: TableSpot | None = None


def join_items(items: Iterable[Typed]) -> Iterator[Typed]:
    """Join what goes on over a column or page end; other boxes, quotes and tables may stand between.

    An item is given out as soon as nothing can be added to it: a box ends on the page after at the latest.
    """
    waiting: dict[int, Typed] = {}
    open_at: dict[int | None, int] = {}
    for number, item in enumerate(items):
        at = open_at.get(item.box)
        if at is not None and item.drafts and goes_on(waiting[at], item):
            waiting[at] = waiting[at]._replace(drafts=waiting[at].drafts + item.drafts)
            continue
        waiting[number] = item
        if item.kind in _MAY_GO_ON:
            open_at[item.box] = number
            page = item.drafts[0].page
            open_at = {box: n for box, n in open_at.items() if box is None or waiting[n].drafts[-1].page >= page - 1}
        first = min(open_at.values(), default=number + 1)
        yield from [waiting.pop(n) for n in list(waiting) if n < first]
    yield from waiting.values()


def goes_on(before: Typed, item: Typed) -> bool:
    """True where an item continues the one before it in the same flow.

    Only over a column or page end, in the same type, and where the sentence is open or its line is full.
    """
    if "heading" in (before.kind, item.kind):
        return False
    return _continues(before.drafts[-1], item.drafts[0])


def _continues(last: Draft, draft: Draft) -> bool:
    if (last.column, last.page) == (draft.column, draft.page) or (draft.label and not _is_inner_dash(last, draft)):
        return False
    if abs(last.last.size - draft.first.size) > 0.06 * draft.first.size:
        return False
    if last.last.words[-1].turned != draft.first.words[0].turned:
        return False
    text, first = last.last.text.rstrip(), draft.first.text.lstrip()
    if text.endswith(("-", "‐", "/")) or first[:1].islower():
        return True
    if _STOP.search(text):
        return _hangs(last, draft) or _is_full(last)
    return _is_wide(last)


def _is_inner_dash(last: Draft, draft: Draft) -> bool:
    """A dash in the middle of a sentence that happens to begin the column."""
    return draft.label in ("–", "—", "-") and last.label != draft.label and not _STOP.search(last.last.text.rstrip())


def _hangs(last: Draft, draft: Draft) -> bool:
    """The rest of a list item: indented as the item's text is, without a label of its own."""
    if not last.label:
        return False
    indent = last.text_x - last.column.x0
    return indent > 4 and abs((draft.first.box.x0 - draft.column.x0) - indent) < 3


def _is_full(last: Draft) -> bool:
    """A justified last line that reaches the right edge exactly, as the lines above it do."""
    edge = last.column.x1
    full = [line for line in last.lines if abs(line.box.x1 - edge) < 1.0]
    return len(last.lines) >= 3 and len(full) == len(last.lines)


def _is_wide(last: Draft) -> bool:
    return last.last.box.x1 > last.column.x0 + 0.6 * last.column.width


def join_boxes(pages: Sequence[PageFlows]) -> dict[tuple[int, int], int]:
    """A number for each box (page, index of the flow); a box that goes on over the page end keeps its number."""
    numbers: dict[tuple[int, int], int] = {}
    last: BoxFlow | None = None
    count = 0
    for page in pages:
        for index, flow in enumerate(page.flows):
            if not isinstance(flow, BoxFlow):
                continue
            if last is None or not _box_goes_on(last, flow):
                count += 1
            numbers[(page.page, index)] = count
            last = flow
    return numbers


def _box_goes_on(last: BoxFlow, flow: BoxFlow) -> bool:
    """True over a page end, and over the end of a column where the frame is left open there."""
    cut = last.fill.open_bottom and flow.fill.open_top and flow.page - last.page in {0, 1}
    over = flow.page == last.page + 1 and last.last and flow.first
    if not (cut or over or _in_next_column(last, flow)) or last.fill.color != flow.fill.color:
        return False
    first = flow.columns[0].lines[0] if flow.columns else None
    return first is not None and not _BOX_TITLE.match(first.text)


def _in_next_column(last: BoxFlow, flow: BoxFlow) -> bool:
    """True for a tint of the same width at the head of the next column that goes on with an open sentence."""
    one, two = last.fill.box, flow.fill.box
    beside = flow.page == last.page and two.x0 > one.x1 and two.top < one.top and abs(one.width - two.width) < 4
    return bool(beside and last.columns and flow.columns) and not _STOP.search(last.columns[-1].lines[-1].text.rstrip())
