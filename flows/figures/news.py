"""Organizations and places in news and situation reports of the repository's own, with the list and without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from flows.figures.tools import ROOT, read_csv
from models.actors.recognizer import Recognizer, load_recognizer
from models.lexicons.name_shapes import load_name_shapes
from models.records.segmentation import Subject

NEWS = ROOT / "tests" / "models" / "actors" / "marked_news.csv"
LABELS = {"ORG": "ORG", "COUNTRY": "COUNTRY", "ADJ": "COUNTRY_ADJ", "REGION": "REGION"}
_MARK = re.compile(r"\{(ORG|COUNTRY|ADJ|REGION) ([^{}]+)\}")

Spans = set[tuple[str, int, int]]
"""Label, first character and the one after the last."""


class Marked(NamedTuple):
    """A passage without its marks, and what was marked."""

    half: str
    id: str
    text: str
    spans: Spans


class Counts(NamedTuple):
    """Marked, found and both."""

    marked: int
    found: int
    both: int

    def __str__(self) -> str:
        precision, recall = self.both / max(self.found, 1), self.both / max(self.marked, 1)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {self.f1:.3f} ({self.marked} marked)"

    @property
    def f1(self) -> float:
        """2 x both / (marked + found)."""
        return 2 * self.both / max(self.marked + self.found, 1)


def figures() -> Iterator[str]:
    """Precision, recall and F1 by label, with the packaged list of organizations and with an empty one.

    The passages held out were written and marked after rules and list were done; neither was changed for them.
    """
    passages = read_marked(NEWS)
    yield f"== news and situation reports: {len(passages)} passages"
    for half in ("develop", "held out"):
        chosen = [marked for marked in passages if marked.half == half]
        for name, recognizer in (("list", load_recognizer()), ("no list", Recognizer((), load_name_shapes()))):
            for label, counts in count(chosen, recognizer).items():
                yield f"{half}, {name}, {label}: {counts}"


def read_marked(path: Path) -> list[Marked]:
    """Passages with marks such as `{ORG Harbour Watch}`."""
    return [unmark(row["half"], row["passage_id"], row["text"]) for row in read_csv(path)]


def unmark(half: str, passage_id: str, text: str) -> Marked:
    """The text as it is printed, and where the marks stood in it."""
    plain, spans, last = "", set(), 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        spans.add((LABELS[match[1]], len(plain), len(plain) + len(match[2])))
        plain, last = plain + match[2], match.end()
    return Marked(half, passage_id, plain + text[last:], spans)


def find(marked: Marked, recognizer: Recognizer) -> Spans:
    """The spans that are found in a passage, read for itself."""
    subject = Subject(id=marked.id, document_id=marked.id, text=marked.text)
    return {(mention.label, mention.start, mention.end) for mention in recognizer.find_mentions([subject])}


def count(passages: Sequence[Marked], recognizer: Recognizer) -> dict[str, Counts]:
    """Counts by label over all passages; a span counts where it is exactly the same."""
    pairs = [(marked.spans, find(marked, recognizer)) for marked in passages]
    return {
        label: Counts(
            *(
                sum(len({span for span in chosen if span[0] == label}) for chosen in side)
                for side in ([gold for gold, _ in pairs], [found for _, found in pairs], [g & f for g, f in pairs])
            )
        )
        for label in LABELS.values()
    }
