"""Picture of a page → one that OCR reads better: without noise, upright, bars inverted, rulings painted over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.records.ink import BBox

NOISY = 4.0
"""Mean difference (grey levels) of a pixel from the median of its neighbours above which a picture is noise-ridden."""
DARK = 128
"""Grey level below which a pixel counts as printed."""
TINT = 200
"""Grey level from which a pixel is paper or the tint of a cell, whose edges disturb OCR."""
STEEPEST = 0.06
"""Pixels that lines may go down for each pixel to the right: 3.4 degrees."""
STEPS = 0.004, 0.0005
"""Steps of the rough and of the fine search for the slope."""
SURE_GAIN = 1.3
"""Times that rows of letters must stand out more clearly in the picture set upright."""
MOST_SAMPLES = 200_000
"""Printed pixels that are looked at to find the slope."""
RULING = 2
"""Pixels that are painted over on both sides of the middle of a ruling."""


def without_noise(image: Any) -> Any:
    """The grey picture, smoothed where it is noise-ridden."""
    from PIL import ImageChops, ImageFilter, ImageStat

    smooth = image.filter(ImageFilter.MedianFilter(3))
    return smooth if ImageStat.Stat(ImageChops.difference(image, smooth)).mean[0] > NOISY else image


def find_slope(image: Any) -> float:
    """How far lines go down for each pixel to the right, from how clearly rows of letters stand out; 0 where unsure."""
    import numpy as np

    y, x = np.nonzero(np.asarray(image) < DARK)
    if not len(y):
        return 0.0
    every = max(1, len(y) // MOST_SAMPLES)
    y, x = y[::every], x[::every]

    def clearness(slope: float) -> float:
        rows = np.bincount((y - slope * x + STEEPEST * image.width).astype(np.int32))
        return float(np.square(np.diff(rows.astype(float))).sum())

    best = 0.0
    for step, reach in zip(STEPS, (STEEPEST, STEPS[0]), strict=True):
        best = max((best + n * step for n in range(-round(reach / step), round(reach / step) + 1)), key=clearness)
    best = max(-STEEPEST, min(STEEPEST, best))
    return best if clearness(best) >= SURE_GAIN * clearness(0.0) else 0.0


def set_upright(image: Any, slope: float) -> Any:
    """The picture without its crookedness."""
    from PIL.Image import Resampling, Transform

    if not slope:
        return image
    turn = (1, -slope, 0, slope, 1, 0)
    return image.transform(image.size, Transform.AFFINE, turn, Resampling.BILINEAR, fillcolor=255)


def clear_for_ocr(image: Any, bars: Iterable[BBox], rulings: Iterable[BBox]) -> Any:
    """The upright picture with dark text on pale bars, without rulings and tints, which OCR takes for pictures.

    Bars and rulings in pixels.
    """
    from PIL import ImageDraw, ImageOps

    clear = image.copy()
    for bar in bars:
        box = tuple(map(round, bar))
        clear.paste(ImageOps.autocontrast(ImageOps.invert(image.crop(box))), box)
    pen = ImageDraw.Draw(clear)
    for line in rulings:
        x0, top, x1, bottom = map(round, line)
        across = line.width > line.height
        wide = (0, RULING) if across else (RULING, 0)
        pen.rectangle((x0 - wide[0], top - wide[1], x1 + wide[0], bottom + wide[1]), fill=255)
    return clear.point(lambda level: 255 if level >= TINT else level)


def without_boxes(image: Any, boxes: Iterable[BBox]) -> Any:
    """The picture with these boxes (pixels) painted over."""
    from PIL import ImageDraw

    rest = image.copy()
    pen = ImageDraw.Draw(rest)
    for x0, top, x1, bottom in boxes:
        pen.rectangle((x0 - RULING, top - RULING, x1 + RULING, bottom + RULING), fill=255)
    return rest


def count_dark(image: Any) -> int:
    """Number of printed pixels."""
    return sum(image.histogram()[:DARK])
