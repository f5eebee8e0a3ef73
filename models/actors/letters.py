"""Text with plain letters in the same places, so that offsets found in it hold in the original."""

from __future__ import annotations

from functools import lru_cache

_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\n\r\f\v", " ")
    | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " ")
    | dict.fromkeys("‘’‛ʼ`´", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_PLAIN_LINES = _PLAIN | str.maketrans("\n\r", "\n\n")


@lru_cache(maxsize=32)  # a passage is read many times in a row
def to_plain(text: str) -> str:
    """Quotes, dashes and white space made plain, footnote figures blanked; the length stays the same."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=32)
def to_plain_lines(text: str) -> str:
    """As `to_plain`, with line breaks kept: no name runs over the end of a paragraph."""
    return text.translate(_PLAIN_LINES)


class Occurrences:
    """Counts how often a string has stood in a text so far; asked in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, tuple[int, int]] = {}

    def count(self, mention: str, start: int) -> int:
        """1-based index of the appearance at `start` among all appearances of the string."""
        last, before = self._seen.get(mention, (0, 0))
        before += self._text.count(mention, last, start)
        self._seen[mention] = (start, before)
        return before + 1
