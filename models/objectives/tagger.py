"""Subjects → inferred objective tags, each with the words or the sentence that decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

import numpy as np

from models.contracts import Encoder
from models.errors import SettingsError
from models.objectives.combine import Evidence, Grades, Policy, combine
from models.objectives.embeddings import Likeness, Likenesses, Scores, split_sentences
from models.objectives.head import Head, load_head, load_settings
from models.objectives.keywords import Hit, KeywordRules, score_hits
from models.objectives.reading import read_subject, score_rows
from models.objectives.taxonomy import Taxonomy
from models.records.annex import Grade, ObjectiveTag
from models.records.ids import code_order
from models.records.segmentation import Subject

MOST_WORDS = 20_000
"""Words of one text that are read; the rest says nothing new about what a passage is centrally about."""
EVIDENCE_CHARACTERS = 240
ACTION_NEARNESS = 0.45
ACTION_LEAD = 0.04


class _Seen(NamedTuple):
    """All that was found out about one subject."""

    subject: Subject
    hits: tuple[Hit, ...]
    keywords: dict[str, float]
    row: int


class Tagger:
    """Tags subjects with the codes of a taxonomy; without an encoder by keyword rules only."""

    def __init__(self, taxonomy: Taxonomy, encoder: Encoder | None, combine: str = "calibrated") -> None:
        if combine not in get_args(Policy):
            raise SettingsError(f"combine is {combine!r}; it has to be one of {', '.join(get_args(Policy))}")
        self.taxonomy = taxonomy
        self.policy: Policy = combine  # type: ignore[assignment]
        self._rules = KeywordRules(taxonomy)
        self._likenesses = Likenesses(taxonomy, encoder) if encoder else None
        self._settings = load_settings()
        self._head = _fitting_head(taxonomy, encoder)
        none = taxonomy.code_of("none")
        self._none = taxonomy.codes.index(none) if none else None

    @property
    def keywords_only(self) -> bool:
        """True where no encoder is there and the keyword rules decide alone."""
        return self._likenesses is None

    @property
    def method(self) -> str:
        """How it decides, for run records: `keyword rules`, or the encoder's name and the way of combining."""
        if self._likenesses is None:
            return "keyword rules"
        head = " with trained head" if self._head and self.policy == "calibrated" else ""
        return f"{self._likenesses.encoder.name}, {self.policy}{head}"

    def tag(self, subjects: Sequence[Subject]) -> tuple[ObjectiveTag, ...]:
        """Inferred tags, sorted by subject (as given), primary first, then by code."""
        texts = [_shorten(subject.text) for subject in subjects]
        seen = [self._see(subject, text, row) for row, (subject, text) in enumerate(zip(subjects, texts, strict=True))]
        likeness = self._likenesses.compare(texts) if self._likenesses and texts else None
        evidence = Evidence(
            keywords=self._to_scores([one.hits for one in seen]),
            context=self._to_scores([self._rules.find_hits(subject.context) for subject in subjects]),
            nearness=likeness.nearness if likeness else None,
            vectors=likeness.vectors if likeness else None,
        )
        graded = combine(evidence, self._settings, self._head, self.policy, self._none)
        return tuple(tag for one, grades in zip(seen, graded, strict=True) for tag in self._tags(one, grades, likeness))

    def _see(self, subject: Subject, text: str, row: int) -> _Seen:
        hits = read_subject(subject.model_copy(update={"text": text}), self._rules, self.taxonomy)
        return _Seen(subject, hits, score_hits(hits), row)

    def _to_scores(self, hits: Sequence[Sequence[Hit]]) -> Scores:
        return np.array(score_rows(hits, self.taxonomy)).reshape(len(hits), len(self.taxonomy.codes))

    def _tags(self, one: _Seen, grades: Grades, likeness: Likeness | None) -> list[ObjectiveTag]:
        if not one.subject.text.strip():
            return []
        tags = [
            self._make_tag(one, index, grade, grades, likeness)
            for grade, indices in _graded(grades)
            for index in indices
        ]
        return sorted(tags, key=lambda tag: (tag.grade, code_order(tag.objective)))

    def _make_tag(
        self, one: _Seen, index: int, grade: Grade, grades: Grades, likeness: Likeness | None
    ) -> ObjectiveTag:
        code = self.taxonomy.codes[index]
        hits = [hit for hit in one.hits if hit.code == code]
        return ObjectiveTag(
            subject_id=one.subject.id,
            document_id=one.subject.document_id,
            objective=code,
            action=self._find_action(code, one.row, likeness),
            grade=grade,
            source="inferred",
            score=round(float(grades.probabilities[index]), 6),
            keyword_score=one.keywords.get(code, 0.0),
            embedding_score=round(float(likeness.nearness[one.row, index]), 6) if likeness else None,
            evidence=_quote(hits) or self._nearest_sentence(one, index),
            rule_ids=tuple(sorted({hit.rule_id for hit in hits})),
        )

    def _find_action(self, code: str, row: int, likeness: Likeness | None) -> str:
        """The letter of the nearest action, where one is near enough and clearly nearer than the next."""
        if likeness is None or self._likenesses is None:
            return ""
        near = [
            (float(likeness.near_actions[row, index]), descriptor.letter)
            for index, descriptor in enumerate(self._likenesses.descriptors)
            if descriptor.code == code and descriptor.letter
        ]
        ranked = [*sorted(near, key=lambda pair: (-pair[0], pair[1])), (0.0, "")]
        clear = len(near) > 0 and ranked[0][0] >= ACTION_NEARNESS and ranked[0][0] - ranked[1][0] >= ACTION_LEAD
        return ranked[0][1] if clear else ""

    def _nearest_sentence(self, one: _Seen, index: int) -> str:
        """The sentence that is nearest to the code, where no keyword speaks for it."""
        sentences = split_sentences(_shorten(one.subject.text))[:64]
        if len(sentences) < 2 or self._likenesses is None:
            return _cut(sentences[0]) if sentences else ""
        nearness = self._likenesses.compare(sentences).nearness[:, index]
        return _cut(sentences[int(nearness.argmax())])


def _fitting_head(taxonomy: Taxonomy, encoder: Encoder | None) -> Head | None:
    """The trained head, where it was trained for these codes and this encoder."""
    card = load_settings().head
    fits = encoder is not None and card.encoder == encoder.name and card.codes == taxonomy.codes
    return load_head() if fits else None


def _graded(grades: Grades) -> Iterator[tuple[Grade, tuple[int, ...]]]:
    yield "primary", grades.primary
    yield "secondary", grades.secondary


def _quote(hits: Sequence[Hit]) -> str:
    """The words that fired, strongest first, each once."""
    ordered = sorted(hits, key=lambda hit: (-hit.weight, hit.start))
    return _cut("; ".join(dict.fromkeys(hit.words for hit in ordered)))


def _cut(text: str) -> str:
    if len(text) <= EVIDENCE_CHARACTERS:
        return text
    return text[:EVIDENCE_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _shorten(text: str) -> str:
    words = text.split(maxsplit=MOST_WORDS)
    return text if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS])
