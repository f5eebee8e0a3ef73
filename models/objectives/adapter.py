"""A low-rank adapter: small changes of an encoder's weights, learned for one taxonomy and stored as plain arrays.

`objectives.yaml` has its adapter in `objectives.adapter.npz`. Source: Hu et al., LoRA: Low-Rank Adaptation of Large
Language Models, 2021, arXiv:2106.09685.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import LexiconError

_ENCODER = "encoder"
_UP, _DOWN = "|up", "|down"


class Change(NamedTuple):
    """What is added to one weight matrix of shape (out, in): the product of (out, rank) and (rank, in)."""

    up: NDArray[np.float32]
    down: NDArray[np.float32]


class Adapter(NamedTuple):
    """The changes of one encoder, by the names of its layers."""

    encoder: str
    changes: Mapping[str, Change]


def adapter_file(taxonomy_file: Path) -> Path:
    """Where the adapter of a taxonomy lies."""
    return taxonomy_file.with_suffix(".adapter.npz")


def find_adapter(taxonomy_file: Path) -> Path | None:
    """The adapter beside a taxonomy, where it has one."""
    file = adapter_file(taxonomy_file)
    return file if file.is_file() else None


def load_adapter(path: Path) -> Adapter:
    """The adapter; LexiconError where it is damaged."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            names = sorted(name.removesuffix(_UP) for name in arrays.files if name.endswith(_UP))
            changes = {name: Change(*(arrays[name + end].astype(np.float32) for end in (_UP, _DOWN))) for name in names}
            return Adapter(str(arrays[_ENCODER]), changes)
    except (OSError, KeyError, ValueError) as error:
        raise LexiconError(path, None, f"the adapter of the encoder cannot be read: {error}") from error


def save_adapter(adapter: Adapter, path: Path) -> None:
    """Half precision, which shows in the fourth digit of a vector."""
    arrays: dict[str, Any] = {_ENCODER: np.array(adapter.encoder)}
    for name, change in sorted(adapter.changes.items()):
        arrays |= {name + _UP: change.up.astype(np.float16), name + _DOWN: change.down.astype(np.float16)}
    np.savez_compressed(path, **arrays)


def apply_adapter(path: Path, model: Any) -> None:
    """Adds the changes to the weights of a model of PyTorch; LexiconError where it has no such layer."""
    layers = dict(model.named_modules())
    for name, (up, down) in load_adapter(path).changes.items():
        weight = layers[name].weight.data if name in layers else None
        if weight is None or tuple(weight.shape) != (len(up), down.shape[1]):
            raise LexiconError(path, None, f"the adapter changes {name}, which the model does not have in this form")
        weight.add_(weight.new_tensor(up @ down))
