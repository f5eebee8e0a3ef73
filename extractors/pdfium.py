"""PDF → `PageInk` with pdfium: the fast first reader. The only file that imports pypdfium2."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors.bullets import letters_to_bullets
from extractors.paths import SubPath, paths_to_ink
from extractors.text import symbol_to_bullet
from models.errors import ExtractionError
from models.records.ink import BBox, PageInk, Word

Point = tuple[float, float]
ToView = Callable[[float, float], Point]

HYPHENS = {0x02, 0xFFFE}
"""What pdfium gives for a hyphen that it takes for a line-end hyphen."""


class Style(NamedTuple):
    """What all characters of one text object share; size in points."""

    size: float
    font: str
    bold: bool
    italic: bool
    color: str
    turned: bool


class Glyph(NamedTuple):
    """One character in its place."""

    text: str
    box: BBox
    baseline: float
    style: Style
    hyphen: bool


class EncryptedError(ExtractionError):
    """A file that needs a password which was not given, or not the right one."""


def read_document(path: Path, data: bytes, password: str | None) -> tuple[list[PageInk], dict[str, str]]:
    """All pages of a file and its metadata. Raises `ExtractionError` (`EncryptedError`) with one sentence."""
    with open_pdf(path, data, password) as pdf:
        metadata = {key: value for key, value in pdf.get_metadata_dict().items() if value}
        return list(read_pages(pdf)), metadata


def open_pdf(path: Path, data: bytes, password: str | None = None) -> pdfium.PdfDocument:
    """Open a PDF from its bytes; `path` only names it in the error."""
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            message = "the file is encrypted; use a copy saved without password (gcmatrix extract takes --password)"
            raise EncryptedError(path, message) from error
        message = "the file is not a readable PDF; open it in a PDF viewer and export it again"
        raise ExtractionError(path, message) from error


def read_pages(pdf: pdfium.PdfDocument) -> Iterator[PageInk]:
    """Read page after page; a page that pdfium cannot load comes out empty, with reader `none`."""
    for number in range(1, len(pdf) + 1):
        yield read_page(pdf, number)


def read_page(pdf: pdfium.PdfDocument, number: int) -> PageInk:
    """Read one page (1-based)."""
    try:
        page = pdf[number - 1]
    except pdfium.PdfiumError:
        return PageInk(number, 0.0, 0.0, (), (), (), (), "none")
    try:
        to_view = _page_to_view(page)
        width, height = page.get_size()
        rulings, fills = paths_to_ink(list(_sub_paths(page, to_view)), width, height)
        words = tuple(letters_to_bullets(_glyphs_to_words(_glyphs(page, to_view))))
        return PageInk(number, width, height, words, rulings, fills, _pictures(page, to_view), "pdfium")
    finally:
        page.close()


def _page_to_view(page: pdfium.PdfPage) -> ToView:
    """From PDF user space (origin bottom left, unrotated) to the page as shown (origin top left)."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() % 360
    if turn == 90:
        return lambda x, y: (y - bottom, x - left)
    if turn == 180:
        return lambda x, y: (right - x, y - bottom)
    if turn == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _to_box(points: list[Point]) -> BBox:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _glyphs(page: pdfium.PdfPage, to_view: ToView) -> Iterator[Glyph | None]:
    """Characters in content order; None stands for a space or a line end."""
    textpage = page.get_textpage()
    styles: dict[int, Style] = {}
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0, 9, 10, 13, 32, 0xA0) or (raw.FPDFText_IsGenerated(textpage, index) and code not in HYPHENS):
            yield None
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, rect)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        box = _to_box([to_view(rect.left, rect.bottom), to_view(rect.right, rect.top)])
        style = _style(textpage, index, styles, to_view)
        hyphen = code in HYPHENS
        yield Glyph("-" if hyphen else _to_char(code), box, to_view(x.value, y.value)[1], style, hyphen)
    textpage.close()


def _to_char(code: int) -> str:
    """A half of a surrogate pair, which some fonts map to, is no character and cannot be written as UTF-8."""
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _style(textpage: Any, index: int, known: dict[int, Style], to_view: ToView) -> Style:
    text_object = raw.FPDFText_GetTextObject(textpage, index)
    address = ctypes.cast(text_object, ctypes.c_void_p).value or -1
    if address not in known:
        known[address] = _read_style(textpage, index, to_view)
    return known[address]


def _read_style(textpage: Any, index: int, to_view: ToView) -> Style:
    font, flags = _font(textpage, index)
    name = font.lower()
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    bold = any(mark in name for mark in ("bold", "black", "heavy", "semibold")) or bool(flags & 1 << 18)
    italic = "italic" in name or "oblique" in name or bool(flags & 1 << 6)
    size = round(raw.FPDFText_GetFontSize(textpage, index) * scale, 2)
    return Style(size, font, bold, italic, _color(textpage, index), _is_turned(matrix, to_view))


def _is_turned(matrix: raw.FS_MATRIX, to_view: ToView) -> bool:
    """True where the text does not run from left to right on the page as shown."""
    (x, y), (x0, y0) = to_view(matrix.a, matrix.b), to_view(0.0, 0.0)
    return not x - x0 > 4 * abs(y - y0)


def _font(textpage: Any, index: int) -> tuple[str, int]:
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, 256, flags)
    name = buffer.raw[: max(length - 1, 0)].decode("utf-8", errors="replace")
    return name.partition("+")[2] or name, flags.value


def _color(textpage: Any, index: int) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    return f"{red.value:02x}{green.value:02x}{blue.value:02x}"


def _glyphs_to_words(glyphs: Iterator[Glyph | None]) -> Iterator[Word]:
    run: list[Glyph] = []
    glued = False
    for glyph in glyphs:
        if run and (glyph is None or _breaks(run[-1], glyph)):
            yield _to_word(run, glued)
            glued = glyph is not None and _touches(run[-1], glyph)
            run = []
        elif glyph is None:
            glued = False
        if glyph is not None:
            run.append(glyph)
    if run:
        yield _to_word(run, glued)


def _breaks(last: Glyph, glyph: Glyph) -> bool:
    """A new word starts at a gap, at another line, and where the size changes (a raised footnote marker)."""
    larger = max(last.style.size, glyph.style.size) or 1.0
    if last.style.turned or glyph.style.turned:
        return last.style.turned != glyph.style.turned
    return (
        abs(last.style.size - glyph.style.size) > 0.15 * larger
        or abs(last.baseline - glyph.baseline) > 0.2 * larger
        or glyph.box.x0 < last.box.x0 - 0.5 * larger
        or glyph.box.x0 > last.box.x1 + 0.3 * larger
    )


def _touches(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.style.size, glyph.style.size)
    return abs(last.baseline - glyph.baseline) < 0.8 * size and abs(glyph.box.x0 - last.box.x1) < 0.15 * size


def _to_word(run: list[Glyph], glued: bool) -> Word:
    boxes = [glyph.box for glyph in run]
    box = BBox(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
    style = Counter(glyph.style for glyph in run).most_common(1)[0][0]
    text = symbol_to_bullet("".join(glyph.text for glyph in run), style.font)
    return Word(text, box, run[0].baseline, *style, glued=glued, hyphenated=run[-1].hyphen)


def _sub_paths(page: pdfium.PdfPage, to_view: ToView) -> Iterator[SubPath]:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=6):
        matrix = item.get_matrix()
        fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill_mode, stroke)
        if not (fill_mode.value or stroke.value):
            continue
        runs = [[to_view(*matrix.on_point(*point)) for point in run] for run in _runs(item)]
        boxes = tuple(_to_box(run) for run in runs if run)
        if boxes:
            yield SubPath(boxes, bool(fill_mode.value), bool(stroke.value), _object_color(item), _clip(item, to_view))


def _runs(item: Any) -> list[list[Point]]:
    """The points of each closed or open part of a path."""
    runs: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not runs:
            runs.append([])
        runs[-1].append((x.value, y.value))
    return runs


def _clip(item: Any, to_view: ToView) -> BBox | None:
    """The box of the innermost clip path, or None where nothing clips."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    count = raw.FPDFClipPath_CountPaths(clip)
    if count < 1:
        return None
    x, y, points = ctypes.c_float(), ctypes.c_float(), []
    for index in range(raw.FPDFClipPath_CountPathSegments(clip, count - 1)):
        segment = raw.FPDFClipPath_GetPathSegment(clip, count - 1, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(to_view(x.value, y.value))
    return _to_box(points) if points else None


def _object_color(item: Any) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return f"{red.value:02x}{green.value:02x}{blue.value:02x}"


def _pictures(page: pdfium.PdfPage, to_view: ToView) -> tuple[BBox, ...]:
    items = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=6)
    bounds = [item.get_bounds() for item in items]
    return tuple(_to_box([to_view(b[0], b[1]), to_view(b[2], b[3])]) for b in bounds)
