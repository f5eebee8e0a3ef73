"""How a file is to be read; nothing of it says what is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple


def _ignore(page: int) -> None:
    """Nobody wants to know which page is being read."""


class ReadOptions(NamedTuple):
    """Limits and OCR languages of one reading."""

    ocr: str = "eng"
    """Languages that OCR looks for, as tesseract names them (`eng+fra`)."""
    leave_out: Mapping[int, str] = MappingProxyType({})
    """Pages (1-based) on which an earlier reading broke down, and why in words."""
    seconds: float | None = None
    """Time for all the work on the file: pages are left out where reading them would take too much of it."""
    on_page: Callable[[int], None] = _ignore
    """Told the number of each page before it is read, and 0 after the last one."""


DEFAULTS = ReadOptions()
