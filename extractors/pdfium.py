"""PDF → `PageInk` with pdfium: the fast first reader. The only file that imports pypdfium2."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby, repeat
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors.bullets import letters_to_bullets
from extractors.paths import SubPath, paths_to_ink
from extractors.scripts import runs_leftwards
from extractors.text import symbol_to_bullet
from models.errors import EncryptedError, ExtractionError
from models.records.ink import BBox, PageInk, Word, union

Point = tuple[float, float]
ToView = Callable[[float, float], Point]

SIDEWAYS = 0.6
"""A page with a larger share of words that run upwards or downwards is turned before it is read."""
HYPHENS = {0x02, 0xFFFE}
"""What pdfium gives for a hyphen that it takes for a line-end hyphen."""
DEEPEST = 6
"""Forms within forms are followed so deep; a file may nest them without end."""
DENSE = 0.6
"""Letters of running text are at most this many type sizes wide on average."""
NO_PASSWORD = "the file is encrypted; give its password with --password or in GCMATRIX_PASSWORD"
WRONG_PASSWORD = "the password does not open the file; check it (capitals count)"
UNKNOWN_ENCRYPTION = "the file is encrypted in a way that cannot be opened; use a copy saved without encryption"
BLANKS = {0, 9, 10, 13, 32, 0xA0}


_object_address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The text object of a character as a plain number: three times faster than casting a pointer each time."""


class Style(NamedTuple):
    """What all characters of one text object share; size in points."""

    size: float
    font: str
    bold: bool
    italic: bool
    color: str
    turned: bool


class Run(NamedTuple):
    """Characters of one text object printed without a space between them."""

    text: str
    first: BBox
    last: BBox
    """Boxes of the first and the last character."""
    baseline: float
    style: Style
    hyphen: bool


class Drawing(NamedTuple):
    """A path or picture and how the space that it is placed in maps to the page as shown."""

    item: Any
    is_picture: bool
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
    paths = [path for one in drawings if not one.is_picture and (path := _to_sub_path(one)) is not None]
    rulings, fills = paths_to_ink(paths, width, height)
    words = tuple(letters_to_bullets(_runs_to_words(_runs(page, to_view))))
    pictures = tuple(_to_picture(one) for one in drawings if one.is_picture)
    return PageInk(number, width, height, words, rulings, fills, pictures, "pdfium")


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


def render_pages(data: bytes, password: str | None, scale: Callable[[float, float], float]) -> Iterator[Any]:
    """A Pillow image of each page; None for one that cannot be shown. `scale` gives pixels a point for a page size."""
    try:
        pdf = open_pdf(Path(), data, password)
    except ExtractionError:
        yield from repeat(None)
        return
    with pdf:
        for index in range(len(pdf)):
            yield _render(pdf, index, scale)
    yield from repeat(None)


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

    All characters of one text object share style and baseline, so only the boxes of the first and the last one of
    a run are asked for: each question costs as much as all other work on a character.
    """
    textpage = page.get_textpage()
    handle, styles = textpage.raw, dict[int, Style]()
    codes = _codes(handle, textpage.count_chars())

    def owner(index: int) -> int:
        return 0 if codes[index] in BLANKS else _object_address(handle, index) or -1

    for address, indexes in groupby(range(len(codes)), owner):
        if not address:
            yield None
            continue
        first, *rest = indexes
        style = styles.get(address) or styles.setdefault(address, _read_style(handle, first, to_view))
        run = _to_run(handle, codes, range(first, first + 1 + len(rest)), style, to_view)
        yield from [run] if _is_dense(run) else [_to_run(handle, codes, [i], style, to_view) for i in (first, *rest)]
    textpage.close()


def _is_dense(run: Run) -> bool:
    """False where a run is so wide for its characters that a gap may part them (leaders, letters moved one by one)."""
    return run.style.turned or run.last.x1 - run.first.x0 <= DENSE * run.style.size * len(run.text)


def _codes(handle: Any, count: int) -> Sequence[int]:
    """Unicode of each character: all at once, or one by one where text and characters do not pair off."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer) - 1
    codes = list(buffer)[:count]
    if written == count and not any(0xD800 <= code < 0xE000 for code in codes):
        return codes
    return [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]


def _to_run(handle: Any, codes: Sequence[int], indexes: Sequence[int], style: Style, to_view: ToView) -> Run:
    text = "".join([_to_char(codes[index]) for index in indexes])
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, indexes[0], x, y)
    first = _char_box(handle, indexes[0], to_view)
    last = _char_box(handle, indexes[-1], to_view) if len(indexes) > 1 else first
    return Run(text, first, last, to_view(x.value, y.value)[1], style, codes[indexes[-1]] in HYPHENS)


def _char_box(handle: Any, index: int, to_view: ToView) -> BBox:
    rect = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, rect)
    (x0, y0), (x1, y1) = to_view(rect.left, rect.bottom), to_view(rect.right, rect.top)
    return BBox(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)


def _to_char(code: int) -> str:
    """A half of a surrogate pair, which some fonts map to, is no character and cannot be written as UTF-8."""
    if code in HYPHENS:
        return "-"
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _read_style(handle: Any, index: int, to_view: ToView) -> Style:
    font, flags = _font(handle, index)
    name = font.lower()
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    bold = any(mark in name for mark in ("bold", "black", "heavy", "semibold")) or bool(flags & 1 << 18)
    italic = "italic" in name or "oblique" in name or bool(flags & 1 << 6)
    size = round(raw.FPDFText_GetFontSize(handle, index) * scale, 2)
    return Style(size, font, bold, italic, _color(handle, index), _is_turned(matrix, to_view))


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


def _runs_to_words(runs: Iterator[Run | None]) -> Iterator[Word]:
    word: list[Run] = []
    glued = False
    for run in runs:
        if word and (run is None or _breaks(word[-1], run)):
            yield _to_word(word, glued)
            glued = run is not None and _touches(word[-1], run)
            word = []
        elif run is None:
            glued = False
        if run is not None:
            word.append(run)
    if word:
        yield _to_word(word, glued)


def _breaks(before: Run, run: Run) -> bool:
    """A new word starts at a gap, at another line, and where the size changes (a raised footnote marker)."""
    larger = max(before.style.size, run.style.size) or 1.0
    if runs_leftwards(before.text) and runs_leftwards(run.text):
        before, run = run, before
    if before.style.turned or run.style.turned:
        return before.style.turned != run.style.turned
    return (
        abs(before.style.size - run.style.size) > 0.15 * larger
        or abs(before.baseline - run.baseline) > 0.2 * larger
        or run.first.x0 < before.last.x0 - 0.5 * larger
        or run.first.x0 > before.last.x1 + 0.3 * larger
    )


def _touches(before: Run, run: Run) -> bool:
    size = max(before.style.size, run.style.size)
    if runs_leftwards(before.text) and runs_leftwards(run.text):
        before, run = run, before
    return abs(before.baseline - run.baseline) < 0.8 * size and abs(run.first.x0 - before.last.x1) < 0.15 * size


def _to_word(runs: list[Run], glued: bool) -> Word:
    style = runs[0].style
    if len(runs) > 1:
        weights: Counter[Style] = Counter()
        for run in runs:
            weights[run.style] += len(run.text)
        style = weights.most_common(1)[0][0]
    box = union([box for run in runs for box in (run.first, run.last)])
    text = symbol_to_bullet("".join(run.text for run in runs), style.font)
    return Word(text, box, runs[0].baseline, *style, glued=glued, hyphenated=runs[-1].hyphen)


def _drawings(page: pdfium.PdfPage, to_view: ToView) -> Iterator[Drawing]:
    """Paths and pictures in drawing order, those in forms (drawings that are placed as a whole) included."""
    count = raw.FPDFPage_CountObjects(page)
    return _walk((raw.FPDFPage_GetObject(page, index) for index in range(count)), to_view, DEEPEST)


def _walk(items: Iterable[Any], to_view: ToView, depth: int) -> Iterator[Drawing]:
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield Drawing(item, kind == raw.FPDF_PAGEOBJ_IMAGE, to_view)
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
