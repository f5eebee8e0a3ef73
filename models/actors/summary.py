"""From mentions to the list of the organizations that a corpus names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.actors.organizations import is_acronym
from models.lexicons.organizations import OrganizationEntry, load_organizations
from models.records.annex import Mention, Organization


def mentions_to_organizations(
    mentions: Iterable[Mention], entries: Sequence[OrganizationEntry] | None = None
) -> tuple[Organization, ...]:
    """One row an organization, sorted by name: spellings seen, reports that name it, mentions."""
    known = {entry.canonical: entry for entry in (load_organizations() if entries is None else entries)}
    by_entity: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.label == "ORG":
            by_entity[mention.entity_id].append(mention)
    rows = (_mentions_to_row(several, known.get(several[0].canonical)) for several in by_entity.values())
    return tuple(sorted(rows, key=lambda row: (row.canonical.casefold(), row.canonical)))


def _mentions_to_row(mentions: Sequence[Mention], entry: OrganizationEntry | None) -> Organization:
    canonical = mentions[0].canonical
    seen = sorted({" ".join(mention.mention.split()) for mention in mentions})
    acronyms = [name for name in seen if is_acronym(name)]
    return Organization(
        entity_id=mentions[0].entity_id,
        canonical=canonical,
        acronym=(entry.acronym if entry else "") or (acronyms[0] if acronyms and canonical not in acronyms else ""),
        aliases=tuple(name for name in seen if name != canonical),
        kind=entry.kind if entry else "",
        country=entry.country if entry else "",
        documents=len({mention.document_id for mention in mentions}),
        mentions=len(mentions),
        listed=entry is not None,
    )
