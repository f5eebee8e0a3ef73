"""Runs of characters → words: what pdfium sees as one text object is often a line, sometimes a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.scripts import runs_leftwards
from extractors.text import symbol_to_bullet
from models.records.ink import BBox, Word, union

DENSE = 0.6
"""Letters of running text are at most this many type sizes wide on average."""


class Style(NamedTuple):
    """What all characters of one text object share; size in points."""

    size: float
    font: str
    bold: bool
    italic: bool
    color: str
    turned: bool
    unpainted: bool = False


class Run(NamedTuple):
    """Characters of one text object printed without a space between them."""

    text: str
    first: BBox
    last: BBox
    """Boxes of the first and the last character."""
    baseline: float
    style: Style
    hyphen: bool


def is_dense(run: Run) -> bool:
    """False where a run is so wide for its characters that a gap may part them (leaders, letters moved one by one)."""
    return run.style.turned or run.last.x1 - run.first.x0 <= DENSE * run.style.size * len(run.text)


def runs_to_words(runs: Iterable[Run | None]) -> Iterator[Word]:
    """Join the runs of one word; None stands for a space or a line end."""
    word: list[Run] = []
    glued = False
    for run in runs:
        if word and (run is None or _breaks(word[-1], run)):
            yield _to_word(word, glued)
            glued = run is not None and _touches(word[-1], run)
            word = []
        elif run is None:
            glued = False
        if run is not None:
            word.append(run)
    if word:
        yield _to_word(word, glued)


def _breaks(before: Run, run: Run) -> bool:
    """A new word starts at a gap, at another line, and where the size changes (a raised footnote marker)."""
    larger = max(before.style.size, run.style.size) or 1.0
    if runs_leftwards(before.text) and runs_leftwards(run.text):
        before, run = run, before
    if before.style.turned or run.style.turned:
        return before.style.turned != run.style.turned
    return (
        abs(before.style.size - run.style.size) > 0.15 * larger
        or abs(before.baseline - run.baseline) > 0.2 * larger
        or run.first.x0 < before.last.x0 - 0.5 * larger
        or run.first.x0 > before.last.x1 + 0.3 * larger
    )


def _touches(before: Run, run: Run) -> bool:
    size = max(before.style.size, run.style.size)
    if runs_leftwards(before.text) and runs_leftwards(run.text):
        before, run = run, before
    return abs(before.baseline - run.baseline) < 0.8 * size and abs(run.first.x0 - before.last.x1) < 0.15 * size


def _to_word(runs: list[Run], glued: bool) -> Word:
    style = runs[0].style
    if len(runs) > 1:
        weights: Counter[Style] = Counter()
        for run in runs:
            weights[run.style] += len(run.text)
        style = weights.most_common(1)[0][0]
    box = union([box for run in runs for box in (run.first, run.last)])
    text = symbol_to_bullet("".join(run.text for run in runs), style.font)
    return Word(text, box, runs[0].baseline, *style, glued=glued, hyphenated=runs[-1].hyphen)
