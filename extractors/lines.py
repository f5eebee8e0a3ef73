"""Words → printed lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.text import is_label, to_superscript
from models.records.ink import BBox, Word, union

LABEL_GAP = 4.0
"""A bullet, number or letter stays with its text over a gap of so many type sizes."""
TAB_GAP = 1.5
"""A white space wider than this many type sizes inside a line is a tab."""
RAISED_GAP = 1.0
"""A raised number stands up to this many type sizes from its word where lines are stretched."""


class Line(NamedTuple):
    """Words on one baseline, left to right, with the style of most of their characters."""

    words: tuple[Word, ...]
    box: BBox
    baseline: float
    size: float
    bold: bool
    italic: bool
    color: str

    @property
    def text(self) -> str:
        """The line as printed; raised numbers as superscript digits after their word."""
        return words_to_text(self.words)

    @property
    def tab(self) -> float | None:
        """The x where the text after the first wide white space begins; None where there is none."""
        return next((b.box.x0 for a, b in pairwise(self.words) if b.box.x0 - a.box.x1 > TAB_GAP * self.size), None)

    @property
    def printed(self) -> str:
        """The text with a tab character at the first wide white space."""
        tab = self.tab
        if tab is None:
            return self.text
        left, right = ([w for w in self.words if (w.box.x0 < tab) == side] for side in (True, False))
        return f"{words_to_text(left)}\t{words_to_text(right)}"


def words_to_lines(words: Iterable[Word], *, gap: float | None = None) -> list[Line]:
    """Group the words of one column by baseline, top to bottom.

    `gap` (in multiples of the type size): a wider white space splits the line; None never splits.
    """
    by_baseline = sorted(words, key=lambda w: (round(w.baseline, 1), w.box.x0))
    usual = median(word.size for word in by_baseline) if by_baseline else 0.0
    rows: list[list[Word]] = []
    for word in sorted(by_baseline, key=lambda w: is_raised(w, usual)):
        row = _row_of(word, rows if is_raised(word, usual) else rows[-3:])
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = [to_line(part) for row in rows for part in _split_at_gaps(_left_to_right(row), gap)]
    return sorted(lines, key=lambda line: (round(line.baseline), line.box.x0))


def _left_to_right(row: list[Word]) -> list[Word]:
    return sorted(row, key=lambda w: w.box.x0)


def _row_of(word: Word, rows: list[list[Word]]) -> list[Word] | None:
    """The row that a word belongs to: same baseline, or raised or lowered beside its neighbours."""
    for row in reversed(rows):
        main = max(row, key=lambda w: w.size)
        size = max(main.size, word.size)
        shift = abs(main.baseline - word.baseline)
        if shift < 0.25 * size:
            return row
        small = min(main.size, word.size) < 0.88 * size
        if small and shift < 0.6 * size and any(_beside(word, other) for other in row):
            return row
    return None


def _beside(word: Word, other: Word) -> bool:
    gap = max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1)
    return -1.0 < gap < (RAISED_GAP if is_raised(word, other.size) else 0.5) * other.size


def _split_at_gaps(row: list[Word], gap: float | None) -> list[list[Word]]:
    if gap is None:
        return [row]
    parts = [[row[0]]]
    for last, word in pairwise(row):
        limit = LABEL_GAP if len(parts[-1]) == 1 and is_label(last.text) else gap
        if word.box.x0 - last.box.x1 > max(limit, gap) * max(last.size, word.size):
            parts.append([])
        parts[-1].append(word)
    return parts


def to_line(words: Sequence[Word]) -> Line:
    """One line from its words in order; the list must not be empty."""
    weights: Counter[tuple[float, bool, bool, str]] = Counter()
    for word in words:
        weights[(word.size, word.bold, word.italic, word.color)] += len(word.text)
    size, bold, italic, color = max(weights, key=lambda style: (weights[style], style))
    baseline = Counter(round(w.baseline, 1) for w in words if w.size >= 0.8 * size).most_common(1)[0][0]
    return Line(tuple(words), union([w.box for w in words]), baseline, size, bold, italic, color)


def words_to_text(words: Sequence[Word]) -> str:
    """Words as text: a space between them unless glued, raised digits as superscript."""
    size = max(word.size for word in words)
    text = ""
    for index, word in enumerate(words):
        raised = is_raised(word, size)
        glue = index == 0 or word.glued or (raised and index > 0)
        text += ("" if glue else " ") + (to_superscript(word.text) if raised else word.text)
    return text


def is_raised(word: Word, size: float) -> bool:
    """True for a small number such as a footnote marker in a line of the given size."""
    smaller = word.size < (0.88 if word.glued else 0.75) * size
    return smaller and word.text.strip(",").isdigit()


def body_size(lines: Iterable[Line]) -> float:
    """The type size of most characters, in points; 0 where there are no lines."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += sum(len(word.text) for word in line.words)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 0.0
