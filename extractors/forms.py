"""Survey forms and questionnaires → units of kind `form`: kept for reading, never tagged or counted."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.cues import Cues, is_question, is_section
from extractors.sections import Heading, Placed
from extractors.units import Unit

QUESTION_WORDS = 5
_SHARE_NAMED = 0.12
_SHARE_UNNAMED = 0.4


def find_forms(placed: Sequence[Placed], cues: Cues) -> set[int]:
    """Indices of the blocks that stand in a form.

    A section is a form where its heading says so and it asks questions, or where much of it asks.
    """
    forms: set[int] = set()
    for path in dict.fromkeys(one.path for one in placed if one.path):
        inside = [at for at, one in enumerate(placed) if one.path[: len(path)] == path]
        if not forms.issuperset(inside) and _is_form(path[-1], [placed[at] for at in inside], cues):
            forms.update(inside)
    return forms


def _is_form(heading: Heading, placed: Sequence[Placed], cues: Cues) -> bool:
    texts = [one.block.text for one in placed if one.block.table is None][1:]
    asks = sum(is_question(text, cues) for text in texts)
    named = is_section(heading.text, "form", cues)
    return asks >= (2 if named else 4) and asks >= (_SHARE_NAMED if named else _SHARE_UNNAMED) * len(texts)


def forms_to_units(placed: Sequence[Placed], cues: Cues) -> list[Unit]:
    """One unit a block; headings only where they ask something."""
    return [
        Unit("form", one.path[:-1] if one.block.kind == "heading" else one.path, one.block.text, (one.block,))
        for one in placed
        if one.block.table is None and (one.block.kind != "heading" or _asks(one, cues))
    ]


def _asks(one: Placed, cues: Cues) -> bool:
    return is_question(one.block.text, cues) and len(one.block.text.split()) >= QUESTION_WORDS
