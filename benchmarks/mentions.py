"""How fast who and where are found: words a second of one core, against spaCy's blank tokenizer on the same words.

`make bench` runs it after the others. The passages are cut from the repository's own and all different, so that
nothing is found twice; the ratio says how many times as long as cutting the text into words it takes.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PASSAGES = ROOT / "tests" / "models" / "actors" / "marked_activities.csv"
"""Full of names: a mention every dozen words."""


def main() -> None:
    """Print words a second, the ratio and the peak memory of this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=200_000)
    for line in measure(make_texts(parser.parse_args().words)):
        print(line, flush=True)


def make_texts(count: int) -> list[str]:
    """Passages of 20 to 120 words with so many words together."""
    words = " ".join(row["description"] for row in read_rows(PASSAGES)).split()
    dice = random.Random(1)
    texts: list[str] = []
    while count > 0:
        at, size = dice.randrange(len(words) - 120), dice.randint(20, 120)
        texts.append(" ".join(words[at : at + size]))
        count -= size
    return texts


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measure(texts: Sequence[str]) -> Iterator[str]:
    """Our recognizer and the tokenizer, each warmed by some passages and then timed over all."""
    import spacy

    from models.actors.recognizer import load_recognizer
    from models.records.segmentation import Subject

    recognizer, tokenizer = load_recognizer(), spacy.blank("en")
    subjects = [Subject(id=str(number), document_id="d", text=text) for number, text in enumerate(texts)]
    recognizer.find_mentions(subjects[:20])
    found, ours = timed(lambda: len(recognizer.find_mentions(subjects)))
    _, theirs = timed(lambda: sum(len(tokenizer.make_doc(text)) for text in texts))
    words = sum(len(text.split()) for text in texts)
    yield f"{words} words, {found} mentions: {words / ours:,.0f} words a second a core; tokenizer {words / theirs:,.0f}"
    yield f"ratio to the tokenizer {ours / theirs:.1f}; peak memory {peak_memory():.0f} MB"


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """What is counted, and CPU seconds."""
    begin = time.process_time()
    return work(), time.process_time() - begin


def peak_memory() -> float:
    """MB of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
