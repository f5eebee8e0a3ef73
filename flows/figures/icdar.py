"""The European half of the ICDAR-2013 table competition: adjacency relations, beside those of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from extractors.extract import read_extraction
from flows.figures.adjacency import (
    Relation,
    Score,
    add_scores,
    cells_to_relations,
    count_matches,
    read_truth,
    table_to_cells,
)
from flows.figures.tools import SHARED, read_csv
from models.records.layout import Extraction

FOLDER = SHARED / "external" / "table-ground-truth" / "icdar2013"
DOCUMENTS = FOLDER / "competition-dataset-eu"


def figures() -> Iterator[str]:
    """A line a document, then the micro averages, ours first."""
    yield "== ICDAR-2013, European half: F1 of adjacency relations"
    if not FOLDER.is_dir():
        yield f"{FOLDER} is not there"
        return
    peers = read_peers(FOLDER / "peer_scores_per_document.csv")
    yield f"document truth found matching f1 | {' '.join(peers)}"
    ours: list[Score] = []
    for path in sorted(DOCUMENTS.glob("*.pdf")):
        ours.append(score_document(path))
        others = [f"{scores[path.stem].f1:.3f}" for scores in peers.values()]
        yield f"{path.stem} {score_to_text(ours[-1])} | {' '.join(others)}"
    total = add_scores(ours)
    micro = [f"{add_scores(list(scores.values())).f1:.3f}" for scores in peers.values()]
    yield f"all {score_to_text(total)} | {' '.join(micro)}"
    yield f"precision {total.matching / total.found:.3f}, recall {total.matching / total.truth:.3f}"


def score_document(path: Path) -> Score:
    """Our tables of one document against the structure file beside it."""
    found = extraction_to_relations(read_extraction(path.stem, path))
    return count_matches(truth_to_relations(path.with_name(f"{path.stem}-str.xml")), found)


def extraction_to_relations(extraction: Extraction) -> list[Relation]:
    """The relations of all tables that were found."""
    tables = [block.table for block in extraction.blocks if block.table]
    return [relation for table in tables for relation in cells_to_relations(table_to_cells(table))]


def truth_to_relations(path: Path) -> list[Relation]:
    """The relations of all tables of a structure file."""
    return [relation for cells in read_truth(path) for relation in cells_to_relations(cells)]


def read_peers(path: Path) -> Mapping[str, Mapping[str, Score]]:
    """Scores of the other programs by program and document."""
    peers: dict[str, dict[str, Score]] = {}
    for row in read_csv(path):
        counts = (int(row[f"{name}_relations"]) for name in ("truth", "found", "matching"))
        peers.setdefault(row["peer"], {})[row["document"]] = Score(*counts)
    return peers


def score_to_text(score: Score) -> str:
    """Counts and F1."""
    return f"{score.truth} {score.found} {score.matching} {score.f1:.3f}"
