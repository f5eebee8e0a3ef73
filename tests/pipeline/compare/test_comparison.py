from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.errors import GcmError
from models.objectives.taxonomy import load_taxonomy
from pipeline.compare.comparison import Choices, Comparison, compare
from pipeline.compare.shares import Share
from pipeline.declared_inferred import compare_declared
from tests.pipeline.builders import make_activity, make_document, make_tag
from tests.pipeline.compare.builders import Rows, add, add_passage, add_recommendation, make_report, write
from tests.pipeline.test_declared_inferred import ACTIVITIES, PASSAGES, TAGS


def run(out: Path, rows: Rows, **choices: object) -> Comparison:
    return compare(Choices(write(out, rows), **choices), load_taxonomy(), None)  # type: ignore[arg-type]


def share_of(found: Comparison, by: str, group: str, objective: str) -> Share:
    return next(s for s in found.shares if (s.by, s.group, s.objective) == (by, group, objective))


@pytest.fixture(name="rows")
def make_rows() -> Rows:
    rows: Rows = {}
    make_report(rows, "early", "2018-05", ["15"] * 4 + ["7"] * 36)
    make_report(rows, "late", "2021-05", ["15"] * 30 + ["7"] * 9 + ["IFR"])
    return rows


def test_changes_between_years_are_found(rows: Rows, tmp_path: Path) -> None:
    found = run(tmp_path, rows)
    assert found.groups == ("2018", "2021")
    assert share_of(found, "year", "2021", "15").share == 0.75
    assert {(c.objective, c.verdict) for c in found.changes} == {
        ("15", "rose between reports"),
        ("7", "fell between reports"),
        ("IFR", "no change can be claimed"),
    }
    assert [entry.code for entry in found.entries if entry.apart] == ["IFR", "NONE"]


def test_reports_are_compared_in_order_of_date(rows: Rows, tmp_path: Path) -> None:
    make_report(rows, "amid", "2019", ["15"])
    assert run(tmp_path, rows, by="document").groups == ("early", "amid", "late")


def test_a_digest_beside_its_original_does_not_count(rows: Rows, tmp_path: Path) -> None:
    make_report(rows, "retold", "2018-06", ["9"] * 5, edition="digest", digest_of="early")
    found = run(tmp_path, rows)
    assert share_of(found, "year", "2018", "15").passages == 40
    assert any("retold is not counted: early is the original" in note for note in found.notes)


def test_reviewed_codes_go_before_inferred_ones_and_secondary_ones_count_when_asked(tmp_path: Path) -> None:
    rows: Rows = {}
    make_report(rows, "one", "2018", ["15", "15"])
    add(rows, "objective_tags", make_tag(subject_id="one-0", document_id="one", objective="13", source="reviewed"))
    add(rows, "objective_tags", make_tag(subject_id="one-1", document_id="one", objective="7", grade="secondary"))
    found = run(tmp_path, rows)
    assert [share_of(found, "year", "2018", code).with_objective for code in ("13", "15", "7")] == [1, 1, 0]
    assert share_of(run(tmp_path, rows, secondary=True), "year", "2018", "7").with_objective == 1


def test_regions_come_from_mentions_activities_and_country_rows(rows: Rows, tmp_path: Path) -> None:
    add_passage(rows, "late", "a-1", "Night school.", ["18"], kind="activity")
    add(rows, "activities", make_activity(document_id="late", countries=("MLT", "EGY")))
    found = run(tmp_path, rows)
    assert {s.group for s in found.shares if s.by == "region"} == {"Africa", "Europe"}


def test_addressees_are_those_of_recommendations(tmp_path: Path) -> None:
    rows: Rows = {}
    make_report(rows, "one", "2018", [])
    add_recommendation(rows, "one", "one-1", "Open ports.", addressee=("States", "UN"))
    assert {s.group for s in run(tmp_path, rows).shares if s.by == "addressee"} == {"States", "UN"}


def test_declared_and_inferred_are_set_side_by_side(rows: Rows, tmp_path: Path) -> None:
    rows["declared_inferred"] = list(compare_declared(PASSAGES, ACTIVITIES, TAGS))
    add(rows, "documents", make_document(document_id="d", published="2020"))
    declared = run(tmp_path, rows).declared
    assert {row.group for row in declared} == {"2020"}
    assert all(row.shown is None or row.shown == row.both / (row.both + row.only_declared) for row in declared)


def test_one_year_only_is_said_and_shares_are_told(tmp_path: Path) -> None:
    rows: Rows = {}
    make_report(rows, "one", "2018", ["15"])
    make_report(rows, "undated", "", ["15"])
    found = run(tmp_path, rows)
    assert share_of(found, "year", "2018", "15").share == 1
    assert found.changes == ()
    assert any("there is only 2018" in note for note in found.notes)
    assert any("no year is known of undated" in note for note in found.notes)
    assert any("no recommendations in two reports" in note for note in found.notes)


@pytest.mark.parametrize(
    ("kinds", "message"),
    [(("song",), "'song' is no kind of passage; the kinds are narrative"), (("quote",), "nothing to compare")],
)
def test_an_unknown_kind_or_one_without_passages_is_said(
    kinds: tuple[str, ...], message: str, rows: Rows, tmp_path: Path
) -> None:
    with pytest.raises(GcmError, match=message):
        run(tmp_path, rows, kinds=kinds)


def test_missing_datasets_are_said_with_the_command_that_makes_them(rows: Rows, tmp_path: Path) -> None:
    out = write(tmp_path, rows)
    for path in out.glob("datasets/recommendations.*"):
        path.unlink()
    found = compare(Choices(out), load_taxonomy(), None)
    assert any("recommendations.parquet is missing; gcmatrix run" in note for note in found.notes)
    shutil.copy(out / "datasets" / "documents.parquet", out / "datasets" / "passages.parquet")
    with pytest.raises(GcmError, match=r"passages\.parquet has no column passage_id"):
        compare(Choices(out), load_taxonomy(), None)
    (out / "datasets" / "passages.parquet").write_bytes(b"no parquet")
    with pytest.raises(GcmError, match=r"passages\.parquet cannot be read"):
        compare(Choices(out), load_taxonomy(), None)
    with pytest.raises(GcmError, match=r"documents\.parquet is missing; gcmatrix run --out .*nowhere makes it"):
        compare(Choices(tmp_path / "nowhere"), load_taxonomy(), None)


def test_datasets_in_csv_do_too(rows: Rows, tmp_path: Path) -> None:
    exact = run(tmp_path, rows)
    for path in tmp_path.glob("datasets/*.parquet"):
        path.unlink()
    assert compare(Choices(tmp_path), load_taxonomy(), None).shares == exact.shares


def test_corrected_shares_decide_over_changes(rows: Rows, tmp_path: Path) -> None:
    audit = tmp_path / "audit.csv"
    audit.write_text("truth,predicted,count\n15,15,30\n7,15,30\n15,7,30\n7,7,30\nIFR,IFR,9\n", encoding="utf-8")
    found = run(tmp_path, rows, corrected=audit)
    assert {c.objective for c in found.changes} == {"IFR"}
    assert any("not corrected, because the audit tells too little of them: 7, 15" in note for note in found.notes)
