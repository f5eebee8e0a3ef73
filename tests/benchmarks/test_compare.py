from __future__ import annotations

from pathlib import Path

from benchmarks.compare import KINDS, compare_all, compare_plainly, make_datasets


def test_both_ways_compare_the_same_passages(tmp_path: Path) -> None:
    make_datasets(tmp_path, 200)
    compare_all(tmp_path)
    compare_plainly(tmp_path)
    kinds = {line.partition(",")[0] for line in (tmp_path / "plain.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert kinds == set(KINDS)
    page = (tmp_path / "compare" / "compare.html").read_text(encoding="utf-8")
    assert "200 passages of" in page
