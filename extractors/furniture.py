"""Running headers, footers and page numbers: told by their repetition at the page's edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.lines import Line

EDGE = 0.12
"""Share of the page height at the top and at the bottom where furniture may stand."""
_NUMBERING = re.compile(
    r"^\W*(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE
)


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[Line]]:
    """The lines of each page that are furniture; `heights` are the page heights in points."""
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    counts = Counter(key for lines in edges for key in {_signature(line, top) for line, top in lines})
    enough = 3 if len(pages) > 3 else 2
    repeated = {key for key, count in counts.items() if count >= enough}
    return [
        {line for line, top in lines if _signature(line, top) in repeated or _is_page_number(line, number, edges)}
        for number, lines in enumerate(edges, start=1)
    ]


def _edge_lines(lines: Sequence[Line], height: float) -> list[tuple[Line, bool]]:
    """Lines in the top (True) and bottom (False) edge of a page."""
    top = [(line, True) for line in lines if line.box.bottom < EDGE * height]
    return top + [(line, False) for line in lines if line.box.top > (1 - EDGE) * height]


def _signature(line: Line, top: bool) -> tuple[str, bool, int]:
    """The same for the same words at the same height, whatever the page number in them."""
    text = re.sub(r"\d+", "#", line.text.casefold())
    return re.sub(r"\s+", " ", text), top, round(line.baseline / 3)


def _is_page_number(line: Line, number: int, edges: Sequence[Sequence[tuple[Line, bool]]]) -> bool:
    """A lone number that counts with the pages: page and printed number differ by the same on a neighbour."""
    if not _NUMBERING.match(line.text):
        return False
    printed = _first_number(line.text)
    if printed is None:
        return False
    shift = printed - number
    near = [n for n in (number - 1, number + 1) if 1 <= n <= len(edges)]
    return any(_NUMBERING.match(o.text) and _first_number(o.text) == n + shift for n in near for o, _ in edges[n - 1])


def _first_number(text: str) -> int | None:
    match = re.search(r"\d+", text)
    return int(match[0]) if match else None
