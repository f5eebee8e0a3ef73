"""Notes → the blocks whose text carries their markers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractors.text import raised_numbers
from models.records.layout import Block

_SIGNED = re.compile(r"(?<=\S)[*†‡]+|\[\d{1,3}\]")


def tie_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Every footnote and end note gets the index of the block with its marker.

    A marker on the page of the note comes first, then the last one before it: numbers may begin anew in a chapter.
    """
    markers = _find_markers(blocks)
    return tuple(
        block.model_copy(update={"anchor": _find_anchor(block, markers, blocks)}) if _is_note(block) else block
        for block in blocks
    )


def _is_note(block: Block) -> bool:
    return block.kind == "footnote" and bool(block.label)


def _find_markers(blocks: Sequence[Block]) -> Mapping[str, list[int]]:
    """Marker → indices of the blocks that carry it, in order."""
    markers: defaultdict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind == "footnote":
            continue
        text = "\n".join(cell.text for cell in block.table.cells) if block.table else f"{block.label} {block.text}"
        found = raised_numbers(text)
        for marker in sorted({*found, *(one.strip("[]") for one in _SIGNED.findall(text))}):
            markers[marker].append(index)
    return markers


def _find_anchor(note: Block, markers: Mapping[str, list[int]], blocks: Sequence[Block]) -> int | None:
    found = markers.get(note.label.strip(".)"), [])
    here = [at for at in found if blocks[at].page_first <= note.page_first <= blocks[at].page_last]
    before = [at for at in found if blocks[at].page_first <= note.page_first]
    return here[0] if here else before[-1] if before else None
