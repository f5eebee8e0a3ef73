"""Figures whose contents are a picture: one note each, with page and caption, since no text can be read from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records.layout import Block, Where
from models.records.outcome import Problem

NEAR = 60.0
"""Points between a picture and its caption."""
_FIGURE = re.compile(r"^(?:figure|fig\.|chart|graph|diagram|infographic|map)\s*(?:\d|[A-Z]\b|[:.])", re.IGNORECASE)
_PHOTO = re.compile(r"\b(?:photos?|photograph|picture|credits?|image)\b|©", re.IGNORECASE)


def find_figures(document_id: str, blocks: Sequence[Block], pictures: Sequence[Where]) -> tuple[Problem, ...]:
    """Notes for all captions of figures and for pictures without one; photographs with a credit give none."""
    captions = [block for block in blocks if _is_caption(block)]
    notes = {(block.page_first, block.text) for block in captions}
    for picture in pictures:
        near = [block for block in blocks if _gap(block, picture) < NEAR]
        if not any(_is_caption(block) or (block.kind != "heading" and _PHOTO.search(block.text)) for block in near):
            notes.add((picture.page, _heading_above(blocks, picture)))
    return tuple(_to_problem(document_id, page, caption) for page, caption in sorted(notes))


def _is_caption(block: Block) -> bool:
    return block.kind == "caption" and bool(_FIGURE.match(block.text))


def _gap(block: Block, picture: Where) -> float:
    """Points between a block and a picture, upwards or downwards; endless on another page."""
    where = block.places[0]
    if where.page != picture.page:
        return float("inf")
    return max(picture.bbox.top - where.bbox.bottom, where.bbox.top - picture.bbox.bottom, 0.0)


def _heading_above(blocks: Sequence[Block], picture: Where) -> str:
    """The nearest heading or caption above a picture on its page."""
    above = [
        block
        for block in blocks
        if block.kind in {"heading", "caption", "title"}
        and block.places[0].page == picture.page
        and block.places[0].bbox.top < picture.bbox.top + block.size
    ]
    return max(above, key=lambda block: block.places[0].bbox.top).text if above else ""


def _to_problem(document_id: str, page: int, caption: str) -> Problem:
    name = f"the figure '{caption}'" if caption else "a figure without a caption"
    return Problem(
        document_id=document_id,
        page=page,
        stage="segment",
        severity="note",
        message=f"{name} is a picture whose contents are not read; look at the page",
    )
