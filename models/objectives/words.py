"""Words of a text in a form that lets inflections and spellings of one word meet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPELLINGS = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("ysing", "yzing"))
_SPELLED_ALIKE = ("promise", "exercise", "enterprise", "otherwise", "likewise", "precise", "rise", "raise", "expertise")
_OUR = re.compile(r"(lab|col|neighb|harb|fav|behavi|hon)our")
_SUFFIXES = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 4


class Token(NamedTuple):
    """A word of a text: as printed, folded, and where it stands."""

    printed: str
    folded: str
    start: int
    end: int


def find_tokens(text: str) -> list[Token]:
    """The words of a text in order; hyphens, line breaks and punctuation only separate them."""
    return [Token(m[0], fold_word(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; a word with a capital is kept as printed and so matches itself only."""
    words = (m[0] for m in _WORD.finditer(phrase))
    return tuple(_strip_possessive(word) if has_capital(word) else fold_word(word) for word in words)


def has_capital(word: str) -> bool:
    """True where a word of a phrase asks for its capitals."""
    return any(letter.isupper() for letter in word)


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """Lower case, one spelling, without the endings of plural and of verb forms: `Organising` → `organiz`."""
    return _strip_suffix(_respell(_strip_possessive(word).lower()))


def _strip_possessive(word: str) -> str:
    plain = word.replace("’", "'")
    return plain.removesuffix("'s").removesuffix("'")


def _respell(word: str) -> str:
    word = _OUR.sub(r"\1or", word)
    if word.startswith(_SPELLED_ALIKE):
        return word
    for british, american in _SPELLINGS:
        at = word.rfind(british)
        if at > 3:
            return word[:at] + american + word[at + len(british) :]
    return word


def _strip_suffix(word: str) -> str:
    if word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
