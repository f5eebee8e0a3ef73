"""Where the reference reports and truth files are, if they are there; tests that need them skip with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold" / "README.md").exists(),
    reason="the reference reports and truth files are not beside the checkout",
)
