"""CSV files read strictly: every complaint names file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from models.errors import LexiconError


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row; the header has to be exactly `columns`.

    Raises LexiconError for an unreadable file, another header or a row of another length.
    """
    rows = _read_rows(path)
    if not rows or tuple(rows[0][1]) != columns:
        raise LexiconError(path, 1, f"the header has to be {','.join(columns)}")
    for line, cells in rows[1:]:
        if len(cells) != len(columns):
            raise LexiconError(
                path, line, f"{len(cells)} cells instead of {len(columns)}; quote cells that hold commas"
            )
        yield line, dict(zip(columns, (" ".join(cell.split()) for cell in cells), strict=True))


def split_list(cell: str) -> tuple[str, ...]:
    """The members of a list cell joined by `;`."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _read_rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file)
            return [(reader.line_num, cells) for cells in reader if cells]
    except OSError as error:
        raise LexiconError(path, None, f"the file cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LexiconError(path, None, "the file is not UTF-8 text") from error
    except csv.Error as error:
        raise LexiconError(path, None, f"not a valid CSV file ({error})") from error
