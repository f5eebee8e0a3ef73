"""Pieces of lines between wide white spaces: what may be cells of a table without upright rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.lines import Line
from models.records.ink import BBox, Word

COLUMN_GAP = 0.55
"""White space wider than this (in type sizes) parts the cells of a line."""
MONO_GAP = 0.9
"""The same where all letters are as wide, and the space with them."""
_MONO = re.compile(r"courier|mono|consol|typewriter", re.IGNORECASE)
MAX_HEADING_WORDS = 9
"""The heading of a column has at most this many words."""


def split_line(line: Line) -> list[list[Word]]:
    """The words of a line, parted at wide white space."""
    parts = [[line.words[0]]]
    gap = MONO_GAP if _MONO.search(line.words[0].font) else COLUMN_GAP
    for word in line.words[1:]:
        if word.box.x0 - parts[-1][-1].box.x1 > gap * line.size:
            parts.append([])
        parts[-1].append(word)
    return parts


def merge_segments(segments: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Segments that stand under each other, as one group each, left to right; words in reading order."""
    groups: list[tuple[float, float, list[Word]]] = []
    for segment in segments:
        x0, x1 = min([word.box.x0 for word in segment]), max([word.box.x1 for word in segment])
        near = [g for g in groups if g[0] < x1 and x0 < g[1]]
        words = [word for group in near for word in group[2]] + list(segment)
        joined = min([x0, *(g[0] for g in near)]), max([x1, *(g[1] for g in near)]), words
        groups = [g for g in groups if not (g[0] < x1 and x0 < g[1])] + [joined]
    return [words for _, _, words in sorted(groups, key=lambda group: group[0])]


def crossings(line: Line, columns: Sequence[BBox]) -> list[int]:
    """The numbers of the column borders that a piece of the line crosses (0: between the first two columns)."""
    found = []
    for part in split_line(line):
        x0, x1 = part[0].box.x0, part[-1].box.x1
        for number, (left, right) in enumerate(pairwise(columns)):
            if x0 < min(left.x1, right.x0 - 3) and x1 > right.x0 + 3:
                found.append(number)
    return found
