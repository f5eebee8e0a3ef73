"""Picture of a page → rulings (thin dark lines) and bars (dark areas with pale text), found by runs of dark pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.records.ink import BBox

CONTRAST = 30
"""Grey levels (of 255) by which a line is darker than what is on both sides of it: thin lines are pale in scans."""
LEAST_LENGTH = 30.0
"""Points; no stroke of a letter in running text is as long."""
MOST_THICKNESS = 2.2
"""Points; what is thicker is a bar or a picture."""
FILLED = 0.92
"""Share of dark pixels in a line: noise makes holes."""
BESIDE = 2
"""Pixels by which a line may jump from one row of pixels to the next that shows it."""
DARK = 128
"""Grey level below which a pixel may belong to a bar."""
LEAST_BAR = 8.0
"""Points; no smaller bar holds text."""
SAME_END = 1.5
"""Points by which the ends of a bar may differ from one row of pixels to the next."""


def image_to_bars(image: Any, scale: float) -> list[BBox]:
    """Dark bars of an upright picture in pixels, as headings of tables stand in them; `scale` is points a pixel."""
    import numpy as np

    dark, near, least = np.asarray(image) < DARK, round(SAME_END / scale), round(LEAST_LENGTH / scale)
    bars: list[list[int]] = []
    for row, x0, x1 in _find_runs(dark, least):
        bar = next((bar for bar in reversed(bars) if _continues(bar, (row, x0, x1), near, dark)), None)
        if bar:
            bar[3] = row
        else:
            bars.append([x0, row, x1, row])
    boxes = [BBox(x0, top, x1 + 1, bottom + 1) for x0, top, x1, bottom in bars if bottom - top >= LEAST_BAR / scale]
    return [box for box in boxes if not any(_is_within(box, other) for other in boxes)]


def _is_within(box: BBox, other: BBox) -> bool:
    """True for the part of a bar beside its text."""
    return box != other and box.overlap(other) == box.width * box.height


def _continues(bar: list[int], run: tuple[int, int, int], near: int, dark: Any) -> bool:
    """True where a run of dark pixels belongs to a bar: same ends, which are dark also where text stands between."""
    row, x0, x1 = run
    if abs(x0 - bar[0]) > near or abs(x1 - bar[2]) > near:
        return False
    return all(bool(dark[bar[3] : row, at].all()) for at in (max(bar[0], x0) + near, min(bar[2], x1) - 1 - near))


def image_to_rulings(upright: Any, scale: float) -> tuple[BBox, ...]:
    """Horizontal and vertical rulings of an upright picture in pixels; `scale` is points a pixel."""
    import numpy as np

    grey = np.asarray(upright).astype(np.int16)
    least, thickest = round(LEAST_LENGTH / scale), max(2, round(MOST_THICKNESS / scale))
    across = [BBox(*box) for box in _find_lines(_to_ridges(grey, thickest), least, thickest)]
    down = [
        BBox(top, x0, bottom, x1) for x0, top, x1, bottom in _find_lines(_to_ridges(grey.T, thickest), least, thickest)
    ]
    return tuple(sorted((*across, *down)))


def _to_ridges(grey: Any, thickest: int) -> Any:
    """True where a pixel is darker than the pixels above and below it."""
    import numpy as np

    ridges = np.zeros(grey.shape, dtype=bool)
    inner = grey[thickest:-thickest] + CONTRAST
    ridges[thickest:-thickest] = (inner < grey[: -2 * thickest]) & (inner < grey[2 * thickest :])
    return ridges


def _find_lines(ridges: Any, least: int, thickest: int) -> Iterator[tuple[float, float, float, float]]:
    """Boxes (x0, top, x1, bottom in pixels) of lines along the rows; each drawn as thin as it can be."""
    open_: list[list[int]] = []
    for row, x0, x1 in _find_runs(ridges, least):
        done = [line for line in open_ if row - line[3] > BESIDE]
        yield from (_middle(line) for line in done if line[3] - line[1] <= thickest)
        open_ = [line for line in open_ if row - line[3] <= BESIDE]
        touching = [line for line in open_ if line[0] < x1 and x0 < line[2]]
        if touching:
            line = touching[0]
            line[0], line[2], line[3] = min(line[0], x0), max(line[2], x1), row
        else:
            open_.append([x0, row, x1, row])
    yield from (_middle(line) for line in open_ if line[3] - line[1] <= thickest)


def _middle(line: list[int]) -> tuple[float, float, float, float]:
    middle = (line[1] + line[3] + 1) / 2
    return (line[0], middle, line[2], middle)


def _find_runs(ridges: Any, least: int) -> Iterator[tuple[int, int, int]]:
    """Row, start and end of each run of ridges that is long enough, row by row."""
    import numpy as np

    if ridges.shape[1] <= least:
        return
    sums = np.cumsum(np.pad(ridges, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    beyond = round((1 - FILLED) * least)  # so far a window with few holes reaches over the end of a line
    full = (sums[:, least:] - sums[:, :-least]) >= FILLED * least
    for row in np.flatnonzero(full.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(full[row], 1).astype(np.int8)))
        for start, end in edges.reshape(-1, 2):
            yield int(row), int(start) + beyond, int(end) - 1 + least - beyond
