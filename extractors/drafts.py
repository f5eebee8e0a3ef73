"""Lines of one column → drafts of blocks: which lines belong together, and where a new block begins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractors.lines import Line, is_raised
from extractors.text import BULLETS, is_bullet, split_label
from models.records.ink import BBox, union

END = (".", "!", "?", ":", ";", '"', "”", "’")


class Column(NamedTuple):
    """The lines of one column in reading order, on one page, and the column's box."""

    page: int
    lines: tuple[Line, ...]
    box: BBox


class Draft(NamedTuple):
    """Lines of one block on one page; `text_x` is where its text begins, right of a label."""

    page: int
    lines: tuple[Line, ...]
    column: BBox
    label: str = ""
    text_x: float = 0.0

    @property
    def box(self) -> BBox:
        """The box around all lines."""
        return union([line.box for line in self.lines])

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]


Pitches = Mapping[float, float]


def find_pitches(columns: Iterable[Column]) -> dict[float, float]:
    """The usual distance of baselines in points for each type size."""
    steps: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for column in columns:
        for last, line in zip(column.lines, column.lines[1:], strict=False):
            step = line.baseline - last.baseline
            if _size_key(last) == _size_key(line) and 0.9 * line.size < step < 2.2 * line.size:
                steps[_size_key(line)][round(step * 2) / 2] += 1
    return {size: _smallest_common(counts) for size, counts in steps.items()}


def _smallest_common(counts: Counter[float]) -> float:
    """The most common step; the smaller one where a third as many lines stand closer (spaced paragraphs)."""
    top = max(counts.values())
    return min(step for step, count in counts.items() if count >= top / 3)


def _size_key(line: Line) -> float:
    return round(line.size, 1)


def column_to_drafts(column: Column, pitches: Pitches) -> list[Draft]:
    """Cut the lines of a column where a heading, a paragraph or a list item begins."""
    drafts: list[list[Line]] = []
    labels: list[tuple[str, float]] = []
    for line in column.lines:
        label, text_x = line_label(line)
        current = drafts[-1] if drafts else None
        if current is None or _begins(line, label, current, labels[-1], column, pitches):
            drafts.append([line])
            labels.append((label, text_x))
        else:
            current.append(line)
    return [
        Draft(column.page, tuple(lines), column.box, label, text_x)
        for lines, (label, text_x) in zip(drafts, labels, strict=True)
    ]


def line_label(line: Line) -> tuple[str, float]:
    """The label that a line begins with and the x of the text after it."""
    label, rest = split_label(line.text)
    if not label or not rest:
        return (label, line.box.x1) if label and is_bullet(label) else ("", line.box.x0)
    printed = 0
    for word in line.words:
        if printed >= len(label):
            return label, word.box.x0
        printed += len(word.text)
    return label, line.box.x0


def _begins(
    line: Line, label: str, current: Sequence[Line], opened: tuple[str, float], column: Column, pitches: Pitches
) -> bool:
    """True where a line begins a new block."""
    last = current[-1]
    step = line.baseline - last.baseline
    pitch = pitches.get(_size_key(line), pitches.get(_size_key(last), 1.35 * line.size))
    if step > 1.28 * pitch or step < -1:
        return True
    if abs(line.size - last.size) > 0.06 * max(line.size, last.size) and not _same_size_within(line, last):
        return True
    if label and _is_item(line, label, current, opened):
        return True
    if line.tab is not None and current[0].tab is not None and abs(line.tab - current[0].tab) < 2:
        return True
    return _changes_style(line, last, column) or _changes_indent(line, current, opened, column)


def _same_size_within(line: Line, last: Line) -> bool:
    """Lines of mixed sizes go on where a word of the one has the size of the other (a formula, a link)."""
    return any(abs(w.size - last.size) < 0.3 for w in line.words) or any(
        abs(w.size - line.size) < 0.3 for w in last.words
    )


def _is_item(line: Line, label: str, current: Sequence[Line], opened: tuple[str, float]) -> bool:
    """True where the label opens a list item; a number at a line's start can also be part of a sentence."""
    if label[0] in BULLETS:
        return True
    open_label, text_x = opened
    if open_label and abs(line.box.x0 - current[0].box.x0) < 3 and is_bullet(open_label) == is_bullet(label):
        return True
    first = line.words[0]
    stands_out = first.color != line.color or first.bold != line.words[-1].bold
    outdented = line.box.x0 < text_x - 4
    ended = current[-1].text.rstrip().endswith(END)
    return ended and not is_raised(first, line.size) or stands_out and ended or outdented and bool(open_label)


def _is_short(line: Line, column: Column) -> bool:
    return line.box.x1 < column.box.x1 - 0.18 * column.box.width


def _changes_style(line: Line, last: Line, column: Column) -> bool:
    """Bold or colour of whole lines changes after a line that is not full: a heading, or the text below it."""
    if (line.bold, line.color, line.italic) == (last.bold, last.color, last.italic) or not _is_short(last, column):
        return False
    return _is_uniform(last) and (last.bold, last.color) != (line.bold, line.color) and _is_uniform_start(line)


def _is_uniform(line: Line) -> bool:
    return all((w.bold, w.color) == (line.bold, line.color) for w in line.words if not is_raised(w, line.size))


def _is_uniform_start(line: Line) -> bool:
    return (line.words[0].bold, line.words[0].color) == (line.bold, line.color)


def _changes_indent(line: Line, current: Sequence[Line], opened: tuple[str, float], column: Column) -> bool:
    label, text_x = opened
    last = current[-1]
    if label:
        hanging = len(current) > 1 and abs(last.box.x0 - text_x) < 4
        return line.box.x0 < text_x - 4 and (hanging or _is_short(last, column))
    indented = line.box.x0 > last.box.x0 + 0.9 * line.size
    outdented = line.box.x0 < last.box.x0 - 0.9 * line.size and len(current) > 1
    return (indented or outdented) and _is_short(last, column)
