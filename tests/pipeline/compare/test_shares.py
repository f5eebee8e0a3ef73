from __future__ import annotations

import pytest

from pipeline.compare.correction import Confusion
from pipeline.compare.reading import Unit
from pipeline.compare.shares import Share, measure_shares

YEARS = {"a": "2018", "b": "2019", "c": "2019"}


def unit(document: str, code: str, kind: str = "finding", words: int = 10, regions: str = "") -> Unit:
    return Unit("p", document, kind, "", words, frozenset(code.split()), frozenset(regions.split()), 1, 1, "")


UNITS = [
    *(unit("a", "15") for _ in range(3)),
    unit("a", "7"),
    *(unit("b", "15 7", words=30) for _ in range(2)),
    *(unit("c", "7") for _ in range(2)),
    unit("a", "15", kind="box"),
]


def found(kind: str, group: str, code: str) -> Share:
    shares = measure_shares("year", UNITS, lambda unit: [YEARS[unit.document_id]], ["7", "15"])
    return next(s for s in shares if (s.kind, s.group, s.objective) == (kind, group, code))


def test_shares_are_by_kind_and_group_per_passage_and_per_1000_words() -> None:
    share = found("finding", "2018", "15")
    assert (share.passages, share.with_objective, share.words, share.reports) == (4, 3, 40, 1)
    assert (share.share, share.per_1000_words) == (0.75, 75.0)
    assert share.low == pytest.approx(0.3006, abs=1e-4)
    assert share.high == pytest.approx(0.9544, abs=1e-4)
    assert share.per_1000_low == pytest.approx(30.06, abs=0.01)
    assert found("box", "2018", "15").passages == 1
    assert found("box", "2018", "7").share == 0


def test_several_reports_make_the_interval_wider_where_they_differ() -> None:
    assert (found("finding", "2019", "15").reports, found("finding", "2019", "15").share) == (2, 0.5)
    assert found("finding", "2019", "15").high - found("finding", "2019", "15").low > 0.9


def test_a_passage_counts_in_each_of_its_regions() -> None:
    units = [unit("a", "15", regions="Asia Europe"), unit("a", "7", regions="Asia"), unit("a", "7")]
    shares = measure_shares("region", units, lambda unit: unit.regions, ["15"])
    assert [(share.group, share.passages, share.share) for share in shares] == [("Asia", 2, 0.5), ("Europe", 1, 1.0)]


def test_shares_are_corrected_where_an_audit_tells_how() -> None:
    corrections = {"15": Confusion(right=45, missed=5, extra=5, neither=45)}
    shares = measure_shares("document", UNITS[:4], lambda unit: [unit.document_id], ["7", "15"], corrections)
    by_code = {share.objective: share for share in shares}
    assert by_code["15"].corrected_share == pytest.approx((0.75 - 0.1) / 0.8)
    assert by_code["7"].corrected is None
    assert by_code["15"].shown(corrected=True) == by_code["15"].corrected
    assert by_code["15"].shown(corrected=False) == by_code["15"].plain
