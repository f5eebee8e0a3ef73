"""Picture of a page → `PageInk` with tesseract, where it is installed. The only file that imports pytesseract."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple
from xml.etree import ElementTree

from extractors.scan_rulings import image_to_rulings
from models.records.ink import BBox, PageInk, Word

DPI = 200
"""Pixels an inch of the picture that tesseract gets: 8 point letters are 22 pixels high."""
LARGEST_SIDE = 6000
"""Pixels; a larger page is shown smaller, whatever it says of its size."""
SURE_WORD = 30.0
"""Confidence (percent) below which a word is taken for a stain."""
SURE_SIGN = 85.0
"""The same for what holds no letter and no digit."""
SURE_LINE = 55.0
"""Mean confidence of a line below which it is taken for a drawing."""
HEIGHT = 0.93
"""Ascender to descender of usual fonts in type sizes, which is what tesseract measures of a line."""
ASCENT = 0.72
"""Of it above the baseline."""
LEAST_WORDS, LEAST_LINES = 4, 3
"""Words of a line and lines of a page that tell how crooked the page is."""
SAME_SIZE = 0.14
"""Share by which measured sizes of the same type differ from line to line."""

RULES = {"|", "||", "¦", "_", "__"}
"""What a ruling is read as, however sure."""

_NUMBERS = re.compile(r"(bbox|baseline|x_size|x_wconf)((?: -?[\d.]+)+)")
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_MARK = re.compile(r"[\W_]+")
"""What stains are often read as."""


class ScanLine(NamedTuple):
    """A line as tesseract reports it, in pixels: its words with boxes and confidence, its size and baseline."""

    words: tuple[tuple[str, BBox, float], ...]
    size: float
    box: BBox
    slope: float
    rise: float
    """The baseline at the left end of the line, upwards negative, from the bottom of its box."""


class OcrError(Exception):
    """Tesseract took too long or broke down on a page, or lacks a language."""


@cache
def is_available() -> bool:
    """True where the wrapper and the program are installed."""
    return find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


@cache
def program_version() -> str:
    """`tesseract 5.3.0`; empty where OCR is not available."""
    return _ask("--version")[0] if is_available() else ""


def installed_languages() -> list[str]:
    """Languages whose data is installed, as tesseract names them."""
    return [name for name in _ask("--list-langs")[1:] if name != "osd"] if is_available() else []


def _ask(question: str) -> list[str]:
    said = subprocess.run(["tesseract", question], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).splitlines() or [""]


def read_image(image: Any, ink: PageInk, languages: str, seconds: float) -> PageInk:
    """The page with the words of its picture (Pillow, `DPI` pixels an inch, as the page is shown).

    Raises OcrError where tesseract cannot read it within `seconds`.
    """
    lines = [line for line in _image_to_lines(image, languages, seconds) if _is_text(line)]
    scale = ink.width / image.width
    sizes, slope = _settle_sizes(lines, scale), _find_slope(lines)
    words = tuple(word for line, size in zip(lines, sizes, strict=True) for word in _to_words(line, size, scale, slope))
    rulings = image_to_rulings(image, slope, scale)
    return ink._replace(words=words, rulings=rulings, fills=(), pictures=(), reader="tesseract")


def _image_to_lines(image: Any, languages: str, seconds: float) -> list[ScanLine]:
    import pytesseract

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # several pages are read side by side instead
    try:
        found = pytesseract.image_to_pdf_or_hocr(
            image, lang=languages, config=f"--dpi {DPI}", extension="hocr", timeout=seconds
        )
    except (pytesseract.TesseractError, RuntimeError, OSError) as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise OcrError(said[-1]) from error
    return list(hocr_to_lines(found))


def hocr_to_lines(hocr: bytes | str) -> Iterator[ScanLine]:
    """Lines of tesseract's hOCR (http://kba.github.io/hocr-spec/1.2/) in its reading order."""
    for element in ElementTree.fromstring(hocr).iter():
        if element.get("class") not in _LINES:
            continue
        marks = _marks(element)
        slope, rise = [*marks.get("baseline", []), 0.0, 0.0][:2]
        words = [
            ("".join(word.itertext()).strip(), BBox(*_marks(word)["bbox"]), _marks(word)["x_wconf"][0])
            for word in element.iter()
            if word.get("class") == "ocrx_word"
        ]
        yield ScanLine(tuple(words), marks.get("x_size", [0.0])[0], BBox(*marks["bbox"]), slope, rise)


def _marks(element: ElementTree.Element) -> dict[str, list[float]]:
    return {name: [float(n) for n in numbers.split()] for name, numbers in _NUMBERS.findall(element.get("title", ""))}


def _is_text(line: ScanLine) -> bool:
    sure = [confidence for text, _, confidence in line.words if not _MARK.fullmatch(text)]
    return bool(sure) and sum(sure) / len(sure) >= SURE_LINE


def _settle_sizes(lines: Sequence[ScanLine], scale: float) -> list[float]:
    """Type size of each line in points, where sizes that are nearly the same are one: boxes of a scan jitter."""
    rough = [line.size * scale / HEIGHT for line in lines]
    weights: Counter[float] = Counter()
    for size, line in zip(rough, lines, strict=True):
        weights[size] += sum(len(text) for text, _, _ in line.words)
    settled: dict[float, float] = {}
    left = sorted(weights, key=lambda size: (-_weight_near(size, weights), size))
    for size in left:
        near = [other for other in settled.values() if abs(other - size) <= SAME_SIZE * other]
        settled[size] = min(near, key=lambda other: abs(other - size)) if near else round(size * 2) / 2
    return [settled[size] for size in rough]


def _weight_near(size: float, weights: Counter[float]) -> int:
    """Characters in lines of about this size."""
    return sum(count for other, count in weights.items() if abs(other - size) <= SAME_SIZE / 2 * size)


def _is_stain(text: str, confidence: float) -> bool:
    floor = SURE_SIGN if _MARK.fullmatch(text) else SURE_WORD
    return not text or text in RULES or confidence < floor


def _find_slope(lines: Sequence[ScanLine]) -> float:
    """How far lines go down for each pixel to the right: a crooked scan; 0 where too few lines tell."""
    slopes = [line.slope for line in lines if len(line.words) >= LEAST_WORDS]
    return median(slopes) if len(slopes) >= LEAST_LINES else 0.0


def _to_words(line: ScanLine, size: float, scale: float, slope: float) -> Iterator[Word]:
    """The words of a line set upright: what is crooked by `slope` is sheared back, which is enough for small angles."""
    baseline = (line.box.bottom + line.rise - slope * line.box.x0) * scale
    top, bottom = baseline - ASCENT * size, baseline + (HEIGHT - ASCENT) * size
    for text, box, confidence in line.words:
        if _is_stain(text, confidence):
            continue
        shift = slope * baseline
        x0, x1 = box.x0 * scale + shift, box.x1 * scale + shift
        place = BBox(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
        yield Word(text, place, round(baseline, 2), size, "", False, False, "000000")
