"""Whom a recommendation addresses: the heading says it, else who is to act in the text, else the kind of matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.lexicons.recommendation_words import load_recommendation_words
from models.recommendations.wording import cues_to_pattern, starts_with_command, starts_with_gerund

_MODAL = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|has to|have to|could|may|might|can|will|would|are (?:urged|asked|encouraged|invited|"
    r"called (?:on|upon)|requested|advised) to|is (?:urged|asked|encouraged|invited|called (?:on|upon)|requested|advised) to)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|has to|have to|urged|asked|encouraged|invited|called|requested|advised|could|can play)\b",
    re.I,
)
_NOT_ACTING = re.compile(
    r"\s*(?:(?:also|not|always|then|all|both|fully|freely|\w+ly|never)\s+)*(?:be\b(?!\s+(?:ready|prepared|propositional|strategic|proactive|held to))|"
    r"have\s+(?:\w+\s+)?(?:access|the right|equal|a (?:say|seat|voice|role))|receive\b|benefit\b|enjoy\b|face\b|become\b)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:call(?:s|ing)?(?: up)?on|urg(?:e|es|ing)|ask(?:s|ing)?|encourag(?:e|es|ing)|invit(?:e|es|ing)|appeal(?:s|ing)? to|"
    r"request(?:s|ing)?|recommend(?:s|ing)? that|remind(?:s|ing)?|let)\s+(?P<who>[^.;:]{2,90}?)\s+(?:to\b|should\b|must\b|not to\b|name\b|be\b)",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\b(?:(?:important|essential|crucial|critical|vital|necessary|time|need|needed|opportunity|key|urgent|task)\s+(?:for|of)|"
    r"roles?\s+(?:for|of)|responsibility of|up to|incumbent (?:on|upon))\s+(?P<who>[^.;:]{2,80}?)(?=\s+to\b|\s+is\b|[.;:,]|$)",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"\b(?:should|must|shall|need to|needs to|ought to) (?:\w+ly )?be (?:\w+ly )?\w+(?:ed|en|wn|t|de|id) (?:\w+ly )?by (?P<who>[^.;:,]{2,70})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:[.;:!?]\s|[,(–—]\s?|\b(?:that|which|who|because|so that|while|whereas|if|when|where|as|but|and then)\b)",
    re.IGNORECASE,
)
_BENEFICIARY = re.compile(
    r"\b(?:ensur\w+|guarantee\w*|so|enabl\w+|allow\w*|in order|see to it)\s+(?:that\s+)?(?:[\w-]+\s+){0,8}$",
    re.IGNORECASE,
)
_ACTOR_OPENER = re.compile(
    r"^(?:[\d.()\s]*)(?:(?P<opener>[\w\s]*?)\s*(?:\b(?:for|to|by)\b|:|-|–)\s*)?(?P<who>.+)$", re.IGNORECASE
)
_FINITE = (
    r"\s+(?:has|have|wants?|puts?|could|can|would|will|organi[sz]es?|works?|plays?|takes?|groups?|needs?|is|are)\b"
)
_REST = re.compile(
    r"^\W*(?:(?:and|or|&|other|all|relevant|national|the|local|regional|stakeholders?|actors?|partners?|key|of|in|a|an|our|organi[sz]ations?|society)\W*)*$",
    re.IGNORECASE,
)


def find_addressees(text: str, context: str = "") -> tuple[str, ...]:
    """Addressees of a recommendation in the order of the data file; States where nothing else is said."""
    return _heading_to_addressees(context) or _text_to_addressees(text) or _matter_to_addressees(text, context)


def name_addressees(text: str) -> tuple[str, ...]:
    """The addressees whose words stand in a text; the longest words decide (`local governments` are no States)."""
    words = load_recommendation_words().addressees
    owners = {cue.casefold(): name for name, cues in words.items() for cue in cues}
    found = {owners[match[0].casefold()] for match in _all_cues().finditer(text) if match[0].casefold() in owners}
    return tuple(name for name in words if name in found)


@cache
def _all_cues() -> re.Pattern[str]:
    return cues_to_pattern(cue for cues in load_recommendation_words().addressees.values() for cue in cues)


def _heading_to_addressees(context: str) -> tuple[str, ...]:
    """The addressees of the innermost heading that names who is addressed and nothing else."""
    for heading in reversed(re.split(r" > |\n", context)):
        for part in _heading_parts(heading):
            found = name_addressees(part)
            if found and _REST.match(_all_cues().sub(" ", part)):
                return found[:1] if re.search(r"\bother stakeholders\b", part, re.IGNORECASE) else found
    return ()


def _heading_parts(heading: str) -> Iterator[str]:
    """The heading after `for`, `to` or a colon, and after words such as Recommendations or Summary."""
    openers = "|".join(re.escape(opener) for opener in load_recommendation_words().heading_openers)
    plain = re.sub(r"^[\d.()\s]+", "", heading).strip()
    for match in re.finditer(r"(?:^|[:\s])(?:for|to|by)\s+|:\s*", plain, re.IGNORECASE):
        yield plain[match.end() :]
    yield re.sub(rf"^(?:{openers})\W+", "", plain, flags=re.IGNORECASE)


def _text_to_addressees(text: str) -> tuple[str, ...]:
    found = {name for part in _acting_parts(text) for name in name_addressees(part)}
    return tuple(name for name in load_recommendation_words().addressees if name in found)


def _acting_parts(text: str) -> Iterator[str]:
    for pattern in (_CALL, _FOR_WHOM, _BY_WHOM):
        yield from (match["who"] for match in pattern.finditer(text))
    for match in _MODAL.finditer(text):
        if _ASKING.search(match[0]) or _ASKING.search(text[match.start() : match.end() + 12]):
            yield from _modal_to_subject(text, match)


def _modal_to_subject(text: str, modal: re.Match[str]) -> Iterator[str]:
    """The words from the beginning of the clause to its modal verb, where they are who acts."""
    before = text[: modal.start()]
    starts = [match.end() for match in _CLAUSE.finditer(before)]
    subject = before[starts[-1] if starts else 0 :]
    if _NOT_ACTING.match(text, modal.end()) and "to" not in modal[0].split()[-1:]:
        return
    if _BENEFICIARY.search(before[: len(before)]) or len(subject.split()) > 14:
        return
    yield re.split(r"\b(?:of|for|in|with|to|from|on|by|at)\b", subject)[0]


def _matter_to_addressees(text: str, context: str) -> tuple[str, ...]:
    """Without a word on who acts: who is the subject of the text, the States, or for reviews States and the UN."""
    words = load_recommendation_words()
    if cues_to_pattern(words.review_words).search(text) and not name_addressees(text[:60]):
        return ("States", "UN")
    if not (starts_with_command(text) or starts_with_gerund(text)):
        subject = re.compile(rf"(?:{cues_to_pattern(words.addressees['civil society']).pattern}){_FINITE}")
        match = subject.search(text)
        if match and not _BENEFICIARY.search(text[: match.start()]):
            return ("civil society",)
    return ("States",)
