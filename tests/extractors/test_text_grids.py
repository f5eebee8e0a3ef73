from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.platypus import Table

from tests.extractors.ink_builders import PdfMaker
from tests.extractors.table_pdfs import TOP, build, grid_rows, prose, read_tables, rows

HEADINGS = ["Season", "What was seen", "Who wrote"]
BOLD = "Helvetica-Bold"


def body(count: int) -> list[list[str]]:
    return [[f"Season {n}", prose(n, 9 + 3 * (n % 4)), prose(n + 4, 2)] for n in range(count)]


def set_columns(maker: PdfMaker, lines: list[list[str]], *, heads: bool = True) -> None:
    for n, texts in enumerate(lines):
        for x, text in zip((60, 220, 380), texts, strict=True):
            maker.text(x, 100 + 13 * n, text, font=BOLD if heads and n == 0 else "Helvetica")


@pytest.mark.parametrize("count", [4, 9])
def test_words_in_columns_below_bold_headings_are_a_table(count: int, tmp_path: Path) -> None:
    style = [*TOP, ("BOTTOMPADDING", (0, 0), (-1, -1), 7)]
    table = Table(rows(HEADINGS, body(count)), colWidths=[80, 200, 120], style=style)
    (found,) = read_tables(build(tmp_path / "table.pdf", table))
    assert list(grid_rows(found)) == [HEADINGS, *body(count)]


def test_fewer_rows_may_be_short_texts_beside_each_other(tmp_path: Path) -> None:
    table = Table(
        rows(HEADINGS, body(3)), colWidths=[80, 200, 120], style=[*TOP, ("BOTTOMPADDING", (0, 0), (-1, -1), 7)]
    )
    assert read_tables(build(tmp_path / "table.pdf", table)) == ()


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        (
            [["North office", "South office", "Hill office"]]
            + [[f"{n} Mill Road", f"{n} Quay", f"{n} Lane"] for n in range(6)],
            True,
        ),
        (
            [["Rivers", "Markets", "Bridges"]] + [[prose(n, 4), prose(n + 3, 4), prose(n + 6, 4)] for n in range(14)],
            True,
        ),
        ([["1.1", "How the river was read", "12"]] + [[f"{n}.1", prose(n, 3), f"{n + 12}"] for n in range(2, 9)], True),
        ([[prose(n, 4), prose(n + 3, 4), prose(n + 6, 4)] for n in range(14)], False),
    ],
    ids=["addresses", "three texts", "contents", "no headings"],
)
def test_what_is_no_table(lines: list[list[str]], heads: bool, tmp_path: Path) -> None:
    maker = PdfMaker()
    set_columns(maker, lines, heads=heads)
    assert read_tables(maker.save(tmp_path / "page.pdf")) == ()
