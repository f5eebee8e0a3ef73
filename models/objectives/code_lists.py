"""The grammar of objective lists, shared by printed fields and running text: `2, 5-18`, `10: c,d,h`, `13(h)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.objectives.taxonomy import Taxonomy
from models.records.ids import join_code

_L = r"[a-zA-Z](?![a-zA-Z])"
_DASH = r"[-–—‐‑]"
_LETTER_SEP = rf"\s*(?:,|;|/|&|\+|{_DASH}|\)\s*\(|\band\b|,\s*and\b)\s*"
_LETTERS = rf"{_L}(?:{_LETTER_SEP}{_L})*"
_ACTIONS = "|".join(
    (
        rf"\s*\(\s*(?:(?:sub-?)?actions?\s*)?{_LETTERS}\s*\)",  # 13(h)  10 (c, d)  10(c)(d)
        rf"\s?{_LETTERS}\s*\)",  # 13 h)
        _LETTERS,  # 13h
        rf"\.\s?{_L}",  # 9.d
        rf"\s*:\s*{_LETTERS}(?=\s*(?:[;,.)]|$))",  # 10: c,d,h
        rf"\s*[,:(]?\s*\(?(?:sub-?)?actions?\s*\(?{_LETTERS}",  # 2, Actions k and l
    )
)
ITEM = re.compile(
    rf"(?<![\d.])(?P<first>\d{{1,3}})(?![\d%]|\.\d)"
    rf"(?:\s*(?:{_DASH}|\bto\b|\bthrough\b)\s*(?P<last>\d{{1,3}})(?![\d%]|\.\d)|(?P<actions>{_ACTIONS}))?",
    re.IGNORECASE,
)
GLOSS = re.compile(r"\s*\((?=[^\W\d_]{2})[^()]{1,160}\)")
_LETTER_RUN = re.compile(rf"({_L})(?:\s*{_DASH}\s*({_L}))?")
_ACTION_WORD = re.compile(r"(?:sub-?)?actions?|\band\b", re.IGNORECASE)


class CodeList(NamedTuple):
    """What a list says: codes of the taxonomy, and the numbers and letters that it does not have."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def read_item(match: re.Match[str], taxonomy: Taxonomy) -> CodeList:
    """One item of a list: a number, a range, or a number with letters."""
    if match["last"]:
        return _read_range(int(match["first"]), int(match["last"]), match[0], taxonomy)
    number = str(int(match["first"]))
    if number not in taxonomy.printed_codes:
        return CodeList((), (match[0].strip(),))
    letters = list(_read_letters(match["actions"] or ""))
    known = taxonomy.by_code[number].letters()
    codes = tuple(join_code(number, letter) for letter in letters if letter in known)
    unknown = tuple(join_code(number, letter) for letter in letters if letter not in known)
    return CodeList(codes or (number,), unknown)


def _read_range(first: int, last: int, printed: str, taxonomy: Taxonomy) -> CodeList:
    if last <= first:
        return CodeList((), (printed.strip(),))
    numbers = [str(number) for number in range(first, last + 1)]
    known = tuple(number for number in numbers if number in taxonomy.printed_codes)
    unknown = () if len(known) == len(numbers) else (printed.strip(),)
    return CodeList(known, unknown)


def _read_letters(printed: str) -> Iterator[str]:
    """`(c, d-f)` → c, d, e, f."""
    for first, last in _LETTER_RUN.findall(_ACTION_WORD.sub(",", printed)):
        start, end = ord(first.lower()), ord((last or first).lower())
        yield from (chr(code) for code in range(start, end + 1))


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of some words or phrases, the longest first; spaces match line breaks and hyphens."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+").replace(" ", r"[\s-]+") for word in ordered)
