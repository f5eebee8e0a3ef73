"""Pieces of lines between wide white spaces: what may be cells of a table without upright rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lines import Line
from models.records.ink import BBox, Word, union

COLUMN_GAP = 0.55
"""White space wider than this (in type sizes) parts the cells of a line."""
MAX_HEADING_WORDS = 9
"""The heading of a column has at most this many words."""


def split_line(line: Line) -> list[list[Word]]:
    """The words of a line, parted at wide white space."""
    parts = [[line.words[0]]]
    for word in line.words[1:]:
        if word.box.x0 - parts[-1][-1].box.x1 > COLUMN_GAP * line.size:
            parts.append([])
        parts[-1].append(word)
    return parts


def merge_segments(segments: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Segments that stand under each other, as one group each, left to right; words in reading order."""
    groups: list[list[Word]] = []
    for segment in segments:
        box = union([word.box for word in segment])
        near = [g for g in groups if _beside(union([w.box for w in g]), box)]
        groups = [g for g in groups if g not in near] + [[w for g in near for w in g] + list(segment)]
    return sorted(groups, key=lambda g: min(w.box.x0 for w in g))


def _beside(one: BBox, two: BBox) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1


def crossings(line: Line, columns: Sequence[BBox]) -> list[int]:
    """The numbers of the column borders that a piece of the line crosses (0: between the first two columns)."""
    found = []
    for part in split_line(line):
        x0, x1 = part[0].box.x0, part[-1].box.x1
        for number, (left, right) in enumerate(pairwise(columns)):
            if x0 < min(left.x1, right.x0 - 3) and x1 > right.x0 + 3:
                found.append(number)
    return found
