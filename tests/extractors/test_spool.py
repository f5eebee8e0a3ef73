from __future__ import annotations

from pathlib import Path

import pytest

from extractors import spool
from extractors.extract import read_extraction
from extractors.spool import Spool

REPORT = Path(__file__).parents[2] / "corpus" / "reports" / "mmc-2019-digest.pdf"


def test_items_beyond_the_kept_ones_come_back_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "KEPT", 3)
    squares = Spool(n * n for n in range(10))
    assert list(squares) == [n * n for n in range(10)]
    assert (len(squares), squares[1], squares[7], squares[-1], squares[2:5]) == (10, 1, 49, 81, [4, 9, 16])
    assert [pair for pair in zip(squares, squares, strict=True) if pair[0] != pair[1]] == []


def test_a_report_reads_the_same_whether_its_pages_lie_in_memory_or_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_extraction("d", REPORT)
    monkeypatch.setattr(spool, "KEPT", 1)
    assert whole.pages > 2
    assert read_extraction("d", REPORT) == whole


def test_an_index_beyond_the_end_is_an_error() -> None:
    with pytest.raises(IndexError, match="no item 2 among 2"):
        Spool("ab")[2]
    assert not Spool([])
