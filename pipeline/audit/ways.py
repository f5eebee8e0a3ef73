"""What each witness would say alone about the passages of an audit: keyword rules, nearness, the trained head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.contracts import Encoder
from models.objectives.adapter import find_adapter
from models.objectives.combine import pick_nearness, pick_way
from models.objectives.embeddings import Likenesses, Scores
from models.objectives.evidence import find_roles
from models.objectives.head import find_head
from models.objectives.judge import MOST_PRIMARY, Grades, Way, grade_all, judge, load_settings
from models.objectives.reading import Reader
from models.objectives.tagger import gather, make_inputs
from models.objectives.taxonomy import Taxonomy, load_taxonomy
from models.records.segmentation import Subject
from pipeline.audit.coding import Coding
from pipeline.audit.corpus import Passage

KEYWORDS, NEARNESS, HEAD = "keyword rules alone", "nearness alone", "trained head alone"
LEAST_OPINION = 0.25
"""The head gives all codes together 1; alone, its likeliest code counts, and others from so much."""


class Ways(NamedTuple):
    """Codes by way, one a passage; probabilities of being primary by all evidence, shape (passages, codes)."""

    codes: dict[str, list[Coding]]
    probabilities: Scores
    taxonomy: Taxonomy


def try_ways(passages: Sequence[Passage], taxonomy_file: Path | None, encoder_name: str | None) -> Ways:
    """Without the embedding parts there are the keyword rules only."""
    from models.objectives.encoder import load_encoder

    taxonomy = load_taxonomy(taxonomy_file)
    return ask(passages, taxonomy, load_encoder(encoder_name, find_adapter(taxonomy.path)))


def ask(passages: Sequence[Passage], taxonomy: Taxonomy, encoder: Encoder | None) -> Ways:
    """The same with what has been loaded."""
    subjects = [_to_subject(passage) for passage in passages]
    reader = Reader(taxonomy)
    readings = [reader.read(subject) for subject in subjects]
    settings, roles = load_settings(taxonomy.path), find_roles(taxonomy)
    evidence = gather(readings, taxonomy)
    ways: dict[str, Way] = {KEYWORDS: settings.keywords}
    opinion = None
    if encoder is not None:
        likenesses = Likenesses(taxonomy, encoder)
        likeness = likenesses.compare([subject.text for subject in subjects])
        head = find_head(taxonomy, encoder.name)
        opinion = head.predict(make_inputs(readings, subjects, encoder, likeness.vectors)) if head else None
        evidence = evidence._replace(nearness=likeness.nearness, opinion=opinion)
        ways[NEARNESS] = pick_nearness(evidence, settings)
    codes = {}
    for name, way in ways.items():
        graded = grade_all(judge(evidence, roles, way), evidence, roles, way.thresholds)
        codes[name] = [_to_coding(grades, taxonomy) for grades in graded]
    if opinion is not None:
        codes[HEAD] = [_opinion_to_coding(row, taxonomy) for row in opinion]
    return Ways(codes, judge(evidence, roles, pick_way(evidence, settings)).primary, taxonomy)


def _to_subject(passage: Passage) -> Subject:
    return Subject(id=passage.passage_id, document_id=passage.document_id, text=passage.text, context=passage.context)


def _to_coding(grades: Grades, taxonomy: Taxonomy) -> Coding:
    nothing = taxonomy.code_of("none")
    primary = frozenset(taxonomy.codes[index] for index in grades.primary) - {nothing}
    return Coding(primary, frozenset(taxonomy.codes[index] for index in grades.secondary) - {nothing})


def _opinion_to_coding(opinion: Scores, taxonomy: Taxonomy) -> Coding:
    nothing = taxonomy.code_of("none")
    order = np.argsort(-opinion, kind="stable")
    if taxonomy.codes[order[0]] == nothing:
        return Coding(frozenset(), frozenset())
    likely = [index for index in order[1:] if opinion[index] >= LEAST_OPINION and taxonomy.codes[index] != nothing]
    kept = [order[0], *likely][:MOST_PRIMARY]
    return Coding(frozenset(taxonomy.codes[index] for index in kept), frozenset())
