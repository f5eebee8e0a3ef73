"""The words of recommendations: strengths, addressees, target groups, verbs (`recommendation_words.yaml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.lexicons.yaml_file import YamlMapping, read_yaml

RECOMMENDATION_WORDS = Path(__file__).with_name("recommendation_words.yaml")

_LISTS = (
    "asks",
    "weak_asks",
    "asking_headings",
    "reports",
    "heading_openers",
    "bare_headings",
    "own_words",
    "review_words",
    "others_acting",
    "verbs",
)
_SECTIONS = ("strengths", "addressees", "target_groups", "principles")


class RecommendationWords(BaseModel):
    """Cues in the order of the file; that order breaks ties and sorts results."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    strengths: dict[str, tuple[str, ...]]
    addressees: dict[str, tuple[str, ...]]
    target_groups: dict[str, tuple[str, ...]]
    principles: dict[str, tuple[str, ...]]
    asks: tuple[str, ...]
    weak_asks: tuple[str, ...]
    asking_headings: tuple[str, ...]
    reports: tuple[str, ...]
    heading_openers: tuple[str, ...]
    bare_headings: tuple[str, ...]
    own_words: tuple[str, ...]
    review_words: tuple[str, ...]
    others_acting: tuple[str, ...]
    verbs: frozenset[str]


@cache
def load_recommendation_words(path: Path = RECOMMENDATION_WORDS) -> RecommendationWords:
    """The words of the file; raises LexiconError with file and line for a cue that names two addressees."""
    top = read_yaml(path)
    top.allow(*_LISTS, *_SECTIONS)
    sections = {key: _section_to_cues(top.mapping(key)) for key in _SECTIONS}
    _refuse_doubles(top.mapping("addressees"))
    return RecommendationWords.model_validate(sections | {key: top.texts(key) for key in _LISTS})


def _section_to_cues(section: YamlMapping) -> dict[str, tuple[str, ...]]:
    return {name: section.texts(name) for name in section.names}


def _refuse_doubles(section: YamlMapping) -> None:
    owners: dict[str, str] = {}
    for name in section.names:
        for cue, line in section.texts_with_lines(name):
            if owners.setdefault(cue, name) != name:
                raise section.error(f"{cue!r} names {owners[cue]!r} already", line=line)
