"""Tells text from what a reader gives where a font does not say which characters it shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from models.records.ink import Word

GARBLED = 0.1
"""Share of characters without meaning above which another reader is asked."""
USELESS = 0.5
"""Share above which the rest is not worth keeping."""
LEAST_CHARACTERS = 5
"""A page number or a lone symbol tells nothing of the page."""

_CODE = re.compile(r"\(cid:\d+\)")
_MEANINGLESS = {"Cc", "Cn", "Co", "Cs"}
"""Unicode categories: control, unassigned, private use, surrogate."""


def garbled_share(words: Sequence[Word]) -> float:
    """Share of characters that mean nothing: replacement characters, private use, `(cid:12)`; 0 for hardly any text."""
    text = "".join(word.text for word in words)
    letters = Counter(_CODE.sub("\ufffd", text) if "(cid:" in text else text)
    if letters.total() < LEAST_CHARACTERS:
        return 0.0
    return sum(count for letter, count in letters.items() if _is_meaningless(letter)) / letters.total()


def _is_meaningless(letter: str) -> bool:
    return letter == "\ufffd" or unicodedata.category(letter) in _MEANINGLESS
