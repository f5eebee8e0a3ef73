"""The child process of `isolation`: reads one file under limits that the system enforces."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from extractors.options import ReadOptions
from models.errors import EncryptedError, ExtractionError
from models.records.layout import Record
from pipeline.catalogue import Document

UNREADABLE, ENCRYPTED, TOO_BIG = 3, 4, 5
"""Exit status: the file cannot be read (standard error says why), needs a password, or took too much memory."""
RESULT = "extraction.json"
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
    textless: bool
    """A file without any text is taken too."""


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
        return _read(order)
    except EncryptedError as error:
        return _say(order, error, ENCRYPTED)
    except ExtractionError as error:
        return _say(order, error, UNREADABLE)
    except MemoryError:
        return TOO_BIG


def _read(order: Order) -> int:
    from pipeline.stages import extract, look_at

    with (order.folder / PAGE).open("a", buffering=1) as begun:
        options = ReadOptions(
            ocr=order.ocr,
            leave_out=order.leave_out,
            seconds=order.seconds,
            on_page=lambda page: print(page, file=begun),
        )
        read = look_at if order.textless else extract
        extraction = read(order.document, password=order.password, options=options)
    (order.folder / RESULT).write_bytes(extraction.model_dump_json().encode())
    return 0


def _say(order: Order, error: ExtractionError, status: int) -> int:
    sys.stderr.write(str(error).removeprefix(f"{order.document.path.name}: "))
    return status


if __name__ == "__main__":
    sys.exit(main())
