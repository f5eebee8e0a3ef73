"""What a subject says by itself: keyword hits and references to codes by number."""

from __future__ import annotations

from collections.abc import Sequence

from models.objectives.cited import find_cited
from models.objectives.keywords import Hit, KeywordRules, score_hits
from models.objectives.taxonomy import Taxonomy
from models.records.segmentation import Subject


def read_subject(subject: Subject, rules: KeywordRules, taxonomy: Taxonomy) -> tuple[Hit, ...]:
    """Keyword hits; a code that the text names by number counts like one keyword more (rule `15.cited`)."""
    tags = {tag.objective: tag.evidence for tag in find_cited(subject, taxonomy)}
    cited = (Hit(code, f"{code}.cited", taxonomy.strong, words, 0, 0) for code, words in sorted(tags.items()))
    return (*rules.find_hits(subject.text), *cited)


def score_rows(hits: Sequence[Sequence[Hit]], taxonomy: Taxonomy) -> list[list[float]]:
    """One row a subject, one keyword score a code."""
    scores = [score_hits(found) for found in hits]
    return [[score.get(code, 0.0) for code in taxonomy.codes] for score in scores]
