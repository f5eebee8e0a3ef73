"""Extraction in a process of its own: a file that crashes or hangs the reader stops nothing else.

The reader's library is not safe in threads either, so this is also what lets reports be read side by side.
"""

from __future__ import annotations

import os
import subprocess
import sys

from models.errors import ExtractionError
from models.records.layout import Extraction
from pipeline.catalogue import Document
from pipeline.fingerprint import ROOT

CHILD_FAILED = 3
"""Exit status of the child where the file cannot be read and standard error says why."""


def extract_apart(document: Document, *, seconds: int) -> Extraction:
    """Run the extract stage in a child process. Raises ExtractionError also where the child crashes or hangs."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    try:
        child = subprocess.run(
            [sys.executable, "-m", "pipeline.isolation"],
            input=document.model_dump_json().encode(),
            capture_output=True,
            timeout=seconds,
            env=os.environ | {"PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"reading was given up after {seconds} s; print the file to a new PDF, or split it"
        raise ExtractionError(document.path, message) from error
    if child.returncode == 0:
        return Extraction.model_validate_json(child.stdout)
    raise ExtractionError(document.path, _why(child.returncode, child.stderr.decode(errors="replace")))


def _why(status: int, said: str) -> str:
    if status == CHILD_FAILED:
        return said.strip()
    last = said.strip().splitlines()[-1] if said.strip() else f"exit status {status}"
    return f"the PDF reader broke down on this file ({last}); print it to a new PDF and try again"


def main() -> int:
    """Child process: a document on standard input, its extraction on standard output."""
    from pipeline.stages import extract

    document = Document.model_validate_json(sys.stdin.buffer.read())
    try:
        extraction = extract(document)
    except ExtractionError as error:
        sys.stderr.write(str(error).removeprefix(f"{document.path.name}: "))
        return CHILD_FAILED
    sys.stdout.buffer.write(extraction.model_dump_json().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
