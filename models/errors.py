"""The errors of gcmatrix: one root and its children, each keeping what went wrong as an attribute."""

from __future__ import annotations

from pathlib import Path


class GcmError(Exception):
    """Root of all errors that a user can mend; `str()` is one clear sentence."""


class CorpusError(GcmError):
    """A corpus folder or manifest that cannot be used as a whole."""

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = Path(path)


class ExtractionError(GcmError):
    """A file that cannot be read: which file, what is wrong, what to do."""

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(f"{Path(path).name}: {message}")
        self.path = Path(path)


class EncryptedError(ExtractionError):
    """A file that needs a password which was not given, or not the right one."""


class LimitError(ExtractionError):
    """A file that took too long or too much memory, or broke the reader down."""


class LexiconError(GcmError):
    """A data file with a bad line: which file, which line, what is wrong."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        where = f"{Path(path).name}" + (f", line {line}" if line else "")
        super().__init__(f"{where}: {message}")
        self.path = Path(path)
        self.line = line
        self.message = message


class SettingsError(GcmError):
    """An option, column or setting that cannot be used."""
