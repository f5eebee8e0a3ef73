"""Which drafts are headings, and on which level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.drafts import Draft
from extractors.lines import Line, is_raised
from extractors.text import is_bullet

LONGEST = 180
"""A heading has at most so many characters."""
_CAPTION = re.compile(r"^(?:figure|fig\.|table|chart|graph|map|diagram|photo|image)\s*\d*\s*[:.–-]", re.IGNORECASE)
_LEADER = re.compile(r"\.{4,}\s*(?:p\.?\s*)?\d*\s*$|(?:\. ){4,}")


class Style(NamedTuple):
    """What tells headings of one level from those of another."""

    size: float
    bold: bool
    italic: bool
    caps: bool
    color: str


def style_of(draft: Draft) -> Style:
    """The style of a draft's first line, its size in half points."""
    line = draft.first
    letters = [c for c in line.text if c.isalpha()]
    caps = len(letters) > 3 and all(c.isupper() for c in letters)
    return Style(round(line.size * 2) / 2, line.bold, line.italic, caps, line.color)


def is_heading(draft: Draft, usual: Style) -> bool:
    """True for a short draft that is set larger than the text around it, or bold or coloured as a whole.

    `usual` is the style of the running text of the page or box.
    """
    text = " ".join(line.text for line in draft.lines)
    if is_bullet(draft.label) or len(text) > LONGEST or len(draft.lines) > 4 or not re.search(r"[^\W\d_]{2}", text):
        return False
    if text.rstrip().endswith((".", ";", ",")) and not text.rstrip().endswith("..."):
        return False
    style = style_of(draft)
    if style.size > 1.12 * usual.size:
        return not draft.first.italic or draft.first.bold
    return _is_uniform(draft.lines) and (
        (style.bold and not usual.bold)
        or (style.color != usual.color and style.caps and not usual.caps)
        or (style.color != usual.color and style.size >= usual.size and len(draft.lines) == 1 and _is_colored(style))
    )


def _is_colored(style: Style) -> bool:
    """True for a colour, false for black, white and greys."""
    red, green, blue = (int(style.color[i : i + 2], 16) for i in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 60


def _is_uniform(lines: Sequence[Line]) -> bool:
    first = lines[0]
    words = [word for line in lines for word in line.words if not is_raised(word, line.size)]
    bold = [word for word in words if word.bold]
    return len(bold) >= 0.9 * len(words) if first.bold else all(word.color == first.color for word in words)


def is_caption(draft: Draft) -> bool:
    """True for `Table 2: ...`, `Figure 1. ...`."""
    return bool(_CAPTION.match(draft.first.text)) and len(draft.lines) <= 4


def is_contents(draft: Draft) -> bool:
    """True where dots lead to a page number."""
    return bool(_LEADER.search(draft.lines[-1].text))


def rank_styles(styles: Sequence[Style]) -> dict[Style, int]:
    """Heading styles → levels from 1: larger type first; equal sizes by first appearance in the document."""
    order = {style: index for index, style in reversed(list(enumerate(styles)))}
    ranked = sorted(order, key=lambda s: (-s.size, order[s]))
    return {style: level for level, style in enumerate(ranked, start=1)}
