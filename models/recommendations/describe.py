"""What a recommendation asks: of whom, what, how strongly, for whom and by when."""

from __future__ import annotations

from models.lexicons.recommendation_words import load_recommendation_words
from models.recommendations.addressees import find_addressees, heading_to_addressees
from models.recommendations.time_frames import find_time_frame
from models.recommendations.wording import (
    cues_to_pattern,
    find_action_verb,
    find_strength,
    find_strong_asking,
    is_recommendation,
)
from models.records.layout import Record
from models.records.segmentation import Subject

RECOMMENDING = frozenset({"recommendation", "priority", "item", "lead"})
OTHER = frozenset({"activity", "country_action", "practice", "box", "quote", "form", "narrative"})
KINDS = RECOMMENDING | OTHER | {"finding"}
"""What a passage can be; a finding recommends where its wording does."""


class Ask(Record):
    """What a passage asks; all fields are empty where it does not recommend."""

    addressee: tuple[str, ...] = ()
    action_verb: str = ""
    strength: str = ""
    target_groups: tuple[str, ...] = ()
    time_frame: str = ""
    evidence: str = ""
    """The words that show that it recommends; empty where only its place in the report does."""
    principles: tuple[str, ...] = ()
    addressee_evidence: str = ""
    """The heading or the words that told the addressee."""


def describe(subject: Subject) -> Ask:
    """Read a passage as a recommendation; its kind decides whether it is one, and where that is open its wording."""
    if subject.kind in OTHER:
        return Ask()
    if subject.kind not in RECOMMENDING and not _recommends(subject.text, subject.context):
        return Ask()
    outright = subject.kind in RECOMMENDING or bool(find_strong_asking(subject.text, subject.context))
    addressed = find_addressees(subject.text, subject.context, recommends=outright and subject.kind != "finding")
    return Ask(
        addressee=addressed.names,
        action_verb=find_action_verb(subject.text),
        strength=find_strength(subject.text, subject.context) or "should",
        target_groups=find_target_groups(subject.text),
        time_frame=find_time_frame(subject.text),
        evidence=_find_evidence(subject.text),
        principles=find_principles(subject.text),
        addressee_evidence=addressed.evidence,
    )


def _recommends(text: str, context: str) -> bool:
    """By its wording, or below a heading that says for whom it is (`For States`)."""
    return is_recommendation(text, context) or bool(heading_to_addressees(context))


def find_target_groups(text: str) -> tuple[str, ...]:
    """Groups of people that a text names, in the order of the data file."""
    groups = load_recommendation_words().target_groups
    return tuple(group for group, cues in groups.items() if cues_to_pattern(cues).search(text))


def find_principles(text: str) -> tuple[str, ...]:
    """Guiding principles of the Compact that a text speaks to, in the order of the data file (that of the Compact)."""
    principles = load_recommendation_words().principles
    return tuple(name for name, cues in principles.items() if cues_to_pattern(cues).search(text))


def _find_evidence(text: str) -> str:
    match = cues_to_pattern(load_recommendation_words().asks).search(text)
    return match[0] if match else find_action_verb(text)
