"""Lists of acronyms and of members → rows, in whatever columns they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.cues import Cues, is_section
from extractors.sections import Placed
from extractors.text import BULLETS, join_lines, normalize_text
from models.records.annex import Acronym, Membership
from models.records.layout import Block

ENOUGH_MEMBERS = 4
MEMBER_WORDS = 24
INDENT = 15.0
_SIGNS = re.compile(rf"(?:^|\s)[{BULLETS}❑❒☐◻☑]\s*")
_DASHED = re.compile(r"^(?P<acronym>\S{2,15}(?: [A-Z]\S{1,9})?)\s*(?:[–—:=]|\s-\s)\s*(?P<expansion>[^\d\W].+)$")
_SPACED = re.compile(r"^(?P<acronym>[A-Z][\w&/-]*[A-Z0-9][\w&/-]*)\s+(?P<expansion>[^\W\d].+)$")
_IN_BRACKETS = re.compile(r"\((?P<acronym>[A-Z][\w&/-]*[A-Z][\w&/-]*)\)")
_LEGEND = re.compile(r"^\W{0,2}\*+\W{0,2}(?P<what>.*)$")


class Entry(NamedTuple):
    """One line of a list."""

    acronym: str
    expansion: str
    block: Block


def find_acronyms(document_id: str, placed: Sequence[Placed], cues: Cues) -> tuple[tuple[Acronym, ...], set[int]]:
    """Rows of all acronym lists, and the indices of the blocks that they were read from."""
    entries: list[Entry] = []
    used: set[int] = set()
    listed = [at for at, one in enumerate(placed) if one.block.kind != "heading" and _in_section(one, "acronyms", cues)]
    tabbed = sum("\t" in placed[at].block.printed for at in listed) > len(listed) / 2
    for at in listed:
        one = placed[at]
        found = _table_entries(one.block) if one.block.table else _block_entries(one.block, tabbed=tabbed)
        if not found and entries and _goes_on(one.block, entries[-1].block):
            whole = join_lines([entries[-1].expansion, one.block.text], Counter())
            entries[-1] = entries[-1]._replace(expansion=whole)
            used.add(at)
        elif found:
            entries += found
            used.add(at)
    rows = tuple(
        Acronym(document_id=document_id, acronym=acronym, expansion=expansion, page_first=block.page_first)
        for acronym, expansion, block in entries
    )
    return rows, used


def _in_section(one: Placed, name: str, cues: Cues) -> bool:
    return any(is_section(heading.text, name, cues) for heading in one.path[-1:])


def _block_entries(block: Block, *, tabbed: bool) -> list[Entry]:
    """Entries of a block, line by line; a line without an acronym goes on with the one before."""
    found: list[Entry] = []
    for line in block.printed.split("\n"):
        cells = [normalize_text(cell) for cell in line.split("\t") if cell.strip()]
        pairs = _to_pairs(cells, block.lead) if len(cells) > 1 or not tabbed else []
        if pairs:
            found += [Entry(acronym, expansion, block) for acronym, expansion in pairs]
        elif found:
            found[-1] = found[-1]._replace(expansion=join_lines([found[-1].expansion, " ".join(cells)], Counter()))
    return found


def _to_pairs(cells: Sequence[str], lead: str) -> list[tuple[str, str]]:
    if len(cells) > 1:
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        return pairs if all(_is_acronym(acronym) for acronym, _ in pairs) else []
    text = cells[0] if cells else ""
    if lead and text.startswith(lead) and _is_acronym(lead.rstrip(" :–—-")) and len(lead) < len(text):
        return [(lead.rstrip(" :–—-"), text[len(lead) :].lstrip(" :–—-"))]
    match = _DASHED.match(text) or _SPACED.match(text)
    return [(match["acronym"], match["expansion"])] if match and _is_acronym(match["acronym"]) else []


def _is_acronym(text: str) -> bool:
    """Short, with a capital, and not a word of prose."""
    capitals = sum(character.isupper() for character in text)
    words = text.split()
    return bool(words) and len(text) <= 24 and len(words) <= 3 and (capitals > 1 or (capitals == 1 and len(text) <= 3))


def _goes_on(block: Block, before: Block) -> bool:
    """True for a second line of an expansion: indented, in the same type, right below."""
    here, there = block.places[0], before.places[-1]
    near = here.page == there.page and 0 <= here.bbox.top - there.bbox.bottom < block.size
    indented = here.bbox.x0 > there.bbox.x0 + INDENT
    return block.kind == "paragraph" and near and indented and abs(block.size - before.size) < 0.5


def _table_entries(block: Block) -> list[Entry]:
    table = block.table
    assert table is not None
    rows = [[normalize_text(cell.text) for cell in table.row(row) if cell.text] for row in range(table.n_rows)]
    return [Entry(acronym, expansion, block) for cells in rows for acronym, expansion in _to_pairs(cells, "")]


def find_members(document_id: str, placed: Sequence[Placed], cues: Cues) -> tuple[tuple[Membership, ...], set[int]]:
    """Rows of all membership lists, and the indices of the blocks that they were read from."""
    rows: list[Membership] = []
    used: set[int] = set()
    start = 0
    for at in range(1, len(placed) + 1):
        if at == len(placed) or placed[at].path != placed[start].path:
            found = _section_members(document_id, placed[start:at], cues)
            rows += found
            used |= set(range(start, at)) if found else set()
            start = at
    return tuple(rows), used


def _section_members(document_id: str, placed: Sequence[Placed], cues: Cues) -> list[Membership]:
    """Members below one heading; none where the heading or the lines do not look like a list of members."""
    if not any(is_section(heading.text, name, cues) for heading in placed[0].path for name in ("members", "observers")):
        return []
    blocks = [one.block for one in placed if one.block.kind != "heading"]
    legends = [found["what"] for block in blocks if (found := _LEGEND.match(block.text)) and len(block.text) < 60]
    entries = _entries([block for block in blocks if not _LEGEND.match(block.text)])
    if len(entries) < ENOUGH_MEMBERS or any(len(text.split()) > MEMBER_WORDS for text, _ in entries):
        return []
    heading = placed[0].path[-1].text
    observers = is_section(heading, "observers", cues) and not is_section(heading, "members", cues)
    starred = not legends or any(is_section(legend, "observers", cues) for legend in legends)
    return [_to_member(document_id, text, block, observers, starred) for text, block in entries]


def _entries(blocks: Sequence[Block]) -> list[tuple[str, Block]]:
    """Entries of a bulleted list; two bullets on a line are two entries, a line without one goes on."""
    found: list[tuple[str, Block]] = []
    for block in blocks:
        if block.table is not None:
            found += [(cell.text, block) for cell in block.table.cells if cell.text and not cell.header]
            continue
        parts = _SIGNS.split(block.text)
        opened = block.kind == "list_item" or (len(parts) > 1 and not parts[0].strip())
        if not opened and found:
            found[-1] = (f"{found[-1][0]} {parts[0].strip()}", found[-1][1])
        elif opened and block.kind == "list_item":
            found.append((parts[0], block))
        found += [(part, block) for part in parts[1:] if part.strip()]
    return [(normalize_text(text), block) for text, block in found]


def _to_member(document_id: str, text: str, block: Block, observers: bool, starred: bool) -> Membership:
    name = " ".join(text.replace("*", " ").split())
    brackets = _IN_BRACKETS.findall(name)
    return Membership(
        document_id=document_id,
        organization=name,
        acronym=brackets[-1] if brackets else "",
        observer=observers or ("*" in text and starred),
        page_first=block.page_first,
    )
