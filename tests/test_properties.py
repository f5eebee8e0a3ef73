"""Tables and lists printed in many ways come back as they were written (Hypothesis; the same examples on every run)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from extractors.extract import read_extraction
from models.records.layout import Table
from tests.extractors.table_pdfs import read_tables, squash
from tests.set_tables import BARE, FONTS, GRID, LINES, STRIPES, THREE_LINES, Item, Span, set_list, set_table

BOUNDED = settings(derandomize=True, deadline=None, max_examples=12, database=None, phases=[Phase.generate])

WORDS = ("river", "lantern", "market", "teacher", "village", "orchard", "harbour", "council", "window", "garden")
HEAD = ("Country", "Type of action", "Initiator", "Description", "Source")
"""Headings that the lexicon knows: without any ink, columns are told by known headings."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
LABELS = {
    "bullet": lambda n: "•",
    "dash": lambda n: "–",
    "number": lambda n: f"{n}.",
    "bracket": lambda n: f"{n})",
    "letter": lambda n: f"{chr(96 + n)})",
    "LETTER": lambda n: f"{chr(64 + n)}.",
    "roman": lambda n: f"({ROMAN[n - 1]})",
}

fonts = st.sampled_from(sorted(FONTS))
sizes = st.sampled_from([7.0, 8.5, 10.0])
words = st.sampled_from(WORDS)
short = st.lists(words, min_size=1, max_size=3).map(" ".join).map(str.capitalize)
long = st.lists(words, min_size=4, max_size=30).map(" ".join).map(lambda text: f"{text.capitalize()}.")
paragraphs = st.lists(long, min_size=2, max_size=3).map("\n".join)
points = st.lists(long, min_size=2, max_size=4).map(lambda texts: "\n".join(f"• {text}" for text in texts))
full = st.one_of(short, long, paragraphs, points)
cells = st.one_of(full, full, st.just(""))


def written(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[squash(text) for text in row] for row in rows]


def read_back(head: Sequence[str], body: Sequence[Sequence[str]], **how: Any) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        (table,) = read_tables(set_table(Path(folder) / "a.pdf", head, body, **how))
    return table


def texts(table: Table) -> list[list[str]]:
    return [[squash(cell.text) for cell in table.row(row)] for row in range(table.n_rows)]


@BOUNDED
@given(
    body=st.lists(st.tuples(short, short, cells, full, cells), min_size=2, max_size=20),
    rules=st.sampled_from([GRID, LINES, STRIPES]),
    font=fonts,
    size=sizes,
    repeat=st.booleans(),
    centered=st.booleans(),
    across=st.booleans(),
)
def test_tables_with_rules_or_stripes_between_rows(body: list[tuple[str, ...]], **how: Any) -> None:
    assert texts(read_back(HEAD, body, **how)) == written([HEAD, *body])


@BOUNDED
@given(
    body=st.lists(st.tuples(short, short, full, full, full), min_size=2, max_size=20),
    rules=st.sampled_from([THREE_LINES, BARE]),
    font=fonts,
    size=sizes,
    repeat=st.booleans(),
    centered=st.booleans(),
    across=st.booleans(),
)
def test_tables_without_ink_between_rows(body: list[tuple[str, ...]], **how: Any) -> None:
    """No cell is empty here: without ink, text below an empty cell may as well be the rest of the row above."""
    assert texts(read_back(HEAD, body, **how)) == written([HEAD, *body])


@st.composite
def merged(draw: st.DrawFn) -> tuple[list[list[str]], list[Span]]:
    """Rows of a table and merged cells that do not overlap; what they cover is empty."""
    rows, cols = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    body = draw(st.lists(st.lists(full, min_size=cols, max_size=cols), min_size=rows, max_size=rows))
    spans: list[Span] = []
    for _ in range(draw(st.integers(0, 4))):
        row, col = draw(st.integers(1, rows)), draw(st.integers(0, cols - 1))
        span = Span(row, col, draw(st.integers(1, min(3, rows + 1 - row))), draw(st.integers(1, min(2, cols - col))))
        if span.rows * span.cols > 1 and not any(places(span) & places(other) for other in spans):
            spans.append(span)
    for row, col in covered(spans):
        body[row - 1][col] = ""
    return body, spans


def places(span: Span) -> set[tuple[int, int]]:
    return {(r, c) for r in range(span.row, span.row + span.rows) for c in range(span.col, span.col + span.cols)}


def covered(spans: Sequence[Span]) -> set[tuple[int, int]]:
    return {place for span in spans for place in places(span) - {(span.row, span.col)}}


def merged_cells(body: Sequence[Sequence[str]], spans: Sequence[Span]) -> list[tuple[int, int, int, int, str]]:
    """Row, column, spans and text of each cell as print shows them: without rows at which no cell begins."""
    size = {(span.row, span.col): (span.rows, span.cols) for span in spans}
    kept = {(r, c): text for r, row in enumerate([HEAD, *body]) for c, text in enumerate(row[: len(body[0])])}
    kept = {place: text for place, text in kept.items() if place not in covered(spans)}
    row_of, col_of = (sorted({place[axis] for place in kept}) for axis in (0, 1))
    found = []
    for (row, col), text in kept.items():
        down, right = size.get((row, col), (1, 1))
        rows = sum(row <= r < row + down for r in row_of)
        cols = sum(col <= c < col + right for c in col_of)
        found.append((row_of.index(row), col_of.index(col), rows, cols, squash(text)))
    return sorted(found)


@BOUNDED
@given(made=merged(), font=fonts, size=sizes)
def test_merged_cells_in_both_directions(made: tuple[list[list[str]], list[Span]], font: str, size: float) -> None:
    body, spans = made
    table = read_back(HEAD[: len(body[0])], body, rules=GRID, spans=spans, font=font, size=size, across=True)
    found = [(cell.row, cell.col, cell.row_span, cell.col_span, squash(cell.text)) for cell in table.cells]
    assert sorted(found) == merged_cells(body, spans)


@st.composite
def nested(draw: st.DrawFn) -> list[Item]:
    """Items of a list of three depths, each depth with labels of its own kind."""
    styles = draw(st.permutations(sorted(LABELS)))
    counts, depth = [0, 0, 0], 0
    items = []
    for text in draw(st.lists(long, min_size=3, max_size=30)):
        counts[depth] = counts[depth] % len(ROMAN) + 1
        items.append(Item(depth, LABELS[styles[depth]](counts[depth]), text))
        deeper = draw(st.integers(0, min(depth + 1, 2)))
        counts = [count if n <= deeper else 0 for n, count in enumerate(counts)]
        depth = deeper
    return items


@BOUNDED
@given(items=nested(), columns=st.sampled_from([1, 2]), font=fonts, size=st.sampled_from([9.0, 11.0]))
def test_nested_lists_over_column_and_page_ends(items: list[Item], columns: int, font: str, size: float) -> None:
    """Depths are compared in one column only: the left side of a column that holds inner items alone is not printed."""
    with tempfile.TemporaryDirectory() as folder:
        path = set_list(Path(folder) / "a.pdf", items, columns=columns, font=font, size=size)
        blocks = read_extraction("made", path).blocks
    found = [block for block in blocks if block.kind == "list_item"]
    assert [(block.label, squash(block.text)) for block in found] == [(i.label, squash(i.text)) for i in items]
    assert columns == 2 or [block.level for block in found] == [item.depth for item in items]
    assert len(blocks) == len(items) + 2
