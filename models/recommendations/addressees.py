"""Whom a recommendation addresses: the heading says it, else who is to act in the text, else the kind of matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.lexicons.recommendation_words import load_recommendation_words
from models.recommendations.acting import find_acting, names_beneficiary
from models.recommendations.wording import cues_to_pattern, starts_with_command, starts_with_gerund

_FINITE = (
    r"\s+(?:has|have|wants?|puts?|could|can|would|will|organi[sz]es?|works?|plays?|takes?|groups?|needs?|is|are)\b"
)
_FILLER = (
    r"and|or|&|other|all|relevant|national|regional|local|the|key|of|in|a|an|our|"
    r"stakeholders?|actors?|partners?|organi[sz]ations?|society"
)
_REST = re.compile(rf"\W*(?:(?:{_FILLER})\W*)*$", re.IGNORECASE)
_PREFIX = re.compile(r"(?:^|[:\s])(?:for|to|by)\s+", re.IGNORECASE)
_OTHERS = re.compile(r"\bother stakeholders\b", re.IGNORECASE)


def find_addressees(text: str, context: str = "") -> tuple[str, ...]:
    """Addressees of a recommendation in the order of the data file; States where nothing else is said."""
    found = (_heading_to_addressees(context), _text_to_addressees(text), _text_to_addressees(context))
    return next((names for names in found if names), ()) or _matter_to_addressees(text, context)


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
    for heading in reversed(re.split(r" > |\n|\. ", context)):
        for part in _heading_parts(heading):
            found = name_addressees(part)
            if found and _REST.match(_all_cues().sub(" ", part)):
                return found[:1] if _OTHERS.search(part) else found
            if part.strip(" :.").casefold() == "all":
                return ("all",)
    return ()


def _heading_parts(heading: str) -> Iterator[str]:
    """The heading after `for`, `to` or `by`; after words such as Summary only where it is a plain name."""
    words = load_recommendation_words()
    openers = "|".join(re.escape(opener) for opener in words.heading_openers)
    plain = re.sub(r"^[\d.()\s]+", "", heading).strip()
    for match in _PREFIX.finditer(plain):
        yield plain[match.end() :]
    bare = re.sub(rf"^(?:{openers})\W+", "", plain, flags=re.IGNORECASE)
    if all(part.strip().casefold() in words.bare_headings for part in re.split(r",|&|\band\b", bare)):
        yield bare


def _text_to_addressees(text: str) -> tuple[str, ...]:
    found = {name for part in find_acting(text) for name in name_addressees(part)}
    return tuple(name for name in load_recommendation_words().addressees if name in found)


def _matter_to_addressees(text: str, context: str) -> tuple[str, ...]:
    """Without a word on who acts: who is the subject, who organizes itself, for reviews States and UN, else States."""
    words = load_recommendation_words()
    if cues_to_pattern(words.own_words).search(f"{context} {text}"):
        return ("civil society",)
    if cues_to_pattern(words.review_words).search(text) and not name_addressees(text[:60]):
        return ("States", "UN")
    if not (starts_with_command(text) or starts_with_gerund(text)) and _is_subject(
        words.addressees["civil society"], text
    ):
        return ("civil society",)
    return ("States",)


def _is_subject(cues: tuple[str, ...], text: str) -> bool:
    match = re.search(rf"(?:{cues_to_pattern(cues).pattern}){_FINITE}", text)
    return match is not None and not names_beneficiary(text[: match.start()])
