"""`Extraction` → running text and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from models.records.layout import Block, Cell, Extraction, Table


def to_text(extraction: Extraction) -> str:
    """Running text in reading order; table rows with tabs between cells; footnotes at the end."""
    return _render(extraction.blocks, _block_to_text)


def to_markdown(extraction: Extraction) -> str:
    """Markdown with headings, lists and pipe tables; footnotes at the end."""
    return _render(extraction.blocks, _block_to_markdown)


def _render(blocks: Iterable[Block], to_string: Callable[[Block], str]) -> str:
    return "\n\n".join(text for text in map(to_string, blocks) if text) + "\n"


def _block_to_text(block: Block) -> str:
    if block.table:
        return table_to_text(block.table)
    return f"{block.label} {block.text}".strip()


def _block_to_markdown(block: Block) -> str:
    if block.table:
        return table_to_markdown(block.table)
    if block.kind == "title":
        return f"# {block.text}"
    if block.kind == "heading":
        return f"{'#' * min(block.level + 1, 6)} {block.label} {block.text}".replace("  ", " ")
    if block.kind == "list_item":
        mark = f"{block.label} " if block.label[:1].isalnum() else ""
        return f"{'  ' * block.level}- {mark}{block.text}"
    if block.kind == "footnote":
        return f"[^{block.label or '*'}]: {block.text}"
    return f"> {block.text}" if block.kind == "quote" else block.text


def table_to_text(table: Table) -> str:
    """One line a row; a spanned cell is printed once, where it begins."""
    rows = [[cell.text for cell in table.row(index) if cell.text] for index in range(table.n_rows)]
    return "\n".join("\t".join(row) for row in rows if row)


def table_to_markdown(table: Table) -> str:
    """A pipe table; a spanned cell stands in its first row and column."""
    grid = [["" for _ in range(table.n_cols)] for _ in range(table.n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = _pipe_safe(cell)
    lines = [_pipe_row(row) for row in grid]
    return "\n".join([lines[0], _pipe_row(["---"] * table.n_cols), *lines[1:]]) if lines else ""


def _pipe_safe(cell: Cell) -> str:
    return cell.text.replace("|", "\\|").replace("\n", "<br>")


def _pipe_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
