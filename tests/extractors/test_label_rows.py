from __future__ import annotations

import pytest

from extractors.families import load_families
from extractors.grid_cells import Grid, GridCell
from extractors.label_rows import split_label_rows
from models.records.ink import BBox
from tests.extractors.ink_builders import make_words

KIND = load_families().kind("activities")


def stacked(labels: list[str], values: list[str]) -> Grid:
    """A grid of one row: a text over all lines, the labels under each other and their values beside them."""
    columns = [["A harbour", "and a bridge"], labels, values]
    cells = [
        GridCell(
            0,
            col,
            1,
            1,
            BBox(50 + 150 * col, 90, 200 + 150 * col, 90 + 20 * len(labels)),
            tuple(
                word
                for n, text in enumerate(texts)
                for word in make_words(text, 55 + 150 * col, 100 + 20 * n, bold=col == 1)
            ),
        )
        for col, texts in enumerate(columns)
    ]
    return Grid(1, BBox(50, 90, 500, 90 + 20 * len(labels)), tuple(cells), 1, 3)


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["Partners", "Objectives", "Contact"], 3),
        (["Programme", "Summary"], 1),
        (["Partners", "Bridges"], 1),
    ],
    ids=["labels", "words of a name", "another word"],
)
def test_labels_under_each_other_are_rows_from_the_first_row_on(labels: list[str], rows: int) -> None:
    assert split_label_rows(stacked(labels, ["Unions", "5, 6", "A Name"][: len(labels)]), KIND).n_rows == rows
