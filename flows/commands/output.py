"""Results go to the named file or to standard output, always as UTF-8."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.files import write_atomically


def write_result(text: str, out: Path | None) -> None:
    """Write a whole result in one step."""
    if out is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        write_atomically(out, text.encode("utf-8"))
