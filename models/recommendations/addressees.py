"""Whom a recommendation addresses: the heading says it, else who is to act in the text, else the kind of matter.

States are addressed without being named only where something asks: a command, a `should`, a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from models.lexicons.recommendation_words import load_recommendation_words
from models.recommendations.acting import find_acting, names_beneficiary
from models.recommendations.wording import cues_to_pattern, find_asking, starts_with_command, starts_with_gerund

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


class Addressed(NamedTuple):
    """Who is addressed, and the heading or the words that told it; both empty where nothing does."""

    names: tuple[str, ...] = ()
    evidence: str = ""

    def __bool__(self) -> bool:
        return bool(self.names)


NOBODY = Addressed()


def find_addressees(text: str, context: str = "", *, recommends: bool = True) -> Addressed:
    """Addressees of a recommendation in the order of the data file.

    `recommends` is false for a passage that the report does not print as a recommendation: a finding that asks for
    something in general (`there is a need`) addresses nobody.
    """
    found = (heading_to_addressees(context), _text_to_addressees(text), _text_to_addressees(context))
    return next(filter(None, found), NOBODY) or _matter_to_addressees(text, context, recommends=recommends)


def name_addressees(text: str) -> tuple[str, ...]:
    """The addressees whose words stand in a text; the longest words decide (`local governments` are no States)."""
    return tuple(_find_named(text))


def _find_named(text: str) -> dict[str, str]:
    """Addressees in the order of the data file, each with the first of its words that stands in the text."""
    owners = _cue_owners()
    found: dict[str, str] = {}
    for match in _all_cues().finditer(text):
        if name := owners.get(match[0].casefold()):
            found.setdefault(name, match[0])
    return {name: found[name] for name in load_recommendation_words().addressees if name in found}


@cache
def _cue_owners() -> dict[str, str]:
    words = load_recommendation_words().addressees
    return {cue.casefold(): name for name, cues in words.items() for cue in cues}


@cache
def _all_cues() -> re.Pattern[str]:
    return cues_to_pattern(cue for cues in load_recommendation_words().addressees.values() for cue in cues)


def heading_to_addressees(context: str) -> Addressed:
    """The addressees of the innermost heading that names who is addressed and nothing else."""
    for heading in reversed(re.split(r" > |\n|\. ", context)):
        for part in _heading_parts(heading):
            found = name_addressees(part)
            if found and _REST.match(_all_cues().sub(" ", part)):
                return Addressed(found[:1] if _OTHERS.search(part) else found, heading.strip())
            if part.strip(" :.").casefold() == "all":
                return Addressed(("all",), heading.strip())
    return NOBODY


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


def _text_to_addressees(text: str) -> Addressed:
    found: dict[str, str] = {}
    for part in find_acting(text):
        for name, cue in _find_named(part).items():
            found.setdefault(name, cue)
    names = tuple(name for name in load_recommendation_words().addressees if name in found)
    return Addressed(names, "; ".join(found[name] for name in names))


def _matter_to_addressees(text: str, context: str, *, recommends: bool) -> Addressed:
    """Without a word on who acts: who is the subject, who organizes itself, for reviews States and UN, else States."""
    words = load_recommendation_words()
    if own := cues_to_pattern(words.own_words).search(f"{context} {text}"):
        return Addressed(("civil society",), own[0])
    if review := cues_to_pattern(words.review_words).search(text):
        return Addressed(("States", "UN"), review[0])
    commands = starts_with_command(text) or starts_with_gerund(text)
    if not commands and (subject := _find_subject(words.addressees["civil society"], text)):
        return Addressed(("civil society",), subject)
    return _default(text, context, recommends=recommends)


def _default(text: str, context: str, *, recommends: bool) -> Addressed:
    """States, where something asks and nobody else is to act; a finding has to name them besides."""
    if cues_to_pattern(load_recommendation_words().others_acting).search(" ".join(find_acting(text))):
        return NOBODY
    if not recommends:
        named = _find_named(text).get("States") or _find_named(context).get("States")
        return Addressed(("States",), named) if named else NOBODY
    asking = find_asking(text, context)
    return Addressed(("States",), asking) if asking else NOBODY


def _find_subject(cues: tuple[str, ...], text: str) -> str:
    match = re.search(rf"(?P<who>{cues_to_pattern(cues).pattern}){_FINITE}", text)
    return match["who"] if match and not names_beneficiary(text[: match.start()]) else ""
