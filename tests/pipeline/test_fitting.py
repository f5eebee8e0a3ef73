"""Rows make room for wrapped text, columns for texts that no row could hold."""

from __future__ import annotations

import pytest

from pipeline.fitting import HIGHEST_ROW, count_lines, find_height, fit_columns
from pipeline.sheets import Column, Row, Sheet


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("short", 1), ("x" * 45, 2), ("one\ntwo", 2), ("x" * 45 + "\ny", 3), ("X" * 50, 3), ("a\n\nb", 3)],
)
def test_lines_that_a_text_takes(text: str, lines: int) -> None:
    assert count_lines(text, 20) == lines


def test_the_longest_cell_decides_and_no_row_is_too_high() -> None:
    assert find_height(("a b", "x"), (20, 1)) < find_height(("a b", "x y"), (20, 1))
    assert find_height(("x" * 9999, ""), (20, 5)) == HIGHEST_ROW


@pytest.mark.parametrize(("length", "wider"), [(100, False), (1200, True), (90_000, True)])
def test_a_column_widens_only_for_text_that_would_be_cut(length: int, wider: bool) -> None:
    column = Column("Description", 20, str)
    rows = (Row(("word " * (length // 5),), "north", 1),)
    (fitted,) = fit_columns(Sheet("S", "", (column,), rows, group=0, frozen=1))
    assert (fitted.width > 20) is wider
    assert fitted.width <= 120
