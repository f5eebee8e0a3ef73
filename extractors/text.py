"""str → str cleaners: what print adds (ligatures, bullets, line-end hyphens, odd quotes) is taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.addresses import breaks_address

BULLETS = "•◦▪■□▫●○▶►▸▹➢➤‣⁃∙·❖◆◇✦✓✔✗⬛◾◽◼◻★\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf06e\uf06c\uf071\uf0e0\uf0a8"
"""Signs that open a list item; dashes are told by the space after them."""

_SYMBOL_FONT = re.compile(r"wingdings|webdings|dingbats|opensymbol|marlett", re.IGNORECASE)
_SYMBOLS = dict(zip("nlouqvwØ§üàx¨", "■●□◆□❖◆➢▪✓►✗□", strict=True))
"""Characters of symbol fonts whose code is that of a letter, and the sign that they print."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "", "\ufffe": "-"}
)
_WRONG_LIGATURES = {"\u019f": "ti", "\u01a9": "tt"}
_WRONG_LIGATURE = re.compile("[\u019f\u01a9](?=[a-z])|(?<=[a-z])[\u019f\u01a9]")
"""Letters that common fonts name where they print two: inside words of other letters they stand for those."""
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'"})
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LABEL = re.compile(
    rf"^(?P<label>[{BULLETS}]|[-–—*](?=\s)|\(?\d{{1,3}}[.)](?!\d)|\(?(?:[a-zA-Z]|[ivx]{{1,5}}|[IVX]{{1,5}})[.)](?=\s|[A-Z]|$)"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}\.?(?=\s+[^\W\da-z_]|\s*$|\s+[\"“‘(\[]))\s*"
)
_SPACED_STROKE = re.compile(r"(?:\s|^w)/$|\sw/$")
"""A stroke that is no joint: it stands by itself, or it is short for "with"."""
_PREFIXES = frozenset({"non", "self", "multi", "cross", "anti", "ex", "quasi"})
"""Parts that are mostly written with a hyphen where the document does not show the word otherwise."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class LabelledText(NamedTuple):
    """The label of a list item or heading (`a.`, `•`, `4.2`) and the text after it."""

    label: str
    text: str


def normalize_print(text: str) -> str:
    """Ligatures to letters, soft hyphens out, no-break spaces to spaces."""
    plain = text.translate(_LIGATURES).replace("\u00a0", " ")
    return _WRONG_LIGATURE.sub(lambda match: _WRONG_LIGATURES[match[0]], plain)


def symbol_to_bullet(text: str, font: str) -> str:
    """A lone character of a symbol font as the sign that it prints; any other text as it is."""
    if len(text) != 1 or not _SYMBOL_FONT.search(font):
        return text
    code = ord(text) - 0xF000 if 0xF000 <= ord(text) <= 0xF0FF else ord(text)
    sign = _SYMBOLS.get(chr(code), text)
    return "•" if sign == text and chr(code).isalnum() else sign


def normalize_text(text: str) -> str:
    """Cleaned text: ligatures, straight quotes, single spaces; dashes and accents stay as printed."""
    return re.sub(r"\s+", " ", normalize_print(text).translate(_QUOTES)).strip()


def to_superscript(digits: str) -> str:
    """`12` → `¹²`; signs other than digits stay."""
    return digits.translate(_SUPERSCRIPT)


def from_superscript(digits: str) -> str:
    """`¹²` → `12`; other signs stay."""
    return digits.translate(_FROM_SUPERSCRIPT)


def raised_numbers(text: str) -> list[str]:
    """The raised numbers of a text in order, as plain digits: `one¹² and two³` → `12`, `3`."""
    return [from_superscript(digits) for digits in _RAISED.findall(text)]


def split_label(text: str) -> LabelledText:
    """`a. Text` → (`a.`, `Text`); the label is empty where there is none."""
    match = _LABEL.match(text)
    if not match or (match.end() == len(text) and match["label"][0] not in BULLETS):
        return LabelledText("", text)
    return LabelledText(match["label"], text[match.end() :])


def is_label(word: str) -> bool:
    """True for a word that is nothing but a bullet, number or letter of a list."""
    match = _LABEL.match(word + " x")
    return match is not None and match["label"] == word


def is_bullet(label: str) -> bool:
    """True for a sign, false for a number or letter."""
    return bool(label) and not any(character.isalnum() for character in label)


def count_words(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands inside a line: tells whether a broken word is written with a hyphen.

    The first part of a compound counts as `part-`.
    """
    counts: Counter[str] = Counter()
    broken = False
    for line in lines:
        words = _WORD.findall(line.casefold())[1 if broken else 0 :]
        broken = line.rstrip().endswith(("-", "‐"))
        whole = words[:-1] if broken else words
        counts.update(whole)
        counts.update(word.partition("-")[0] + "-" for word in whole if "-" in word)
    return counts


def join_lines(lines: Sequence[str], known: Counter[str]) -> str:
    """Lines of one block as running text; a word broken over a line end is joined.

    `known` counts the words of the document: a hyphen stays where the document writes the word with it.
    """
    text, start = "", 0
    for line in map(str.strip, lines):
        if not text or not line:
            text = text or line
        elif breaks_address(text[start:], line):
            text += line
        elif _is_broken(text, line):
            text = _join_broken(text, line, known)
        elif text.endswith("/") and not _SPACED_STROKE.search(text):
            text += line
        else:
            text += " " + line
            start = len(text) - len(line)
    return normalize_text(text)


def _is_broken(text: str, line: str) -> bool:
    return len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha() and line[0].isalpha()


def _join_broken(text: str, line: str, known: Counter[str]) -> str:
    first, second = _last_word(text[:-1]), _first_word(line)
    joined, hyphenated = (first + second).casefold(), f"{first}-{second}".casefold()
    start = first.casefold()
    compound = start in _PREFIXES or (known[second.casefold()] and (known[start] or known[start + "-"]))
    keep = known[hyphenated] > known[joined] or (not known[joined] and (second[:1].isupper() or compound))
    return text + line if keep else text[:-1] + line


def _last_word(text: str) -> str:
    words = _WORD.findall(text)
    return words[-1] if words else ""


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0] if match else ""
