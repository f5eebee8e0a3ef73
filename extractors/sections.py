"""Headings above each block: titles, contents, boxes and attributions of quotes open no section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.cues import Cues, is_contents, is_section
from models.records.layout import Block

QUOTE_SIGNS = "\"'“‘«"
COVER_WORDS = 15
_ADDRESS = re.compile(r"^(?:\S+@\S+|(?:https?://|www\.)\S+|\S+\.(?:org|int|net|com|eu)/?)$", re.IGNORECASE)
_ANNEX = re.compile(r"\W*(?:annex|appendix|annexe|anexo)\b", re.IGNORECASE)
_ANNEXES = re.compile(r"\W*(?:annex|annexes|appendices|anexos)\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}|^(?:19|20)\d\d:$")


class Heading(NamedTuple):
    """One heading of a path."""

    level: float
    label: str
    text: str

    @property
    def name(self) -> str:
        """As it is shown in `section`."""
        return f"{self.label} {self.text}".strip().rstrip(":").rstrip()


class Placed(NamedTuple):
    """A block with the headings above it, outermost first."""

    block: Block
    path: tuple[Heading, ...]
    attribution: str = ""
    """Of a quote: the line that says whose words they are."""


def path_to_section(path: Sequence[Heading]) -> str:
    """`A > B > C`."""
    return " > ".join(heading.name for heading in path)


def place_blocks(blocks: Sequence[Block], cues: Cues) -> list[Placed]:
    """All blocks but titles, contents and attributions, with their headings; headings themselves come along."""
    owners = find_attributions(blocks)
    said = {quote: blocks[line].text for line, quote in owners.items()}
    covered = _cover(blocks)
    path: list[Heading] = []
    placed: list[Placed] = []
    for index, block in enumerate(blocks):
        if index in owners or block.kind in {"title", "contents", "footnote"} or _is_wordless(block):
            continue
        if block.kind == "heading" and block.box is None and block.page_first not in covered:
            path = _open_heading(path, block, placed[-1].block if placed else None, cues)
        placed.append(Placed(block, tuple(path), said.get(index, "")))
    return placed


def _open_heading(path: Sequence[Heading], block: Block, before: Block | None, cues: Cues) -> list[Heading]:
    """The path below a heading; lists of contents or acronyms hold no sections, an address ends none."""
    if _ADDRESS.match(block.text):
        return list(path)
    if is_contents(block.text, cues):
        return []
    heading = to_heading(block)
    if path and _ANNEX.match(block.text) and not _ANNEXES.match(path[0].text):
        return [heading._replace(level=min(heading.level, path[0].level))]
    path = [one for one in path if not is_section(one.text, "acronyms", cues)]
    if path and before is not None and heading.level < path[-1].level and _is_second_line(block, before):
        heading = heading._replace(level=path[-1].level + 0.5)
    return [*(one for one in path if one.level < heading.level), heading]


def _is_second_line(block: Block, before: Block) -> bool:
    """True for a heading in another style of the same size right below a heading: it says more about it."""
    below = block.page_first == before.page_last and abs(block.size - before.size) < 0.3 and not block.label
    return before.kind == "heading" and before.box is None and below


def _is_wordless(block: Block) -> bool:
    """True for stray marks and numbers, and for words in spaced letters."""
    return (block.kind == "paragraph" and not _WORD.search(block.text)) or (
        block.kind == "list_item" and not any(character.isalpha() for character in block.text)
    )


def to_heading(block: Block) -> Heading:
    """The heading that a block prints."""
    return Heading(block.level, block.label, block.text)


def find_attributions(blocks: Sequence[Block]) -> dict[int, int]:
    """Lines in small type below quotes, by index, with the index of their quote.

    A line that stood below one quote is an attribution elsewhere too, where a quote stands a few blocks before it.
    """
    owners = {
        at: at - 1
        for at in range(1, len(blocks))
        if _is_quote(blocks[at - 1]) and _is_small_line(blocks[at], blocks[at - 1])
    }
    known = {(blocks[at].text, blocks[at].level) for at in owners}
    for at, block in enumerate(blocks):
        if at in owners or block.kind != "heading" or (block.text, block.level) not in known:
            continue
        owners[at] = _quote_before(blocks, at, set(owners.values()))
    return owners


def _is_quote(block: Block) -> bool:
    return block.kind == "quote" or (block.kind == "paragraph" and block.text[:1] in QUOTE_SIGNS and block.italic)


def _is_small_line(block: Block, quote: Block) -> bool:
    """A short line after a quote, in smaller type, or begun with a dash."""
    if block.box != quote.box or len(block.text.split()) > 25 or block.kind not in {"heading", "paragraph"}:
        return False
    return block.text[:1] in "–—" or (block.kind == "heading" and block.size < 0.95 * quote.size)


def _quote_before(blocks: Sequence[Block], at: int, taken: set[int]) -> int:
    """The nearest quote before a line that has no attribution yet; the block before it where there is none."""
    near = [index for index in range(max(at - 4, 0), at) if _is_quote(blocks[index]) and index not in taken]
    return near[-1] if near else at - 1


def _cover(blocks: Sequence[Block]) -> set[int]:
    """The first page where it has a title and no text: what looks like a heading there opens no section."""
    first = [block for block in blocks if block.page_first == 1]
    if len(first) == len(blocks) or not any(block.kind == "title" for block in first):
        return set()
    text = any(block.kind != "title" and len(block.text.split()) >= COVER_WORDS for block in first)
    return set() if text else {1}
