"""From the spelling of a name to the organization that it is filed under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from models.lexicons.organizations import OrganizationEntry, fold_name
from models.records.ids import digest

FUZZY_FLOOR = 92.0
"""Least similarity (0..100) of a misspelled name; below it names that differ in one short word begin to meet."""
ACRONYM_FLOOR = 85.0
"""Least similarity of a misspelled acronym: one letter of seven."""
_WORD_FLOOR = 75.0
"""Least similarity of each word with its partner: Migration and Mitigation stay apart."""

_ALIKE = (
    (r"\bun\b", "united nations"), (r"\borganis", "organiz"), (r"\bcent(?:re|er)\b", "center"),
    (r"\blabour\b", "labor"), (r"\bprogramme\b", "program"), (r"\bdefence\b", "defense"), (r"&", "and"), (r"^the ", ""),
    (r"\bnon ?government(?:al)?\b", "nongovernmental"), (r"\bco operation\b", "cooperation"), (r"(?<=\w{3})s\b", ""),
)  # fmt: skip


class Link(NamedTuple):
    """Where a name is filed, and how that was found."""

    canonical: str
    method: str
    score: float
    matched: str = ""
    """The spelling of the list that a misspelt name was taken for."""


class NameLinker:
    """Files names under the entries of a list: same spelling first, then a close one, never a doubtful one."""

    def __init__(self, entries: Iterable[OrganizationEntry]) -> None:
        self._exact: dict[str, str] = {}
        self._spellings: dict[str, str] = {}
        self._acronyms: dict[str, str] = {}
        for entry in entries:
            for name in (entry.canonical, *entry.aliases):
                self._exact.setdefault(name_to_key(name), entry.canonical)
                self._spellings.setdefault(name_to_key(name), name)
            for acronym in (entry.acronym, *filter(is_acronym, entry.aliases)):
                if acronym and not entry.cues:
                    self._acronyms.setdefault(acronym, entry.canonical)

    def link(self, name: str) -> Link | None:
        """The entry of a full name, or None where no entry is close enough."""
        key = name_to_key(name)
        if key in self._exact:
            return Link(self._exact[key], "lexicon", 1.0)
        if len(key.split()) < 3:
            return None
        best = process.extract(key, self._exact.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_FLOOR, limit=3)
        for other, score, _ in best:
            if _words_agree(key, other):
                return Link(self._exact[other], "fuzzy", round(score / 100, 6), self._spellings[other])
        return None

    def has(self, name: str) -> bool:
        """Whether a name is that of an entry, an alias or an acronym."""
        return name_to_key(name) in self._exact or name in self._acronyms

    def nearest(self, name: str) -> Link | None:
        """The entry whose spelling is most like a name, however unlike; None for an empty list."""
        best = process.extractOne(name_to_key(name), self._exact.keys(), scorer=fuzz.ratio)
        return Link(self._exact[best[0]], "fuzzy", round(best[1] / 100, 6)) if best else None

    def link_acronym(self, acronym: str) -> Link | None:
        """The entry of a misspelled acronym of at least six signs and the same length; None where two are as close."""
        if len(acronym) < 6:
            return None
        same_length = [known for known in self._acronyms if len(known) == len(acronym) and known[:2] == acronym[:2]]
        best = process.extract(acronym, same_length, scorer=fuzz.ratio, score_cutoff=ACRONYM_FLOOR, limit=2)
        if not best or len({self._acronyms[other] for other, *_ in best}) > 1:
            return None
        return Link(self._acronyms[best[0][0]], "fuzzy", round(best[0][1] / 100, 6), best[0][0])


def name_to_key(name: str) -> str:
    """Spelling under which variants of one name meet (organisation and organization, UN and United Nations)."""
    key = fold_name(re.sub(r"['’]s\b", "s", name))
    for pattern, plain in _ALIKE:
        key = re.sub(pattern, plain, key)
    return " ".join(key.split())


def canonical_to_id(canonical: str) -> str:
    """The id of an organization: a digest of its canonical name."""
    return digest(canonical)


def is_acronym(name: str) -> bool:
    """Whether a name is one word in which capitals (or figures) outnumber small letters."""
    signs = [sign for sign in name if sign.isalnum()]
    return " " not in name and len(signs) >= 2 and sum(not sign.islower() for sign in signs) * 2 > len(signs)


def _words_agree(key: str, other: str) -> bool:
    words, others = ([word for word in name.split() if len(word) > 3] for name in (key, other))
    if len(words) != len(others):
        return False
    return all(fuzz.ratio(word, partner) >= _WORD_FLOOR for word, partner in zip(words, others, strict=True))
