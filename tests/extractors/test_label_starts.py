"""Rows that nothing but the beginnings of their cells part."""

from __future__ import annotations

import pytest

from extractors.label_starts import find_limits, split_at_labels
from extractors.lines import to_line
from extractors.value_lines import ValueLine, to_value_line
from tests.extractors.ink_builders import make_words

COLUMNS = [(50.0, 130.0), (150.0, 290.0)]
FULL = "a text as wide as its column is"
"""The widest text of the second column: no word finds room behind it."""


def lines(*rows: tuple[str, str]) -> list[ValueLine]:
    placed = [
        make_words(label, 50, 100 + 12 * n) + make_words(text, 150, 100 + 12 * n)
        for n, (label, text) in enumerate(rows)
    ]
    return [to_value_line(to_line(words)) for words in placed]


def rows_of(*rows: tuple[str, str]) -> list[int]:
    found = lines(*rows)
    return [len(group) for group in split_at_labels(found, COLUMNS, find_limits(found, COLUMNS))]


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        ([("Rivers", "flow"), ("Lakes", "rest"), ("Ponds", FULL)], [1, 1, 1]),
        ([("Rivers", FULL), ("", "and goes on"), ("Lakes and", "rest")], [2, 1]),
        ([("Rivers and", FULL), ("still waters", "that goes on"), ("Lakes", "Rest")], [2, 1]),
        ([("Rivers", FULL), ("Lakes", "Rest of the text"), ("Ponds and pools", "dry up")], [1, 1, 1]),
    ],
    ids=["a line a row", "a long text", "a long label and text", "a label with room"],
)
def test_a_row_begins_where_its_cells_do(rows: list[tuple[str, str]], sizes: list[int]) -> None:
    assert rows_of(*rows) == sizes
