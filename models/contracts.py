"""What the parts of the models ask of each other, as protocols."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); rows have length 1."""


class Encoder(Protocol):
    """Turns texts into vectors; the same text gives the same vector, whatever comes with it."""

    @property
    def name(self) -> str:
        """Name of the model, for the run record."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in the order of the texts."""
        ...
