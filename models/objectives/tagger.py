"""Subjects → inferred objective tags, each with the words or the sentence that decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

import numpy as np

from models.contracts import Encoder, Vectors
from models.errors import SettingsError
from models.objectives.combine import Policy, combine
from models.objectives.embeddings import Likeness, Likenesses, Scores, encode_long, split_sentences
from models.objectives.evidence import Evidence, find_roles
from models.objectives.head import Inputs, find_head
from models.objectives.judge import Grades, load_settings
from models.objectives.keywords import Hit, score_hits
from models.objectives.reading import Reader, Reading, find_words, score_rows
from models.objectives.taxonomy import Taxonomy
from models.records.annex import Grade, ObjectiveTag
from models.records.ids import code_order
from models.records.segmentation import Subject

MOST_WORDS = 20_000
"""Words of one text that are read; the rest says nothing new about what a passage is centrally about."""
AT_ONCE = 1000
"""Texts whose numbers are held at the same time."""
EVIDENCE_CHARACTERS = 240
ACTION_NEARNESS = 0.45
ACTION_LEAD = 0.04
LEAST_SHOWN = 0.05


class Outcome(NamedTuple):
    """One subject: its tags, the probabilities that are worth showing, and how clear it is."""

    subject_id: str
    tags: tuple[ObjectiveTag, ...]
    scores: tuple[tuple[str, float], ...]
    """Code and probability of being primary, highest first, from 0.05."""
    margin: float
    """1 where nothing is in doubt; 0.5 where one wrong code is to be expected."""
    needs_review: bool


class _Seen(NamedTuple):
    """All that was found out about one subject."""

    subject: Subject
    hits: tuple[Hit, ...]
    keywords: dict[str, float]
    opinion: Sequence[float]
    """Of the head, one a code; empty without a head."""
    row: int


class Tagger:
    """Tags subjects with the codes of a taxonomy; without an encoder by keyword rules only."""

    def __init__(self, taxonomy: Taxonomy, encoder: Encoder | None, combine: str = "calibrated") -> None:
        if combine not in get_args(Policy):
            raise SettingsError(f"combine is {combine!r}; it has to be one of {', '.join(get_args(Policy))}")
        self.taxonomy = taxonomy
        self.policy: Policy = combine  # type: ignore[assignment]
        self._reader = Reader(taxonomy)
        self._roles = find_roles(taxonomy)
        self._likenesses = Likenesses(taxonomy, encoder) if encoder else None
        self._settings = load_settings(taxonomy.path)
        self._head = find_head(taxonomy, encoder.name) if encoder else None

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

    def is_of_field(self, subject: Subject) -> bool:
        """True where text or context have a word of the taxonomy's field or name its framework."""
        return self._reader.is_of_field(subject)

    def tag(self, subjects: Sequence[Subject]) -> tuple[ObjectiveTag, ...]:
        """Inferred tags, sorted by subject (as given), primary first, then by code."""
        return tuple(tag for outcome in self.decide(subjects) for tag in outcome.tags)

    def decide(self, subjects: Sequence[Subject]) -> tuple[Outcome, ...]:
        """What is found about each subject, in the order given."""
        starts = range(0, len(subjects), AT_ONCE)
        return tuple(one for at in starts for one in self._decide_some(subjects[at : at + AT_ONCE]))

    def _decide_some(self, subjects: Sequence[Subject]) -> Iterator[Outcome]:
        shortened = [one.model_copy(update={"text": _shorten(one.text)}) for one in subjects]
        readings = [self._reader.read(subject) for subject in shortened]
        likeness = self._likenesses.compare([subject.text for subject in shortened]) if self._likenesses else None
        evidence = gather(
            readings,
            self.taxonomy,
            nearness=likeness.nearness if likeness else None,
            opinion=self._ask_head(readings, shortened, likeness),
        )
        graded = combine(evidence, self._settings, self._roles, self.policy)
        for row, (subject, reading, grades) in enumerate(zip(shortened, readings, graded, strict=True)):
            opinion = [] if evidence.opinion is None else evidence.opinion[row].tolist()
            seen = _Seen(subject, reading.hits, score_hits(reading.hits), opinion, row)
            yield Outcome(
                subject.id,
                tuple(self._tags(seen, grades, likeness)),
                tuple(self._shown(grades)) if subject.text.strip() else (),
                grades.margin,
                grades.needs_review and bool(subject.text.strip()),
            )

    def _ask_head(
        self, readings: Sequence[Reading], subjects: Sequence[Subject], likeness: Likeness | None
    ) -> Scores | None:
        if self._head is None or self._likenesses is None or likeness is None:
            return None
        return self._head.predict(make_inputs(readings, subjects, self._likenesses.encoder, likeness.vectors))

    def _shown(self, grades: Grades) -> Iterator[tuple[str, float]]:
        scores = [round(float(p), 6) for p in grades.probabilities]
        for index in sorted(range(len(scores)), key=lambda index: (-scores[index], index)):
            if scores[index] >= LEAST_SHOWN and not self._roles.nothing[index]:
                yield self.taxonomy.codes[index], scores[index]

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
            head_score=round(one.opinion[index], 6) if one.opinion else None,
            evidence=_quote(hits) or self._nearest_sentence(one, index),
            rule_ids=tuple(sorted({hit.rule_id for hit in hits})),
            margin=grades.margin,
            needs_review=grades.needs_review,
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
        """The sentence that speaks most for the code, where no keyword does: by the head's words, else by meaning."""
        sentences = split_sentences(one.subject.text)[:64]
        if len(sentences) < 2 or self._likenesses is None:
            return _cut(sentences[0]) if sentences else ""
        if self._head is not None:
            spoken = [self._head.speak(find_words(sentence), index) for sentence in sentences]
            return _cut(sentences[max(range(len(sentences)), key=lambda at: (spoken[at], -at))])
        nearness = self._likenesses.compare(sentences).nearness[:, index]
        return _cut(sentences[int(nearness.argmax())])


def gather(
    readings: Sequence[Reading], taxonomy: Taxonomy, *, nearness: Scores | None = None, opinion: Scores | None = None
) -> Evidence:
    """What was read as arrays, with what vectors and head say where there are any."""
    shape = (len(readings), len(taxonomy.codes))
    return Evidence(
        keywords=np.array(score_rows([one.hits for one in readings], taxonomy)).reshape(shape),
        context=np.array(score_rows([one.context_hits for one in readings], taxonomy)).reshape(shape),
        signs=np.array([one.signs for one in readings], dtype=np.float64).reshape(len(readings), 3),
        context_signs=np.array([one.context_signs for one in readings], dtype=np.float64).reshape(len(readings), 3),
        nearness=nearness,
        opinion=opinion,
    )


def make_inputs(readings: Sequence[Reading], subjects: Sequence[Subject], encoder: Encoder, vectors: Vectors) -> Inputs:
    """What the head sees of some subjects."""
    contexts = encode_long([subject.context for subject in subjects], encoder)
    there = np.array([[bool(subject.context.strip())] for subject in subjects], dtype=np.float32)
    return Inputs(vectors, contexts * there.reshape(len(subjects), 1), [one.words for one in readings])


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
