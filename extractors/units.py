"""Blocks of one section → units: what becomes a passage, with the unit that each one completes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.cues import (
    MIXED,
    Cues,
    announced_kind,
    asks,
    begins_with_verb,
    calls,
    is_question,
    named_kind,
    names_addressee,
    path_to_kind,
    recommends,
)
from extractors.labels import join_numbers, label_core, label_to_style, next_label
from extractors.sections import QUOTE_SIGNS, Heading, Placed
from models.records.annex import PassageKind
from models.records.layout import Block

LABEL_WORDS = 10
LOOK_AHEAD = 200
"""Blocks among which the next number of an open list is looked for."""


class Unit(NamedTuple):
    """A passage in the making; `parent` is the index of another unit of the same list."""

    kind: PassageKind
    path: tuple[Heading, ...]
    text: str
    blocks: tuple[Block, ...]
    number: str = ""
    parent: int | None = None
    title: str = ""
    row_id: str = ""
    """The id of the annex row that the unit stands for."""
    declared: tuple[str, ...] = ()
    """Objectives that a box names in a line of their own, as printed."""


class Open(NamedTuple):
    """An open item, stem or label line that later items may belong to."""

    level: float
    style: str
    unit: int | None
    number: str = ""
    label: str = ""
    kind: str = ""
    """What the stem announces for the items below it."""


def blocks_to_units(placed: Sequence[Placed], cues: Cues, *, kind: PassageKind | None = None) -> list[Unit]:
    """Units of the running text of a document (or of one box, all of one `kind`), in reading order."""
    units: list[Unit] = []
    start = 0
    for at in range(1, len(placed) + 1):
        if at == len(placed) or placed[at].path != placed[start].path:
            _Section(placed[start:at], cues, kind, units).read()
            start = at
    return units


class _Section:
    """Reads the blocks below one heading; keeps what is open: items, stems, label lines."""

    def __init__(self, placed: Sequence[Placed], cues: Cues, kind: PassageKind | None, units: list[Unit]) -> None:
        self.placed = [one for one in placed if one.block.kind not in {"heading", "caption", "table"}]
        self.path = placed[0].path if placed else ()
        self.labels: list[tuple[float, str, Heading]] = []
        self.cues, self.fixed, self.units = cues, kind, units
        self.kind = path_to_kind([heading.text for heading in self.path], cues)
        self.open: list[Open] = []
        self.subject: int | None = None
        self.numbered = False
        self.items = [one.block for one in self.placed if one.block.kind == "list_item"]
        self.asking = _lists_that_ask(self.items, cues) if not self.kind else set()

    def read(self) -> None:
        for at, one in enumerate(self.placed):
            if one.block.kind == "list_item":
                self._item(at, one.block)
            elif one.block.kind == "quote" or one.attribution or self._quoted(one.block):
                self._add("quote" if self.fixed is None else self.fixed, one.block, title=one.attribution)
            else:
                self._paragraph(at, one.block)

    def _quoted(self, block: Block) -> bool:
        return block.italic and block.text[:1] in QUOTE_SIGNS and block.text.rstrip()[-1:] in QUOTE_SIGNS

    def _item(self, at: int, block: Block) -> None:
        style = label_to_style(block.label, [one.label for one in self.open])
        level = self._close_to(at, block, style)
        self.labels = [one for one in self.labels if (one[0], one[1]) != (level, style) and one[0] <= level]
        above = self.open[-1] if self.open else None
        if self._is_label_line(at, block):
            unit = above.unit if above else None
            if not names_addressee(block.text, self.cues):
                self.subject = unit = self._add(self._item_kind(block, above), block, "", unit)
            self.labels.append((level, style, Heading(99, "", block.text.rstrip(": "))))
            self.open.append(Open(level, style, unit, label=block.label))
            return
        number = self._number(block.label, style, above)
        kind = self._item_kind(block, above)
        unit = self._add(kind, block, number, above.unit if above else None)
        self.open.append(Open(level, style, unit, number, block.label))

    def _close_to(self, at: int, block: Block, style: str) -> float:
        """Close what an item of this style ends; gives the level of the item."""
        level = float(block.level)
        for index in range(len(self.open) - 1, -1, -1):
            one = self.open[index]
            if one.style == style and (one.level == level or next_label(one.label) == block.label):
                del self.open[index:]
                return one.level
        waits = [one for one in self.open if one.style not in {style, "stem"} and self._comes(at, one)]
        if waits and waits[-1].level >= level:
            level = waits[-1].level + 1
        self.open = [one for one in self.open if one.level < level or one.style == "stem" or one in waits]
        return level

    def _comes(self, at: int, one: Open) -> bool:
        """True where the next number or letter of an open list comes later in the section."""
        after = next_label(one.label)
        return bool(after) and any(
            later.block.kind == "list_item" and later.block.label == after
            for later in self.placed[at : at + LOOK_AHEAD]
        )

    def _paragraph(self, at: int, block: Block) -> None:
        self.open = self._still_open(at)
        follows = at + 1 < len(self.placed) and self.placed[at + 1].block.kind == "list_item"
        if follows and names_addressee(block.text, self.cues):
            self.labels = [(-1.0, "line", Heading(99, "", block.text.rstrip(": ")))]
            return
        if self.labels and not self.open:
            self.labels = [one for one in self.labels if one[1] == "line" or self._under_label(at)]
        above = self.open[-1] if self.open else None
        stem = follows and block.text.rstrip().endswith((":", "–", "-"))
        kind = self._paragraph_kind(block, above)
        unit = self._add(kind, block, self._section_number(kind), above.unit if above else self._subject())
        if stem:
            level = above.level + 0.5 if above else -1.0
            kind_below = announced_kind(block.text, self.cues)
            self.open.append(Open(level, "stem", unit, above.number if above else "", kind=kind_below))

    def _subject(self) -> int | None:
        """The unit of the label line that a paragraph stands below."""
        return self.subject if self.labels and self.labels[-1][1] != "line" else None

    def _still_open(self, at: int) -> list[Open]:
        """After a paragraph only those lists go on whose next number comes later, and what they stand in."""
        waits = [index for index, one in enumerate(self.open) if self._comes(at, one)]
        return self.open[: waits[-1] + 1] if waits else []

    def _under_label(self, at: int) -> bool:
        """True for paragraphs after a label line, until the next list."""
        before = [one.block for one in self.placed[:at]]
        last = next((block for block in reversed(before) if block.kind == "list_item"), None)
        return last is not None and any(last.text.rstrip(": ") == heading.text for _, _, heading in self.labels)

    def _is_label_line(self, at: int, block: Block) -> bool:
        """`For civil society:` above deeper items, or a short item without an end above a paragraph."""
        after = self.placed[at + 1].block if at + 1 < len(self.placed) else None
        if after is None or len(block.text.split()) > LABEL_WORDS or self.fixed:
            return False
        if after.kind == "list_item":
            return names_addressee(block.text, self.cues) and (after.level, after.label) != (block.level, block.label)
        before = self.placed[at - 1].block if at else None
        alone = before is None or before.kind != "list_item"
        whole = block.text.rstrip()[-1:] not in ".;,!?" and len(after.text.split()) > LABEL_WORDS
        return after.kind == "paragraph" and alone and whole and not after.text.rstrip().endswith(":")

    def _item_kind(self, block: Block, above: Open | None) -> PassageKind:
        if self.fixed:
            return self.fixed
        stems = [one.kind for one in self.open if one.kind]
        kind = stems[-1] if stems else self.kind
        if self._asks_above(above) and kind != "finding":
            return "recommendation"
        if kind in {"recommendation", "finding", "narrative"}:
            return _to_kind(kind)
        if kind == MIXED:
            return "recommendation" if recommends(block.text, self.cues) else "finding"
        alone = not any(one.style == "stem" for one in self.open)
        wants = calls(block.text, self.cues) or (alone and self._list_asks(block))
        return "recommendation" if wants else "narrative"

    def _list_asks(self, block: Block) -> bool:
        """True for an item of a list most of whose items ask for something, where its section does not tell."""
        return _likeness(block) in self.asking

    def _asks_above(self, above: Open | None) -> bool:
        """True where an item or stem recommends, or what it stands in does."""
        unit = above.unit if above else None
        while unit is not None:
            if self.units[unit].kind == "recommendation":
                return True
            unit = self.units[unit].parent
        return False

    def _paragraph_kind(self, block: Block, above: Open | None) -> PassageKind:
        if self.fixed:
            return self.fixed
        if self.kind == "finding":
            return "finding"
        subject = self._subject() if not above else None
        if subject is not None and self.units[subject].kind == "recommendation":
            return "recommendation"
        if self.kind in {"recommendation", MIXED} or self._asks_above(above):
            wants = recommends(block.text, self.cues) and not is_question(block.text, self.cues)
            return "recommendation" if wants else "finding" if self.kind == MIXED else "narrative"
        return "recommendation" if not self.kind and self._speaks_up(block.text) else "narrative"

    def _speaks_up(self, text: str) -> bool:
        """True for a paragraph that asks for something where its section does not tell."""
        stem = text.rstrip().endswith(":") and asks(text, self.cues)
        whole = len(text.split()) > LABEL_WORDS and begins_with_verb(text, self.cues)
        return stem or whole or calls(text, self.cues)

    def _number(self, label: str, style: str, above: Open | None) -> str:
        """The printed label with that of the item or section above; numbers that run on over sections stand alone."""
        core = label_core(label)
        if not core or style == "dotted":
            return core
        if above and above.number:
            return f"{above.number}.{core}"
        if style == "number" and not self._restarts():
            return core
        return join_numbers(*(heading.label for heading in self._labelled()), label)

    def _restarts(self) -> bool:
        """True where the numbered items of the section begin with 1."""
        cores = (label_core(block.label) for block in self.items)
        return next((core for core in cores if core.isdigit()), "") == "1"

    def _section_number(self, kind: PassageKind) -> str:
        """The number of the section for the first passage below a labelled heading that recommends."""
        if self.numbered or kind != "recommendation" or self.open:
            return ""
        self.numbered = True
        return join_numbers(*(heading.label for heading in self._labelled()))

    def _labelled(self) -> tuple[Heading, ...]:
        """The numbered headings directly above, up to one without a number."""
        start = len(self.path)
        while start and self.path[start - 1].label:
            start -= 1
        return self.path[start:]

    def _add(
        self, kind: PassageKind, block: Block, number: str = "", parent: int | None = None, title: str = ""
    ) -> int:
        path = (*self.path, *(heading for _, _, heading in self.labels))
        named, printed = named_kind(block.text)
        kind = _to_kind(named) if named else kind
        self.units.append(Unit(kind, path, block.text, (block,), printed or number, parent, title or block.lead))
        return len(self.units) - 1


def _likeness(block: Block) -> tuple[int, str]:
    """Items alike in this belong to one list."""
    return block.level, label_to_style(block.label)


def _lists_that_ask(items: Sequence[Block], cues: Cues) -> set[tuple[int, str]]:
    """The lists of a section more than half of whose items ask for something."""
    lists: dict[tuple[int, str], list[bool]] = {}
    for block in items:
        lists.setdefault(_likeness(block), []).append(asks(block.text, cues))
    return {likeness for likeness, wants in lists.items() if sum(wants) > len(wants) / 2}


def _to_kind(name: str) -> PassageKind:
    kinds: dict[str, PassageKind] = {"recommendation": "recommendation", "finding": "finding"}
    return kinds.get(name, "narrative")
