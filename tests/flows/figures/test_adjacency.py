"""Adjacency relations of hand-made tables with spans and empty cells, and those of another program."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.figures import icdar
from flows.figures.adjacency import (
    Placed,
    Relation,
    Score,
    add_scores,
    cells_to_relations,
    count_matches,
    read_truth,
    rows_to_cells,
    table_to_cells,
)
from models.records.ink import BBox
from models.records.layout import Cell, Table, Where
from tests.shared import needs_shared

STRUCTURE = """<document><table id="1"><region id="1" page="1">
<cell id="1" start-row="0" start-col="0" end-col="1"><content>Both  Years</content></cell>
<cell id="2" start-row="1" start-col="0"><content>2001</content></cell>
<cell id="3" start-row="1" start-col="1"><content>2002</content></cell>
</region></table></document>"""
WHERE = Where(page=1, bbox=BBox(0, 0, 1, 1))


def triples(cells: list[Placed]) -> set[tuple[str, str, str]]:
    return {tuple(relation) for relation in cells_to_relations(cells)}


def test_a_plain_table_relates_to_the_right_and_below() -> None:
    found = cells_to_relations(rows_to_cells([["A", "b"], ["c", "D d"]]))
    assert sorted(found) == [("a", "b", "right"), ("a", "c", "below"), ("b", "dd", "below"), ("c", "dd", "right")]


def test_empty_cells_are_looked_through() -> None:
    assert triples(rows_to_cells([["a", None, "b"], ["", "", ""], ["c", "", ""]])) == {
        ("a", "b", "right"),
        ("a", "c", "below"),
    }


def test_a_cell_over_columns_relates_to_each_cell_below_once() -> None:
    cells = [Placed(0, 0, 0, 1, "both"), Placed(1, 0, 1, 0, "2001"), Placed(1, 1, 1, 1, "2002")]
    assert triples(cells) == {("both", "2001", "below"), ("both", "2002", "below"), ("2001", "2002", "right")}
    under = [Placed(0, 0, 0, 1, "both"), Placed(1, 0, 1, 1, "all")]
    assert cells_to_relations(under) == [Relation("both", "all", "below")]


def test_a_cell_over_rows_relates_to_each_cell_beside_it() -> None:
    cells = [Placed(0, 0, 1, 0, "land"), Placed(0, 1, 0, 1, "x"), Placed(1, 1, 1, 1, "y")]
    assert triples(cells) == {("land", "x", "right"), ("land", "y", "right"), ("x", "y", "below")}


def test_equal_texts_count_as_often_as_they_stand() -> None:
    column = cells_to_relations(rows_to_cells([["1"], ["1"], ["1"]]))
    assert column == [Relation("1", "1", "below")] * 2
    assert count_matches(column, column[:1]) == Score(2, 1, 1)
    assert count_matches(column[:1], column) == Score(1, 2, 1)


def test_the_micro_average_sums_before_it_divides() -> None:
    total = add_scores([Score(10, 10, 10), Score(90, 0, 0)])
    assert total == Score(100, 10, 10)
    assert total.f1 == pytest.approx(20 / 110)
    assert add_scores([]).f1 == 1.0


def test_a_structure_file_and_a_table_of_ours_give_the_same_cells(tmp_path: Path) -> None:
    path = tmp_path / "one-str.xml"
    path.write_text(STRUCTURE, encoding="utf-8")
    (truth,) = read_truth(path)
    cells = (
        Cell(row=0, col=0, col_span=2, text="Both years", printed="Both\nYears", where=WHERE),
        Cell(row=1, col=0, text="2001", printed="2001", where=WHERE),
        Cell(row=1, col=1, text="2002", printed="2002", where=WHERE),
    )
    assert table_to_cells(Table(cells=cells, n_rows=2, n_cols=2, page_first=1, page_last=1)) == truth


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("document", ["eu-002", "eu-003", "eu-008", "eu-010", "eu-022"])
def test_it_counts_as_others_counted_for_another_program(document: str) -> None:
    import pdfplumber

    with pdfplumber.open(icdar.DOCUMENTS / f"{document}.pdf") as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    found = [relation for rows in tables for relation in cells_to_relations(rows_to_cells(rows))]
    peers = icdar.read_peers(icdar.FOLDER / "peer_scores_per_document.csv")
    truth = icdar.truth_to_relations(icdar.DOCUMENTS / f"{document}-str.xml")
    assert count_matches(truth, found) == peers["pdfplumber-default"][document]


@pytest.mark.shared
@needs_shared
def test_the_truth_holds_as_many_relations_as_others_counted() -> None:
    peers = icdar.read_peers(icdar.FOLDER / "peer_scores_per_document.csv")["camelot-hybrid"]
    paths = sorted(icdar.DOCUMENTS.glob("*-str.xml"))
    counted = {path.name.removesuffix("-str.xml"): len(icdar.truth_to_relations(path)) for path in paths}
    assert counted == {document: score.truth for document, score in peers.items()}
