"""File → pages of ink: pdfium page by page; pdfplumber, then OCR, where it fails, sees nothing or gives garbage."""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from extractors import hidden, ocr, pdfium
from extractors.garbage import GARBLED, USELESS, garbled_share
from extractors.opening import Opened, open_file
from extractors.options import DEFAULTS, ReadOptions
from extractors.plumber import PlumberFile
from extractors.spool import Spool
from models.errors import ExtractionError
from models.records.ink import BBox, PageInk, Word

MOST_WORDS = 20_000
"""Words of a page that somebody can have set; more are a bomb or a mistake, and layout would take minutes."""
MOST_RULINGS = 5_000
"""Rulings and fills of a page beyond which they are a drawing (a map, a chart) and no table."""
LAYOUT_SHARE = 2.5
"""Seconds that putting pages in order takes for each second of reading them; they are kept back. It is 0.8 to 1.5 in
reports of 25 to 95 pages, up to 2.5 in short ones full of tables."""
MOST_OF_PAGE = 0.6
"""Share of a page from which one picture may be a scan, under a page number or a stamp that is text."""
FEW_WORDS = 25
"""Words that such a stamp may have."""
OCR_GAIN = 3
"""Times as many words as the text layer that OCR must find to be believed there: a cover is a picture too."""
OCR_AT_ONCE = min(4, os.cpu_count() or 1)
"""Pages read by OCR side by side, each by a process of one thread."""
OCR_SECONDS = 25.0
"""Time for OCR of one page; a dense page takes about 5."""

TIME_UP = "not read within the time for a file; allow more with --seconds, or split the file"
TOO_MUCH_MEMORY = "given up, because it takes more memory than allowed; allow more with --megabytes"
TOO_MANY_WORDS = f"given up, because it holds more than {MOST_WORDS} words; print it to a new PDF"
HIDDEN = "holds hidden words (not painted, in the colour of the ground, covered, or off the page), which are read too"
TOO_MANY_RULINGS = "drawn with so many lines that no table was looked for"
NOT_LOADED = "not read, because the file is damaged there; look at it in a PDF viewer"
NO_TEXT = "no text layer, not read; gcmatrix doctor says how to read scans"
UNDER_PICTURE = "a picture covers the page; text in it is not read; gcmatrix doctor says how to read scans"
READ_BY_OCR = "read by OCR; expect wrong letters"
ONLY_PICTURES = "pictures in which OCR found no text"
OCR_FAILED = "no text layer, and OCR failed ({why}); gcmatrix doctor says what is installed"
NO_CHARACTERS = "not read, because its fonts do not say which characters they show; an OCR program can read it"
SOME_CHARACTERS = "partly garbled, because a font does not say which characters it shows; compare with a viewer"


class Reading(NamedTuple):
    """All pages of a file, what the file says of itself, its hash, and what was noticed while opening it."""

    pages: Sequence[PageInk]
    metadata: dict[str, str]
    sha256: str
    notes: tuple[str, ...]


def read_file(path: Path, *, password: str | None = None, options: ReadOptions = DEFAULTS) -> Reading:
    """Read a file with the first reader that can. Raises `ExtractionError` with one sentence where none can."""
    data = _read_bytes(path)
    opened = open_file(path, data, password)
    with opened.pdf or nullcontext():
        metadata = pdfium.read_metadata(opened.pdf) if opened.pdf else {}
        pages = Spool(read_pages(opened, options))
    return Reading(pages, metadata, hashlib.sha256(data).hexdigest(), opened.notes)


def _read_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ExtractionError(
            path, f"the file cannot be opened ({reason}); check its name and your rights to it"
        ) from error
    if not data.strip(b"\0 \t\r\n"):
        raise ExtractionError(path, "the file is empty; download or export it again")
    return data


def read_pages(opened: Opened, options: ReadOptions) -> Iterator[PageInk]:
    """Read page after page; a page that is left out or that no reader can read comes out empty, with its reason."""
    with PlumberFile(opened.data, opened.password) as second, ThreadPoolExecutor(OCR_AT_ONCE) as pool:
        waiting: deque[PageInk | Future[PageInk]] = deque()
        for ink in _read_by_text(opened, second, options):
            waiting.append(_start_ocr(pool, opened, ink, options) if _needs_ocr(ink) else ink)
            while waiting and (len(waiting) > OCR_AT_ONCE or isinstance(waiting[0], PageInk)):
                yield _settle(waiting.popleft())
        yield from map(_settle, waiting)
    options.on_page(0)


def _read_by_text(opened: Opened, second: PlumberFile, options: ReadOptions) -> Iterator[PageInk]:
    begin, busy = time.monotonic(), 0.0
    for number in range(1, opened.pages + 1):
        start = time.monotonic()
        if number in options.leave_out:
            yield _unread(number, options.leave_out[number])
        elif options.seconds is not None and start - begin + LAYOUT_SHARE * busy > options.seconds:
            yield _unread(number, TIME_UP)
        else:
            options.on_page(number)
            ink = _read_page(opened, second, number)
            busy += time.monotonic() - start  # and not while others wait for OCR
            yield ink


def _needs_ocr(ink: PageInk) -> bool:
    return ink.trouble in (NO_TEXT, NO_CHARACTERS, UNDER_PICTURE) and ocr.is_available()


def _is_under_picture(ink: PageInk) -> bool:
    """True where one picture covers most of the page and few words stand on it."""
    page = BBox(0.0, 0.0, ink.width, ink.height)
    covers = any(box.overlap(page) >= MOST_OF_PAGE * ink.width * ink.height for box in ink.pictures)
    return covers and len(ink.words) <= FEW_WORDS


def _start_ocr(
    pool: ThreadPoolExecutor, opened: Opened, ink: PageInk, options: ReadOptions
) -> PageInk | Future[PageInk]:
    """Draw the page here, because pdfium is not safe in threads, and read the picture in the pool."""
    image = pdfium.render_page(opened.pdf, ink.number, ocr.DPI, ocr.LARGEST_SIDE) if opened.pdf else None
    return ink if image is None else pool.submit(_read_image, image, ink, options.ocr)


def _read_image(image: Any, ink: PageInk, languages: str) -> PageInk:
    try:
        page = ocr.read_image(image, ink, languages, OCR_SECONDS)
    except ocr.OcrError as error:
        return ink if ink.words else ink._replace(trouble=OCR_FAILED.format(why=error))
    if ink.words and len(page.words) < OCR_GAIN * len(ink.words):
        return ink._replace(trouble="")
    trouble = READ_BY_OCR if page.words else ONLY_PICTURES
    return page._replace(words=_merge(ink, page), trouble=trouble)


def _merge(ink: PageInk, page: PageInk) -> tuple[Word, ...]:
    """The words of the text layer, and those that OCR found beside them; all of OCR where it turned the page."""
    if not ink.words or page.turn != ink.turn:
        return page.words
    return (*ink.words, *(word for word in page.words if not any(word.box.overlap(own.box) for own in ink.words)))


def _settle(page: PageInk | Future[PageInk]) -> PageInk:
    return page if isinstance(page, PageInk) else page.result()


def _unread(number: int, trouble: str) -> PageInk:
    return PageInk(number, 0.0, 0.0, (), (), (), (), "none", trouble=trouble)


def _read_page(opened: Opened, second: PlumberFile, number: int) -> PageInk:
    try:
        first = pdfium.read_page(opened.pdf, number) if opened.pdf else _unread(number, "")
        return _say_hidden(opened, _say_trouble(_within_reason(_better(first, second))))
    except MemoryError:
        return _unread(number, TOO_MUCH_MEMORY)


def _better(first: PageInk, second: PlumberFile) -> PageInk:
    """The page as pdfplumber reads it where pdfium found no words or garbage and pdfplumber does better."""
    share = garbled_share(first.words)
    if first.words and share < GARBLED:
        return first
    other = second.read_page(first.number)
    if other is None or not other.words:
        return other if other and first.reader == "none" else first
    return other if not first.words or garbled_share(other.words) < share else first


def _within_reason(ink: PageInk) -> PageInk:
    if len(ink.words) > MOST_WORDS:
        return _unread(ink.number, TOO_MANY_WORDS)
    if len(ink.rulings) + len(ink.fills) > MOST_RULINGS:
        if not ink.words:  # text drawn as outlines
            return ink._replace(rulings=ink.rulings[:1], fills=ink.fills[:1])
        return ink._replace(rulings=(), fills=(), trouble=TOO_MANY_RULINGS)
    return ink


def _say_trouble(ink: PageInk) -> PageInk:
    if ink.trouble:
        return ink
    share = garbled_share(ink.words)
    if share > USELESS:
        return ink._replace(words=(), trouble=NO_CHARACTERS, reader="none")
    if share > GARBLED:
        return ink._replace(trouble=SOME_CHARACTERS)
    if ink.reader == "none":
        return ink._replace(trouble=NOT_LOADED)
    if ink.unread:
        return ink._replace(trouble=NO_TEXT)
    return ink._replace(trouble=UNDER_PICTURE) if _is_under_picture(ink) else ink


def _say_hidden(opened: Opened, ink: PageInk) -> PageInk:
    """The page with a word on its hidden words, where there is nothing else to say of it."""
    if ink.trouble or not ink.words:
        return ink
    found = any(hidden.is_off_page(word, ink) for word in ink.words)
    if not found and opened.pdf and not ink.turn and (suspects := hidden.find_suspects(ink)):
        image = pdfium.render_page(opened.pdf, ink.number, hidden.DPI, hidden.LARGEST_SIDE)
        found = image is not None and hidden.is_any_unseen(suspects, ink, image)
    return ink._replace(trouble=HIDDEN) if found else ink
