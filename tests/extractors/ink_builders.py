"""Words, lines and one-page PDFs, made by hand for the layout tests."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.lines import Line, to_line
from models.records.ink import BBox, Word

HEIGHT = A4[1]


def make_word(text: str, x: float, y: float, *, size: float = 10, **style: Any) -> Word:
    """A word whose baseline is `y` points below the top; half a type size a character."""
    box = BBox(x, y - 0.8 * size, x + 0.5 * size * len(text), y + 0.2 * size)
    fields = {"font": "Test", "bold": False, "italic": False, "color": "000000", **style}
    return Word(text, box, y, size, **fields)


def make_words(text: str, x: float, y: float, *, size: float = 10, **style: Any) -> list[Word]:
    """The words of a line, one after the other."""
    words = []
    for part in text.split():
        words.append(make_word(part, x, y, size=size, **style))
        x = words[-1].box.x1 + 0.3 * size
    return words


def make_line(text: str, x: float = 50, y: float = 100, *, size: float = 10, **style: Any) -> Line:
    """One line of text."""
    return to_line(make_words(text, x, y, size=size, **style))


class PdfMaker:
    """Draws text at places given from the top left, as the reader sees them."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self.canvas = Canvas(self._file, pagesize=A4, invariant=1)

    def text(
        self, x: float, y: float, text: str, *, size: float = 10, font: str = "Helvetica", color: str = "#000000"
    ) -> None:
        """Set one line with its baseline `y` points below the top."""
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(color)
        self.canvas.drawString(x, HEIGHT - y, text)

    def lines(self, x: float, y: float, lines: list[str], *, pitch: float = 13, **style: Any) -> float:
        """Set lines one below the other; returns the baseline after the last."""
        for line in lines:
            self.text(x, y, line, **style)
            y += pitch
        return y

    def fill(self, box: BBox, color: str) -> None:
        """A tinted area."""
        self.canvas.setFillColor(color)
        self.canvas.rect(box.x0, HEIGHT - box.bottom, box.width, box.height, stroke=0, fill=1)

    def new_page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.canvas.save()
        path.write_bytes(self._file.getvalue())
        return path
