"""Whether a name that a place shares with persons, towns or things means the place, by the words around it."""

from __future__ import annotations

import re
from functools import cache

from models.lexicons.homographs import Homograph, load_homographs

_REACH = 240
"""How many characters before and after a name are read for words that tell what it means."""
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'-]*)\s+$")
_SURNAME = re.compile(r"\s+([A-ZÀ-Þ][a-zß-ÿ'-]{2,})")
_SHOUTED_BEFORE = re.compile(r"\b[A-Z]{4,}\s+$")
_SHOUTED_AFTER = re.compile(r"\s+[A-Z]{2,}\b")
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|to|into|[Aa]cross|[Ww]ithin|[Tt]hroughout|[Ii]nside|[Oo]utside|[Nn]ear|[Bb]etween)\s+$"
)
_MONEY = re.compile(r"\s?\$")


def read_meaning(plain: str, start: int, end: int) -> str:
    """`place`, `other`, or the ISO code of another country that is meant near these words."""
    name = plain[start:end]
    before, after = plain[max(0, start - _REACH) : start], plain[end : end + _REACH]
    if _is_person(name, before, after) or _is_small_town(after) or _is_no_name(name, before, after):
        return "other"
    entry = load_homographs().names.get(name)
    return _read_entry(entry, before, after) if entry else "place"


def _read_entry(entry: Homograph, before: str, after: str) -> str:
    if (entry.before and _ending(entry.before).search(before)) or (
        entry.after and _beginning(entry.after).match(after)
    ):
        return "other"
    around = f"{before} {after}"
    told = entry.near and _anywhere(entry.near).search(around) and not _anywhere(entry.unless).search(around)
    return (entry.instead or "other") if told else "place"


def _is_person(name: str, before: str, after: str) -> bool:
    """Whether a title, a first name or a surname stands beside the name, and no preposition of place before it."""
    data = load_homographs()
    if _WHERE.search(before):
        return False
    word = _WORD_BEFORE.search(before)
    if word and (word[1] in data.titles or word[1] in data.given_names):
        return True
    surname = _SURNAME.match(after) if name in data.also_given_names else None
    return surname is not None and surname[1] not in data.no_surnames


def _is_small_town(after: str) -> bool:
    return bool(_provinces().match(after))


def _is_no_name(name: str, before: str, after: str) -> bool:
    """`US` in a line of capitals, or in front of a sum of money."""
    if name != "US":
        return False
    return bool(_MONEY.match(after) or (_SHOUTED_BEFORE.search(before) and _SHOUTED_AFTER.match(after)))


@cache
def _provinces() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{'|'.join(map(re.escape, load_homographs().provinces))})\b")


@cache
def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})\s+$")


@cache
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})(?![\w-])")


@cache
def _anywhere(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of whole words; one that matches nothing where there are none."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])" if words else r"(?!)")
