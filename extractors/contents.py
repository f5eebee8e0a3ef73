"""Contents pages without leaders: headings and page numbers that are no headings of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.headings import Style, style_of
from extractors.joins import Typed
from extractors.text import normalize_text

TITLES = frozenset({"contents", "table of contents", "sommaire", "table des matières", "índice", "contenido"})
LONGEST = 160
_NUMBERED = re.compile(r"^\d{1,3}\s|\s(?:p\.?\s*)?\d{1,3}$")


def mark_contents(pages: Iterable[Sequence[Typed]]) -> Iterator[Typed]:
    """Lines below a heading such as `Contents` become kind `contents`, on its page and on pages that look like it."""
    page, title = None, None
    for items in pages:
        for item in items:
            if not item.drafts or item.box is not None:
                yield item
                continue
            here = item.drafts[0].page
            if _is_title(item):
                page, title = here, style_of(item.drafts[0])
            elif page is not None and _is_next_chapter(item, title):
                page = None
            elif page is not None and (here == page or _goes_on(items, page, here)) and _is_entry(item):
                page = here
                yield item._replace(kind="contents")
                continue
            else:
                page = page if page == here else None
            yield item


def _text(item: Typed) -> str:
    return normalize_text(" ".join(line.text for draft in item.drafts for line in draft.lines))


def _is_title(item: Typed) -> bool:
    return item.kind in ("heading", "title") and _text(item).casefold().strip(" :") in TITLES


def _is_next_chapter(item: Typed, title: Style | None) -> bool:
    """True for a heading without a page number in the style of the heading of the contents."""
    return item.kind == "heading" and style_of(item.drafts[0]) == title and not _NUMBERED.search(_text(item))


def _is_entry(item: Typed) -> bool:
    text = _text(item)
    return len(text) <= LONGEST and not text.endswith((".", ";"))


def _goes_on(items: Sequence[Typed], page: int, here: int) -> bool:
    """True where the page after a contents page is mostly short lines, half of them with a number."""
    texts = [_text(item) for item in items if item.drafts]
    numbered = sum(1 for text in texts if _NUMBERED.search(text))
    return here == page + 1 and numbered >= 0.4 * len(texts) and all(len(text) <= LONGEST for text in texts)
