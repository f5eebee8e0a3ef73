"""Damaged copies of small PDFs, read as the product reads them: each must end in pages or in a reason.

`python -m tests.fuzz --files 500` reads each copy in a process of its own and prints those that end otherwise.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from extractors.extract import read_extraction
from models.errors import ExtractionError
from models.records.layout import Extraction
from pipeline.catalogue import Document
from pipeline.isolation import extract_apart
from pipeline.settings import Limits
from tests.pdfs import ENGLISH, make_pdf
from tests.set_tables import GRID, STRIPES, set_table

LIMITS = Limits(seconds=60)
"""A damaged copy of a small file that takes longer hangs."""

Damage = Callable[[random.Random, bytes, bytes], bytes]


def make_files(folder: Path) -> list[bytes]:
    """Small valid files: text, an encrypted one, and tables over two pages."""
    body = [[f"Place {n}", f"Talks of the year {1990 + n}", "The council and its members"] for n in range(60)]
    head = ["Where", "What", "Who"]
    paths = [
        make_pdf(folder / "text.pdf", ENGLISH, title="Harbours"),
        make_pdf(folder / "locked.pdf", ENGLISH, password="harbour"),
        set_table(folder / "ruled.pdf", head, body, rules=GRID),
        set_table(folder / "plain.pdf", head, body, rules=STRIPES, compressed=False),
    ]
    return [path.read_bytes() for path in paths]


def flip(rng: random.Random, data: bytes, _: bytes) -> bytes:
    """Some bytes become others."""
    changed = bytearray(data)
    for _at in range(rng.choice((1, 4, 40))):
        changed[rng.randrange(len(changed))] ^= rng.randrange(1, 256)
    return bytes(changed)


def cut(rng: random.Random, data: bytes, _: bytes) -> bytes:
    """The file ends early."""
    return data[: rng.randrange(len(data))]


def drop(rng: random.Random, data: bytes, _: bytes) -> bytes:
    """A piece is missing."""
    start, end = _piece(rng, data)
    return data[:start] + data[end:]


def splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """A piece of another file stands in the middle."""
    at = rng.randrange(len(data))
    start, end = _piece(rng, other)
    return data[:at] + other[start:end] + data[at:]


def number(rng: random.Random, data: bytes, _: bytes) -> bytes:
    """A number (of a length, an object, a place in the file) is another one."""
    found = rng.choice(list(re.finditer(rb"\d+", data)))
    return data[: found.start()] + rng.choice((b"0", b"-1", b"7", b"2147483648", b"9" * 30)) + data[found.end() :]


def _piece(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.choice((1, 30, 600)))


DAMAGES: tuple[Damage, ...] = (flip, cut, drop, splice, number)


def damage(files: Sequence[bytes], seed: int) -> tuple[str, bytes]:
    """A damaged copy and what was done to it; the same for the same seed."""
    rng = random.Random(seed)
    at = rng.randrange(len(files))
    one = rng.choice(DAMAGES)
    return f"{one.__name__} of file {at}", one(rng, files[at], rng.choice(files))


def read(path: Path, *, apart: bool) -> Extraction:
    """The extraction of a file, in this process or apart."""
    document = Document(document_id=path.stem, path=path)
    return extract_apart(document, limits=LIMITS) if apart else read_extraction(path.stem, path)


def outcome(path: Path, *, apart: bool) -> str:
    """`read`, `read with a note`, `refused`, or what is wrong with the way it ended."""
    try:
        extraction = read(path, apart=apart)
    except ExtractionError as error:
        plain = "\n" not in str(error) and "Traceback" not in str(error) and "broke down" not in str(error)
        return "refused" if plain else f"WRONG {error}"
    except Exception as error:
        return f"WRONG {type(error).__name__}: {error}"
    if not extraction.blocks and not extraction.problems and not extraction.unread:
        return f"WRONG {extraction.pages} pages, no text and no reason"
    return "read with a note" if extraction.problems or extraction.unread else "read"


def main(arguments: Sequence[str] | None = None) -> int:
    """Count how damaged copies end; exit 1 where one ends in anything but pages or a reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0, help="of the first file")
    parser.add_argument("--together", action="store_true", help="read all files in one process, which is faster")
    chosen = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        files = make_files(Path(folder))
        for seed in range(chosen.seed, chosen.seed + chosen.files):
            what, data = damage(files, seed)
            path = Path(folder) / f"damaged-{seed}.pdf"
            path.write_bytes(data)
            ended = outcome(path, apart=not chosen.together)
            counts[ended.split()[0] if ended.startswith("WRONG") else ended] += 1
            if ended.startswith("WRONG"):
                sys.stdout.write(f"seed {seed}, {what}: {ended.removeprefix('WRONG ')}\n")
    sys.stdout.write(", ".join(f"{name} {count}" for name, count in sorted(counts.items())) + "\n")
    return 1 if counts["WRONG"] else 0


if __name__ == "__main__":
    sys.exit(main())
