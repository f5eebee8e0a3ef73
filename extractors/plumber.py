"""PDF → `PageInk` with pdfplumber: the second reader, for what pdfium cannot read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Self

from extractors.options import DEFAULTS, ReadOptions
from extractors.paths import SubPath, paths_to_ink
from extractors.text import symbol_to_bullet
from models.records.ink import BBox, PageInk, Word

ATTRIBUTES = ["fontname", "size", "non_stroking_color"]


class PlumberFile:
    """A file opened by pdfplumber when the first page is asked for, and kept open for the others.

    pdfminer raises all kinds of errors on a damaged file; here they mean only that there is nothing to read.
    """

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password or ""
        self._pdf: Any = None
        self._failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def count_pages(self) -> int:
        """Number of pages; 0 where the file cannot be opened."""
        return len(self._pages())

    def read_page(self, number: int) -> PageInk | None:
        """Read one page (1-based); None where there is no such page or it cannot be read."""
        pages = self._pages()
        if not 0 < number <= len(pages):
            return None
        ink = _read_page(pages[number - 1], number)
        pages[number - 1].close()  # pdfplumber keeps what it parsed
        return ink

    def read_text(self, number: int) -> str | None:
        """The text of one page (1-based); None where it cannot be read."""
        page = self._pages()[number - 1]
        try:
            return str(page.dedupe_chars().extract_text())
        except MemoryError:
            raise
        except Exception:
            return None
        finally:
            page.close()

    def _pages(self) -> Sequence[Any]:
        import pdfplumber

        if self._pdf is None and not self._failed:
            try:
                self._pdf = pdfplumber.open(BytesIO(self._data), password=self._password)
                return self._pdf.pages  # type: ignore[no-any-return]
            except MemoryError:
                raise
            except Exception:
                self._failed, self._pdf = True, None
        return [] if self._pdf is None else self._pdf.pages


def read_texts(
    path: Path, *, password: str | None = None, options: ReadOptions = DEFAULTS
) -> Iterator[tuple[int, str]]:
    """Number (1-based) and text of each page as pdfplumber puts it; pages that it cannot read are left out."""
    with PlumberFile(path.read_bytes(), password) as file:
        for number in range(1, file.count_pages() + 1):
            if number in options.leave_out:
                continue
            options.on_page(number)
            if (text := file.read_text(number)) is not None:
                yield number, text
    options.on_page(0)


def _read_page(page: Any, number: int) -> PageInk | None:
    try:
        width, height = float(page.width), float(page.height)
        found = page.dedupe_chars().extract_words(extra_attrs=ATTRIBUTES, use_text_flow=True)
        words = tuple(map(_to_word, found))
        rulings, fills = paths_to_ink([_to_path(item) for item in (*page.rects, *page.lines)], width, height)
        pictures = tuple(_to_box(item) for item in page.images)
    except MemoryError:
        raise
    except Exception:
        return None
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
