"""What a recommendation asks: of whom, what, how strongly, for whom and by when."""

from __future__ import annotations

import re

from models.lexicons.recommendation_words import load_recommendation_words
from models.recommendations.addressees import find_addressees
from models.recommendations.wording import cues_to_pattern, find_action_verb, find_strength, is_recommendation
from models.records.layout import Record
from models.records.segmentation import Subject

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIME_FRAME = re.compile(
    r"\b(?:by|until|before|no later than|ahead of|in time for|prior to)\s+(?:the\s+)?(?:end\s+of\s+)?"
    rf"(?P<when>(?:{_MONTH}\s+)?20[1-6]\d\b(?!\s+Agenda))"
    rf"|\b(?P<within>within\s+(?:the\s+next\s+)?{_NUMBER}\s+(?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_RECOMMENDING = frozenset({"recommendation", "priority", "item", "lead"})
_OTHER = frozenset({"activity", "country_action", "practice", "box", "quote", "form", "narrative"})


class Ask(Record):
    """What a passage asks; all fields are empty where it does not recommend."""

    addressee: tuple[str, ...] = ()
    action_verb: str = ""
    strength: str = ""
    target_groups: tuple[str, ...] = ()
    time_frame: str = ""
    evidence: str = ""
    """The words that show that it recommends; empty where only its place in the report does."""


def describe(subject: Subject) -> Ask:
    """Read a passage as a recommendation; its kind decides whether it is one, and where that is open its wording."""
    if subject.kind in _OTHER:
        return Ask()
    if subject.kind not in _RECOMMENDING and not is_recommendation(subject.text, subject.context):
        return Ask()
    return Ask(
        addressee=find_addressees(subject.text, subject.context),
        action_verb=find_action_verb(subject.text),
        strength=find_strength(subject.text) or "should",
        target_groups=find_target_groups(subject.text),
        time_frame=find_time_frame(subject.text),
        evidence=_find_evidence(subject.text),
    )


def find_target_groups(text: str) -> tuple[str, ...]:
    """Groups of people that a text names, in the order of the data file."""
    groups = load_recommendation_words().target_groups
    return tuple(group for group, cues in groups.items() if cues_to_pattern(cues).search(text))


def find_time_frame(text: str) -> str:
    """By when: ISO where a month or year is named, else as printed (`within two years`); empty where it is open."""
    match = _TIME_FRAME.search(text)
    if not match:
        return ""
    return _when_to_iso(match["when"]) if match["when"] else match["within"].lower()


def _when_to_iso(when: str) -> str:
    *month, year = when.split()
    names = _MONTH[3:-1].split("|")
    return f"{year}-{names.index(month[0].capitalize()) + 1:02}" if month else year


def _find_evidence(text: str) -> str:
    match = cues_to_pattern(load_recommendation_words().asks).search(text)
    return match[0] if match else find_action_verb(text)
