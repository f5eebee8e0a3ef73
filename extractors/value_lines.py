"""Lines of figures: a label and values in columns, however little ink a table has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.lines import Line
from extractors.segments import split_line
from models.records.ink import BBox, Word, union

MIN_VALUES = 2
"""A line with one plain number may be anything: an item of a list, an entry of a table of contents."""
MIN_LINES, MIN_SINGLE_LINES = 3, 4
"""So many lines of values make a table; more where each has only one."""
STEP = 3.0
"""Lines of one table lie at most this many type sizes apart."""
LOOSE_LINES = 2
"""So many lines without values may stand between two lines of values: headings of groups, the rest of a label."""
CROSSED = 10
"""One line in so many may run over the white space between two columns."""
REGULAR = 0.6
"""Lines with more than this share of the most pieces show where the columns are."""
PROSE_WORDS = 10
"""A piece of so many words, and of most of the width of the table, is running text."""
PROSE_WIDTH = 0.7

_NUMBER = re.compile(
    r"[(\[]?[-–−+±<>≤≥~≈]?(?:[A-Z]{0,3}[$€£¥])?[-–−+]?(?:\d[\d.,:/'’]*|\.\d+)(?:[-–]\d[\d.,]*)?(?:%|‰)?[)\]]?[*†‡§a-z⁰-⁹¹²³]{0,2}"
)
_SIGN = re.compile(r"[$€£¥%±*]|EUR|USD|US\$")
_NOTHING = re.compile(r"[-–—−:*]|\.{1,3}|…|\(?n\.?/?a\.?\)?|\([xXzZ]\)|[xX]", re.IGNORECASE)
"""What stands where there is no figure."""
_AMOUNT = re.compile(r"\d[.,]\d|[%$€£]")
"""A number that is no page: with a fraction or groups of digits, a share, or money."""
_LEADER = re.compile(r"[.…_·]{4,}")
_CAPTION = re.compile(r"\W*(?:table|figure|chart|box|annex|appendix)\s", re.IGNORECASE)


class Piece(NamedTuple):
    """Words between wide white spaces: a cell in the making."""

    words: tuple[Word, ...]
    box: BBox
    is_value: bool


class ValueLine(NamedTuple):
    """A line in pieces."""

    line: Line
    pieces: tuple[Piece, ...]

    @property
    def values(self) -> int:
        """How many pieces are values."""
        return sum(piece.is_value for piece in self.pieces)

    @property
    def is_row(self) -> bool:
        """True for a line with several values, or words and one at the end that is no number of a page."""
        last = self.pieces[-1]
        single = len(self.pieces) > 1 and last.is_value and any(_AMOUNT.search(word.text) for word in last.words)
        return self.values >= MIN_VALUES or single


def to_value_line(line: Line, cuts: Sequence[float] = ()) -> ValueLine:
    """A line in pieces, parted at wide white space, leaders and the upright rules at `cuts`."""
    parts = [part for group in split_line(line) for part in _at_leaders(_at_cuts(group, cuts))]
    return ValueLine(line, tuple(_to_piece(part) for part in parts))


def lines_to_value_lines(lines: Sequence[Line]) -> list[ValueLine]:
    """Lines in pieces."""
    return [to_value_line(line) for line in lines]


def _to_piece(words: Sequence[Word]) -> Piece:
    """A piece as wide as its text: leaders fill the way to the next column."""
    text = [word for word in words if not _LEADER.fullmatch(word.text)] or words
    return Piece(tuple(words), union([word.box for word in text]), is_value(text))


def _at_cuts(words: Sequence[Word], cuts: Sequence[float]) -> Iterator[list[Word]]:
    part = [words[0]]
    for last, word in pairwise(words):
        if any(_middle(last) < x < _middle(word) for x in cuts):
            yield part
            part = []
        part.append(word)
    yield part


def _middle(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _at_leaders(parts: Iterator[list[Word]]) -> Iterator[list[Word]]:
    """The parts that end with a leader, or with a word to which one is glued."""
    for words in parts:
        part: list[Word] = []
        for word in words:
            if part and _LEADER.search(part[-1].text) and not _LEADER.fullmatch(word.text):
                yield part
                part = []
            part.append(word)
        yield part


def is_value(words: Sequence[Word]) -> bool:
    """True for a number with its signs, and for what stands in its place."""
    texts = [_LEADER.sub("", word.text) for word in words]
    if len(texts) == 1 and _NOTHING.fullmatch(texts[0]):
        return True
    numbers = [bool(_NUMBER.fullmatch(text)) for text in texts]
    rest = all(number or _SIGN.fullmatch(text) for number, text in zip(numbers, texts, strict=True))
    return any(numbers) and rest and len(texts) <= 4


def find_runs(lines: Sequence[ValueLine]) -> Iterator[tuple[int, int]]:
    """First and last number of the lines of each run of values, with the loose lines between them."""
    marked = [n for n, line in enumerate(lines) if line.is_row]
    run: list[int] = []
    for number in marked:
        if run and not _hang_together(lines, run[-1], number):
            yield from _checked(run)
            run = []
        run.append(number)
    yield from _checked(run)


def _checked(run: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(run) >= MIN_LINES:
        yield run[0], run[-1]


def _hang_together(lines: Sequence[ValueLine], above: int, below: int) -> bool:
    """True where nothing but a few short lines stands between two lines of values."""
    between = lines[above + 1 : below]
    near = all(
        two.line.baseline - one.line.baseline < STEP * max(one.line.size, two.line.size)
        for one, two in pairwise(lines[above : below + 1])
    )
    loose = [line for line in between if len(line.pieces) == 1]
    width = union([lines[above].line.box, lines[below].line.box]).width
    plain = not any(is_prose(line, width) or is_caption(line) for line in between)
    return near and len(loose) <= LOOSE_LINES and plain


def is_caption(line: ValueLine) -> bool:
    """True for a line that names a table or figure."""
    return bool(_CAPTION.match(line.line.text))


def is_entry(line: ValueLine) -> bool:
    """True for a line of a table of contents: words, a leader and the number of a page."""
    last = line.pieces[-1].words
    return len(last) == 1 and last[0].text.isdigit() and any(_LEADER.search(word.text) for word in line.line.words)


def is_prose(line: ValueLine, width: float) -> bool:
    """True for a line of running text or a title: one long piece."""
    return any(len(p.words) >= PROSE_WORDS and p.box.width > PROSE_WIDTH * width for p in line.pieces)


def find_columns(lines: Sequence[ValueLine]) -> list[tuple[float, float]]:
    """Left and right side of each column: where the pieces of the lines of values stand, left to right."""
    boxes = [piece.box for line in lines for piece in line.pieces]
    events = sorted([(box.x0, 1) for box in boxes] + [(box.x1, -1) for box in boxes])
    free, depth, start = len(lines) // CROSSED, 0, None
    columns = []
    for x, step in events:
        before, depth = depth, depth + step
        if before <= free < depth:
            start = x
        elif depth <= free < before and start is not None:
            columns.append((start, x))
    return [column for column in columns if _filled(column, lines) > max(1, len(lines) // CROSSED)]


def find_regular_columns(lines: Sequence[ValueLine]) -> list[tuple[float, float]]:
    """The columns of the lines with the most pieces: the others run over columns, or leave some empty."""
    most = max((len(line.pieces) for line in lines), default=0)
    return find_columns([line for line in lines if len(line.pieces) > REGULAR * most])


def is_crossing(line: ValueLine, columns: Sequence[tuple[float, float]]) -> bool:
    """True where a piece of a line stands in several columns."""
    return any(sum(overlaps(piece.box, column) for column in columns) > 1 for piece in line.pieces)


def _filled(column: tuple[float, float], lines: Sequence[ValueLine]) -> int:
    return sum(any(overlaps(piece.box, column) for piece in line.pieces) for line in lines)


def overlaps(box: BBox, column: tuple[float, float]) -> bool:
    """True where a box stands in a column, if only in part."""
    return box.x0 < column[1] - 0.5 and box.x1 > column[0] + 0.5


def is_figures(lines: Sequence[ValueLine], columns: Sequence[tuple[float, float]]) -> bool:
    """True where columns right of the first hold mostly values, and most lines begin with a label.

    Two such columns do, or one beside labels in words. The scales of charts side by side are no table.
    """
    if len(columns) < 2:
        return False
    held = [[p for line in lines for p in line.pieces if overlaps(p.box, column)] for column in columns]
    valued = [pieces for pieces in held[1:] if _is_valued(pieces, len(lines))]
    worded = 2 * sum(not piece.is_value for piece in held[0]) > len(lines)
    single = len(valued) == 1 and worded and len(lines) >= MIN_SINGLE_LINES
    labels = sum(overlaps(line.pieces[0].box, columns[0]) for line in lines)
    scales = not worded and all(_is_scale(pieces) for pieces in valued)
    return (single or len(valued) >= MIN_VALUES) and 2 * labels > len(lines) and not scales


def _is_valued(pieces: Sequence[Piece], lines: int) -> bool:
    return 2 * sum(piece.is_value for piece in pieces) > len(pieces) and 2 * len(pieces) > lines


def _is_scale(pieces: Sequence[Piece]) -> bool:
    """True for numbers at equal steps, as they stand along the axis of a chart."""
    texts = [re.sub(r"[^\d.−-]", "", piece.words[0].text).replace("−", "-") for piece in pieces if piece.is_value]
    try:
        numbers = [float(text) for text in texts]
    except ValueError:
        return False
    steps = {round(below - above, 6) for above, below in pairwise(numbers)}
    return len(steps) == 1 and steps != {0.0}
