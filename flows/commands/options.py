"""Options → the one frozen `Settings`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from models.errors import SettingsError
from models.records.layout import Record
from pipeline.settings import Limits, Settings, encoder_from_environment

RecordT = TypeVar("RecordT", bound=Record)


def make_settings(**options: Any) -> Settings:
    """Settings from options; raises SettingsError, one sentence, for a value that cannot be used."""
    options["taxonomy"] = _find_packaged(options.get("taxonomy"))
    for name in ("taxonomy", "organizations", "passwords"):
        path: Path | None = options.get(name)
        if path is not None and not path.is_file():
            raise SettingsError(f"there is no file {path} to use as {name}")
    options["encoder"] = options.get("encoder") or encoder_from_environment()
    return _validate(Settings, options)


def _find_packaged(taxonomy: Path | None) -> Path | None:
    """`sdgs` names the packaged taxonomy of that name."""
    from models.objectives.taxonomy import PACKAGED

    packaged = PACKAGED.parent / f"{taxonomy}.yaml"
    return packaged if taxonomy is not None and not taxonomy.exists() and packaged.is_file() else taxonomy


def make_limits(**options: Any) -> Limits:
    """Limits for reading one file; raises SettingsError, one sentence, for a value that cannot be used."""
    return _validate(Limits, options)


def _validate(kind: type[RecordT], options: dict[str, Any]) -> RecordT:
    try:
        return kind.model_validate(options)
    except ValidationError as error:
        first = error.errors()[0]
        name = first["loc"][-1]
        raise SettingsError(f"--{name}: {first['msg'].removeprefix('Input ')}, not {first['input']!r}") from error
