"""Broken, odd and hostile files: what the product gives of each, against the best of three readers."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from flows.figures.tools import ROOT, SHARED, read_csv
from models.records.layout import Extraction

FOLDER = SHARED / "external" / "robustness"
READERS = ("pdfium", "pypdf", "pdfplumber")
CODE = len("(cid:12)") - 1
"""Characters too many for each character that pdfplumber can only number."""
PAGES, CHARACTERS = 0.95, 0.90
"""Shares of the best reader's pages and characters that count as read."""
LIMIT = 150
"""Seconds after which a file counts as hanging; the product gives up before."""
KNOWN_ENDS = (0, 2)
"""Exit statuses of the command: read, or not readable for the reason that it says."""


class Best(NamedTuple):
    """The most that a reader counted; characters include white space."""

    pages: int
    characters: int


class Outcome(NamedTuple):
    """How the product fared with a file; `words` counts the characters of all words read, `blocks` those kept."""

    file: str
    seconds: float
    status: int
    said: str
    pages: int = 0
    words: int = 0
    blocks: int = 0

    @property
    def crashed(self) -> bool:
        """True where it ended as no command should, or reports a defect of its own."""
        return self.status not in KNOWN_ENDS or "defect" in self.said or "broke down" in self.said


def figures() -> Iterator[str]:
    """Crashes, the longest time, how many files are read or explained, and a line for each that is neither."""
    if not FOLDER.is_dir():
        yield f"== robustness: {FOLDER} is not there"
        return
    baseline = {row["file"]: row_to_best(row) for row in read_csv(FOLDER / "reader_baseline.csv")}
    passwords = {row["file"]: row["password"] for row in read_csv(FOLDER / "PASSWORDS.csv")}
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda name: try_file(name, passwords.get(name, "")), sorted(baseline)))
    yield from summarize(outcomes, baseline)


def row_to_best(row: Mapping[str, str]) -> Best:
    """The best of the three readers; 0 where none read anything. pdfplumber's `(cid:12)` stands for one character."""
    pages, characters = ([int(row[f"{name}_{what}"] or 0) for name in READERS] for what in ("pages", "chars"))
    characters[-1] -= CODE * int(row["pdfplumber_cid_marks"] or 0)
    return Best(max(pages), max(characters))


def summarize(outcomes: Sequence[Outcome], baseline: Mapping[str, Best]) -> Iterator[str]:
    """The figures of all files, then the files that are neither read nor explained."""
    yield f"== robustness: {len(outcomes)} files"
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    crashed = [outcome for outcome in outcomes if outcome.crashed]
    judged = {outcome.file: judge(outcome, baseline[outcome.file]) for outcome in outcomes}
    counts = Counter(judged.values())
    yield f"crashes {len(crashed)}; longest {slowest.seconds:.1f} s ({slowest.file})"
    yield f"read {counts['read']}, explained {counts['explained']}, neither {counts['neither']}"
    blocks = sum(keeps(outcome.blocks, baseline[outcome.file].characters, CHARACTERS) for outcome in outcomes)
    yield f"characters of the blocks alone, without running headers and footers: {blocks} files reach the share"
    for outcome in outcomes:
        if outcome.crashed or judged[outcome.file] == "neither":
            best = baseline[outcome.file]
            yield (
                f"  {outcome.file}: pages {outcome.pages} of {best.pages}, characters {outcome.words} "
                f"(blocks {outcome.blocks}) of {best.characters}, status {outcome.status}: {outcome.said[:160]}"
            )


def judge(outcome: Outcome, best: Best) -> str:
    """`read`, `explained` where the product says what is missing, or `neither`."""
    if outcome.crashed:
        return "neither"
    whole = keeps(outcome.pages, best.pages, PAGES) and keeps(outcome.words, best.characters, CHARACTERS)
    if whole and outcome.status == 0:
        return "read"
    return "explained" if outcome.said else "neither"


def keeps(found: int, best: int, share: float) -> bool:
    """True where a count reaches its share of the best reader's."""
    return found >= share * best


def try_file(name: str, password: str) -> Outcome:
    """Read one file twice in processes of their own: as a user does, and to count the words before any layout."""
    path = str(FOLDER / name)
    begin = time.perf_counter()
    options = ("--password", password) if password else ()
    status, out, said = run("-m", "flows.cli", "extract", path, "--format", "json", *options)
    seconds = time.perf_counter() - begin
    if status:
        return Outcome(name, seconds, status, said)
    extraction = Extraction.model_validate_json(out)
    _, counted, _ = run("-m", "flows.figures.robustness", path, password)
    return Outcome(name, seconds, status, said, extraction.pages, int(counted or 0), count_blocks(extraction))


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a Python command; status 1 where it hangs."""
    try:
        done = subprocess.run([sys.executable, *arguments], capture_output=True, cwd=ROOT, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return 1, "", f"still busy after {LIMIT} s"
    return done.returncode, done.stdout.decode(), " ".join(done.stderr.decode(errors="replace").split())


def count_blocks(extraction: Extraction) -> int:
    """Characters of the text that an extraction keeps, as printed, cells of tables included."""
    texts = [block.printed for block in extraction.blocks if block.table is None]
    cells = [cell.printed for block in extraction.blocks if block.table for cell in block.table.cells]
    return sum(len(text) + 1 for text in (*texts, *cells))


def count_words(path: Path, password: str) -> int:
    """Characters of all words on all pages, one space or line break after each."""
    from extractors.readers import read_file

    return sum(len(word.text) + 1 for page in read_file(path, password=password or None).pages for word in page.words)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(count_words(Path(sys.argv[1]), sys.argv[2])))
