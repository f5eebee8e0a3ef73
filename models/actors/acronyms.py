"""Acronyms that a running text explains: `Name of a Body (NB)` and `NB (Name of a Body)`.

The method is that of A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 8 (2003), 451-462: the letters of the short form are looked for
in the words beside it from right to left, and the first one has to begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from models.actors.letters import to_plain
from models.records.layout import Record
from models.records.segmentation import Subject

_PARENTHESIS = re.compile(r"\(([^()]{2,160})\)")
_SHORT = re.compile(r"[A-Za-z0-9À-ÿ][\w&/.'-]*(?: [\w&/.'-]+)?$")
_WORD = re.compile(r"[^\s()]+")
_SENTENCE_END = re.compile(r"[.;:!?](?=\s)|\)")
_FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "des",
        "du",
        "et",
        "for",
        "in",
        "la",
        "las",
        "los",
        "of",
        "on",
        "or",
        "para",
        "the",
        "to",
        "y",
    ]
)
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


class AcronymPair(NamedTuple):
    """An acronym and its expansion at their places in the text."""

    acronym: str
    expansion: str
    acronym_start: int
    expansion_start: int


class DefinedAcronym(Record):
    """An acronym that a text explains, and where."""

    document_id: str = ""
    subject_id: str
    acronym: str
    expansion: str


def find_acronyms(subjects: Sequence[Subject]) -> tuple[DefinedAcronym, ...]:
    """The acronyms that the texts explain, each with each expansion once a document, in the order of the texts."""
    found: dict[tuple[str, str, str], DefinedAcronym] = {}
    for subject in subjects:
        for pair in find_acronym_pairs(subject.text):
            key = (subject.document_id, pair.acronym, pair.expansion.casefold())
            found.setdefault(
                key,
                DefinedAcronym(
                    document_id=subject.document_id,
                    subject_id=subject.id,
                    acronym=pair.acronym,
                    expansion=pair.expansion,
                ),
            )
    return tuple(found.values())


@lru_cache(maxsize=1024)  # read for the glossary of a report, then passage by passage
def find_acronym_pairs(text: str) -> tuple[AcronymPair, ...]:
    """The pairs of a text, sorted by place; offsets are those of `text`."""
    return tuple(_find_pairs(text, to_plain(text)))


def _find_pairs(text: str, plain: str) -> Iterator[AcronymPair]:
    for match in _PARENTHESIS.finditer(plain):
        inside = re.split(r"[,;]", match[1])[0].strip()
        before = plain[: match.start()].rstrip()
        if _is_short_form(inside):
            start = _find_expansion(inside, before)
            if start is not None:
                yield AcronymPair(inside, text[start : len(before)], plain.index(inside, match.start()), start)
        elif words := _WORD.findall(before[-40:]):
            short, long = words[-1].strip("\"',"), match[1].strip()
            start = _find_expansion(short, long) if _is_short_form(short) else None
            if start is not None and start <= len("the "):
                begin = match.start(1) + match[1].index(long) + start
                yield AcronymPair(short, text[begin : match.end(1)].rstrip(), before.rindex(short), begin)


def _is_short_form(text: str) -> bool:
    words = text.split()
    capitals = [sum(letter.isupper() for letter in word) for word in words]
    return 2 <= len(text) <= 14 and bool(_SHORT.match(text)) and min(capitals, default=0) >= 2 and "//" not in text


def _find_expansion(short: str, before: str) -> int | None:
    """Where the expansion of a short form begins in the text that it ends; None if there is none."""
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    if letters[-1] == "s" and short.endswith("s") and len(letters) > 2:
        letters.pop()
    floor = _window_start(before, len(letters))
    place = _match_letters(letters, before, floor, only_initials=True)
    if place is None or len(_content_words(before[place:])) > len(letters) + 1:
        # many more words than letters: initials were found too far away, letters inside words are nearer
        place = _match_letters(letters, before, floor, only_initials=False)
    if place is None:
        return None
    start = _skip_article(before, place)
    words = before[start:].split()
    return start if len(words) >= 2 and len(before) - start > len(short) and short not in words else None


def _content_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _FUNCTION_WORDS]


def _match_letters(letters: list[str], before: str, floor: int, *, only_initials: bool) -> int | None:
    """Where the first letter stands when all are found from right to left; None where one is missing."""
    place = len(before)
    for index in range(len(letters) - 1, -1, -1):
        place = _find_letter(before, letters[index], place, floor, at_word_start=only_initials or index == 0)
        if place < floor:
            return None
    return place


def _find_letter(text: str, letter: str, end: int, floor: int, *, at_word_start: bool) -> int:
    for place in range(end - 1, floor - 1, -1):
        if text[place].casefold() == letter and (not at_word_start or _begins_name(text, place)):
            return place
    return -1


def _begins_name(text: str, place: int) -> bool:
    if place and text[place - 1].isalnum():
        return False
    word = _WORD.match(text, place)
    return word is not None and word[0] not in _FUNCTION_WORDS


def _window_start(before: str, letters: int) -> int:
    """Where the words begin that may belong to the expansion: no sentence end, at most as many as the paper allows."""
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    floor = ends[-1] if ends else 0
    words = [match.start() for match in _WORD.finditer(before, floor) if match[0] not in _FUNCTION_WORDS]
    most = min(letters + 5, letters * 2)
    return words[-most] if len(words) > most else (words[0] if words else len(before))


def _skip_article(text: str, start: int) -> int:
    article = _ARTICLE.match(text, start)
    return article.end() if article else start
