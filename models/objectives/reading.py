"""What a subject says by itself: keyword hits, references to codes by number, signs of its field and framework."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.objectives.cited import find_cited
from models.objectives.keywords import Hit, KeywordRules, Phrases, score_hits
from models.objectives.taxonomy import Taxonomy
from models.objectives.words import Token, find_tokens
from models.records.segmentation import Subject


class Signs(NamedTuple):
    """Whether a text is about the field of the taxonomy at all, names its framework, or names another one."""

    field: bool
    framework: bool
    other: bool


class Reading(NamedTuple):
    """One subject: what was found in its text and in the context."""

    hits: tuple[Hit, ...]
    context_hits: tuple[Hit, ...]
    signs: Signs
    context_signs: Signs
    words: tuple[str, ...]
    """Folded words of the text, without numbers."""


class Reader:
    """Reads subjects by the rules of one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._rules = KeywordRules(taxonomy)
        self._field = Phrases(taxonomy.field)
        self._framework = Phrases(taxonomy.framework)
        self._others = Phrases(taxonomy.others)

    def read(self, subject: Subject) -> Reading:
        """A code that the text names by number counts like one keyword more (rule `15.cited`)."""
        tokens, around = find_tokens(subject.text), find_tokens(subject.context)
        return Reading(
            hits=(*self._rules.find_hits(subject.text, tokens), *self._cited(subject)),
            context_hits=self._rules.find_hits(subject.context, around),
            signs=self._find_signs(tokens),
            context_signs=self._find_signs(around),
            words=_to_words(tokens),
        )

    def is_of_field(self, subject: Subject) -> bool:
        """True where text or context have a word of the field or name the framework; True where no field is known."""
        signs = [self._find_signs(find_tokens(text)) for text in (subject.text, subject.context)]
        return any(sign.field or sign.framework for sign in signs)

    def _cited(self, subject: Subject) -> tuple[Hit, ...]:
        tags = {tag.objective: tag.evidence for tag in find_cited(subject, self._taxonomy)}
        strong = self._taxonomy.strong
        return tuple(Hit(code, f"{code}.cited", strong, words, 0, 0) for code, words in sorted(tags.items()))

    def _find_signs(self, tokens: Sequence[Token]) -> Signs:
        """A taxonomy that does not say what its field is takes every text for one of it."""
        field = self._field.are_in(tokens) if self._field else True
        return Signs(field, self._framework.are_in(tokens), self._others.are_in(tokens))


def find_words(text: str) -> tuple[str, ...]:
    """Folded words of a text, without numbers."""
    return _to_words(find_tokens(text))


def _to_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens if not any(letter.isdigit() for letter in token.folded))


def score_rows(hits: Sequence[Sequence[Hit]], taxonomy: Taxonomy) -> list[list[float]]:
    """One row a subject, one keyword score a code."""
    scores = [score_hits(found) for found in hits]
    return [[score.get(code, 0.0) for code in taxonomy.codes] for score in scores]
