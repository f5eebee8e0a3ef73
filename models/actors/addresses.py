"""Postal addresses, author lists and places of publication in a text: where people are reached, not where they act."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from models.actors.letters import to_plain_lines
from models.lexicons.addresses import load_address_words

_REST = r"[^\n;|]{0,60}?(?:(?:,\s*|\s-\s|\s)[A-ZÀ-Þ\d][^\n,;|.]{1,40}){0,4}"
"""What follows a street: parts behind commas (post code and town, country), in one line."""
_PERSON = r"(?:[A-ZÀ-Þ][\w.'-]*\s+){1,3}[A-ZÀ-Þ][\w'-]+"
_POST_CODE_TOWN = r"\b(?:[A-Z]{1,2}-)?\d{4,6}\s+[A-ZÀ-Þ][\w'-]+(?:\s+\d{1,2}\b)?,\s+[A-ZÀ-Þ][\w ]{2,30}"
_PUBLISHED = r"\((?:[A-ZÀ-Þ][\w ]+,\s+)?[A-ZÀ-Þ][\w ]+:\s[^()\n]{2,60},\s(?:19|20)\d\d\)"


def blank_addresses(text: str) -> str:
    """The text with blanks in place of addresses and author lists; the length stays the same."""
    for start, end in find_addresses(text):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def find_addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Where addresses and author lists stand, sorted."""
    plain = to_plain_lines(text)
    return tuple(sorted((match.start(), match.end()) for pattern in _patterns() for match in pattern.finditer(plain)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = load_address_words()
    label = rf"^[ \t\W]*(?:{_any(words.labels)})(?:\s*\([^()\n]*\))?\s*[:–-][^\n]*"
    author = rf"{_PERSON}(?:\s*\(|,\s+)(?:[^()\n;]{{0,60}}\b)?(?:{_any(words.affiliations)})[^()\n;.]{{0,80}}\)?"
    box = rf"(?<!\w)(?:{_any(words.boxes)})\s*\d[\d-]*"
    places = (*_streets(words.streets, words.streets_in_front), box)
    located = (rf"(?:{part}){_REST}(?=[\s.;)|]|$)" for part in places)
    return (
        re.compile(label, re.MULTILINE | re.IGNORECASE),
        *map(re.compile, (*located, _POST_CODE_TOWN, author, _PUBLISHED)),
    )


def _streets(behind: Iterable[str], in_front: Iterable[str]) -> tuple[str, ...]:
    """`12 Main Street`, `Hauptstrasse 12`, `12, rue de Main`, `Calle 12 No. 3`."""
    endings = [word for word in behind if word.islower()]
    first = _any(in_front)
    return (
        rf"\d{{1,5}}[a-zA-Z]?,?\s+(?:[\w'.-]+\s+){{0,3}}?(?:{_any(behind)})(?!\w)",
        rf"\b[A-ZÀ-Þ]\w*(?:{_any(endings)})\s+\d{{1,4}}[a-z]?\b",
        rf"\d{{1,4}}(?:\s?(?:bis|ter|-\s?\d+))?,?\s+(?:{first})\s+[^\n,;]{{2,40}}",
        rf"\b(?:{first})\s+(?:[\w'.-]+\s+){{0,4}}?(?:No\.?\s?)?\d{{1,5}}\b(?:\s+No\.?\s?[\d-]+)?",
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
