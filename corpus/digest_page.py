"""Blocks of a source → flowables → a PDF with running header and footer, contents and notes at the page foot."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from digest_designs import Design, draw_slide
from digest_source import Block, Source
from digest_tables import TABLES, read_csv
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

PASSES = 9
SHORT_BOX = 90.0
"""A box whose text is lower than this in one column is not set in two."""


@dataclass
class Seen:
    """What one pass of setting saw: headings and note markers with their pages."""

    headings: list[tuple[int, str, int]] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def inline(text: str) -> str:
    """Mark-up of running text → reportlab's: bold, italic, note markers."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"(?<!\w)\*(?=\w)(.+?)\*", r"<i>\1</i>", text)
    return re.sub(r"\[\^(\d+)\]", r'<super rise="33%" size="62%"><onDraw name="note" label="\1"/>\1</super>', text)


class Leader(Flowable):  # type: ignore[misc]
    """One line of a contents list with dotted leaders."""

    def __init__(self, text: str, page: str, design: Design, indent: float, *, bold: bool) -> None:
        super().__init__()
        self.text, self.page, self.design, self.indent = text, page, design, indent
        self.font = "Helvetica-Bold" if bold else "Helvetica"

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        """As wide as the text area, one line high."""
        return self.design.width, 20.0

    def draw(self) -> None:
        """Text, dots, page."""
        size, right = self.design.size, self.design.width
        self.canv.setFont(self.font, size)
        self.canv.setFillColor(self.design.color("ink"))
        self.canv.drawString(self.indent, 6, self.text)
        self.canv.drawRightString(right, 6, self.page)
        start = self.indent + stringWidth(self.text, self.font, size) + 2
        room = right - stringWidth(self.page, self.font, size) - 2 - start
        self.canv.drawString(start, 6, "." * int(room / stringWidth(".", self.font, size)))


class Shapes(Flowable):  # type: ignore[misc]
    """A drawing without text, where a report prints a chart."""

    def __init__(self, design: Design) -> None:
        super().__init__()
        self.design = design

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        """As wide as the text area."""
        return self.design.width, 90.0

    def draw(self) -> None:
        """Three rounded squares on a line."""
        for i, color in enumerate(("main", "accent", "main")):
            self.canv.setFillColor(self.design.color(color))
            self.canv.roundRect(self.design.width * (0.14 + 0.26 * i), 5, 70, 70, 8, stroke=0, fill=1)


class Setter:
    """Sets the blocks of one source in one design; `seen` is what the pass before saw."""

    def __init__(self, source: Source, design: Design, seen: Seen) -> None:
        self.source, self.design, self.seen = source, design, seen
        self.body = ParagraphStyle(
            "body", fontName="Helvetica", fontSize=design.size, leading=design.leading, spaceAfter=design.leading * 0.5,
            textColor=design.color("ink"), alignment=TA_JUSTIFY if design.justified else TA_LEFT,
            bulletFontName="Helvetica",
        )  # fmt: skip

    def style(self, name: str, **changes: Any) -> ParagraphStyle:
        """The body style with changes."""
        return ParagraphStyle(name, parent=self.body, **changes)

    def flow(self, blocks: tuple[Block, ...]) -> list[Any]:
        """Flowables of the blocks, in order; a heading moves on with the table below it."""
        made: list[Any] = []
        for block, after in zip(blocks, [*blocks[1:], Block("")], strict=True):
            if block.kind == "heading" and block.level > 1 and after.mark in TABLES:
                made.append(CondPageBreak(230))
            made += getattr(self, f"_{block.kind}")(block)
        return made

    def _paragraph(self, block: Block) -> list[Any]:
        return [Paragraph(inline(block.text), self.body)]

    def _heading(self, block: Block) -> list[Any]:
        design, level = self.design, min(block.level, 3)
        size = design.headings[level - 1]
        style = self.style(
            f"h{level}", fontName="Helvetica-Bold", fontSize=size, leading=size * 1.25, alignment=TA_LEFT,
            spaceBefore=size * 0.7, spaceAfter=size * 0.55,
            textColor=design.color(design.heading_colors[level - 1]),
        )  # fmt: skip
        text = inline(block.text)
        if design.name == "imrf-priorities" and (number := re.match(r"\d+\. ?", text)):
            text = f'<font color="#{design.main}">{number[0]}</font>{text[number.end() :]}'
        label = f"{level}|{block.text}".replace('"', "'").replace("&", "&amp;")
        marked = f'<onDraw name="heading" label="{label}"/>{text}'
        before = [PageBreak()] if level == 1 else [CondPageBreak(max(5 * size, 110))]
        return [*before, self._barred(Paragraph(marked, style), level), *self._rule(level)]

    def _barred(self, heading: Any, level: int) -> Any:
        if level > 1 or not self.design.barred_heading:
            return heading
        bar = Table([[heading]], colWidths=[self.design.width], spaceAfter=self.body.leading)
        bar.setStyle([("LINEBEFORE", (0, 0), (0, 0), 4, self.design.color("accent"))])
        return bar

    def _rule(self, level: int) -> list[Any]:
        if level > 1 or not self.design.ruled_heading:
            return []
        line = Table([[""]], colWidths=[self.design.width], rowHeights=[3])
        line.setStyle([("LINEABOVE", (0, 0), (-1, 0), 1.6, self.design.color("accent"))])
        return [line, Spacer(1, 14)]

    def _item(self, block: Block) -> list[Any]:
        design, level = self.design, block.level
        font, glyph = design.bullet if level == 0 or design.name == "slides" else ("Helvetica", "\u2013")
        color = design.bullet_color if level == 0 else "ink"
        if block.mark != "-":
            font, glyph, color = "Helvetica-Bold", block.mark, design.numbered_color
        indent = 18.0 + 16.0 * level + (10.0 if design.name == "slides" else 0.0) * (level + 1)
        size = self.body.fontSize - (1.5 if design.name == "slides" and level else 0.0)
        style = self.style(
            f"item{level}", leftIndent=indent, bulletIndent=indent - 16.0, bulletFontName=font, fontSize=size,
            bulletFontSize=size * (0.6 if font == "ZapfDingbats" else 1.0), bulletColor=design.color(color),
            alignment=TA_LEFT,
            spaceAfter=self.body.leading * 0.35,
        )  # fmt: skip
        return [Paragraph(inline(block.text), style, bulletText=glyph)]

    def _mark(self, block: Block) -> list[Any]:
        if block.mark == "contents":
            return self._contents(block)
        if block.mark == "pagebreak":
            return [PageBreak()]
        if block.mark == "space":
            return [Spacer(1, float(block.text))]
        if block.mark == "figure":
            return self._figure(block)
        if block.mark == "members":
            return self._members()
        return TABLES[block.mark](self.source, self.design, block.text)

    def _members(self) -> list[Any]:
        rows = read_csv(self.source.beside("members.csv"))
        names = (row["organization"] + ("*" if row["observer"] == "true" else "") for row in rows)
        return self._group_columns(Block("group", blocks=tuple(Block("item", name, mark="-") for name in names)))

    def _contents(self, block: Block) -> list[Any]:
        entries = [entry for entry in self.seen.headings if entry[0] <= int(block.text or 1)]
        if self.design.contents == "dots":
            label = self.design.page_label
            return [Leader(t, label.format(p), self.design, 20.0 * (n - 1), bold=n == 1) for n, t, p in entries]
        sizes = {1: 11.5, 2: self.design.size}
        lines = []
        for level, text, page in entries:
            name = f'<font color="#{self.design.main}">{inline(text)}</font>'
            number = f'<font color="#{self.design.accent}">{page:02d}</font>&nbsp;&nbsp;&nbsp;&nbsp;'
            style = self.style(f"toc{level}", fontSize=sizes[level], spaceBefore=8.0 if level == 1 else 0.0)
            lines.append(Paragraph(f"{number}<b>{name}</b>" if level == 1 else f"{number}{inline(text)}", style))
        return lines

    def _figure(self, block: Block) -> list[Any]:
        """Three shapes without text, and a caption."""
        caption = self.style("caption", fontName="Helvetica-Oblique", fontSize=8.5)
        return [KeepTogether([Shapes(self.design), Spacer(1, 6), Paragraph(inline(block.text), caption)])]

    def _group(self, block: Block) -> list[Any]:
        return list(getattr(self, f"_group_{block.mark}")(block))

    def _group_columns(self, block: Block) -> list[Any]:
        return [BalancedColumns(self.flow(block.blocks), 2, needed=90, innerPadding=20, spaceAfter=8)]

    def _group_small(self, block: Block) -> list[Any]:
        small = self.style("small", fontSize=8.0, leading=11.0, spaceBefore=6.0, textColor=HexColor("#666666"))
        return [Paragraph(inline(child.text), small) for child in block.blocks]

    def _group_form(self, block: Block) -> list[Any]:
        """A printed form: numbered questions with empty fields, choices with boxes to tick."""
        bold = self.style("question", fontName="Helvetica-Bold", leading=14.0, spaceBefore=4.0, spaceAfter=3.0)
        choice = self.style(
            "choice", leading=13.0, leftIndent=30, bulletIndent=16, bulletFontName="ZapfDingbats",
            spaceAfter=1.0,
        )  # fmt: skip
        made: list[Any] = []
        for child in block.blocks:
            if child.mark == "-":
                made.append(Paragraph(inline(child.text), choice, bulletText="\u2751"))
            elif child.mark:
                made.append(Paragraph(f"*{child.mark} {inline(child.text)}", bold))
            else:
                field = Table([[Paragraph(inline(child.text), self.body), ""]])
                field.setStyle([("BOX", (1, 0), (1, 0), 0.5, HexColor("#888888")), ("VALIGN", (0, 0), (-1, -1), "TOP")])
                made.append(field)
        return made

    def _group_who(self, block: Block) -> list[Any]:
        """A coloured line that says who is responsible."""
        blue = self.style("who", fontName="Helvetica-Oblique", textColor=HexColor("#2e74b5"), alignment=TA_LEFT)
        return [Paragraph(inline(child.text), blue) for child in block.blocks]

    def _group_quote(self, block: Block) -> list[Any]:
        words = self.style("quote", fontName="Helvetica-Oblique", fontSize=11.0, leading=15.0, alignment=TA_LEFT)
        words.textColor = self.design.color("main")
        cells = [[Paragraph(inline(child.text), words) for child in block.blocks]]
        if block.text:
            cells[0].append(Paragraph(f"<b>{inline(block.text)}</b>", self.style("who", fontSize=8.0)))
        box = Table([cells], colWidths=[None])
        side = ("LINEBEFORE", (0, 0), (0, 0), 2.5, self.design.color("accent"))
        box.setStyle([side, ("LEFTPADDING", (0, 0), (0, 0), 12)])
        return [box, Spacer(1, 10)]

    def _group_box(self, block: Block) -> list[Any]:
        design = self.design
        bold = {"fontName": "Helvetica-Bold", "alignment": TA_LEFT}
        title = self.style("box", fontSize=10.5, textColor=design.color("main"), **bold)
        head = [Paragraph(inline(block.text), title)]
        if block.blocks and block.blocks[0].text.startswith("=>"):
            cited = self.style("cited", textColor=design.color("accent"), **bold)
            head.append(Paragraph(inline(block.blocks[0].text), cited))
        ragged = Setter(self.source, replace(design, justified=False), self.seen)
        rest = ragged.flow(block.blocks[len(head) - 1 :])
        column = (design.width - 40.0) / 2
        short = sum(part.wrap(column, 1e6)[1] for part in rest) < SHORT_BOX
        box = Table([[head, ""], [rest, ""] if short else list(halve(rest, column))], colWidths=[column + 20.0] * 2)
        box.setStyle([
            ("NOSPLIT", (0, 0), (-1, -1)), ("SPAN", (0, 0), (1, 0)), *([("SPAN", (0, 1), (1, 1))] if short else []),
            ("BACKGROUND", (0, 0), (-1, -1), design.color("tint")),
            ("LINEABOVE", (0, 0), (-1, 0), 1.8, design.color("main")), ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 10), ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, 0), 8), ("BOTTOMPADDING", (0, 1), (-1, 1), 6),
        ])  # fmt: skip
        return [Spacer(1, 4), box, Spacer(1, 12)]


def halve(flowables: list[Any], width: float) -> tuple[list[Any], list[Any]]:
    """Two columns of about the same height; a paragraph may be cut."""
    heights = [flowable.wrap(width, 1e6)[1] for flowable in flowables]
    room = sum(heights) / 2 + 8
    for i, (flowable, tall) in enumerate(zip(flowables, heights, strict=True)):
        if tall <= room:
            room -= tall
            continue
        parts = flowable.split(width, room) if isinstance(flowable, Paragraph) else []
        if len(parts) == 2:
            return [*flowables[:i], parts[0]], [parts[1], *flowables[i + 1 :]]
        return flowables[: max(i, 1)], flowables[max(i, 1) :]
    return flowables, []


class Report(BaseDocTemplate):  # type: ignore[misc]
    """One pass of setting: keeps room for the notes that the pass before saw, and notes what it sees itself."""

    def __init__(self, path: Path, source: Source, design: Design, kept: dict[int, float]) -> None:
        head = source.head
        super().__init__(
            str(path), pagesize=design.page, invariant=1, title=head["title"], author=head["author"],
            subject=head["subject"], creator="gcmatrix corpus/build.py",
        )  # fmt: skip
        self.source, self.design, self.kept, self.now = source, design, kept, Seen()
        self.addPageTemplates([PageTemplate(id="page", frames=[self._frame(1)], onPageEnd=self._finish)])

    def _frame(self, page: int) -> Any:
        d = self.design
        foot = d.bottom + self.kept.get(page, 0.0)
        return Frame(d.left, foot, d.width, d.page[1] - d.top - foot, 0, 0, 0, 0, id="text")

    def beforeDocument(self) -> None:  # noqa: N802 - name given by reportlab
        """Let texts report where they are drawn."""
        self.canv.setNamedCB("note", self._saw_note)
        self.canv.setNamedCB("heading", self._saw_heading)

    def _saw_note(self, canvas: Any, _kind: str, label: str) -> None:
        self.now.notes[canvas.getPageNumber()].append(label)

    def _saw_heading(self, canvas: Any, _kind: str, label: str) -> None:
        level, _, text = label.partition("|")
        entry = (int(level), text.replace("&amp;", "&"), canvas.getPageNumber())
        if self.source.head.get("contents_skip") != entry[1] and entry not in self.now.headings:
            self.now.headings.append(entry)

    def handle_pageBegin(self) -> None:  # noqa: N802
        """Begin a page with the room that its notes leave."""
        self.pageTemplate.frames = [self._frame(self.page + 1)]
        super().handle_pageBegin()

    def _finish(self, canvas: Any, _doc: Any) -> None:
        page, design = canvas.getPageNumber(), self.design
        canvas.saveState()
        if page == 1:
            design.cover(canvas, self.source.head, design)
        elif design.name == "slides":
            draw_slide(canvas, design)
        else:
            self._draw_running(canvas, page)
            self._draw_notes(canvas, self.now.notes.get(page, []))
        canvas.restoreState()

    def _draw_running(self, canvas: Any, page: int) -> None:
        design, head = self.design, self.source.head
        canvas.setFillColor(HexColor("#7a8494"))
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(design.left, 34, head["footer"])
        if head.get("header"):
            canvas.drawRightString(design.page[0] - design.right, design.page[1] - 34, head["header"])
        canvas.setFillColor(design.color("main"))
        canvas.setFont("Helvetica-Bold", 8.5)
        canvas.drawRightString(design.page[0] - design.right, 34, design.page_label.format(page))

    def _draw_notes(self, canvas: Any, labels: list[str]) -> None:
        y = self.design.bottom - 8 + notes_height(self.source, self.design, labels)
        if labels:
            canvas.setStrokeColor(self.design.color("main"))
            canvas.setLineWidth(0.6)
            canvas.line(self.design.left, y - 2, self.design.left + self.design.width, y - 2)
        y -= 6
        for paragraph in note_paragraphs(self.source, labels):
            tall = paragraph.wrap(self.design.width, 1e6)[1]
            paragraph.drawOn(canvas, self.design.left, y - tall)
            y -= tall


def note_paragraphs(source: Source, labels: list[str]) -> list[Any]:
    """The notes of a page as they are printed at its foot."""
    style = ParagraphStyle("note", fontName="Helvetica", fontSize=7.0, leading=9.0)
    return [Paragraph(f"{label}&nbsp;&nbsp;{inline(source.notes[label])}", style) for label in labels]


def notes_height(source: Source, design: Design, labels: list[str]) -> float:
    """Room that the notes of a page take, 0 where there are none."""
    heights = [note.wrap(design.width, 1e6)[1] for note in note_paragraphs(source, labels)]
    return sum(heights) + 14.0 if heights else 0.0


def set_report(source: Source, design: Design, path: Path) -> int:
    """Write the PDF; returns its number of pages. Passes are repeated until contents and notes stand still."""
    seen, kept = Seen(), dict[int, float]()
    needs = partial(notes_height, source, design)
    for turn in range(PASSES):
        report = Report(path, source, design, kept)
        report.build([Spacer(1, 1), *Setter(source, design, seen).flow(source.blocks)])
        now, before = report.now, seen.headings
        room = {page: needs(labels) for page, labels in now.notes.items()}
        fits = all(kept.get(page, 0.0) >= need for page, need in room.items())
        if fits and now.headings == before:
            return int(report.page)
        kept = {p: max(kept.get(p, 0.0), room.get(p, 0.0)) for p in {*kept, *room}} if turn > 2 else room
        seen = now
    raise RuntimeError(f"{source.document_id}: contents and notes did not stand still in {PASSES} passes")
