"""Rows of all documents → the datasets of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.lexicons.organizations import OrganizationEntry
from models.records.annex import Mention, Organization
from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.results import Assembled

OrganizationFacts = Mapping[str, OrganizationEntry]
"""Canonical name → its entry in the list of organizations."""


def collect_rows(
    parts: Sequence[Assembled], problems: Iterable[Problem], facts: OrganizationFacts
) -> dict[str, list[Record | Problem]]:
    """Rows by dataset, documents by id, rows in reading order."""
    rows: dict[str, list[Record | Problem]] = {name: [] for name in Assembled.model_fields}
    for part in parts:
        for name, found in rows.items():
            found.extend(getattr(part, name))
    rows["problems"] = [*problems, *rows["problems"]]
    mentions = [mention for part in parts for mention in part.mentions]
    rows["organizations"] = list(count_organizations(mentions, facts))
    return rows


def count_organizations(mentions: Iterable[Mention], facts: OrganizationFacts) -> tuple[Organization, ...]:
    """Every organization named, with its spellings, reports and mentions, most named first."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.label == "ORG" and mention.entity_id:
            named.setdefault(mention.entity_id, []).append(mention)
    found = [_to_organization(entity_id, group, facts) for entity_id, group in named.items()]
    return tuple(sorted(found, key=lambda row: (-row.documents, -row.mentions, row.canonical, row.entity_id)))


def _to_organization(entity_id: str, mentions: Sequence[Mention], facts: OrganizationFacts) -> Organization:
    names = Counter(mention.canonical or mention.mention for mention in mentions)
    canonical = min(names, key=lambda name: (-names[name], name))
    entry = facts.get(canonical)
    return Organization(
        entity_id=entity_id,
        canonical=canonical,
        acronym=entry.acronym if entry else "",
        aliases=tuple(sorted({mention.mention for mention in mentions} - {canonical})),
        kind=entry.kind if entry else "",
        country=entry.country if entry else "",
        documents=len({mention.document_id for mention in mentions}),
        mentions=len(mentions),
    )
