"""Words → printed lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.scripts import to_reading_order
from extractors.text import is_label, to_superscript
from models.records.ink import BBox, Word, union

LABEL_GAP = 4.0
"""A bullet, number or letter stays with its text over a gap of so many type sizes."""
TAB_GAP = 1.5
"""A white space wider than this many type sizes inside a line is a tab."""
RAISED_GAP = 1.0
"""A raised number stands up to this many type sizes from its word where lines are stretched."""
ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "re", "ère", "e", "è", "o", "a", "ST", "ND", "RD", "TH"})
"""Letters that are raised after a number."""
MANY_WORDS = 20
"""Fewer words of one size are a heading, no text."""


class Line(NamedTuple):
    """Words on one baseline, left to right, with the style of most of their characters."""

    words: tuple[Word, ...]
    box: BBox
    baseline: float
    size: float
    bold: bool
    italic: bool
    color: str
    text: str
    """The line as printed; raised numbers as superscript digits after their word."""

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
    return list(_group_words(tuple(words), gap))


@lru_cache(maxsize=8)
def _group_words(words: tuple[Word, ...], gap: float | None) -> tuple[Line, ...]:
    """Kept for a while, because each way to look for tables on a page begins with the same lines."""
    by_baseline = sorted(words, key=lambda w: (round(w.baseline, 1), w.box.x0))
    usual = _usual_size(by_baseline)
    raised = [word for word in by_baseline if _waits(word, usual)]
    level = [word for word in by_baseline if not _waits(word, usual)] if raised else by_baseline
    rows: list[_Row] = []
    for word in level:
        _put(word, rows, rows[-3:])
    for word in raised:
        _put(word, rows, rows)
    lines = [
        to_line(to_reading_order(part)) for row in rows for part in _split_at_gaps(sorted(row.words, key=_left), gap)
    ]
    return tuple(sorted(lines, key=lambda line: (round(line.baseline), line.box.x0)))


def turned_to_lines(words: Iterable[Word]) -> list[Line]:
    """Words that run upwards or downwards, in content order, as lines: those that stand on one upright strip."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(word.size - lines[-1][-1].size) < 0.1 and _on_strip(word, lines[-1][-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [to_line(line) for line in lines]


def _on_strip(word: Word, other: Word) -> bool:
    shared = min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0)
    apart = max(word.box.top - other.box.bottom, other.box.top - word.box.bottom)
    return shared > 0.5 * min(word.box.width, other.box.width) and apart < word.size


def _usual_size(words: Sequence[Word]) -> float:
    """The middle size, or that of the text where longer notes stand below it."""
    if not words:
        return 0.0
    counts = Counter([word.size for word in words])
    common = (size for size, count in counts.items() if count >= max(MANY_WORDS, len(words) / 5))
    return max([median([word.size for word in words]), *common])


def _left(word: Word) -> float:
    return word.box.x0


class _Row:
    """Words that share a baseline, while they are gathered; the first of the largest words says where it is."""

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.main = word

    def add(self, word: Word) -> None:
        self.words.append(word)
        if word.size > self.main.size:
            self.main = word


def _put(word: Word, rows: list[_Row], near: Sequence[_Row]) -> None:
    """Add a word to the last row near it that it belongs to, or begin a row with it."""
    for row in reversed(near):
        if _belongs(word, row):
            row.add(word)
            return
    rows.append(_Row(word))


def _belongs(word: Word, row: _Row) -> bool:
    """True on the same baseline, and for what is raised or lowered beside its neighbours."""
    main = row.main
    size = max(main.size, word.size)
    shift = abs(main.baseline - word.baseline)
    if shift < 0.25 * size:
        return True
    small = min(main.size, word.size) < 0.88 * size
    return small and shift < 0.6 * size and any(_beside(word, other) for other in row.words)


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
    weights: dict[tuple[float, bool, bool, str], int] = {}
    for word in words:
        style = (word.size, word.bold, word.italic, word.color)
        weights[style] = weights.get(style, 0) + len(word.text)
    size, bold, italic, color = max(weights, key=lambda style: (weights[style], style))
    baselines = [round(w.baseline, 1) for w in words if w.size >= 0.8 * size]
    baseline = baselines[0] if len(set(baselines)) == 1 else Counter(baselines).most_common(1)[0][0]
    box = union([w.box for w in words])
    return Line(tuple(words), box, baseline, size, bold, italic, color, words_to_text(words))


def words_to_text(words: Sequence[Word]) -> str:
    """Words as text: a space between them unless glued, raised digits as superscript."""
    size = max([word.size for word in words])
    parts = [words[0].text if not is_raised(words[0], size) else to_superscript(words[0].text)]
    for word in words[1:]:
        raised = word.size < size and is_raised(word, size)
        parts.append("" if word.glued or raised else " ")
        parts.append(to_superscript(word.text) if raised else word.text)
    return "".join(parts)


def _waits(word: Word, size: float) -> bool:
    """True for what stands above the line that it belongs to: raised numbers, and the letters of `30th`."""
    return is_raised(word, size) or (word.size < 0.75 * size and word.text in ORDINALS)


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
