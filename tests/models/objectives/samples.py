"""A small taxonomy of another framework, and an encoder that needs no model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.contracts import Vectors

SMALL = """\
name: Charter of the Gardens
framework: [Garden Charter, GC]
units: [goal, goals]
weights: {keyword: 0.6, hint: 0.25}
objectives:
  - code: "1"
    title: Water
    scope: Ponds, rain and watering of the beds.
    actions:
      a: Dig ponds that keep rain for the dry months
      b: Teach people to water in the evening
    keywords: [pond, rain water, Water Board]
    hints: [wet]
    negatives: [pond scum]
  - code: "2"
    title: Trees
    scope: Planting and care of trees and hedges.
    actions:
      a: Plant fruit trees along the paths
    keywords: [tree, organise planting]
  - code: PLAN
    title: The charter itself
    role: process
    scope: Meetings about the charter.
    keywords: [the charter]
"""


def write_small(folder: Path, text: str = SMALL) -> Path:
    path = folder / "gardens.yaml"
    path.write_text(text, encoding="utf-8")
    return path


class WordEncoder:
    """Every word has a direction of its own; texts that share words are near."""

    name = "words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split() or [""]:
                row[int(hashlib.sha256(word.strip(".,;:").encode()).hexdigest(), 16) % 64] += 1.0
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
