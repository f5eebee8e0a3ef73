from __future__ import annotations

from models.records.annex import Activity, ObjectiveTag, Passage
from pipeline.declared_inferred import compare_declared, mean_agreement, tally


def make_tag(subject: str, code: str, source: str) -> ObjectiveTag:
    return ObjectiveTag(subject_id=subject, document_id="d", objective=code, grade="primary", source=source)


def make_passage(id_: str) -> Passage:
    return Passage(
        passage_id=id_, document_id="d", kind="activity", text="x", page_first=2, page_last=3, bbox=(0, 0, 1, 1)
    )


PASSAGES = [make_passage("a"), make_passage("b"), make_passage("c")]
ACTIVITIES = [
    Activity(
        activity_id="a", document_id="d", organization="Harbour Circle", page_first=2, page_last=3, bbox=(0, 0, 1, 1)
    )
]
TAGS = [
    *(make_tag("a", code, "declared") for code in ("5", "10", "2")),
    *(make_tag("a", code, "inferred") for code in ("5", "7", "IFR", "NONE")),
    make_tag("b", "7", "inferred"),
    make_tag("c", "7", "declared"),
    make_tag("c", "9", "cited"),
]


def test_what_is_declared_stands_beside_what_the_text_shows() -> None:
    first, second = compare_declared(PASSAGES, ACTIVITIES, TAGS)
    assert (first.subject_id, first.organization, first.page_last) == ("a", "Harbour Circle", 3)
    assert (first.both, first.only_declared, first.only_inferred) == (("5",), ("2", "10"), ("7",))
    assert first.agreement == 0.25
    assert (second.subject_id, second.organization, second.inferred, second.agreement) == ("c", "", (), 0.0)


def test_counts_by_objective_and_means_by_report() -> None:
    rows = compare_declared(PASSAGES, ACTIVITIES, TAGS)
    assert [one[1:] for one in tally(rows, ["5", "7", "10", "11"])] == [(1, 0, 0), (0, 1, 1), (0, 1, 0), (0, 0, 0)]
    assert mean_agreement(rows) == {"d": 0.125}
    assert compare_declared(PASSAGES, ACTIVITIES, []) == ()
