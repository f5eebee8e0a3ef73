"""Words that a reader of the page cannot see: not painted, in the colour of the ground, covered, or off the page.

Whether a word shows is looked up in a picture of the page, which is drawn only where something is suspicious.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from models.records.ink import BBox, Fill, PageInk, Word

PALE = 0xE6
"""Level (of 255) of the darkest of red, green and blue from which a colour hardly differs from white paper."""
CONTRAST = 12
"""Grey levels by which the darkest and the lightest spot of a visible word differ at least."""
DPI = 72
LARGEST_SIDE = 2000
"""Pixels of the picture that is looked at."""


def is_off_page(word: Word, ink: PageInk) -> bool:
    """True where no part of the word lies on the page."""
    box = word.box
    return box.x1 <= 0 or box.bottom <= 0 or box.x0 >= ink.width or box.top >= ink.height


def find_suspects(ink: PageInk) -> list[Word]:
    """Words on the page that may not show: unpainted, pale on no dark ground, or of the colour of their ground."""
    pale = {color for color in {word.color for word in ink.words} if _is_pale(color)}
    tints = {fill.color for fill in ink.fills}
    if not pale and not any(word.unpainted or word.color in tints for word in ink.words):
        return []
    return [word for word in ink.words if not is_off_page(word, ink) and _is_suspect(word, ink.fills, pale)]


def _is_pale(color: str) -> bool:
    return min(int(color[at : at + 2], 16) for at in (0, 2, 4)) >= PALE


def _is_suspect(word: Word, fills: Sequence[Fill], pale: set[str]) -> bool:
    if word.unpainted:
        return True
    ground = next(_grounds(word, fills), "")
    return ground == word.color or (word.color in pale and (not ground or _is_pale(ground)))


def _grounds(word: Word, fills: Sequence[Fill]) -> Iterator[str]:
    """Colours of the areas that a word stands on, the last one drawn first."""
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return (fill.color for fill in reversed(fills) if fill.box.contains(x, y))


def is_any_unseen(words: Iterable[Word], ink: PageInk, image: Any) -> bool:
    """True where a grey picture of the page shows nothing in the place of one of the words."""
    scale = image.width / ink.width
    return any(not _shows(image, word.box, scale) for word in words)


def _shows(image: Any, box: BBox, scale: float) -> bool:
    x0, top = max(round(box.x0 * scale), 0), max(round(box.top * scale), 0)
    x1, bottom = min(round(box.x1 * scale) + 1, image.width), min(round(box.bottom * scale) + 1, image.height)
    darkest, lightest = image.crop((x0, top, max(x1, x0 + 1), max(bottom, top + 1))).getextrema()
    return bool(lightest - darkest >= CONTRAST)
