from __future__ import annotations

from pathlib import Path

from models.objectives.taxonomy import load_taxonomy
from pipeline.compare.changes import Change
from pipeline.compare.comparison import Choices, compare
from pipeline.compare.summary import MOST_CHANGES, describe_change, summarize
from tests.pipeline.compare.builders import Rows, make_report, write

CHANGE = Change(
    "box", "15", "2018", "2021", 0.125, 0.314, 0.189, 0.042, 0.33, 0.001, 0.004, "rose between reports", 1, 2
)


def test_a_change_is_told_with_its_interval_and_what_it_is_between() -> None:
    said = "box, 15: 2018 12 % → 2021 31 %, +19 points (+4 to +33)"
    assert describe_change(CHANGE) == f"{said}, between reports"
    assert describe_change(CHANGE._replace(verdict="rose")) == said


def test_many_changes_are_cut_and_nothing_is_said_of_links_that_are_not_there(tmp_path: Path) -> None:
    rows: Rows = {}
    make_report(rows, "one", "2018", ["15"])
    found = compare(Choices(write(tmp_path, rows)), load_taxonomy(), None)
    lines = list(summarize(found._replace(changes=(CHANGE,) * (MOST_CHANGES + 3))))
    assert lines[0] == "1 passages of 1 reports compared by year: 2018"
    assert lines[1] == f"{MOST_CHANGES + 3} of {MOST_CHANGES + 3} differences are more than chance (95 %, Holm)"
    assert lines[2 + MOST_CHANGES].startswith("  and 3 more, in ")
    assert not any("recommendations" in line for line in lines)
    assert lines[-1].endswith("compare.html")
