"""Blocks, tables and extractions by hand, with sane defaults."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.ink import BBox
from models.records.layout import Block, BlockKind, Cell, Extraction, Table, Where

LEFT = 70.0


def make_where(page: int = 1, top: float = 100.0, left: float = LEFT) -> Where:
    return Where(page=page, bbox=BBox(left, top, 500.0, top + 12))


def make_block(kind: BlockKind, text: str, *, page: int = 2, top: float = 100.0, **fields: object) -> Block:
    values = {"size": 10.0, "printed": text, "places": (make_where(page, top),), **fields}
    return Block(kind=kind, text=text, **values)  # type: ignore[arg-type]


def heading(text: str, level: int = 1, **fields: object) -> Block:
    return make_block("heading", text, level=level, **{"size": 20.0 - level, **fields})


def paragraph(text: str, **fields: object) -> Block:
    return make_block("paragraph", text, **fields)


def item(text: str, label: str = "•", level: int = 0, **fields: object) -> Block:
    return make_block("list_item", text, label=label, level=level, **fields)


def make_table(rows: Sequence[Sequence[str]], *, header: bool = True, title: str = "", page: int = 2) -> Block:
    cells = tuple(
        Cell(
            row=row,
            col=col,
            text=text,
            printed=text,
            where=make_where(page, 100.0 + 20 * row, LEFT + 100 * col),
            header=header and row == 0,
        )
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    table = Table(cells=cells, n_rows=len(rows), n_cols=len(rows[0]), heading=title, page_first=page, page_last=page)
    return make_block("table", "", page=page, table=table)


def make_extraction(*blocks: Block, pictures: tuple[Where, ...] = ()) -> Extraction:
    return Extraction(document_id="doc", sha256="0" * 64, pages=9, blocks=blocks, pictures=pictures)
