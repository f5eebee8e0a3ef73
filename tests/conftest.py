"""Settings that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractors import ocr

os.environ.setdefault("GCMATRIX_CACHE", str(Path(__file__).parents[1] / ".cache"))
os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_PROGRESS_BARS="1", TOKENIZERS_PARALLELISM="false")


@pytest.fixture(autouse=True)
def _without_ocr(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results of tests do not depend on whether tesseract is installed."""
    if "ocr" not in request.keywords:
        monkeypatch.setattr(ocr, "is_available", lambda: False)
