"""How fast reports are read, as ratios in one run: gcmatrix against pdfplumber's text and tables on the same pages.

CPU seconds of one core, so that other work on the machine matters little. `make bench` runs it on the reference reports
where they lie beside the checkout, else on the bundled digests; `make bench ARGS="--sizes 10 1000"` leaves out a size.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("GCMATRIX_SHARED", ROOT.parent / "shared"))
SIZES = (10, 1000, 5000)


def main() -> None:
    """Print the comparison, then how time and memory grow with the number of pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="pages of the long reports")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(*measure_reading(options.read))
        return
    files = sorted((SHARED / "corpus").glob("*.pdf")) or sorted((ROOT / "corpus" / "reports").glob("*.pdf"))
    for line in chain(compare(files), grow(files, options.sizes)):
        print(line, flush=True)


def compare(files: Sequence[Path]) -> Iterator[str]:
    """CPU seconds of both readers for each file, in turn."""
    yield f"{'report':28} {'pages':>5} {'pdfplumber s':>12} {'gcmatrix s':>10} {'ratio':>6}"
    totals = [0.0, 0.0, 0.0]
    for path in files:
        pages, theirs = timed(read_with_pdfplumber, path)
        _, ours = timed(read_with_gcmatrix, path)
        totals = [total + value for total, value in zip(totals, (pages, theirs, ours), strict=True)]
        yield f"{path.stem:28} {pages:5} {theirs:12.2f} {ours:10.2f} {theirs / ours:6.2f}"
    pages, theirs, ours = totals
    yield f"{'all':28} {pages:5.0f} {theirs:12.2f} {ours:10.2f} {theirs / ours:6.2f}"
    yield f"pages a second a core: pdfplumber {pages / theirs:.1f}, gcmatrix {pages / ours:.1f}"


def grow(files: Sequence[Path], sizes: Sequence[int]) -> Iterator[str]:
    """Reports made of the pages of all files again and again, each read in a process of its own."""
    with TemporaryDirectory() as folder:
        for size in sizes:
            path = repeat_pages(files, size, Path(folder) / f"{size}.pdf")
            command = [sys.executable, __file__, "--read", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            seconds, peak = map(float, done.stdout.split())
            yield f"{size:6} pages: {size / seconds:5.1f} pages a second a core, peak memory {peak:.0f} MB"


def timed(read: Callable[[Path], int], path: Path) -> tuple[int, float]:
    """What a reader gives, and the CPU seconds that it took."""
    begin = time.process_time()
    return read(path), time.process_time() - begin


def read_with_gcmatrix(path: Path) -> int:
    """Structure of a file: blocks, tables, notes; returns its pages."""
    from extractors.extract import read_extraction

    return read_extraction("bench", path).pages


def read_with_pdfplumber(path: Path) -> int:
    """Text and tables of each page; returns the pages. Closing them keeps its memory flat."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def measure_reading(path: Path) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of reading a file in this process."""
    _, seconds = timed(read_with_gcmatrix, path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def repeat_pages(files: Sequence[Path], size: int, out: Path) -> Path:
    """A file of so many pages, taken from the files in turn until there are enough."""
    import pikepdf

    with pikepdf.new() as target:
        while len(target.pages) < size:
            for path in files:
                with pikepdf.open(path) as source:
                    target.pages.extend(source.pages[: size - len(target.pages)])
        target.save(out)
    return out


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
