"""Boxes → units: the opening text is the box, what follows it completes it; the line of objectives is declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.cues import Cues, fold, path_to_kind
from extractors.sections import Heading, Placed, to_heading
from extractors.units import Unit, blocks_to_units
from models.records.annex import PassageKind

TITLE_WORDS = 25
_NUMBERED = re.compile(r"^box\b", re.IGNORECASE)
_ARROW = re.compile(r"^\s*(?:=+>|[-–—]+>|→|⇒|➔|➜|►|»)\s*")
_OBJECTIVES = re.compile(
    r"(?:\b(?:GCM|Global Compact|Compact)\s+)?\b(?P<printed>objectives?\b[\s:(]*(?:\d{1,2}|all\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_COLON = re.compile(r"^objectives?\s*:\s*", re.IGNORECASE)


def placed_to_boxes(placed: Sequence[Placed], cues: Cues) -> dict[int, list[Unit]]:
    """Units of each box by the index of its first block; text of the page may stand between blocks of one box."""
    first: dict[int, int] = {}
    blocks: dict[int, list[Placed]] = {}
    for at, one in enumerate(placed):
        if one.block.box is not None:
            first.setdefault(one.block.box, at)
            blocks.setdefault(one.block.box, []).append(one)
    return {at: _to_box(blocks[number], cues) for number, at in first.items()}


def _to_box(placed: Sequence[Placed], cues: Cues) -> list[Unit]:
    title, rest = _cut_title(placed)
    printed = [declared_objectives(one.block.text, cues) for one in rest]
    inner = _place_inside([one for one, found in zip(rest, printed, strict=True) if not found], placed[0].path, title)
    kind = _box_kind(placed[0].path, title, cues)
    units = blocks_to_units(inner, cues, kind=kind)
    units = _join_bare_lists(units, title) if kind else units
    return _hang_on_first(units, tuple(found for found in printed if found))


def _cut_title(placed: Sequence[Placed]) -> tuple[str, Sequence[Placed]]:
    """The first heading (or short bold line) of a box and all that is not it."""
    first = placed[0].block
    short = len(first.text.split()) <= TITLE_WORDS
    marked = first.bold or first.text.isupper()
    if first.kind in {"heading", "title", "caption"} or (first.kind == "paragraph" and marked and short):
        return f"{first.label} {first.text}".strip(), placed[1:]
    return "", placed


def _box_kind(path: Sequence[Heading], title: str, cues: Cues) -> PassageKind | None:
    """`box`; None for a panel of recommendations, whose passages are what they are elsewhere.

    Such a panel says so in its title, or stands without a title in a section of recommendations.
    """
    headings = [title] if title else [heading.text for heading in path]
    panel = path_to_kind(headings, cues) == "recommendation" and not _NUMBERED.match(title)
    return None if panel else "box"


def declared_objectives(text: str, cues: Cues) -> str:
    """`=> Implementation of GCM Objective 2, Action k` → `Objective 2, Action k`; empty for running text.

    Such a line begins with an arrow, with words such as `Implementation of`, or with the word `Objectives` itself.
    """
    found = _OBJECTIVES.search(text)
    if not found or len(text.split()) > 40:
        return ""
    before = _ARROW.sub("", text[: found.start()])
    arrow = bool(_ARROW.match(text))
    announced = not fold(before) or bool(cues.wording["declares"].match(fold(before)))
    listed = arrow or _is_list(found["printed"])
    if not (listed and (arrow or announced) and len(before.split()) <= 6):
        return ""
    return _COLON.sub("", found["printed"]).strip().rstrip(".")


def _is_list(text: str) -> bool:
    """True for numbers and letters of objectives and actions, with at most two other words."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    other = [word for word in words if not re.fullmatch(r"(?i)(?:sub-?)?(?:objectives?|actions?)|and|all|gcm", word)]
    return len(other) <= 2


def _place_inside(placed: Iterable[Placed], path: Sequence[Heading], title: str) -> list[Placed]:
    """The blocks of a box below its title and its own headings."""
    base = (*path, Heading(0, "", title)) if title else tuple(path)
    own: list[Heading] = []
    inside = []
    for one in placed:
        if one.block.kind == "heading":
            own = [*(heading for heading in own if heading.level < one.block.level), to_heading(one.block)]
        inside.append(one._replace(path=(*base, *own)))
    return inside


def _join_bare_lists(units: Sequence[Unit], title: str) -> list[Unit]:
    """Items right below a heading, without a sentence that they complete, are one text: `- one - two`."""
    bare = _bare_items(units)
    joined: list[Unit] = []
    index: dict[int, int] = {}
    for at, unit in enumerate(units):
        onto = joined[-1] if joined and at in bare and at - 1 in bare and units[at - 1].path == unit.path else None
        if onto:
            text = f"{onto.text} - {unit.text}"
            joined[-1] = onto._replace(text=text, blocks=(*onto.blocks, *unit.blocks), number="")
        else:
            parent = None if unit.parent is None else index[unit.parent]
            text = f"- {unit.text}" if at in bare and at + 1 in bare else unit.text
            joined.append(unit._replace(text=text, parent=parent, title=title))
        index[at] = len(joined) - 1
    return joined


def _bare_items(units: Sequence[Unit]) -> set[int]:
    """Items without a stem, and what hangs on them."""
    bare: set[int] = set()
    for at, unit in enumerate(units):
        item = all(block.kind == "list_item" for block in unit.blocks)
        if item and (unit.parent is None or unit.parent in bare) and _opens(units, at, bare):
            bare.add(at)
    return bare


def _opens(units: Sequence[Unit], at: int, bare: set[int]) -> bool:
    """True for the first unit below its heading, and for what follows a bare item there."""
    return at == 0 or units[at - 1].path != units[at].path or at - 1 in bare


def _hang_on_first(units: Sequence[Unit], declared: tuple[str, ...]) -> list[Unit]:
    """What hangs on nothing hangs on the opening text, which declares the objectives of the whole box."""
    if not any(unit.kind == "box" for unit in units):
        return [unit._replace(declared=declared) if not at else unit for at, unit in enumerate(units)]
    hung = [unit._replace(parent=0) if at and unit.parent is None else unit for at, unit in enumerate(units)]
    return [hung[0]._replace(declared=declared), *hung[1:]] if hung else []
