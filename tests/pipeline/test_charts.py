from __future__ import annotations

from pathlib import Path

from pipeline.charts import SHADES, write_declared_chart
from pipeline.declared_inferred import compare_declared
from tests.pipeline.test_declared_inferred import ACTIVITIES, PASSAGES, TAGS

OBJECTIVES = [
    ("5", "Pathways"),
    ("7", "A title that is much longer than any axis of a chart can ever hold"),
    ("11", "Borders"),
]


def test_the_chart_shows_objectives_that_are_declared_or_shown(tmp_path: Path) -> None:
    rows = compare_declared(PASSAGES, ACTIVITIES, TAGS)
    first = write_declared_chart(tmp_path / "a.svg", rows, OBJECTIVES).read_text(encoding="utf-8")
    assert all(meaning in first for meaning in SHADES)
    assert "Pathways" in first
    assert "Borders" not in first
    assert "much longer than any axis" in first
    assert "can ever hold" not in first
    assert write_declared_chart(tmp_path / "b.svg", rows, OBJECTIVES).read_text(encoding="utf-8") == first
