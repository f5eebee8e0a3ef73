"""Words of a table cell → paragraphs: lines joined, list items and bold labels on lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from extractors.lines import Line, words_to_lines
from extractors.text import is_bullet, join_lines, normalize_text, split_label
from models.records.ink import Word

SENTENCE_END = re.compile(r"[.!?:;…][)\]\"'”’]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
OPEN_END = re.compile(r"(?:[,(&/–—-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE)


class CellText(NamedTuple):
    """The paragraphs of a cell, and its lines as printed."""

    paragraphs: tuple[str, ...]
    printed: str
    starts_bold: bool = False
    ends_bold: bool = False

    @property
    def text(self) -> str:
        """Paragraphs and list items, one a line."""
        return "\n".join(self.paragraphs)


def words_to_cell_text(words: Sequence[Word], known: Counter[str]) -> CellText:
    """Read the words of one cell; `known` counts the words of the document (see `text.join_lines`)."""
    lines = words_to_lines(words)
    paragraphs = [join_lines([line.text for line in group], known) for group in lines_to_paragraphs(lines)]
    printed = "\n".join(line.text for line in lines)
    bold = [word.bold for line in lines for word in line.words] or [False]
    return CellText(tuple(p for p in paragraphs if p), printed, bold[0], bold[-1])


def lines_to_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a cell in groups: a wider gap, a list label, a bold label or room left on the line starts a new one."""
    usual = _leading(lines)
    right = max((line.box.x1 for line in lines), default=0.0)
    dashes = Counter(split_label(line.text).label for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        label = split_label(line.text).label
        if groups and not _starts(groups[-1], line, usual, right) and not _opens_item(groups[-1], label, dashes[label]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _leading(lines: Sequence[Line]) -> float:
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return median_low(steps) if steps else 0.0


def _starts(group: Sequence[Line], line: Line, usual: float, right: float) -> bool:
    above = group[-1]
    if line.baseline - above.baseline > max(1.25 * usual, usual + 1.5) or _changes_weight(above, line):
        return True
    first = line.words[0].box.width + 0.3 * line.size
    ended = bool(SENTENCE_END.search(above.text))
    return ended and right - above.box.x1 > first and right - above.box.x0 > 6 * line.size


def _changes_weight(above: Line, line: Line) -> bool:
    """True between a bold label and its text: after a plain line comes bold, or a bold line ends."""
    before, now = {word.bold for word in above.words}, {word.bold for word in line.words}
    opens = line.words[0].bold and not above.words[-1].bold and line.text[:1].isupper()
    label = opens and (now != {True} or before == {False} or any(word.text.endswith(":") for word in line.words))
    return label or (before == {True} and now == {False})


def _opens_item(group: Sequence[Line], label: str, times: int) -> bool:
    """True for a bullet, a dash that begins several lines, and a number after a finished sentence or another item."""
    if not label:
        return False
    after = bool(SENTENCE_END.search(group[-1].text)) or bool(split_label(group[0].text).label)
    if label in {"-", "–", "—"}:
        return after or times > 1
    return after or is_bullet(label)


def goes_on(above: str, below: str) -> bool:
    """True where the text above is plainly unfinished and the text below its rest."""
    above, below = above.strip(), below.strip()
    if not above or not below or split_label(below).label:
        return False
    return bool(OPEN_END.search(above)) or ((below[0].islower() or below[0] in "()") and not SENTENCE_END.search(above))


def join_parts(parts: Sequence[CellText], known: Counter[str]) -> CellText:
    """The parts of a cell that a page end cut, as one cell."""
    full = [part for part in parts if part.paragraphs]
    paragraphs = list(full[0].paragraphs) if full else []
    for above, part in pairwise(full):
        if _same_paragraph(above, part):
            paragraphs[-1:] = [join_lines([paragraphs[-1], part.paragraphs[0]], known), *part.paragraphs[1:]]
        else:
            paragraphs += part.paragraphs
    return CellText(tuple(paragraphs), "\n".join(part.printed for part in full))


def _same_paragraph(above: CellText, below: CellText) -> bool:
    label = below.starts_bold != above.ends_bold
    return not (label or SENTENCE_END.search(above.paragraphs[-1]) or split_label(below.paragraphs[0]).label)


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """A heading for comparison: lower case, letters and digits only, one spelling and number of common words."""
    plain = re.sub(r"\([^)]*\)", " ", normalize_text(text).casefold()).replace("organis", "organiz")
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", plain.replace("e-mail", "email").replace("&", " and "))
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
