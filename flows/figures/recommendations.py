"""Numbered recommendations of a report of the Universal Periodic Review against the official list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.extract import read_extraction
from extractors.passages import extraction_to_segmentation
from extractors.text import normalize_text
from flows.figures.tools import SHARED, read_csv
from models.records.segmentation import Segmentation

FOLDER = SHARED / "external" / "upr-recommendations"
_NUMBERED = re.compile(r"\d+\.\d+")


def figures() -> Iterator[str]:
    """Recall and precision of the numbers, and how many of the texts found are equal up to white space."""
    yield "== numbered recommendations: Slovenia, second cycle"
    if not FOLDER.is_dir():
        yield f"{FOLDER} is not there"
        return
    rows = read_csv(FOLDER / "slovenia_cycle2.csv")
    truth = {row["number"]: row["text"] for row in rows}
    pdf = FOLDER / rows[0]["pdf"]
    yield compare(truth, find_numbered(extraction_to_segmentation(read_extraction(pdf.stem, pdf))))


def find_numbered(segmentation: Segmentation) -> dict[str, str]:
    """Texts of the recommendations that carry a number of two parts, by number."""
    kept = (p for p in segmentation.passages if p.kind == "recommendation" and _NUMBERED.fullmatch(p.number))
    return {passage.number: passage.text for passage in kept}


def fold(text: str) -> str:
    """Text without white space, quotes straight: the list is typed, and sets its spaces and quotes as it likes."""
    return "".join(normalize_text(text).split())


def compare(truth: Mapping[str, str], found: Mapping[str, str]) -> str:
    """One line of figures."""
    both = truth.keys() & found.keys()
    equal = sum(fold(truth[number]) == fold(found[number]) for number in both)
    recall, precision = (len(both) / len(side) if side else 0.0 for side in (truth, found))
    return f"recall {recall:.3f}, precision {precision:.3f}, text equal {equal} of {len(truth)}"
