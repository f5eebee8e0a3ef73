"""Rows of text that no rule or wide gap parts: a row begins where several cells begin at once."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.value_grids import columns_of
from extractors.value_heads import Column
from extractors.value_lines import Piece, ValueLine

SPACE = 0.3
"""Width of a space in type sizes."""
FAR = 1.6
"""Lines farther apart than this many type sizes are no neighbours in a cell."""
BEGIN = 0.5
"""Share of the cells of a line that begin there where a row does."""


def split_at_labels(
    lines: Sequence[ValueLine], columns: Sequence[Column], limits: Sequence[float]
) -> list[list[ValueLine]]:
    """Lines of one or more rows, parted where the first cell and most others begin anew.

    `limits` says for each column how far to the right its text may reach.
    """
    placed = [{columns_of(piece, columns)[0]: piece for piece in line.pieces} for line in lines]
    groups = [[lines[0]]]
    for number, line in enumerate(lines[1:], start=1):
        if 0 in placed[number] and _begins(placed, number, limits):
            groups.append([])
        groups[-1].append(line)
    return groups


def find_limits(lines: Sequence[ValueLine], columns: Sequence[Column]) -> list[float]:
    """How far to the right the text of each column reaches."""
    ends = [(columns_of(piece, columns), piece.box.x1) for line in lines for piece in line.pieces]
    own = [[x for (first, last), x in ends if first == last == col] for col in range(len(columns))]
    return [max([right, *xs]) for (_, right), xs in zip(columns, own, strict=True)]


def _begins(placed: Sequence[dict[int, Piece]], number: int, limits: Sequence[float]) -> bool:
    here = placed[number]
    if here[0].words[0].text[:1].islower():
        return False
    opens = sum(_opens(piece, _above(placed, number, col), limits[col]) for col, piece in here.items())
    return opens >= BEGIN * len(here) and (len(here) > 1 or opens == 1)


def _above(placed: Sequence[dict[int, Piece]], number: int, col: int) -> Piece | None:
    return placed[number - 1].get(col)


def _opens(piece: Piece, above: Piece | None, limit: float) -> bool:
    """True for a line that is not the rest of the line above it, where its first word would have found room."""
    if above is None or piece.is_value:
        return True
    word, size = piece.words[0], piece.words[0].size
    if word.baseline - above.words[0].baseline > FAR * size:
        return True
    return above.box.x1 + SPACE * size + word.box.width <= limit and not word.text[:1].islower()
