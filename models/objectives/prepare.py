"""A model of sentence-transformers → the same weights in the ONNX form; the only file that imports both, and late."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.contracts import Vectors
from models.errors import SettingsError
from models.objectives.adapter import apply_adapter
from models.objectives.light import INPUTS, MODEL_FILE, OUTPUT, TOKENIZER_FILE, load_light

BATCH = 1
"""Texts of one batch are padded to one length, which shows in the seventh decimal; alone, a text is always itself."""
LARGEST_DIFFERENCE = 1e-5
PROBES = ("One short text.", "A longer text about visas, wages and clinics. " * 3, "long " * 600)
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}


class PreparationError(Exception):
    """The model cannot be written in the light form; it works as it is."""


def load_sentence_encoder(name: str, source: str, adapter: Path | None = None) -> SentenceEncoder | None:
    """The model as it is, or adapted; None without sentence-transformers, SettingsError where it cannot be loaded."""
    os.environ.update(_QUIET)
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        return None
    try:
        model = SentenceTransformer(
            source, device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
        )
    except (OSError, ValueError) as error:
        raise SettingsError(f"the model {source} cannot be loaded from this machine: {error}") from error
    if adapter is not None:
        apply_adapter(adapter, model[0].auto_model)
    return SentenceEncoder(name, model)


class SentenceEncoder:
    """A loaded sentence-transformers model; equal texts are encoded once."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self.model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (texts, dimensions); neither order nor company of the texts changes them."""
        if not texts:
            return self.encode([""])[:0]
        distinct = sorted(set(texts))
        vectors = self.model.encode(
            distinct, batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        row = {text: index for index, text in enumerate(distinct)}
        return np.asarray(vectors, dtype=np.float32)[[row[text] for text in texts]]


def write_light(encoder: SentenceEncoder, folder: Path) -> None:
    """Writes graph and tokenizer, compares them with the model, and puts the folder in place at once.

    Raises PreparationError where the model has another form than a tokenizer with a graph, or differs in the result.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix="new-"))
    try:
        _export(encoder.model, new)
        _compare(encoder, new)
        new.rename(folder)
    except PreparationError:
        raise
    except Exception as error:  # an exporter fails in many ways, and the model works without it
        if not folder.exists():  # another run was faster otherwise
            raise PreparationError(str(error)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _export(model: Any, folder: Path) -> None:
    import torch

    tokens = model.tokenizer(list(PROBES[:2]), padding=True, return_tensors="pt")
    names = [name for name in INPUTS if name in tokens]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _make_graph(model, names),
            tuple(tokens[name] for name in names),
            str(folder / MODEL_FILE),
            dynamo=False,
            opset_version=17,
            input_names=names,
            output_names=[OUTPUT],
            dynamic_axes={name: {0: "text", 1: "token"} for name in names} | {OUTPUT: {0: "text"}},
        )
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.max_seq_length)
    tokenizer.save(str(folder / TOKENIZER_FILE))


def _make_graph(model: Any, names: Sequence[str]) -> Any:
    import torch

    class Graph(torch.nn.Module):  # type: ignore[misc]
        """All modules of the model in a row, and vectors of length 1 at the end."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *values: Any) -> Any:
            vectors = self.model(dict(zip(names, values, strict=True)))[OUTPUT]
            return torch.nn.functional.normalize(vectors, dim=1)

    return Graph().eval()


def _compare(encoder: SentenceEncoder, folder: Path) -> None:
    light = load_light(encoder.name, folder).encode(PROBES)
    difference = float(np.abs(light - encoder.encode(PROBES)).max())
    if difference > LARGEST_DIFFERENCE:
        raise PreparationError(f"the vectors differ by {difference:.1e}")
