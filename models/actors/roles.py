"""What an organization does in an activity and what a country is to it, by the words next to their names.

A row of a matrix begins with who acts and a colon; whoever stands there leads unless words say otherwise.
Names in one enumeration share the words in front of the first or behind the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from models.actors.addresses import find_addresses
from models.lexicons.organizations import fold_name
from models.lexicons.roles import Cues, load_role_words
from models.records.annex import Mention
from models.records.segmentation import Subject

COLUMNS = {"activity": "organization", "country_action": "initiator", "practice": "implementing_partners"}
"""The column that stands in front of the colon, by kind of row: evidence where no word decides."""
STAKEHOLDERS = "other_stakeholders"

_LIST = re.compile(
    r"(?:\s*\([^()]{0,60}\))?['’)]*\s*(?:[,;/&+–-]|\band\b|\bor\b|\by\b|\bas well as\b|\()"
    r"(?:[\s,;/&+–-]|\b(?:and|or|the|a|perhaps|also|including|above all)\b)*",
    re.IGNORECASE,
)
_NEAR = re.compile(r"[\s:(\"“]*(?:[\w'’-]+,?[\s:(]+){0,3}[\"“]?", re.IGNORECASE)
_BLOCK = re.compile(r"\b(?:and|or|which|that|who|is|are|was|were|has|have|to|for|on|from|about|by)\b", re.IGNORECASE)
_NEAR_AFTER = re.compile(
    r"(?:\s*\([^()]{1,60}\))?[\s,]*(?:(?:also|again|jointly|together|both|will|then|has|have|had|who|which|\w+ly)\s+){0,2}"
)
_REACH = 120


class Role(NamedTuple):
    """A role and the words that told it."""

    name: str = ""
    evidence: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)


NONE = Role()


def assign_roles(
    subjects: Sequence[Subject], mentions: Sequence[Mention], stakeholders: Mapping[str, str] | None = None
) -> tuple[Mention, ...]:
    """The mentions with role and evidence; `stakeholders` gives the column of other stakeholders by subject."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.subject_id, []).append(mention)
    roles = {
        (subject.id, mention.start): role
        for subject in subjects
        for mention, role in _subject_to_roles(
            subject, grouped.get(subject.id, []), (stakeholders or {}).get(subject.id, "")
        )
    }
    return tuple(_with_role(mention, roles.get((mention.subject_id, mention.start), NONE)) for mention in mentions)


def _with_role(mention: Mention, role: Role) -> Mention:
    return mention.model_copy(update={"role": role.name, "role_evidence": role.evidence}) if role.name else mention


def _subject_to_roles(
    subject: Subject, mentions: Sequence[Mention], stakeholders: str
) -> Iterator[tuple[Mention, Role]]:
    row = subject.kind in COLUMNS
    front = _front_end(subject.text) if row else 0
    bodies = [mention for mention in mentions if mention.label == "ORG"]
    addresses = find_addresses(subject.text)
    places = [
        mention
        for mention in mentions
        if mention.label in {"COUNTRY", "COUNTRY_ADJ"}
        and not any(start <= mention.start < end for start, end in addresses)
    ]
    told = {mention.start: _front_role(subject, mention, front) for mention in bodies if mention.start < front}
    leaders = {mention.entity_id for mention in bodies if told.get(mention.start, NONE).name == "lead"}
    for group in _enumerations(subject.text, bodies):
        role = _group_to_role(subject.text, group, row=row)
        for mention in group:
            own = told.get(mention.start) or _leader_role(subject, mention, leaders)
            yield mention, own or _stakeholder_role(mention, role, stakeholders) or role
    for group in _enumerations(subject.text, places):
        for mention in group:
            yield mention, _place_to_role(subject.text, mention, group)


def _front_end(text: str) -> int:
    """Where the colon stands that ends who acts; a colon behind words such as `in partnership with` does not."""
    cues = _behind(tuple(load_role_words().organizations.before))
    colons = (match.start() for match in re.finditer(r": ", text))
    return next((colon for colon in colons if not cues.search(text[:colon].casefold())), 0)


def _front_role(subject: Subject, mention: Mention, front: int) -> Role:
    """Who acts leads, unless the last words in front that tell a role, in the same sentence, tell another."""
    words = load_role_words().organizations
    before = re.split(r"\. (?=[A-Z])", subject.text[: mention.start])[-1].casefold()
    found = list(_anywhere(tuple({**words.before, **words.rows})).finditer(before))
    if found:
        cue = found[-1][0]
        return Role({**words.before, **words.rows}[cue], cue)
    behind = _find_after(subject.text[:front], mention.end, words.after)
    return behind or Role("lead", COLUMNS[subject.kind])


def _leader_role(subject: Subject, mention: Mention, leaders: set[str]) -> Role:
    known = mention.entity_id and mention.entity_id in leaders
    return Role("lead", COLUMNS[subject.kind]) if known else NONE


def _stakeholder_role(mention: Mention, role: Role, stakeholders: str) -> Role:
    """Who stands among the other stakeholders of an activity is a partner, unless words say that it pays or hosts."""
    if role.name in {"funder", "host"} or not stakeholders:
        return NONE
    names = {fold_name(mention.mention), fold_name(mention.canonical)} - {""}
    listed = f" {fold_name(stakeholders)} "
    return Role("partner", STAKEHOLDERS) if any(f" {name} " in listed for name in names) else NONE


def _group_to_role(text: str, group: Sequence[Mention], *, row: bool) -> Role:
    words = load_role_words().organizations
    before = {**words.before, **words.rows} if row else words.before
    return _find_before(text, group[0].start, before) or _find_after(text, group[-1].end, words.after)


def _place_to_role(text: str, mention: Mention, group: Sequence[Mention]) -> Role:
    words = load_role_words().countries
    if mention.label == "COUNTRY_ADJ":
        return _find_after(text, mention.end, words.adjective)
    before = _find_before(text, group[0].start, words.before)
    if before.name in {"", "place"} and (behind := _find_after(text, group[-1].end, words.after)):
        return behind if not before.name or behind.name != "place" else before
    return before


def _enumerations(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions with nothing but commas, brackets and `and` between them."""
    group: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: item.start):
        if group and not _LIST.fullmatch(text, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _find_before(text: str, start: int, cues: Cues) -> Role:
    """The words nearest in front of a name, with up to three other words between."""
    before = text[max(0, start - _REACH) : start]
    found = list(_anywhere(tuple(cues)).finditer(before.casefold()))
    for match in reversed(found):
        gap = before[match.end() :]
        if _NEAR.fullmatch(gap) and not _BLOCK.search(gap):
            return Role(cues[match[0]], match[0])
    return NONE


def _find_after(text: str, end: int, cues: Cues) -> Role:
    """The words right behind a name, adverbs and brackets aside."""
    near = _NEAR_AFTER.match(text, end)
    for at in (end, near.end() if near else end):
        match = _anywhere(tuple(cues)).match(text[at : at + _REACH].casefold().lstrip())
        if match:
            return Role(cues[match[0]], match[0])
    return NONE


@cache
def _anywhere(cues: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of whole wordings, longest first; one that matches nothing where there are none."""
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])" if ordered else r"(?!)")


@cache
def _behind(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_anywhere(cues).pattern}$")
