"""Sentence vectors by onnxruntime; the only file that imports it and the tokenizers, and late."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from models.contracts import Vectors

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "sentence_embedding"


def can_run_light() -> bool:
    """True where the light runtime is installed."""
    return all(find_spec(name) for name in ("onnxruntime", "tokenizers"))


def load_light(name: str, folder: Path) -> LightEncoder:
    """A prepared model: its graph and its tokenizer, which knows where to cut a text."""
    import onnxruntime as ort
    from tokenizers import Tokenizer

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"])
    return LightEncoder(name, session, Tokenizer.from_file(str(folder / TOKENIZER_FILE)))


class LightEncoder:
    """Each text runs alone on one core, so neither company, order nor number of cores changes a digit of it."""

    def __init__(self, name: str, session: Any, tokenizer: Any) -> None:
        self.name = name
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = [given.name for given in session.get_inputs()]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (texts, dimensions); equal texts are encoded once, longest first to fill all cores."""
        distinct = sorted(set(texts), key=lambda text: (-len(text), text))
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            vectors = dict(zip(distinct, pool.map(self._encode_one, distinct), strict=True))
        rows = [vectors[text] for text in texts]
        return np.stack(rows) if rows else self.encode([""])[:0]

    def _encode_one(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        values = dict(zip(INPUTS, (ids, np.ones_like(ids), np.zeros_like(ids)), strict=True))
        (vectors,) = self._session.run([OUTPUT], {name: values[name] for name in self._inputs})
        return np.asarray(vectors[0], dtype=np.float32)
