"""Lines of one column → drafts of blocks: which lines belong together, and where a new block begins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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
    drafts: list[Draft] = []
    for line in column.lines:
        if drafts and _begins(line, drafts[-1], pitches) and (indented := _indented_line(drafts[-1], line)):
            drafts[-1:] = [drafts[-1]._replace(lines=drafts[-1].lines[:-1]), indented]
        if drafts and not _begins(line, drafts[-1], pitches):
            drafts[-1] = drafts[-1]._replace(lines=(*drafts[-1].lines, line))
        else:
            label, text_x = line_label(line)
            drafts.append(Draft(column.page, (line,), column.box, label, text_x))
    return drafts


def _indented_line(current: Draft, line: Line) -> Draft | None:
    """The last line of a list item where it is the indented first line of the paragraph that goes on below it."""
    if not current.label or len(current.lines) < 2 or line_label(line)[0]:
        return None
    before, last = current.lines[-2:]
    out = line.box.x0 < last.box.x0 - 0.9 * line.size and abs(line.box.x0 - current.column.x0) < 3
    ended = before.text.rstrip().endswith(END) and _is_short(before, current.column)
    if not (out and ended) or last.text.rstrip().endswith(END):
        return None
    return Draft(current.page, (last,), current.column, "", last.box.x0)


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


def _begins(line: Line, current: Draft, pitches: Pitches) -> bool:
    """True where a line begins a new block."""
    last = current.last
    step = line.baseline - last.baseline
    pitch = pitches.get(_size_key(line), pitches.get(_size_key(last), 1.35 * line.size))
    return (
        not -1 <= step <= 1.28 * pitch
        or _changes_size(line, last)
        or _is_item(line, current)
        or (line.tab is not None and current.first.tab is not None and abs(line.tab - current.first.tab) < 2)
        or _changes_style(line, current)
        or _changes_indent(line, current)
    )


def _changes_size(line: Line, last: Line) -> bool:
    return abs(line.size - last.size) > 0.06 * max(line.size, last.size) and not _same_size_within(line, last)


def _same_size_within(line: Line, last: Line) -> bool:
    """Lines of mixed sizes go on where a word of the one has the size of the other (a formula, a link)."""
    return any(abs(w.size - last.size) < 0.3 for w in line.words) or any(
        abs(w.size - line.size) < 0.3 for w in last.words
    )


def _is_item(line: Line, current: Draft) -> bool:
    """True where a label opens a list item; a number at a line's start can also be part of a sentence."""
    label, _ = line_label(line)
    if not label or label[0] in BULLETS:
        return bool(label)
    if current.label and abs(line.box.x0 - current.first.box.x0) < 3 and is_bullet(current.label) == is_bullet(label):
        return True
    if current.label and is_bullet(label) and abs(line.box.x0 - current.text_x) > 3:
        return True
    first = line.words[0]
    stands_out = first.color != line.color or first.bold != line.words[-1].bold
    ended = current.last.text.rstrip().endswith(END)
    if ended and (stands_out or not is_raised(first, line.size)):
        return True
    return bool(current.label) and line.box.x0 < current.text_x - 4


def _is_short(line: Line, column: BBox) -> bool:
    return line.box.x1 < column.x1 - 0.18 * column.width


def _is_numbered_line(current: Draft, line: Line) -> bool:
    """True for a numbered line on which there was room for the first word of the next: it was ended on purpose."""
    last = current.last
    room = current.column.x1 - last.box.x1 > line.words[0].box.width + 0.3 * line.size
    return bool(current.label) and len(current.lines) == 1 and last.words[0].bold and room


def _changes_style(line: Line, current: Draft) -> bool:
    """Bold or colour of whole lines changes after a line that is not full: a heading, or the text below it."""
    last = current.last
    if (line.bold, line.color) == (last.bold, last.color) or not (
        _is_short(last, current.column) or _is_numbered_line(current, line)
    ):
        return False
    if line.text[:1].islower() and not last.text.rstrip().endswith(END):
        return False
    return _is_uniform(last) and (line.words[0].bold, line.words[0].color) == (line.bold, line.color)


def _is_uniform(line: Line) -> bool:
    return all((w.bold, w.color) == (line.bold, line.color) for w in line.words if not is_raised(w, line.size))


def _is_new_sentence(last: Line, line: Line) -> bool:
    return last.text.rstrip().endswith(END) and line.text[:1].isupper()


def _changes_indent(line: Line, current: Draft) -> bool:
    last = current.last
    if current.label:
        hanging = len(current.lines) > 1 and abs(last.box.x0 - current.text_x) < 4
        after = len(current.lines) == 1 and line.box.x0 < last.box.x0 - 4 and _is_new_sentence(last, line)
        return line.box.x0 < current.text_x - 4 and (hanging or after or _is_short(last, current.column))
    indented = line.box.x0 > last.box.x0 + 0.9 * line.size
    outdented = line.box.x0 < last.box.x0 - 0.9 * line.size and len(current.lines) > 1
    return (indented or outdented) and _is_short(last, current.column)
