"""The printed tables of the digests: activities by category, country rows by region, practices, question tables."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from digest_designs import Design
from digest_matrix import Look, Matrix, Record
from digest_source import Source
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph, Spacer

HEADINGS = yaml.safe_load((Path(__file__).parent / "sources" / "headings.yaml").read_text(encoding="utf-8"))
SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=7.5, leading=10.5)
BOLD = ParagraphStyle("smallbold", parent=SMALL, fontName="Helvetica-Bold")
WHITE = ParagraphStyle("smallwhite", parent=BOLD, textColor=HexColor("#ffffff"))
ITEM = ParagraphStyle("smallitem", parent=SMALL, leftIndent=12, bulletFontName="Helvetica-Bold", bulletFontSize=7.5)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _texts(value: str | list[str] | None, style: ParagraphStyle = SMALL) -> list[Any]:
    parts = [value] if isinstance(value, str) else value or []
    return [Paragraph(_escape(part), style) for part in parts]


def _focal(value: str, width: float) -> list[Any]:
    """`migration desk, desk01@example.org` → two lines, the address broken after its @ where it is too long."""
    role, _, mail = value.partition(", ")
    if stringWidth(mail, SMALL.fontName, SMALL.fontSize) > width - 10:
        mail = mail.replace("@", "@<br/>")
    return [Paragraph(f'{role}<br/><font color="#1a5fb4">{mail}</font>', SMALL)]


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a data file beside a source."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def acronyms(source: Source, design: Design, _argument: str) -> list[Any]:
    """The list of acronyms in two columns without rules."""
    short = ParagraphStyle("acronym", parent=BOLD, fontSize=9, leading=13, textColor=design.color("main"))
    full = ParagraphStyle("expansion", parent=SMALL, fontSize=9, leading=13, textColor=design.color("ink"))
    pairs = [(row["acronym"], row["expansion"]) for row in read_csv(source.beside("acronyms.csv"))]
    rows = [[_texts(acronym, short), _texts(expansion, full)] for acronym, expansion in pairs]
    made = LongTable(rows, colWidths=[92, design.width - 92])
    made.setStyle([
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ])  # fmt: skip
    return [made]


def activities(source: Source, design: Design, category: str) -> list[Any]:
    """The matrix of one category."""
    rows = yaml.safe_load(source.beside("activities.yaml").read_text(encoding="utf-8"))
    look = Look((84, 86, 134, 62, 77), design.main, design.tint)
    head = [_texts(text, WHITE) for text in HEADINGS["matrix"]]
    records = [_record(row, design, look) for row in rows if row["category"] == category]
    return [Matrix(look, head, records), Spacer(1, 10)]


def _record(row: dict[str, Any], design: Design, look: Look) -> Record:
    name = ParagraphStyle("organization", parent=BOLD, textColor=design.color("main"))
    left = [_texts(row["organization"], name), _texts(row["project"]), _texts(row["description"])]
    right = []
    for key, label in HEADINGS["labels"].items():
        if value := row.get(key):
            texts = _focal(value, look.widths[4]) if key == "focal_point" else _texts(value)
            right.append((_texts(label, BOLD), texts))
    if aside := row.get("aside"):
        right.append(([], _texts(aside)))
    return Record(left, right, _texts(row.get("more")), 0 if row.get("more_width") == "full" else 2)


def countries(source: Source, design: Design, region: str) -> list[Any]:
    """The country table of one region."""
    rows = [row for row in read_csv(source.beside("countries.csv")) if row["region"] == region]
    keys = ("country", "type_of_action", "initiator", "description", "info_source")
    cells = [[_texts(row[key]) for key in keys] for row in rows]
    return [_ruled(HEADINGS["countries"], cells, (68, 90, 105, 150, 74), design), Spacer(1, 12)]


def practices(source: Source, design: Design, _argument: str) -> list[Any]:
    """The table of practices, with numbered lists inside its cells."""
    rows = yaml.safe_load(source.beside("practices.yaml").read_text(encoding="utf-8"))
    keys = ("name", "implementing_partners", "time", "short_description", "more_information")
    cells = [[_texts(row[key]) for key in keys] for row in rows]
    for row, made in zip(rows, cells, strict=True):
        made[keys.index("short_description")] += _numbered(row)
    return [_ruled(HEADINGS["practices"], cells, (84, 125, 68, 140, 70), design, cut=1)]


def _numbered(row: dict[str, Any]) -> list[Any]:
    aims = row.get("aims", [])
    return [Paragraph(_escape(aim), ITEM, bulletText=f"{i}.") for i, aim in enumerate(aims, 1)]


def table(source: Source, design: Design, name: str) -> list[Any]:
    """A plain table from `tables.yaml` beside the source: column widths, header row, rows; a list cell is bullets."""
    made = yaml.safe_load(source.beside("tables.yaml").read_text(encoding="utf-8"))[name]
    cells = [[_bulleted(cell) for cell in row] for row in made["rows"]]
    return [_ruled(made["head"], cells, tuple(made["widths"]), design, cut=1), Spacer(1, 12)]


def _bulleted(cell: str | list[str]) -> list[Any]:
    if isinstance(cell, str):
        return _texts(cell)
    return [Paragraph(_escape(part), ITEM, bulletText="\u2022") for part in cell]


def _ruled(head: list[str], rows: list[list[Any]], widths: tuple[float, ...], design: Design, *, cut: int = 0) -> Any:
    body = [[_texts(text, WHITE) for text in head], *rows] if any(head) else rows
    made = LongTable(body, colWidths=list(widths), repeatRows=1 if any(head) else 0, splitInRow=cut, hAlign="LEFT")
    made.setStyle([
        ("GRID", (0, 0), (-1, -1), 0.6, design.color("main")), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *([("BACKGROUND", (0, 0), (-1, 0), design.color("main"))] if any(head) else []),
        ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ])  # fmt: skip
    return made


TABLES: dict[str, Callable[[Source, Design, str], list[Any]]] = {
    "acronyms": acronyms,
    "activities": activities,
    "countries": countries,
    "practices": practices,
    "table": table,
}
