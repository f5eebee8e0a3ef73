"""The child process of `isolation`: reads, compares or draws one file under limits that the system enforces."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from extractors.options import ReadOptions
from models.errors import EncryptedError, ExtractionError
from models.records.layout import Extraction, Record
from pipeline.catalogue import Document

UNREADABLE, ENCRYPTED, TOO_BIG = 3, 4, 5
"""Exit status: the work cannot be done (standard error says why), needs a password, or took too much memory."""
RESULT = "extraction.json"
TEXTS = "texts"
"""Number and text of each page that the second reader has read, a JSON list a line."""
DRAWN = "drawn"
"""The pictures written, one a line."""
PAGE = "pages"
"""Lists the pages begun, one a line; 0 when all have been read."""
MEGABYTE = 1 << 20


class Order(Record):
    """What the child is to do."""

    document: Document
    folder: Path
    password: str | None
    ocr: str
    seconds: float
    megabytes: int
    leave_out: Mapping[int, str]
    textless: bool = False
    """A file without any text is taken too."""
    task: Literal["read", "compare", "draw"] = "read"
    """`compare` gives the texts of the second reader; `draw` takes the extraction from the folder."""
    pictures: Path = Path()
    """Folder that `draw` writes to."""


def bounds_memory() -> bool:
    """True where the system enforces a limit on memory; macOS takes one and does nothing, Windows has none."""
    return sys.platform.startswith("linux")


def limit_memory(megabytes: int) -> None:
    """Bound the memory of this process and of what it starts, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


def limit_time(seconds: float) -> None:
    """Let the system end this process where its parent no longer can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 60, int(seconds) + 90))


def main() -> int:
    """An `Order` on standard input, the extraction in a file of its folder; errors in words on standard error."""
    order = Order.model_validate_json(sys.stdin.buffer.read())
    limit_memory(order.megabytes)
    limit_time(order.seconds)
    try:
        with (order.folder / PAGE).open("a", buffering=1) as begun:
            _work(order, lambda page: print(page, file=begun))
        return 0
    except EncryptedError as error:
        return _say(order, error, ENCRYPTED)
    except ExtractionError as error:
        return _say(order, error, UNREADABLE)
    except MemoryError:
        return TOO_BIG


def _work(order: Order, on_page: Callable[[int], None]) -> None:
    options = ReadOptions(ocr=order.ocr, leave_out=order.leave_out, seconds=order.seconds, on_page=on_page)
    {"read": _read, "compare": _compare, "draw": _draw}[order.task](order, options)


def _read(order: Order, options: ReadOptions) -> None:
    from pipeline.stages import extract, look_at

    read = look_at if order.textless else extract
    extraction = read(order.document, password=order.password, options=options)
    (order.folder / RESULT).write_bytes(extraction.model_dump_json().encode())


def _compare(order: Order, options: ReadOptions) -> None:
    from extractors.plumber import read_texts

    with (order.folder / TEXTS).open("w", buffering=1) as texts:
        for page in read_texts(order.document.path, password=order.password, options=options):
            print(json.dumps(page), file=texts)


def _draw(order: Order, options: ReadOptions) -> None:
    from extractors.page_pictures import draw_pages, scale_of
    from extractors.pdfium import render_pages

    extraction = Extraction.model_validate_json((order.folder / RESULT).read_bytes())
    pages = render_pages(order.document.path.read_bytes(), order.password, scale_of, options)
    try:
        order.pictures.mkdir(parents=True, exist_ok=True)
        with (order.folder / DRAWN).open("w", buffering=1) as drawn:
            for picture in draw_pages(extraction, pages, order.pictures, order.document.path.stem):
                print(picture, file=drawn)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ExtractionError(order.pictures, f"no picture can be written there ({reason})") from error


def _say(order: Order, error: ExtractionError, status: int) -> int:
    sys.stderr.write(str(error).removeprefix(f"{error.path.name}: "))
    return status


if __name__ == "__main__":
    sys.exit(main())
