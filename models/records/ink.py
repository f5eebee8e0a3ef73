"""What a reader saw on one page, before any interpretation: words, rulings, fills, pictures.

Coordinates are PDF points with the origin at the top left of the page as a viewer shows it.
Plain named tuples, because a long report holds tens of thousands of words.
"""

from __future__ import annotations

from typing import NamedTuple


class BBox(NamedTuple):
    """A box on a page: x0 < x1 to the right, top < bottom downwards, in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return self.bottom - self.top

    def contains(self, x: float, y: float) -> bool:
        """True where the point lies in the box, borders included."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def overlap(self, other: BBox) -> float:
        """Area shared with another box, in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)


def union(boxes: list[BBox]) -> BBox:
    """Smallest box around all boxes; the list must not be empty."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return BBox(min(x0), min(top), max(x1), max(bottom))


class Word(NamedTuple):
    """Characters printed without a gap, as printed (ligatures and odd glyphs untouched)."""

    text: str
    box: BBox
    baseline: float
    size: float
    font: str
    bold: bool
    italic: bool
    color: str
    turned: bool = False
    """True where the word does not run from left to right on the page as shown."""
    unpainted: bool = False
    """True where the letters are neither filled nor outlined (the text layer of a scan)."""
    glued: bool = False
    """True where no space stands between this word and the one before it (a footnote marker, a change of size)."""
    hyphenated: bool = False
    """True where the reader knows that the hyphen at the end was put there by the line break."""


class Fill(NamedTuple):
    """A filled area: tinted boxes, table header bars, zebra stripes."""

    box: BBox
    color: str


class PageInk(NamedTuple):
    """One page: its number (1-based), size in points, and everything printed on it."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[BBox, ...]
    """Thin horizontal or vertical lines and stroked box edges; one of width and height is near 0."""
    fills: tuple[Fill, ...]
    pictures: tuple[BBox, ...]
    reader: str
    """`pdfium`, `pdfplumber`, `tesseract` or `none` where no reader could read the page."""
    turn: int = 0
    """Degrees by which the page was turned to the right, because its text runs upwards or downwards as shown."""
    trouble: str = ""
    """What a user should know of the reading of this page (`was given up ...`); empty where all went well."""

    @property
    def unread(self) -> bool:
        """True for a page that shows something but gave no text; a blank page and a picture without words are none."""
        shows = bool(self.pictures or self.rulings or self.fills or self.reader == "none")
        return not self.words and shows and self.reader != "tesseract"
