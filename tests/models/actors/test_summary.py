from __future__ import annotations

from models.actors.summary import mentions_to_organizations
from models.lexicons.organizations import OrganizationEntry
from models.records.annex import Mention, MentionLabel


def _mention(text: str, canonical: str, document_id: str = "d", label: MentionLabel = "ORG") -> Mention:
    return Mention(
        subject_id="s", document_id=document_id, label=label, mention=text, start=0, end=len(text), occurrence=1,
        canonical=canonical, entity_id=canonical[:3],
    )  # fmt: skip


def test_mentions_become_one_row_an_organization() -> None:
    entry = OrganizationEntry(canonical="Sailors Council", acronym="SC", kind="network", place="CHL")
    mentions = [
        _mention("SC", "Sailors Council"),
        _mention("Sailors Council", "Sailors Council", "e"),
        _mention("Sailors  council", "Sailors Council", "e"),
        _mention("Mar Abierto", "Mar Abierto"),
        _mention("Chile", "", label="COUNTRY"),
    ]
    rows = mentions_to_organizations(mentions, [entry])
    assert [(row.canonical, row.acronym, row.aliases, row.documents, row.mentions) for row in rows] == [
        ("Mar Abierto", "", (), 1, 1),
        ("Sailors Council", "SC", ("SC", "Sailors council"), 2, 3),
    ]
    assert (rows[1].kind, rows[1].country, rows[0].kind) == ("network", "CHL", "")
    assert [row.listed for row in rows] == [False, True]
