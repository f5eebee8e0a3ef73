"""PDF → `PageInk` with pdfium: the fast first reader. The only file that imports pypdfium2."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import groupby, repeat
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors.bullets import letters_to_bullets
from extractors.options import DEFAULTS, ReadOptions
from extractors.paths import SubPath, paths_to_ink
from extractors.runs import Run, Style, is_dense, runs_to_words
from models.errors import EncryptedError, ExtractionError
from models.records.ink import BBox, PageInk, Word

Point = tuple[float, float]
ToView = Callable[[float, float], Point]

SIDEWAYS = 0.6
"""A page with a larger share of words that run upwards or downwards is turned before it is read."""
LEAST_TEXT = 0.2
"""Characters for each text object, on average; with fewer, pdfium cannot read the page's fonts and is not believed."""
DEEPEST = 6
"""Forms within forms are followed so deep; a file may nest them without end."""
NO_PASSWORD = "the file is encrypted; give its password with --password or in GCMATRIX_PASSWORD"
WRONG_PASSWORD = "the password does not open the file; check it (capitals count)"
UNKNOWN_ENCRYPTION = "the file is encrypted in a way that cannot be opened; use a copy saved without encryption"
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium gives for a hyphen that it takes for a line-end hyphen."""
_PRINTED = re.compile(r"[^\0\t\n\r \xa0]+")
"""Characters between spaces and line ends."""


_object_address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The text object of a character as a plain number: three times faster than casting a pointer each time."""


_render_mode = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_void_p).value or 0
)


class Drawing(NamedTuple):
    """A text, path or picture (pdfium's kind) and how the space that it is placed in maps to the page as shown."""

    item: Any
    kind: int
    to_view: ToView


def open_pdf(path: Path, data: bytes, password: str | None = None) -> pdfium.PdfDocument:
    """Open a PDF from its bytes; `path` only names it in the error (`EncryptedError`, `ExtractionError`)."""
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise EncryptedError(path, WRONG_PASSWORD if password else NO_PASSWORD) from error
        if "ecurity" in str(error):
            raise ExtractionError(path, UNKNOWN_ENCRYPTION) from error
        message = "the file is not a readable PDF; open it in a PDF viewer and export it again"
        raise ExtractionError(path, message) from error


def read_metadata(pdf: pdfium.PdfDocument) -> dict[str, str]:
    """What the file says of itself (`Title`, `CreationDate`, ...), without what is no text."""
    found = {}
    for key in pdf.METADATA_KEYS:
        with suppress(UnicodeError):
            found[key] = pdf.get_metadata_value(key)
    return {key: value for key, value in found.items() if value}


def find_loadable(pdf: pdfium.PdfDocument, most: int) -> list[int]:
    """The pages (1-based) among the first `most` that the page tree really holds; nothing on them is read."""
    size = raw.FS_SIZEF()
    return [n + 1 for n in range(min(len(pdf), most)) if raw.FPDF_GetPageSizeByIndexF(pdf, n, size)]


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
        ink = _read_upright(page, number)
        return ink if not _is_sideways(ink) else _read_turned(page, ink)
    finally:
        page.close()


def _read_upright(page: pdfium.PdfPage, number: int) -> PageInk:
    to_view = _page_to_view(page)
    width, height = page.get_size()
    drawings = list(_drawings(page, to_view))
    sub_paths = (_to_sub_path(one) for one in drawings if one.kind == raw.FPDF_PAGEOBJ_PATH)
    paths = [path for path in sub_paths if path is not None]
    rulings, fills = paths_to_ink(paths, width, height)
    words = tuple(letters_to_bullets(filter(_is_placed, runs_to_words(_runs(page, to_view)))))
    if sum(len(word.text) for word in words) < LEAST_TEXT * sum(one.kind == raw.FPDF_PAGEOBJ_TEXT for one in drawings):
        words = ()
    pictures = tuple(_to_picture(one) for one in drawings if one.kind == raw.FPDF_PAGEOBJ_IMAGE)
    return PageInk(number, width, height, words, rulings, fills, pictures, "pdfium")


def _is_placed(word: Word) -> bool:
    """False for a word without a size or place, as damaged fonts and matrices give them."""
    return math.isfinite(word.size + word.baseline + sum(word.box))


def _is_sideways(ink: PageInk) -> bool:
    return sum(word.turned for word in ink.words) > SIDEWAYS * len(ink.words)


def _read_turned(page: pdfium.PdfPage, ink: PageInk) -> PageInk:
    """The page turned so that most of its words run from left to right; as it was where no turn does that."""
    shown = page.get_rotation()
    for turn in (90, 270, 180):
        page.set_rotation((shown + turn) % 360)
        turned = _read_upright(page, ink.number)
        if not _is_sideways(turned):
            return turned._replace(turn=turn)
    return ink


def render_pages(
    data: bytes, password: str | None, scale: Callable[[float, float], float], options: ReadOptions = DEFAULTS
) -> Iterator[Any]:
    """A Pillow image of each page; None for one that cannot be shown. `scale` gives pixels a point for a page size."""
    try:
        pdf = open_pdf(Path(), data, password)
    except ExtractionError:
        yield from repeat(None)
        return
    with pdf:
        for index in range(len(pdf)):
            options.on_page(index + 1)
            yield None if index + 1 in options.leave_out else _render(pdf, index, scale)
    options.on_page(0)
    yield from repeat(None)


def render_page(pdf: pdfium.PdfDocument, number: int, dpi: int, largest: int) -> Any:
    """A grey Pillow image of a page (1-based) with at most `largest` pixels a side; None where it cannot be shown."""
    image = _render(pdf, number - 1, lambda width, height: min(dpi / 72, largest / max(width, height, 1.0)))
    return image and image.convert("L")


def _render(pdf: pdfium.PdfDocument, index: int, scale: Callable[[float, float], float]) -> Any:
    try:
        page = pdf[index]
        image = page.render(scale=scale(*page.get_size())).to_pil()
        page.close()
    except (pdfium.PdfiumError, MemoryError, ValueError):
        return None
    return image


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


def _runs(page: pdfium.PdfPage, to_view: ToView) -> Iterator[Run | None]:
    """Characters in content order; None stands for spaces and line ends.

    All characters of one text object share style and baseline, so only the first and the last one of a run are asked
    for their places: each question costs as much as all other work on a character.
    """
    textpage = page.get_textpage()
    handle, styles = textpage.raw, dict[int, Style]()
    text = _text(handle, textpage.count_chars())
    for match in _PRINTED.finditer(text):
        yield None
        for owner, span in _objects_of(handle, range(*match.span())):
            style = styles.get(owner) or styles.setdefault(owner, _read_style(handle, span[0], to_view))
            run = _to_run(handle, text, span, style, to_view)
            apart = [run] if is_dense(run) else [_to_run(handle, text, range(i, i + 1), style, to_view) for i in span]
            yield from apart
    textpage.close()


def _objects_of(handle: Any, span: range) -> Iterator[tuple[int, range]]:
    """The text objects that print a span of characters, and the part that each of them prints."""
    if _object_address(handle, span[0]) == _object_address(handle, span[-1]):
        yield _object_address(handle, span[0]) or 0, span
        return
    for owner, part in groupby(span, lambda index: _object_address(handle, index) or 0):
        first, *rest = part
        yield owner, range(first, first + 1 + len(rest))


def _text(handle: Any, count: int) -> str:
    """One character for each index: all at once, or one by one where text and characters do not pair off."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
    if written == count == len(text) and "\ufffd" not in text:
        return text
    return "".join(_to_char(raw.FPDFText_GetUnicode(handle, index)) for index in range(count))


def _to_char(code: int) -> str:
    """A half of a surrogate pair, which some fonts map to, is no character and cannot be written as UTF-8."""
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _to_run(handle: Any, text: str, span: range, style: Style, to_view: ToView) -> Run:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, span[0], x, y)
    first = _char_box(handle, span[0], to_view)
    last = _char_box(handle, span[-1], to_view) if len(span) > 1 else first
    printed = text[span.start : span.stop]
    baseline = to_view(x.value, y.value)[1]
    return Run(printed.translate(_HYPHENS), first, last, baseline, style, ord(printed[-1]) in _HYPHENS)


def _char_box(handle: Any, index: int, to_view: ToView) -> BBox:
    rect = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, rect)
    (x0, y0), (x1, y1) = to_view(rect.left, rect.bottom), to_view(rect.right, rect.top)
    return BBox(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)


def _read_style(handle: Any, index: int, to_view: ToView) -> Style:
    font, flags = _font(handle, index)
    name = font.lower()
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    bold = any(mark in name for mark in ("bold", "black", "heavy", "semibold")) or bool(flags & 1 << 18)
    italic = "italic" in name or "oblique" in name or bool(flags & 1 << 6)
    size = round(raw.FPDFText_GetFontSize(handle, index) * scale, 2)
    unpainted = _render_mode(_object_address(handle, index)) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return Style(size, font, bold, italic, _color(handle, index), _is_turned(matrix, to_view), unpainted)


def _is_turned(matrix: raw.FS_MATRIX, to_view: ToView) -> bool:
    """True where the text does not run from left to right on the page as shown."""
    (x, y), (x0, y0) = to_view(matrix.a, matrix.b), to_view(0.0, 0.0)
    return not x - x0 > 4 * abs(y - y0)


def _font(handle: Any, index: int) -> tuple[str, int]:
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, index, buffer, 256, flags)
    name = buffer.raw[: max(length - 1, 0)].decode("utf-8", errors="replace")
    return name.partition("+")[2] or name, flags.value


def _color(handle: Any, index: int) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(handle, index, red, green, blue, alpha)
    return f"{red.value:02x}{green.value:02x}{blue.value:02x}"


def _drawings(page: pdfium.PdfPage, to_view: ToView) -> Iterator[Drawing]:
    """Paths and pictures in drawing order, those in forms (drawings that are placed as a whole) included."""
    count = raw.FPDFPage_CountObjects(page)
    return _walk((raw.FPDFPage_GetObject(page, index) for index in range(count)), to_view, DEEPEST)


def _walk(items: Iterable[Any], to_view: ToView, depth: int) -> Iterator[Drawing]:
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield Drawing(item, kind, to_view)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inside = (raw.FPDFFormObj_GetObject(item, index) for index in range(raw.FPDFFormObj_CountObjects(item)))
            yield from _walk(inside, _placed(item, to_view), depth - 1)


def _placed(item: Any, to_view: ToView) -> ToView:
    """From the space that an object is drawn in to the page as shown."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    return lambda x, y: to_view(a * x + c * y + e, b * x + d * y + f)


def _to_sub_path(path: Drawing) -> SubPath | None:
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.item, fill_mode, stroke)
    if not (fill_mode.value or stroke.value):
        return None
    to_view = _placed(path.item, path.to_view)
    boxes = tuple(_to_box([to_view(*point) for point in part]) for part in _parts(path.item) if part)
    clip = _clip(path.item, path.to_view)
    return SubPath(boxes, bool(fill_mode.value), bool(stroke.value), _object_color(path.item), clip) if boxes else None


def _to_picture(picture: Drawing) -> BBox:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(picture.item, left, bottom, right, top)
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    return _to_box([picture.to_view(x, y) for x, y in corners])


def _parts(item: Any) -> list[list[Point]]:
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
