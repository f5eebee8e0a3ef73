"""Tables as records, without a page behind them."""

from __future__ import annotations

from models.records import layout
from models.records.ink import BBox
from models.records.layout import Cell, Where


def table(
    texts: list[list[str]],
    *,
    heading: str = "Heading",
    page: int = 1,
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
) -> layout.Table:
    """A table with a heading row; a None-like `-` is covered by a span."""
    cells = []
    for r, row in enumerate(texts):
        for c, text in enumerate(row):
            if text != "-":
                down, right = (spans or {}).get((r, c), (1, 1))
                where = Where(page=page, bbox=BBox(50 + 100 * c, 20 * r, 150 + 100 * c, 20 * r + 20))
                cells.append(
                    Cell(
                        row=r,
                        col=c,
                        row_span=down,
                        col_span=right,
                        text=text,
                        printed=text,
                        where=where,
                        header=r == 0,
                        bold=r == 0,
                    )
                )
    return layout.Table(
        cells=tuple(cells), n_rows=len(texts), n_cols=len(texts[0]), heading=heading, page_first=page, page_last=page
    )
