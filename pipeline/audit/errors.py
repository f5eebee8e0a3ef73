"""The passages that were tagged worst, with the words that led astray."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.records.ids import sort_codes
from pipeline.audit.coding import join_codes
from pipeline.audit.matching import Item
from pipeline.audit.report import Table

MOST = 20
LONGEST = 400
HEADER = ("passage", "report", "page", "text", "reference", "found", "wrong, with probability and evidence", "missed")


def list_worst(items: Sequence[Item], probabilities: Sequence[Mapping[str, float]]) -> Table:
    """Surest mistakes first: wrong codes by how likely they seemed, missed ones by how unlikely."""
    scored = [(_weigh(item, chances), item, chances) for item, chances in zip(items, probabilities, strict=True)]
    worst = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1].passage.passage_id))
    return Table("Worst errors, primary codes", HEADER, [_to_row(item, chances) for _, item, chances in worst[:MOST]])


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _weigh(item: Item, chances: Mapping[str, float]) -> float:
    wrong, missed = item.found.primary - item.reference.primary, item.reference.primary - item.found.primary
    doubts = [*(chances.get(code, 0.5) for code in wrong), *(1 - chances.get(code, 0.0) for code in missed)]
    return round(sum(sorted(doubts)), 6)


def _to_row(item: Item, chances: Mapping[str, float]) -> tuple[str, ...]:
    wrong, missed = item.found.primary - item.reference.primary, item.reference.primary - item.found.primary
    evidence = {tag.objective: tag.evidence for tag in reversed(item.passage.tags)}
    passage = item.passage
    return (
        passage.passage_id,
        passage.document_id,
        passage.page,
        _shorten(passage.text),
        join_codes(item.reference.primary),
        join_codes(item.found.primary),
        "\n".join(f"{code} ({chances.get(code, 0):.2f}): {evidence.get(code, '')}" for code in sort_codes(wrong)),
        "\n".join(f"{code} ({chances.get(code, 0):.2f})" for code in sort_codes(missed)),
    )
