"""The words of a text that say who is to act: subjects of `should`, objects of `call on`, agents after `by`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ASKED = r"(?:urged|asked|encouraged|invited|called (?:on|upon)|requested|advised)"
_MODAL = re.compile(
    rf"\b(?:should|must|shall|ought to|needs? to|has to|have to|could|can play|(?:are|is) {_ASKED} to)\b", re.IGNORECASE
)
_READY = r"(?:ready|prepared|propositional|strategic|proactive|held to)"
_BENEFIT = r"(?:access|the right|equal|a (?:say|seat|voice|role))"
_NOT_ACTING = re.compile(
    r"\s*(?:(?:also|not|always|then|all|both|never|\w+ly)\s+)*"
    rf"(?:be\b(?!\s+{_READY})|have\s+(?:\w+\s+)?{_BENEFIT}|(?:receive|benefit|enjoy|face|become)\b)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:call(?:s|ing)? (?:up)?on|(?:urg|encourag|invit)(?:e|es|ing)|(?:ask|request)(?:s|ing)?|appeal(?:s|ing)? to|"
    r"recommend(?:s|ing)? that|remind(?:s|ing)?|let)\s+(?P<who>[^.;:]{2,90}?)\s+(?:(?:not )?to|should|must|name|be)\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\b(?:(?:important|essential|crucial|critical|vital|necessary|time|needs?|needed|opportunity|key|urgent|task|roles?)\s+"
    r"(?:for|of)|responsibility of|up to|incumbent (?:on|upon))\s+(?P<who>[^.;:]{2,80}?)(?=\s+(?:to|is)\b|[.;:,]|$)",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to) (?:\w+ly )?be (?:\w+ly )?\w+(?:ed|en|wn|t|de|id) (?:\w+ly )?"
    r"by (?P<who>[^.;:,]{2,70})",
    re.IGNORECASE,
)
_WITH_RELATIVE = re.compile(
    r"(?:^|[.;:]\s+)(?P<who>(?:[\w-]+\s+){1,4}?)(?:who|that|which)\b[^.;:]*?"
    r"\b(?:should|must|ought to|need to) (?!(?:be|have|receive)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.;:!?]\s|[,(–—]\s?|\b(?:that|which|who|because|so that|while|whereas|if|when|where|as|but|and then)\b",
    re.IGNORECASE,
)
_REACH = 600
"""How many characters before a verb its subject is looked for."""
_MAIN_CLAUSE = re.compile(r"[.;:()]|\b(?:that|because|so|if|when|while)\b")
_PREPOSITION = re.compile(r"\b(?:of|for|in|with|to|from|on|by|at)\b")
_BENEFICIARY = re.compile(
    r"\b(?:ensur\w+|guarantee\w*|so|enabl\w+|allow\w*|in order|see to it)\s+(?:that\s+)?(?:[\w-]+\s+){0,8}$",
    re.IGNORECASE,
)


def find_acting(text: str) -> Iterator[str]:
    """The parts of a text that name who is to act."""
    for pattern in (_CALL, _FOR_WHOM, _BY_WHOM, _WITH_RELATIVE):
        yield from (match["who"] for match in pattern.finditer(text))
    for match in _MODAL.finditer(text):
        yield from _modal_to_subjects(text, match)


def names_beneficiary(before: str) -> bool:
    """Whether what follows these words is for whom something is ensured, not who is to act."""
    return bool(_BENEFICIARY.search(before[-_REACH:]))


def _modal_to_subjects(text: str, modal: re.Match[str]) -> Iterator[str]:
    """The words from the beginning of the clause to its modal verb, where they are who acts."""
    before = text[max(0, modal.start() - _REACH) : modal.start()]
    starts = [match.end() for match in _CLAUSE.finditer(before)]
    subject = before[starts[-1] if starts else 0 :]
    passive = _NOT_ACTING.match(text, modal.end()) and not re.search(_ASKED, modal[0], re.IGNORECASE)
    if passive or names_beneficiary(before) or len(subject.split()) > 14:
        return
    for part in (_enumeration_before(before, subject), subject):
        yield _PREPOSITION.split(part)[0]


def _enumeration_before(before: str, subject: str) -> str:
    """The short members of an enumeration in front of its last one (`the towns, the unions and the banks should`)."""
    kept: list[str] = []
    for part in reversed(_MAIN_CLAUSE.split(before)[-1].split(",")[:-1]):
        if not re.search(r"\band\b", subject) or not 0 < len(part.split()) <= 4:
            break
        kept.append(part)
    return " and ".join(kept)
