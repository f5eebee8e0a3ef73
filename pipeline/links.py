"""Where the pages of a report are, as seen from the workbook."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from pipeline.catalogue import Document


class Source(NamedTuple):
    """A report as the first sheet tells of it: the address of its file, and what the manifest says."""

    link: str = ""
    digest_of: str = ""
    source_page: str = ""

    def page(self, number: int) -> str:
        """Address of a page; PDF viewers and browsers open the file there."""
        return f"{self.link}#page={number}" if self.link else ""


def find_sources(documents: Iterable[Document], folder: Path) -> dict[str, Source]:
    """Reports by id, with addresses that hold as long as the reports lie where they lie from `folder`."""
    return {
        document.document_id: Source(link_to(document.path, folder), document.digest_of, document.source_page)
        for document in documents
    }


def link_to(path: Path, folder: Path) -> str:
    """Relative address of a file from a folder; absolute where they lie on different drives."""
    try:
        return quote(Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix())
    except ValueError:
        return path.absolute().as_uri()
