"""Datasets: columns from the row classes, exact values, the same bytes every time."""

from __future__ import annotations

import csv
from pathlib import Path

import pandera.errors
import pytest

from models.records.outcome import Problem
from pipeline.datasets import DATASETS, data_dictionary, frame_to_csv, make_schema, rows_to_frame, write_datasets
from tests.pipeline.builders import make_action, make_activity, make_passage, make_recommendation, make_tag


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", DATASETS)
def test_datasets_are_written_with_their_header_when_empty(name: str, tmp_path: Path) -> None:
    write_datasets(tmp_path, {})
    header = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").strip().split(",")
    assert header == list(DATASETS[name].model_fields)
    assert (tmp_path / f"{name}.parquet").stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "row", "column", "cell"),
    [
        ("passages", make_passage(), "bbox", "72.0,100.0,300.0,120.1"),
        ("passages", make_passage(text="=SUM(A1)"), "text", "'=SUM(A1)"),
        ("passages", make_passage(text="-2+3"), "text", "'-2+3"),
        ("passages", make_passage(text="-"), "text", "-"),
        ("passages", make_passage(text="– a dash"), "text", "– a dash"),
        ("passages", make_passage(text='two\nlines, "quoted"'), "text", 'two\nlines, "quoted"'),
        ("passages", make_passage(text="NA"), "text", "NA"),
        ("activities", make_activity(declared_codes=("2", "13(h)")), "declared_codes", "2;13(h)"),
        ("activities", make_activity(declared_codes=("IFR", "13(h)", "2")), "declared_codes", "2;13(h);IFR"),
        ("activities", make_activity(countries=("KEN", "CHL")), "countries", "CHL;KEN"),
        (
            "recommendations",
            make_recommendation(target_groups=("women", "families")),
            "target_groups",
            "families;women",
        ),
        ("activities", make_activity(), "countries", ""),
        ("country_actions", make_action(regional_scope=True), "regional_scope", "true"),
        ("country_actions", make_action(), "regional_scope", "false"),
        ("country_actions", make_action(), "predates_gcm", ""),
        ("objective_tags", make_tag(), "score", "0.91"),
        ("objective_tags", make_tag(score=None), "score", ""),
        ("problems", Problem(document_id="d", stage="extract", severity="error", message="m"), "page", ""),
    ],
)
def test_cells_are_written_exactly_but_never_as_formulas(
    name: str, row: object, column: str, cell: str, tmp_path: Path
) -> None:
    write_datasets(tmp_path, {name: [row]})  # type: ignore[dict-item]
    assert read_csv(tmp_path / f"{name}.csv")[0][column] == cell


def test_rows_stand_by_document_in_reading_order() -> None:
    rows = [make_passage(passage_id=i, document_id=d) for i, d in [("z", "b"), ("y", "a"), ("x", "b")]]
    assert list(rows_to_frame("passages", rows)["passage_id"]) == ["y", "z", "x"]


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    rows = {"passages": [make_passage()], "activities": [make_activity()]}
    files = [{p.name: p.read_bytes() for p in write_datasets(tmp_path / run, rows)} for run in ("one", "two")]
    assert files[0] == files[1]


def test_parquet_keeps_formula_like_text_exactly(tmp_path: Path) -> None:
    import pandas as pd

    write_datasets(tmp_path, {"passages": [make_passage(text="=SUM(A1)")]})
    assert pd.read_parquet(tmp_path / "passages.parquet")["text"].tolist() == ["=SUM(A1)"]


def test_parquet_holds_the_columns_and_types_of_the_schema(tmp_path: Path) -> None:
    import pandas as pd

    write_datasets(tmp_path, {"country_actions": [make_action()]})
    frame = pd.read_parquet(tmp_path / "country_actions.parquet")
    assert list(frame) == list(DATASETS["country_actions"].model_fields)
    assert frame["regional_scope"].tolist() == [False]
    assert frame["page_first"].tolist() == [9]


def test_the_same_id_twice_is_refused() -> None:
    with pytest.raises(pandera.errors.SchemaErrors):
        rows_to_frame("passages", [make_passage(), make_passage()])


def test_a_word_outside_the_closed_vocabulary_is_refused() -> None:
    frame = rows_to_frame("passages", [make_passage()]).assign(kind="poem")
    with pytest.raises(pandera.errors.SchemaErrors):
        make_schema("passages").validate(frame, lazy=True)


def test_every_column_has_a_meaning() -> None:
    assert all(entry["meaning"] for entry in data_dictionary())
    assert {entry["dataset"] for entry in data_dictionary()} == set(DATASETS)


def test_csv_ends_lines_the_same_way_everywhere() -> None:
    assert b"\r" not in frame_to_csv(rows_to_frame("passages", [make_passage()]))
