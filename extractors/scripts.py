"""Scripts that run from right to left: Hebrew, Arabic and their relatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from models.records.ink import BBox, Word

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")


def runs_leftwards(text: str) -> bool:
    """True for a text with a letter of such a script."""
    return text > "\u0590" and bool(_RIGHT_TO_LEFT.search(text))


def mostly_leftwards(words: Iterable[Word]) -> bool:
    """True where more words are of such a script than of others; numbers and signs are neither."""
    balance = 0
    for word in words:
        if runs_leftwards(word.text):
            balance += 1
        elif _LETTER.search(word.text):
            balance -= 1
    return balance > 0


def to_reading_order(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line, given from left to right, as they are read; names and numbers inside keep their order."""
    if not any(runs_leftwards(word.text) for word in words) or not mostly_leftwards(words):
        return words
    runs = [(key, list(run)) for key, run in groupby(words, key=lambda word: runs_leftwards(word.text))]
    return [word for key, run in reversed(runs) for word in (reversed(run) if key else run)]


def mirror(box: BBox) -> BBox:
    """A box as on a page whose left and right are exchanged (about x = 0)."""
    return BBox(-box.x1, box.top, -box.x0, box.bottom)
