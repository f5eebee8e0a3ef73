"""Reports are dated, never overwrite another, say what changed, and hold nothing that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audit.intervals import Interval
from pipeline.audit.report import (
    Figure,
    Picture,
    Report,
    Table,
    figures_to_tables,
    find_changes,
    find_newest,
    find_place,
    read_figures,
    show_figure,
    write_report,
)

SHARE = Figure("scores", "7", "F1", 0.5, Interval(0.4, 0.6), 12.0)


def _report(date: str, *figures: Figure, **more: object) -> Report:
    return Report("score", "Scores", date, ["a & b"], list(figures))._replace(**more)


def test_figures_are_read_back_as_they_were(tmp_path: Path) -> None:
    figures = [SHARE, Figure("=SUM(1)", "x", "F1", None)]
    _, data = write_report(tmp_path, _report("2026-01-01", *figures))
    assert read_figures(data) == figures
    assert "'=SUM(1)" in data.read_text(encoding="utf-8")


def test_other_figures_of_the_same_day_get_the_next_number(tmp_path: Path) -> None:
    for value in (0.5, 0.6, 0.6):
        write_report(tmp_path, _report("2026-01-01", SHARE._replace(value=value)))
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["score-2026-01-01-2.csv", "score-2026-01-01.csv"]
    page = (tmp_path / "score-2026-01-01-2.html").read_text(encoding="utf-8")
    assert "1 figure changed</a> since score-2026-01-01." in page


def test_the_newest_is_the_one_of_the_latest_date_and_number(tmp_path: Path) -> None:
    for name in ("score-2026-01-02-2", "score-2026-01-02-10", "score-2026-01-01-11", "score-other-2027-01-01"):
        (tmp_path / f"{name}.csv").touch()
    newest = find_newest(tmp_path, "score")
    assert newest is not None
    assert newest.stem == "score-2026-01-02-10"
    assert find_newest(tmp_path, "nothing") is None
    assert find_place(tmp_path, "score-2026-01-02", ".csv", b"x").stem == "score-2026-01-02"


def test_an_audit_is_compared_with_the_one_before_its_date(tmp_path: Path) -> None:
    for date, value in (("2026-01-01", 0.5), ("2026-03-01", 0.7), ("2026-02-01", 0.6)):
        write_report(tmp_path, _report(date, SHARE._replace(value=value)))
    page = (tmp_path / "score-2026-02-01.html").read_text(encoding="utf-8")
    assert "since score-2026-01-01" in page
    assert "<td>0.500</td><td>0.600</td>" in page


def test_what_moved_came_or_went() -> None:
    old = [SHARE, SHARE._replace(name="1"), SHARE._replace(name="2", value=None)]
    new = [SHARE._replace(value=0.50001), SHARE._replace(name="2"), SHARE._replace(name="3")]
    assert [row[1:] for row in find_changes(old, new).rows] == [
        ("2", "F1", "–", "0.500"),
        ("3", "F1", "–", "0.500"),
        ("1", "F1", "0.500", "–"),
    ]


def test_tables_have_names_down_and_measures_across() -> None:
    figures = [SHARE, SHARE._replace(measure="support", value=12.0), SHARE._replace(name="IFR", value=-0.001)]
    (table,) = figures_to_tables(_report("2026-01-01", *figures, titles={"7": "Risks"}))
    assert table.rows == [("7 · Risks", "0.50 (0.40 to 0.60)", "12"), ("IFR", "0.00 (0.40 to 0.60)", "–")]
    assert show_figure(None) == "–"


def test_text_never_runs_and_a_picture_with_code_is_refused(tmp_path: Path) -> None:
    table = Table("<b>Errors</b>", ("text",), [("<script>alert(1)</script>",)])
    page, _ = write_report(tmp_path, _report("2026-01-01", SHARE, tables=[table]))
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<b>" not in text
    assert "a &amp; b" in text
    for svg in ("<svg><script>x</script></svg>", '<svg onload="x()"/>'):
        with pytest.raises(ValueError, match="holds code"):
            write_report(tmp_path, _report("2026-01-02", SHARE, pictures=[Picture("p", svg, "about")]))
