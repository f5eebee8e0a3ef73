"""Set the digests of the bundled corpus: text sources → PDFs in `reports/` and `manifest.csv`.

Run `python corpus/build.py` (reportlab comes with the dev extra). The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from pathlib import Path
from typing import Any

from digest_designs import DESIGNS
from digest_page import set_report
from digest_source import Source, read_source

HERE = Path(__file__).parent
COLUMNS = (
    "document_id", "file", "title", "publisher", "published", "period_start", "period_end", "language", "family",
    "edition", "source_page", "sha256", "digest_of",
)  # fmt: skip


def manifest_row(source: Source, file: Path, folder: Path) -> dict[str, Any]:
    """One row of the manifest: what the head of the source says, and the file itself."""
    said = {column: source.head.get(column, "") for column in COLUMNS}
    return said | {
        "document_id": source.document_id,
        "file": file.relative_to(folder).as_posix(),
        "title": source.head["manifest_title"],
        "edition": "digest",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def build(out: Path) -> None:
    """Set every source and write the manifest into a folder."""
    (out / "reports").mkdir(parents=True, exist_ok=True)
    rows = []
    for path in sorted((HERE / "sources").glob("*.md")):
        source = read_source(path)
        file = out / "reports" / f"{source.document_id}.pdf"
        pages = set_report(source, DESIGNS[source.head["design"]], file)
        rows.append(manifest_row(source, file, out))
        print(f"{file.name}: {pages} pages, {file.stat().st_size // 1024} kB")
    with (out / "manifest.csv").open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write into (default: this one)")
    build(parser.parse_args().out)
