"""No word is lost silently: what a reader saw on a page against what the blocks of that page hold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from models.records.layout import Block, Table

LONG = 5000
"""Characters of a text that may run over many pages."""
_SIGNS = re.compile(r"[\W_]+")


def text_to_tokens(text: str) -> list[str]:
    """Words in lower case without signs, one spelling of ligatures, raised digits and Arabic letter forms."""
    return list(_to_tokens(text))


@lru_cache(maxsize=1024)
def _to_tokens(text: str) -> tuple[str, ...]:
    """Kept, because a block that runs over many pages is counted on each of them."""
    folded = (_SIGNS.sub("", part) for part in unicodedata.normalize("NFKC", text).casefold().split())
    return tuple(token for token in folded if token)


def blocks_to_printed(blocks: Iterable[Block]) -> dict[int, list[str]]:
    """What the blocks of each page print; a block or cell that a page end cuts counts on each of its pages."""
    kept: defaultdict[int, list[str]] = defaultdict(list)
    for block in blocks:
        for pages, printed in _printed_parts(block):
            for page in pages:
                kept[page].append(printed)
    return dict(kept)


def count_tokens(texts: Iterable[str]) -> Counter[str]:
    """How often each token stands in the texts."""
    every = list(texts)
    total = Counter(chain.from_iterable(_to_tokens(text) for text in every if len(text) < LONG))
    for text in every:
        if len(text) >= LONG:
            counts = _to_counts(text).copy()
            counts.update(total)
            total = counts
    return total


@lru_cache(maxsize=16)
def _to_counts(text: str) -> Counter[str]:
    """Kept like the tokens; not to be changed."""
    return Counter(_to_tokens(text))


def _printed_parts(block: Block) -> Iterator[tuple[Sequence[int], str]]:
    if block.table is None:
        yield sorted({place.page for place in block.places}), block.printed
        return
    for cell in block.table.cells:
        first = cell.where.page
        yield range(first, (cell.page_last or first) + 1), cell.printed
    yield from _repeated_headers(block.table)


def _repeated_headers(table: Table) -> Iterator[tuple[Sequence[int], str]]:
    """The header that is printed again on each page on which a table goes on stands in it once."""
    for cell in table.cells:
        if cell.header:
            yield range(cell.where.page + 1, table.page_last + 1), cell.printed


def find_lost(seen: Mapping[str, int], kept: Mapping[str, int]) -> Counter[str]:
    """The tokens seen that are not kept, with their counts.

    A token that was only cut or glued differently is not lost: its letters are among those of tokens left over.
    """
    missing = +Counter({token: count - kept.get(token, 0) for token, count in seen.items()})
    if not missing:
        return missing
    spare: Counter[str] = Counter()
    for token, count in (Counter(kept) - Counter(seen)).items():
        spare.update({letter: count * times for letter, times in Counter(token).items()})
    lost: Counter[str] = Counter()
    for token, count in sorted(missing.items(), key=lambda one: (-len(one[0]), one[0])):
        letters = Counter(token)
        for _ in range(count):
            if letters <= spare:
                spare -= letters
            else:
                lost[token] += 1
    return lost
