"""Options → the one frozen `Settings`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.errors import SettingsError
from pipeline.settings import Settings, encoder_from_environment


def make_settings(**options: Any) -> Settings:
    """Settings from options; raises SettingsError, one sentence, for a value that cannot be used."""
    for name in ("taxonomy", "organizations"):
        path: Path | None = options.get(name)
        if path is not None and not path.is_file():
            raise SettingsError(f"there is no file {path} to use as {name}")
    options["encoder"] = options.get("encoder") or encoder_from_environment()
    try:
        return Settings.model_validate(options)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"--{name}: {first['msg'].removeprefix('Input ')}, not {first['input']!r}") from error
