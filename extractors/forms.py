"""Survey forms and questionnaires → units of kind `form`: kept for reading, never tagged or counted."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.cues import Cues, asks_to_fill, is_question, is_section
from extractors.sections import Heading, Placed
from extractors.units import Unit

QUESTION_WORDS = 5
SHARE_NAMED = 0.12
SHARE_UNNAMED = 0.3
"""Least part of the lines of a section that ask, where its heading names a form and where it does not."""


def find_forms(placed: Sequence[Placed], cues: Cues) -> set[int]:
    """Indices of the blocks that stand in a form.

    A section is a form where its heading says so and it asks questions, or where much of it asks to fill in.
    """
    inside: dict[tuple[Heading, ...], list[int]] = {}
    for at, one in enumerate(placed):
        for depth in range(1, len(one.path) + 1):
            inside.setdefault(one.path[:depth], []).append(at)
    forms: set[int] = set()
    for path, indices in inside.items():
        if not forms.issuperset(indices) and _is_form(path[-1], [placed[at] for at in indices], cues):
            forms.update(indices)
    return forms


def _is_form(heading: Heading, placed: Sequence[Placed], cues: Cues) -> bool:
    texts = [one.block.text for one in placed if one.block.table is None][1:]
    if is_section(heading.text, "form", cues):
        asked = sum(is_question(text, cues) for text in texts)
        return asked >= 2 and asked >= SHARE_NAMED * len(texts)
    asked = sum(asks_to_fill(text, cues) for text in texts)
    return asked >= 4 and asked >= SHARE_UNNAMED * len(texts)


def forms_to_units(placed: Sequence[Placed], cues: Cues) -> list[Unit]:
    """One unit a block; headings only where they ask something."""
    return [
        Unit("form", one.path[:-1] if one.block.kind == "heading" else one.path, one.block.text, (one.block,))
        for one in placed
        if one.block.table is None and (one.block.kind != "heading" or _asks(one, cues))
    ]


def _asks(one: Placed, cues: Cues) -> bool:
    return is_question(one.block.text, cues) and len(one.block.text.split()) >= QUESTION_WORDS
