"""Which drafts are headings, and on which level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import NamedTuple

from extractors.drafts import Draft
from extractors.lines import Line, is_raised
from extractors.text import is_bullet

LONGEST = 180
"""A heading has at most so many characters."""
_CAPTION = re.compile(r"^(?:figure|fig\.|table|chart|graph|map|diagram|photo|image)\s*\d*\s*[:.–-]", re.IGNORECASE)
_DOTTED = re.compile(r"\d+(?:\.\d+)+\.?$")
_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?$")
_LEADER = re.compile(r"\.{4,}\s*(?:p\.?\s*)?\d*\s*$|(?:[.·…] ){4,}|(?:_{3,}|[·…]{2,})\s*(?:p\.?\s*)?\d+\s*$")


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
        return not draft.first.italic or draft.first.bold or bool(_DOTTED.match(draft.label))
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
    """True where dots or a drawn line lead to a page number."""
    return bool(_LEADER.search(draft.lines[-1].text))


def rank_styles(headings: Sequence[tuple[Style, str]]) -> dict[Style, int]:
    """Styles of headings, with their labels, → levels from 1.

    Larger type comes first, equal sizes by first appearance; among styles with numbers the shorter numbers come first.
    """
    order = {style: index for index, (style, _) in reversed(list(enumerate(headings)))}
    ranked = sorted(order, key=lambda s: (-s.size, order[s]))
    depths = {style: depth for style in ranked if (depth := _usual_depth(label for s, label in headings if s == style))}
    numbered = iter(sorted(depths, key=lambda s: depths[s]))
    return {next(numbered) if style in depths else style: level for level, style in enumerate(ranked, start=1)}


def _usual_depth(labels: Iterable[str]) -> float:
    """How many numbers most labels of a style hold (`4.2.1` has three); 0 where most have no number."""
    depths = [len(re.findall(r"\d+", label)) if _NUMBER.match(label) else 0 for label in labels]
    return median_low(depths)
