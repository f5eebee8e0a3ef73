"""Tables and lists printed in many ways, for property tests and damaged files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

GRID = "grid"
LINES = "lines"
STRIPES = "stripes"
THREE_LINES = "three lines"
BARE = "bare"
RULES = (GRID, LINES, STRIPES, THREE_LINES, BARE)

FONTS = {
    "Helvetica": "Helvetica-Bold",
    "Times-Roman": "Times-Bold",
    "Courier": "Courier-Bold",
}
SHADE = colors.HexColor("#e4ecf2")
MARGIN = 50
GUTTER = 24
INDENT = 20


class Span(NamedTuple):
    """A merged cell: its first row and column, and how many of each it covers."""

    row: int
    col: int
    rows: int
    cols: int


def set_table(
    path: Path,
    head: Sequence[str],
    body: Sequence[Sequence[str]],
    *,
    rules: str = GRID,
    font: str = "Helvetica",
    size: float = 9,
    repeat: bool = True,
    centered: bool = False,
    across: bool = False,
    spans: Sequence[Span] = (),
    compressed: bool = True,
) -> Path:
    """One table between two sentences, its headings at the left or `centered`.

    A line break in a cell begins a paragraph. Covered cells are not printed.
    """
    plain = ParagraphStyle("plain", fontName=font, fontSize=size, leading=1.2 * size)
    bold = ParagraphStyle("bold", parent=plain, fontName=FONTS[font], alignment=int(centered))
    page = landscape(A4) if across else A4
    rows = [[_cell(text, bold) for text in head], *([_cell(text, plain) for text in row] for row in body)]
    style = [*_style(rules, len(rows)), *(_span(span) for span in spans)]
    width = (page[0] - 2 * MARGIN) / len(head)
    table = Table(rows, colWidths=[width] * len(head), repeatRows=int(repeat), style=style)
    story = [Paragraph("This is what was heard in spring.", plain), Spacer(1, 12), table, Spacer(1, 24)]
    _build(path, [*story, Paragraph("This is all that was heard.", plain)], page, compressed=compressed)
    return path


def _cell(text: str, style: ParagraphStyle) -> list[Flowable]:
    return [Paragraph(part, style) for part in text.split("\n")] if text else []


def _span(span: Span) -> tuple[Any, ...]:
    return "SPAN", (span.col, span.row), (span.col + span.cols - 1, span.row + span.rows - 1)


def _style(rules: str, rows: int) -> list[tuple[Any, ...]]:
    whole = ((0, 0), (-1, -1))
    style: list[tuple[Any, ...]] = [("VALIGN", *whole, "TOP"), ("BOTTOMPADDING", *whole, 6)]
    if rules == GRID:
        style.append(("GRID", *whole, 0.5, colors.grey))
    if rules == LINES:
        style.append(("LINEBELOW", *whole, 0.5, colors.grey))
    if rules == STRIPES:
        style += [("BACKGROUND", (0, row), (-1, row), SHADE) for row in range(0, rows, 2)]
    if rules == THREE_LINES:
        style += [("LINEABOVE", (0, row), (-1, row), 1, colors.black) for row in (0, 1)]
        style.append(("LINEBELOW", (0, -1), (-1, -1), 1, colors.black))
    return style


class Item(NamedTuple):
    """An item of a nested list: how deep it stands, its printed label and its text."""

    depth: int
    label: str
    text: str


def set_list(path: Path, items: Sequence[Item], *, font: str = "Helvetica", size: float = 10, columns: int = 1) -> Path:
    """A nested list between two sentences, in one or two columns; it goes on over the ends of columns and pages."""
    plain = ParagraphStyle("plain", fontName=font, fontSize=size, leading=1.25 * size, spaceAfter=0.4 * size)
    styles = [
        ParagraphStyle(f"item {depth}", parent=plain, leftIndent=INDENT * (depth + 1), bulletIndent=INDENT * depth)
        for depth in range(1 + max(item.depth for item in items))
    ]
    story: list[Flowable] = [Paragraph("These are the points that were made in spring and again in autumn:", plain)]
    story += [Paragraph(item.text, styles[item.depth], bulletText=item.label) for item in items]
    story.append(Paragraph("Nothing else was said by anyone who came to the meetings.", plain))
    width = (A4[0] - 2 * MARGIN - GUTTER * (columns - 1)) / columns
    lefts = [MARGIN + n * (width + GUTTER) for n in range(columns)]
    frames = [Frame(left, MARGIN, width, A4[1] - 2 * MARGIN, 0, 0, 0, 0) for left in lefts]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(story)
    return path


def _build(path: Path, story: list[Flowable], page: tuple[float, float], *, compressed: bool) -> None:
    margins = {f"{side}Margin": MARGIN for side in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(str(path), pagesize=page, pageCompression=int(compressed), invariant=1, **margins).build(story)
