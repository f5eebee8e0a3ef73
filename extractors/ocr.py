"""Picture of a page → `PageInk` with tesseract, where it is installed. The only file that imports pytesseract."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple
from xml.etree import ElementTree

from extractors.scan_cleaning import clear_for_ocr, count_dark, find_slope, set_upright, without_boxes, without_noise
from extractors.scan_rulings import image_to_bars, image_to_rulings
from models.records.ink import BBox, Fill, PageInk, Word

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
SAME_SIZE = 0.14
"""Share by which measured sizes of the same type differ from line to line."""

PALE, BAR = "ffffff", "000000"
"""Colours of text on bars and of the bars."""
SURE_PAGE = 70.0
"""Mean confidence of a page below which it may stand upside down or sideways."""

USUAL, SPARSE = 3, 11
"""Kinds of page layout, as tesseract numbers them: columns of text, and lines anywhere."""
LEAST_REST = 500
"""Dark pixels that are left where a word was not read."""
USUAL_SIZES = 0.6, 1.7
"""Sizes of lines among the rest, as shares of the usual one; what else is there is a picture."""

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


class Reading(NamedTuple):
    """A page as read, the mean confidence (percent), and whether its lines run upwards or downwards."""

    ink: PageInk
    sure: float
    sideways: bool


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
    """The page with the words of its picture (Pillow, grey, `DPI` pixels an inch, as the page is shown).

    A picture that reads badly is turned as tesseract says that its letters stand, and read again.
    Raises OcrError where tesseract cannot read it within `seconds`.
    """
    image = without_noise(image)
    read = _read_upright(image, ink, languages, seconds)
    if read.sure >= SURE_PAGE and not read.sideways:
        return read.ink
    turn = _find_turn(image, seconds)
    if not turn:
        return read.ink
    turned = ink._replace(turn=turn)
    if turn != 180:
        turned = turned._replace(width=ink.height, height=ink.width)
    again = _read_upright(image.rotate(-turn, expand=True), turned, languages, seconds)
    return again.ink if again.sure > read.sure or read.sideways else read.ink


def _read_upright(image: Any, ink: PageInk, languages: str, seconds: float) -> Reading:
    scale = ink.width / image.width
    upright = set_upright(image, find_slope(image))
    bars, rulings = image_to_bars(upright, scale), image_to_rulings(upright, scale)
    clear = clear_for_ocr(upright, bars, rulings)
    lines = _image_to_lines(clear, languages, seconds)
    lines += _look_again(clear, lines, languages, seconds)
    fills = tuple(Fill(_scaled(bar, scale), BAR) for bar in bars)
    words = tuple(_on_bars(_lines_to_words([line for line in lines if _is_text(line)], scale), fills))
    edges = tuple(_scaled(line, scale) for line in rulings)
    page = ink._replace(words=words, rulings=edges, fills=fills, pictures=(), reader="tesseract")
    return Reading(page, *_judge(lines))


def _look_again(image: Any, lines: Sequence[ScanLine], languages: str, seconds: float) -> list[ScanLine]:
    """Lines of the usual size in what is left of a picture: short ones, as in cells, are easily overlooked."""
    sizes = [line.size for line in lines if _is_text(line)]
    rest = without_boxes(image, [box for line in lines for _, box, sure in line.words if sure >= SURE_WORD])
    if not sizes or count_dark(rest) < LEAST_REST:
        return []
    low, high = (share * median(sizes) for share in USUAL_SIZES)
    found = _image_to_lines(rest, languages, seconds, layout=SPARSE)
    return [line for line in found if low <= line.size <= high and _is_text(line)]


def _judge(lines: Iterable[ScanLine]) -> tuple[float, bool]:
    """Mean confidence of all letters, and whether most words are higher than wide."""
    words = [word for line in lines for word in line.words if len(word[0]) >= 3]
    letters = sum(len(text) for text, _, _ in words) or 1
    upended = sum(box.height > box.width for _, box, _ in words)
    return sum(len(text) * sure for text, _, sure in words) / letters, upended > len(words) / 2


def _find_turn(image: Any, seconds: float) -> int:
    """Degrees by which the picture must be turned to the right; 0 where tesseract cannot tell."""
    import pytesseract

    try:
        found = pytesseract.image_to_osd(image, config=f"--dpi {DPI}", timeout=seconds)
    except (pytesseract.TesseractError, RuntimeError, OSError):
        return 0  # too few letters, or the data for it is not installed
    said = re.search(r"^Rotate: (90|180|270)$", found, re.MULTILINE)
    return int(said[1]) if said else 0


def _lines_to_words(lines: Sequence[ScanLine], scale: float) -> Iterator[Word]:
    sizes = _settle_sizes(lines, scale)
    return (word for line, size in zip(lines, sizes, strict=True) for word in _to_words(line, size, scale))


def _scaled(box: BBox, scale: float) -> BBox:
    return BBox(*(round(side * scale, 2) for side in box))


def _on_bars(words: Iterable[Word], bars: Sequence[Fill]) -> Iterator[Word]:
    """Words on bars are pale, as printed."""
    for word in words:
        on = any(bar.box.contains((word.box.x0 + word.box.x1) / 2, word.baseline) for bar in bars)
        yield word._replace(color=PALE) if on else word


def _image_to_lines(image: Any, languages: str, seconds: float, layout: int = USUAL) -> list[ScanLine]:
    import pytesseract

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # several pages are read side by side instead
    try:
        found = pytesseract.image_to_pdf_or_hocr(
            image, lang=languages, config=f"--dpi {DPI} --psm {layout}", extension="hocr", timeout=seconds
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


def _to_words(line: ScanLine, size: float, scale: float) -> Iterator[Word]:
    """The words of a line, all on one baseline."""
    baseline = (line.box.bottom + line.rise + line.slope * line.box.width / 2) * scale
    top, bottom = baseline - ASCENT * size, baseline + (HEIGHT - ASCENT) * size
    for text, box, confidence in line.words:
        if _is_stain(text, confidence):
            continue
        place = BBox(round(box.x0 * scale, 2), round(top, 2), round(box.x1 * scale, 2), round(bottom, 2))
        yield Word(text, place, round(baseline, 2), size, "", False, False, "000000")
