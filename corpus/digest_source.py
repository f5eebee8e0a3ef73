"""Text source of a digest → blocks: a small mark-up for what the reports print.

Lines starting with `#` are headings, `- `, `1. `, `a. ` or `IV. ` items (indented by two for a second level),
`[^3]: ...` notes, `!name argument` something that stands by itself, `:::name argument` to `:::` a group of blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_ITEM = re.compile(r"^(?P<indent> *)(?P<mark>-|\d{1,2}\.|[a-z]\.|[IVX]{1,4}\.) (?P<text>.+)$")
_NOTE = re.compile(r"^\[\^(?P<number>\d+)\]: (?P<text>.+)$")


@dataclass(frozen=True)
class Block:
    """One block of a source: heading, paragraph, item, note, mark (`!name`) or group (`:::name`)."""

    kind: str
    text: str = ""
    level: int = 0
    mark: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Source:
    """A digest to be set: what its head says, its blocks, its notes by number."""

    path: Path
    head: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def document_id(self) -> str:
        """Id of the report: the stem of the source."""
        return self.path.stem

    def beside(self, ending: str) -> Path:
        """A data file of this source: `ac-2019-digest.activities.yaml` for `activities.yaml`."""
        return self.path.with_name(f"{self.document_id}.{ending}")


def read_source(path: Path) -> Source:
    """Read a source file; raises ValueError for a group without an end."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    lines = body.splitlines()
    blocks, end = _read_blocks(lines, 0, inside=False)
    if end < len(lines):
        raise ValueError(f"{path.name}: a group ends that was never opened (line {end + 1} of the text)")
    notes = {block.mark: block.text for block in blocks if block.kind == "note"}
    return Source(path, yaml.safe_load(head), tuple(b for b in blocks if b.kind != "note"), notes)


def _read_blocks(lines: list[str], start: int, *, inside: bool) -> tuple[list[Block], int]:
    blocks: list[Block] = []
    i = start
    while i < len(lines):
        line = lines[i]
        if line == ":::":
            return blocks, i
        if line.startswith(":::"):
            children, i = _read_blocks(lines, i + 1, inside=True)
            name, _, text = line[3:].partition(" ")
            blocks.append(Block("group", text, mark=name, blocks=tuple(children)))
            i += 1
        elif not line.strip():
            i += 1
        else:
            block, i = _read_block(lines, i)
            blocks.append(block)
    if inside:
        raise ValueError("a group is not closed with ':::'")
    return blocks, i


def _read_block(lines: list[str], i: int) -> tuple[Block, int]:
    line = lines[i]
    if line.startswith("#"):
        marks, _, text = line.partition(" ")
        return Block("heading", text, level=len(marks)), i + 1
    if line.startswith("!"):
        name, _, text = line[1:].partition(" ")
        return Block("mark", text, mark=name), i + 1
    more = i + 1
    while more < len(lines) and _goes_on(lines[more]):
        more += 1
    text = " ".join(part.strip() for part in lines[i:more])
    if note := _NOTE.match(text):
        return Block("note", note["text"], mark=note["number"]), more
    if item := _ITEM.match(lines[i][: len(lines[i]) - len(lines[i].lstrip())] + text):
        return Block("item", item["text"], level=len(item["indent"]) // 2, mark=item["mark"]), more
    return Block("paragraph", text), more


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not (_ITEM.match(line) or _NOTE.match(line) or line.startswith(("#", "!", ":::")))
