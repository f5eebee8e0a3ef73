"""PDF → `PageInk` with pdfplumber: the second reader, for what pdfium cannot read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from extractors.paths import SubPath, paths_to_ink
from extractors.text import symbol_to_bullet
from models.records.ink import BBox, PageInk, Word

ATTRIBUTES = ["fontname", "size", "non_stroking_color"]


def read_pages(data: bytes, numbers: range | None = None, *, password: str | None = None) -> Iterator[PageInk]:
    """Read pages (1-based numbers; None: all). A page that cannot be read comes out empty, with reader `none`.

    Raises whatever pdfplumber raises where the file cannot be opened; pages are released one by one,
    because pdfplumber keeps what it parsed.
    """
    import pdfplumber

    with pdfplumber.open(BytesIO(data), password=password or "") as pdf:
        for number in numbers or range(1, len(pdf.pages) + 1):
            page = pdf.pages[number - 1]
            yield _read_page(page, number)
            page.close()


def read_texts(path: Path, *, password: str | None = None) -> dict[int, str]:
    """The text of each page (1-based) as pdfplumber puts it; pages that it cannot read are left out."""
    import pdfplumber

    texts: dict[int, str] = {}
    try:
        with pdfplumber.open(path, password=password or "") as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                with suppress(Exception):
                    texts[number] = page.extract_text()
                page.close()
    except Exception:  # pdfminer raises all kinds of errors on a damaged file; what was read until then counts
        return texts
    return texts


def _read_page(page: Any, number: int) -> PageInk:
    width, height = float(page.width), float(page.height)
    try:
        words = tuple(_to_word(word) for word in page.extract_words(extra_attrs=ATTRIBUTES, use_text_flow=True))
        rulings, fills = paths_to_ink([_to_path(item) for item in (*page.rects, *page.lines)], width, height)
        pictures = tuple(_to_box(item) for item in page.images)
    except Exception:  # pdfminer raises all kinds of errors on a damaged page; the page is reported as unread
        return PageInk(number, width, height, (), (), (), (), "none")
    return PageInk(number, width, height, words, rulings, fills, pictures, "pdfplumber")


def _to_box(item: dict[str, Any]) -> BBox:
    return BBox(*(float(item[side]) for side in ("x0", "top", "x1", "bottom")))


def _to_word(word: dict[str, Any]) -> Word:
    box, font, size = _to_box(word), str(word["fontname"]).rpartition("+")[2], round(float(word["size"]), 2)
    name = font.lower()
    bold, italic = "bold" in name or "black" in name, "italic" in name or "oblique" in name
    text = symbol_to_bullet(str(word["text"]), font)
    return Word(text, box, box.bottom - 0.2 * size, size, font, bold, italic, _to_color(word["non_stroking_color"]))


def _to_path(item: dict[str, Any]) -> SubPath:
    color = _to_color(item.get("non_stroking_color"))
    return SubPath((_to_box(item),), bool(item.get("fill")), bool(item.get("stroke")), color, None)


def _to_color(color: object) -> str:
    """A grey or RGB colour as six hexadecimal digits; black for anything else."""
    parts = [float(part) for part in color if isinstance(part, int | float)] if isinstance(color, tuple | list) else []
    parts = parts * 3 if len(parts) == 1 else parts
    return "".join(f"{round(max(0.0, min(1.0, part)) * 255):02x}" for part in parts) if len(parts) == 3 else "000000"
