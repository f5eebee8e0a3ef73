"""The ruled activities matrix: cells that span label/value sub-rows, rows cut by the page end, header on every page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

PAD = 4.5
ROOM = 60.0
"""A row is cut only where at least this much of the page is left."""

Texts = list[Any]
"""Paragraphs below each other."""


@dataclass(frozen=True)
class Look:
    """Column widths (organization, project, description, label, value) and colours of a matrix."""

    widths: tuple[float, float, float, float, float]
    head_fill: str
    label_fill: str
    aside_fill: str = "fdf4e6"
    line: str = "444444"


@dataclass
class Record:
    """One activity: three cells at the left, label/value sub-rows (no label: across both), a row below."""

    left: list[Texts]
    right: list[tuple[Texts, Texts]]
    tail: Texts = field(default_factory=list)
    tail_from: int = 2
    """Column in which the row below starts: 2 leaves organization and project spanning it, 0 takes the full width."""


def height(texts: Texts, width: float) -> float:
    """Height of a cell that holds the paragraphs, padding included; 0 for none."""
    if not texts:
        return 0.0
    gaps = 3.0 * (len(texts) - 1)
    return float(sum(text.wrap(width - 2 * PAD, 1e6)[1] for text in texts) + gaps + 2 * PAD)


def cut(texts: Texts, width: float, room: float) -> tuple[Texts, Texts]:
    """Split paragraphs at a height: what fits, and what is left over."""
    left = room - 2 * PAD
    for i, text in enumerate(texts):
        need = text.wrap(width - 2 * PAD, 1e6)[1]
        if need > left:
            parts = text.split(width - 2 * PAD, left)
            if len(parts) == 2:
                return [*texts[:i], parts[0]], [parts[1], *texts[i + 1 :]]
            return texts[:i], texts[i:]
        left -= need + 3.0
    return texts, []


class Matrix(Flowable):  # type: ignore[misc]
    """A matrix that the page end may cut anywhere, as the reports print it."""

    def __init__(self, look: Look, head: list[Texts], records: list[Record]) -> None:
        super().__init__()
        self.look, self.head, self.records = look, head, records

    def _head_height(self) -> float:
        w = self.look.widths
        spans = (w[0], w[1], w[2], w[3] + w[4])
        return max(height(texts, width) for texts, width in zip(self.head, spans, strict=True)) + 4

    def _body(self, record: Record) -> float:
        w = self.look.widths
        cells = max(height(texts, w[i]) for i, texts in enumerate(record.left))
        return max(cells, sum(self._sub(sub) for sub in record.right))

    def _sub(self, sub: tuple[Texts, Texts]) -> float:
        label, value = sub
        w = self.look.widths
        return max(height(label, w[3]), height(value, w[4])) if label else height(value, w[3] + w[4])

    def _tail(self, record: Record) -> float:
        return height(record.tail, sum(self.look.widths[record.tail_from :]))

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        """Size of the whole matrix."""
        body = sum(self._body(record) + self._tail(record) for record in self.records)
        return sum(self.look.widths), self._head_height() + body

    def split(self, width: float, room: float) -> list[Any]:
        """The part that fits above the page end, and the rest under a repeated header."""
        left = room - self._head_height()
        above: list[Record] = []
        for i, record in enumerate(self.records):
            need = self._body(record) + self._tail(record)
            if need <= left:
                above.append(record)
                left -= need
                continue
            parts = self._cut(record, left)
            below = [parts[1], *self.records[i + 1 :]] if parts else self.records[i:]
            above += [parts[0]] if parts else []
            return [Matrix(self.look, self.head, part) for part in (above, below)] if above else []
        return [self]

    def _cut(self, record: Record, room: float) -> tuple[Record, Record] | None:
        w = self.look.widths
        if room < ROOM or max(height(record.left[0], w[0]), height(record.left[1], w[1])) > room:
            return None
        if self._body(record) <= room:
            return Record(record.left, record.right), Record([[], [], []], [([], [])], record.tail, record.tail_from)
        first, rest = cut(record.left[2], w[2], room)
        kept: list[tuple[Texts, Texts]] = []
        for sub in record.right:
            if sum(map(self._sub, [*kept, sub])) > room:
                break
            kept.append(sub)
        if not kept or (record.left[2] and not first):
            return None
        later = record.right[len(kept) :] or [([], [])]
        return Record([*record.left[:2], first], kept), Record([[], [], rest], later, record.tail, record.tail_from)

    def draw(self) -> None:
        """Draw header and rows from the top downwards."""
        canvas = self.canv
        canvas.setLineWidth(0.6)
        y = self.wrap(0, 0)[1]
        y = self._draw_head(y)
        for record in self.records:
            y = self._draw_record(record, y)

    def _draw_head(self, y: float) -> float:
        w, tall = self.look.widths, self._head_height()
        x = 0.0
        for texts, width in zip(self.head, (w[0], w[1], w[2], w[3] + w[4]), strict=True):
            self._cell(texts, (x, y, width, tall), self.look.head_fill)
            x += width
        return y - tall

    def _draw_record(self, record: Record, y: float) -> float:
        w, body, tail = self.look.widths, self._body(record), self._tail(record)
        spanned = body + (tail if record.tail_from == 2 else 0.0)
        x = 0.0
        for i, texts in enumerate(record.left):
            self._cell(texts, (x, y, w[i], spanned if i < 2 else body))
            x += w[i]
        self._draw_right(record.right, (x, y, body))
        if record.tail:
            start = sum(w[: record.tail_from])
            self._cell(record.tail, (start, y - body, sum(w) - start, tail))
        return y - body - tail

    def _draw_right(self, subs: list[tuple[Texts, Texts]], place: tuple[float, float, float]) -> None:
        x, y, left = place
        w = self.look.widths
        for i, (label, value) in enumerate(subs):
            tall = left if i == len(subs) - 1 else self._sub((label, value))
            if value and not label:
                self._cell(value, (x, y, w[3] + w[4], tall), self.look.aside_fill)
            else:
                self._cell(label, (x, y, w[3], tall), self.look.label_fill)
                self._cell(value, (x + w[3], y, w[4], tall))
            y -= tall
            left -= tall

    def _cell(self, texts: Texts, box: tuple[float, float, float, float], fill: str = "") -> None:
        x, y, width, tall = box
        if tall <= 0:
            return
        self.canv.setStrokeColor(HexColor(f"#{self.look.line}"))
        if fill:
            self.canv.setFillColor(HexColor(f"#{fill}"))
        self.canv.rect(x, y - tall, width, tall, stroke=1, fill=int(bool(fill)))
        top = y - PAD
        for text in texts:
            need = text.wrap(width - 2 * PAD, 1e6)[1]
            text.drawOn(self.canv, x + PAD, top - need)
            top -= need + 3.0
