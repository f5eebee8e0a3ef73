"""Record cards (labels on the left, values on the right) → tables with the labels as headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.families import Families, heading_to_field, headings_to_roles
from models.records.layout import Cell, Table


def table_to_cards(table: Table, families: Families) -> Iterator[Table]:
    """One table a card, each turned so that its labels are the headings; any other table as it is."""
    labels = {cell.row: cell.text for cell in table.cells if cell.col == 0 and cell.col_span == 1 and cell.text}
    roles = headings_to_roles(labels, families) if table.n_cols == 2 else None
    if roles is None or len(roles.columns) < 0.6 * len(labels):
        yield table
        return
    fields = {row: field for row, text in labels.items() if (field := heading_to_field(text, roles.kind))}
    starts = [row for row, field in fields.items() if field == next(iter(fields.values()))]
    title = [cell for cell in table.cells if cell.row < starts[0] and cell.text]
    for start, end in zip(starts, [*starts[1:], table.n_rows], strict=True):
        heading = title[-1].text if title else table.heading
        yield _turn(table, [cell for cell in table.cells if start <= cell.row < end], heading)


def _turn(table: Table, cells: Sequence[Cell], heading: str) -> Table:
    """Rows become columns; a label over several rows is the heading of several columns."""
    first = min(cell.row for cell in cells)
    turned = [
        cell.model_copy(
            update={
                "row": cell.col,
                "col": cell.row - first,
                "row_span": cell.col_span,
                "col_span": cell.row_span,
                "header": cell.col == 0,
            }
        )
        for cell in cells
    ]
    cells = sorted(turned, key=lambda cell: (cell.row, cell.col))
    n_cols = max(cell.col + cell.col_span for cell in cells)
    return table.model_copy(update={"cells": tuple(cells), "n_rows": 2, "n_cols": n_cols, "heading": heading})
