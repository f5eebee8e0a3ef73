"""Coded passages as numbers: what the head and the judge are fitted on and measured with."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import LexiconError
from models.objectives.embeddings import Likeness, Likenesses, Scores
from models.objectives.evidence import Evidence
from models.objectives.head import Inputs
from models.objectives.reading import Reader, Reading
from models.objectives.tagger import gather, make_inputs
from models.objectives.taxonomy import Taxonomy
from models.records.segmentation import Subject, join_context

Numbers = NDArray[np.int64]
FOLDS = 10
SAME = 0.85
"""Cosine from which two passages are near-duplicates and have to lie in one fold."""


class Coded(NamedTuple):
    """Passages in rows: what is known of them, and their codes as tables of ones and zeros (texts, codes)."""

    rows: Sequence[dict[str, str]]
    evidence: Evidence
    inputs: Inputs
    primary: Scores
    any: Scores


def read_passages(path: Path, taxonomy: Taxonomy) -> list[dict[str, str]]:
    """The rows of a file of coded passages; LexiconError for a code that the taxonomy does not have."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 2):
        for code in (*split_codes(row["primary"]), *split_codes(row["secondary"])):
            if code not in taxonomy.by_code:
                raise LexiconError(path, number, f"{code!r} is not a code of the taxonomy")
    return rows


def row_context(row: Mapping[str, str]) -> str:
    """What stands around a coded passage: its headings, and the other items of its list."""
    return join_context(row.get("section") or "", row.get("around") or "")


def split_codes(cell: str) -> list[str]:
    """`5;2` → 5, 2."""
    return [code for code in cell.split(";") if code]


def passages_to_coded(rows: Sequence[dict[str, str]], taxonomy: Taxonomy, likenesses: Likenesses) -> Coded:
    """Passages with their evidence, the opinion of a head left out."""
    likeness = likenesses.compare([row["text"] for row in rows])
    return _to_coded(rows, taxonomy, likenesses, likeness)


def descriptors_to_coded(taxonomy: Taxonomy, likenesses: Likenesses) -> Coded:
    """The taxonomy's own texts, each coded with its entry."""
    rows = [{"text": one.text, "primary": one.code, "secondary": ""} for one in likenesses.descriptors]
    return _to_coded(rows, taxonomy, likenesses, likenesses.compare_descriptors())


def _to_coded(rows: Sequence[dict[str, str]], taxonomy: Taxonomy, likenesses: Likenesses, likeness: Likeness) -> Coded:
    reader = Reader(taxonomy)
    subjects = [Subject(id="", text=row["text"], context=row_context(row)) for row in rows]
    readings: list[Reading] = [reader.read(subject) for subject in subjects]
    primary, secondary = (
        mark_codes([split_codes(row[key]) for row in rows], taxonomy) for key in ("primary", "secondary")
    )
    return Coded(
        rows,
        gather(readings, taxonomy, nearness=likeness.nearness),
        make_inputs(readings, subjects, likenesses.encoder, likeness.vectors),
        primary,
        np.maximum(primary, secondary),
    )


def mark_codes(codes: Sequence[Sequence[str]], taxonomy: Taxonomy) -> Scores:
    """Codes as a table of ones and zeros, one row a text."""
    return np.array([[float(code in given) for code in taxonomy.codes] for given in codes])


def pick(coded: Coded, rows: Numbers) -> Coded:
    """Some of the passages."""
    parts: dict[str, Any] = {
        name: None if part is None else part[rows] for name, part in coded.evidence._asdict().items()
    }
    texts, contexts, words = coded.inputs
    return Coded(
        [coded.rows[row] for row in rows],
        Evidence(**parts),
        Inputs(texts[rows], contexts[rows], [words[row] for row in rows]),
        coded.primary[rows],
        coded.any[rows],
    )


def make_folds(rows: Sequence[Mapping[str, str]], vectors: NDArray[np.float32]) -> Numbers:
    """A fold for each passage; near-duplicates, what is near to them, and items of one list share one."""
    names = [row.get("list_id") or f"row {number}" for number, row in enumerate(rows)]
    lists = np.unique(names, return_inverse=True)[1]
    groups = _group((vectors @ vectors.T >= SAME) | (lists[:, None] == lists))
    order = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    return np.array([order[group] % FOLDS for group in groups])


def _group(alike: NDArray[np.bool_]) -> list[int]:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

    _, groups = connected_components(csr_matrix(alike), directed=False)
    return [int(group) for group in groups]
