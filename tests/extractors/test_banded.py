from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.platypus import Table

from tests.extractors.table_pdfs import (
    BAR,
    LINES,
    STRIPES,
    THREE_LINES,
    Style,
    build,
    grid_rows,
    prose,
    read_tables,
    rows,
)

HEADINGS = ["Colour", "Meaning", "Pages"]


@pytest.mark.parametrize("style", [BAR, STRIPES, LINES, THREE_LINES], ids=["bar", "stripes", "lines", "three lines"])
def test_a_table_whose_headings_nobody_knows(style: Style, tmp_path: Path) -> None:
    body = [[color, prose(n, 12), str(n)] for n, color in enumerate(["red", "blue", "green", "grey", "brown", "pink"])]
    table = Table(rows(HEADINGS, body), colWidths=[80, 200, 60], style=style)
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    assert [[text.replace("\n", " ") for text in row] for row in grid_rows(found)] == [HEADINGS, *body]
