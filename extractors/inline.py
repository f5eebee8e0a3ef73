"""Enumerations inside a sentence, `(1) ...; (2) ...`, that a line end made look like list items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.labels import label_core, next_label
from models.records.layout import Block

_INLINE = re.compile(r"(?<=\s)\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s)")
_RUNNING = frozenset({"paragraph", "list_item"})


def join_inline(blocks: Sequence[Block]) -> list[Block]:
    """Items such as `(2) ...` go back to the sentence that holds `(1)`, where no list with such labels is open."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _goes_on(joined[-1], block):
            joined[-1] = _join(joined[-1], block)
        else:
            joined.append(block)
    return joined


def _goes_on(before: Block, block: Block) -> bool:
    if block.kind != "list_item" or before.kind not in _RUNNING or before.box != block.box or block.label[:1] != "(":
        return False
    inside = _INLINE.findall(before.text)
    listed = bool(label_core(before.label)) and before.label[:1] == "("
    return bool(inside) and not listed and next_label(inside[-1]) == block.label


def _join(before: Block, block: Block) -> Block:
    return before.model_copy(
        update={
            "text": f"{before.text} {block.label} {block.text}",
            "printed": f"{before.printed}\n{block.printed}",
            "places": before.places + tuple(place for place in block.places if place.page != before.page_last),
        }
    )
