"""Reading, comparing and drawing in a process of its own: a file that crashes, hangs or eats memory stops nothing else.

The child says which page it is about to read. Where it has to be stopped or breaks down on a page, another child reads
the file without that page, so that one bad page does not cost the others. The reader's library is not safe in threads
either, so this is also what lets reports be read side by side.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from models.errors import EncryptedError, ExtractionError, LimitError
from models.records.layout import Extraction
from pipeline.catalogue import Document
from pipeline.fingerprint import ROOT
from pipeline.settings import Limits
from pipeline.worker import DRAWN, ENCRYPTED, PAGE, RESULT, TEXTS, TOO_BIG, UNREADABLE, Order

SHARE_OF_A_PAGE = 0.25
"""Share of the time for a file after which a single page is given up."""
MOST_TRIES = 4
LEAST_SECONDS = 5.0
"""Another try with less time left than this is not worth it."""
TICK = 0.05
"""Seconds between two looks at the child."""
OUT_OF_MEMORY = {"SIGABRT", "SIGTRAP", "SIGILL", "SIGKILL"}
"""Signals by which a reader ends, or the system ends it, where memory is used up."""

TOO_LONG = "reading was given up after {seconds} s; allow more with --seconds, print it to a new PDF, or split it"
TOO_MUCH = "reading was given up, because it takes more than {megabytes} MB of memory; allow more with --megabytes"
BROKE_DOWN = "the PDF reader broke down on this file ({what}); print it to a new PDF and try again"
PAGE_TOO_LONG = "given up, because it takes more than a quarter of {seconds} s; print it to a new PDF"
PAGE_TOO_MUCH = "given up, because it takes more than {megabytes} MB of memory; print it to a new PDF"
PAGE_BROKE_DOWN = "given up, because the PDF reader broke down on it ({what}); print it to a new PDF"


DEFAULTS = Limits()


class Ended(NamedTuple):
    """How a child ended: its exit status (None where it was stopped), what it said, and the page that it was at."""

    status: int | None
    said: str
    page: int
    """0 before the first and after the last page."""


def extract_apart(
    document: Document, *, limits: Limits = DEFAULTS, password: str | None = None, textless: bool = False
) -> Extraction:
    """Run the extract stage in a child process; `textless` takes a file without any text too.

    Raises ExtractionError where the file cannot be read, EncryptedError where it needs another password, and
    LimitError where the child took too long or too much memory, or broke down.
    """
    with _ordered(document, limits, password) as order:
        ended, _ = _work(order.model_copy(update={"textless": textless}), limits)
        if ended.status != 0:
            raise _failure(document, ended, limits)
        return Extraction.model_validate_json((order.folder / RESULT).read_bytes())


def compare_apart(
    document: Document, *, limits: Limits = DEFAULTS, password: str | None = None
) -> tuple[dict[int, str], dict[int, str]]:
    """Texts of the pages by the second reader, and the pages (0: the rest of the file) that it gave up, and why."""
    with _ordered(document, limits, password) as order:
        ended, given_up = _work(order.model_copy(update={"task": "compare"}), limits)
        texts = dict(map(json.loads, _lines(order.folder / TEXTS)))
        return texts, _all(given_up, ended, limits)


def draw_apart(
    extraction: Extraction,
    document: Document,
    pictures: Path,
    *,
    limits: Limits = DEFAULTS,
    password: str | None = None,
) -> tuple[int, dict[int, str]]:
    """Draw the structure over the pages; how many are drawn, and the pages (0: the rest) that cannot be shown, and why.

    Raises ExtractionError where the folder cannot be written to.
    """
    with _ordered(document, limits, password) as order:
        (order.folder / RESULT).write_bytes(extraction.model_dump_json().encode())
        ended, given_up = _work(order.model_copy(update={"task": "draw", "pictures": pictures}), limits)
        if ended.status == UNREADABLE:
            raise ExtractionError(pictures, ended.said.strip())
        return len(_lines(order.folder / DRAWN)), _all(given_up, ended, limits)


@contextmanager
def _ordered(document: Document, limits: Limits, password: str | None) -> Iterator[Order]:
    """An order to read, with a folder for as long as it lasts."""
    with TemporaryDirectory(prefix="gcmatrix-") as folder:
        yield Order(
            document=document,
            folder=Path(folder),
            password=password,
            ocr=limits.ocr,
            seconds=limits.seconds,
            megabytes=limits.megabytes,
            leave_out={},
        )


def _lines(path: Path) -> list[str]:
    """The whole lines that a child has written, also where it was stopped."""
    return path.read_text().split("\n")[:-1] if path.is_file() else []


def _all(given_up: dict[int, str], ended: Ended, limits: Limits) -> dict[int, str]:
    """The pages given up, and under 0 why the rest of the file was."""
    return given_up if ended.status == 0 else given_up | {0: _why(ended, limits, TOO_LONG, TOO_MUCH, BROKE_DOWN)}


def _work(order: Order, limits: Limits) -> tuple[Ended, dict[int, str]]:
    """Let children work until one comes to the end; the last one, and the pages that were left out for it, and why."""
    end = time.monotonic() + limits.seconds
    leave_out: dict[int, str] = {}
    while True:
        left = {"leave_out": dict(leave_out), "seconds": end - time.monotonic()}
        ended = _run(order.model_copy(update=left), page_seconds=limits.seconds * SHARE_OF_A_PAGE)
        spent = len(leave_out) + 1 >= MOST_TRIES or end - time.monotonic() < LEAST_SECONDS
        if spent or not ended.page or ended.status in (0, ENCRYPTED, UNREADABLE):
            return ended, leave_out
        leave_out[ended.page] = _why(ended, limits, PAGE_TOO_LONG, PAGE_TOO_MUCH, PAGE_BROKE_DOWN)


def _run(order: Order, *, page_seconds: float) -> Ended:
    (order.folder / PAGE).write_text("")
    with (order.folder / "said").open("w+b") as said:
        child = subprocess.Popen(
            [sys.executable, "-m", "pipeline.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=_environment(),
            start_new_session=True,
        )
        try:
            status = _wait(child, order, page_seconds)
        finally:
            _stop(child)
        said.seek(0)
        return Ended(status, said.read().decode(errors="replace"), _page(order))


def _environment() -> dict[str, str]:
    """That of this process, where the child finds this code and where libraries start no threads that eat memory."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": path, "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


def _wait(child: subprocess.Popen[bytes], order: Order, page_seconds: float) -> int | None:
    """Exit status of the child; None where its time, or that for a page, is over."""
    with suppress(BrokenPipeError):
        assert child.stdin is not None
        child.stdin.write(order.model_dump_json().encode())
        child.stdin.close()
    end = time.monotonic() + order.seconds
    page, since = 0, time.monotonic()
    while time.monotonic() < end:
        with suppress(subprocess.TimeoutExpired):
            return child.wait(TICK)
        if (now := _page(order)) != page:
            page, since = now, time.monotonic()
        if page and time.monotonic() - since > page_seconds:
            break
    return None


def _page(order: Order) -> int:
    """The page that the child has begun last."""
    begun = (order.folder / PAGE).read_text().rpartition("\n")[0].rpartition("\n")[2]
    return int(begun or 0)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End the child and all that it has started (OCR)."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()


def _failure(document: Document, ended: Ended, limits: Limits) -> ExtractionError:
    if ended.status == ENCRYPTED:
        return EncryptedError(document.path, ended.said.strip())
    if ended.status == UNREADABLE:
        return ExtractionError(document.path, ended.said.strip())
    return LimitError(document.path, _why(ended, limits, TOO_LONG, TOO_MUCH, BROKE_DOWN))


def _why(ended: Ended, limits: Limits, too_long: str, too_much: str, broke_down: str) -> str:
    """One of three sentences: it took too long, took too much memory, or broke down."""
    if ended.status is None:
        return too_long.format(seconds=limits.seconds)
    name = signal.Signals(-ended.status).name if ended.status < 0 else ""
    if ended.status == TOO_BIG or name in OUT_OF_MEMORY or "MemoryError" in ended.said or "bad_alloc" in ended.said:
        return too_much.format(megabytes=limits.megabytes)
    last = ended.said.strip().splitlines()[-1] if ended.said.strip() else name or f"exit status {ended.status}"
    return broke_down.format(what=last)
