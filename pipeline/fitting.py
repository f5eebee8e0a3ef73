"""How wide columns and how high rows must be, estimated: not every program makes room for wrapped text by itself."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from pipeline.sheets import Column, Sheet

LINE_HEIGHT, HIGHEST_ROW = 11.6, 409.0
"""Points; no row can be higher."""
CHARACTERS = 1.22
"""Characters of running text in a column of width 1, in the font of the cells."""
WIDEST = 120.0
MOST_LINES = int(HIGHEST_ROW / LINE_HEIGHT) - 1


def fit_columns(sheet: Sheet) -> tuple[Column, ...]:
    """Columns wide enough that their longest text fits into the highest row, within reason."""
    return tuple(
        column._replace(width=_fit(column.width, [row.cells[index] for row in sheet.rows]))
        for index, column in enumerate(sheet.columns)
    )


def _fit(width: float, texts: Sequence[str]) -> float:
    longest = max(texts, key=len, default="")
    while width < WIDEST and count_lines(longest, width) > MOST_LINES:
        width += 4
    return width


def find_height(cells: Sequence[str], widths: Sequence[float]) -> float:
    """Height of a row in points."""
    lines = max(count_lines(text, width) for text, width in zip(cells, widths, strict=True))
    return min(LINE_HEIGHT * lines + 3, HIGHEST_ROW)


def count_lines(text: str, width: float) -> int:
    """Lines that a text takes in a column; capitals are wider than other letters."""
    capitals = sum(map(str.isupper, text)) / max(len(text), 1)
    room = max(int(width * CHARACTERS * (1 - 0.25 * capitals)), 1)
    return sum(len(textwrap.wrap(part, room)) or 1 for part in text.split("\n"))
