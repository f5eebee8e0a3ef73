"""Small PDFs with the same matrix printed in many ways: for tests of tables and annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from extractors.extract import read_extraction
from models.records import layout

Style = list[tuple[Any, ...]]

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=8.5, leading=10.5)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")
CENTERED = ParagraphStyle("centered", parent=BOLD, alignment=1)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=8, spaceAfter=6)
PROSE = ParagraphStyle("prose", fontName="Helvetica", fontSize=10, leading=13)

TOP: Style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
MIDDLE: Style = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
GRID: Style = [*TOP, ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
STRIPES: Style = [*TOP, ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.HexColor("#e8f0f0"), None])]
BAR: Style = [*STRIPES, ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#0b6e78"))]
LINES: Style = [*TOP, ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)]
THREE_LINES: Style = [
    *TOP,
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
]
UPRIGHTS: Style = [
    *TOP,
    ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.grey),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.grey),
]
WHITE_LINES: Style = [
    *TOP,
    ("INNERGRID", (0, 0), (-1, -1), 2, colors.white),
    ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#eeeeee")),
]
NO_PADDING: Style = [*TOP, ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]

_WORDS = ["river", "lantern", "market", "teacher", "village", "orchard", "bridge"]
_WORDS += ["harbour", "council", "window", "garden", "letter", "network"]


class Made(NamedTuple):
    """An activity of the made-up matrix."""

    organization: str
    project: str
    description: str
    partners: str
    objectives: str
    contact: str


class Action(NamedTuple):
    """A row of the made-up country table."""

    country: str
    kind: str
    initiator: str
    description: str
    source: str


def prose(start: int, count: int) -> str:
    """Meaningless sentences of `count` words together, the same for the same arguments."""
    words = list(islice(cycle(_WORDS), start, start + count))
    sentences = [" ".join(words[n : n + 9]).capitalize() + "." for n in range(0, count, 9)]
    return " ".join(sentences)


def activities(count: int = 9) -> list[Made]:
    lists = cycle(["2, 5-18, 21", "1, 3, 23", "10: c,d", "all"])
    return [
        Made(
            f"{_WORDS[n % 13].title()} Example Forum {chr(65 + n)}",
            f"Project {chr(65 + n)} of the {_WORDS[(n + 3) % 13]}",
            prose(n, 25 + 17 * (n % 4)),
            f"States, {_WORDS[(n + 5) % 13]} unions and others",
            next(lists),
            f"Contact {chr(65 + n)} contact{n}@example.org",
        )
        for n in range(count)
    ]


def actions(count: int = 26) -> list[Action]:
    kinds = cycle(["Meeting – Civil Society", "Coordination – UN", "Funding – Government"])
    countries = cycle(["Kenya", "Ghana", "Peru*", "Nepal", "India", "Egypt", "Chile*"])
    return [
        Action(
            next(countries),
            next(kinds),
            "Ministry of Examples" if n % 2 else "Example Forum and members",
            prose(n, 6 + n % 7)[:-1] + " (May 2021)",
            "" if n % 5 == 4 else "Interview",
        )
        for n in range(count)
    ]


def cell(text: str, style: ParagraphStyle = PLAIN) -> Paragraph:
    return Paragraph(text, style)


def rows(headings: Sequence[str], body: Sequence[Sequence[str]], head: ParagraphStyle = BOLD) -> list[list[Flowable]]:
    return [[cell(text, head) for text in headings], *([cell(text) for text in row] for row in body)]


def build(
    path: Path,
    table: Table | Sequence[Flowable],
    *,
    heading: str = "Example table",
    across: bool = False,
) -> Path:
    """Print a table between running text, with a footer on every page."""
    size = landscape(A4) if across else A4
    parts = list(table) if isinstance(table, list) else [table]
    story = [cell("Introduction", HEADING), cell(prose(0, 60), PROSE), cell(heading, HEADING), *parts]
    story += [Spacer(1, 18), cell("Closing words", HEADING), cell(prose(3, 90), PROSE)]
    document = SimpleDocTemplate(str(path), pagesize=size, leftMargin=45, rightMargin=45, topMargin=60, bottomMargin=60)
    document.build(story, onFirstPage=_footer, onLaterPages=_footer)
    return path


def _footer(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(45, 30, "A footer of an example report")
    canvas.drawRightString(document.pagesize[0] - 45, 30, str(document.page))


def read_tables(path: Path) -> tuple[layout.Table, ...]:
    """The tables of a file, with the headings above them."""
    return tuple(block.table for block in read_extraction("made", path).blocks if block.table)


def squash(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def grid_rows(table: layout.Table) -> Iterator[list[str]]:
    """The texts of a table, row by row."""
    for row in range(table.n_rows):
        yield [cell.text for cell in table.row(row)]
