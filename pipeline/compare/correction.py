"""Shares corrected for the errors of tagging, as an audit found them.

Sources: W. J. Rogan and B. Gladen, "Estimating prevalence from the results of a screening test", Am. J. Epidemiol. 107,
1978; its interval: Z. Lang and J. Reiczigel, "Confidence limits for prevalence of disease adjusted for estimated
sensitivity and specificity", Prev. Vet. Med. 113, 2014.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from models.errors import LexiconError, SettingsError
from pipeline.compare.intervals import Interval, Z

CONFUSION = ("truth", "predicted", "count")
FIGURES = ("objective", "precision", "recall")
LEAST_YOUDEN = 0.1
"""Below this sum of sensitivity and specificity, less 1, tagging tells little more than chance."""


class Confusion(NamedTuple):
    """Audited passages of one objective: with it in truth and found, missed, found without it, and neither."""

    right: float
    missed: float
    extra: float
    neither: float


class Figures(NamedTuple):
    """Precision and recall of one objective, where the counts behind them are not known."""

    precision: float
    recall: float


Correction = Confusion | Figures


def read_corrections(path: Path) -> dict[str, Correction]:
    """Corrections by objective, from `truth,predicted,count` or `objective,precision,recall`; more columns may follow.

    `truth` and `predicted` hold one code each; a passage with several codes is a line for each of its pairs.
    Raises SettingsError for a file that is neither, LexiconError with its line for a number that cannot be.
    """
    rows = _read_rows(path)
    if not rows:
        raise SettingsError(
            f"{path} holds no audited figures; give truth,predicted,count or objective,precision,recall"
        )
    header = rows[0][1].keys()
    if set(CONFUSION) <= header:
        return dict(_tables_to_confusions(path, rows))
    if set(FIGURES) <= header:
        return {
            row["objective"].strip(): Figures(*(_share(path, line, row[name]) for name in FIGURES[1:]))
            for line, row in rows
        }
    raise SettingsError(f"{path} needs the columns {','.join(CONFUSION)} or {','.join(FIGURES)}")


def _read_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise SettingsError(f"there is no file {path} to correct by; an audit makes one")
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), restval="")
        return [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text; save it again as CSV UTF-8") from error


def _tables_to_confusions(path: Path, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterable[tuple[str, Confusion]]:
    pairs: defaultdict[tuple[str, str], float] = defaultdict(float)
    for line, row in rows:
        pairs[row["truth"].strip(), row["predicted"].strip()] += _number(path, line, row["count"])
    total = sum(pairs.values())
    for code in sorted({code for pair in pairs for code in pair} - {""}):
        right = pairs[code, code]
        missed = sum(count for (truth, _), count in pairs.items() if truth == code) - right
        extra = sum(count for (_, predicted), count in pairs.items() if predicted == code) - right
        yield code, Confusion(right, missed, extra, total - right - missed - extra)


def _number(path: Path, line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise LexiconError(path, line, f"{cell!r} is no count; give a number of at least 0")
    return value


def _share(path: Path, line: int, cell: str) -> float:
    value = _number(path, line, cell)
    if not 0 < value <= 1:
        raise LexiconError(
            path, line, f"{cell!r} cannot be a precision or recall to correct by; give one above 0, up to 1"
        )
    return value


def correct(share: Interval, size: float, correction: Correction) -> Interval | None:
    """The share that is likely in truth; `size` passages of a simple sample would be as sure of it.

    None where the audit has no passage with or without the objective, or tagging told hardly more than chance there.
    """
    if isinstance(correction, Figures):
        return _by_figures(share, correction)
    return _by_confusion(share, size, correction)


def _by_figures(share: Interval, figures: Figures) -> Interval:
    """Found × precision / recall, which holds where precision does; the audit's own error is left out."""
    value, low, high = (min(1.0, part * figures.precision / figures.recall) for part in share)
    return Interval(value, low, high)


def _by_confusion(share: Interval, size: float, table: Confusion) -> Interval | None:
    """Rogan and Gladen's estimate with the interval of Lang and Reiczigel, which has the audit's own error in it."""
    with_it, without = table.right + table.missed, table.extra + table.neither
    if not with_it or not without:
        return None
    plain = table.right / with_it + table.neither / without - 1
    if plain < LEAST_YOUDEN:
        return None
    value = (share.value + table.neither / without - 1) / plain
    low, high = _limits(share.value, size, (table.right, with_it), (table.neither, without))
    inside = min(max(value, 0.0), 1.0)
    return Interval(inside, min(max(low, 0.0), inside), max(min(high, 1.0), inside))


def _limits(
    share: float, size: float, sensitive: tuple[float, float], specific: tuple[float, float]
) -> tuple[float, float]:
    found = (share * size + Z**2 / 2) / (size + Z**2)
    sens, spec = ((right + 1) / (total + 2) for right, total in (sensitive, specific))
    youden = sens + spec - 1
    value = (found + spec - 1) / youden
    of_sens, of_spec = sens * (1 - sens) / (sensitive[1] + 2), spec * (1 - spec) / (specific[1] + 2)
    shift = 2 * Z**2 * (value * of_sens - (1 - value) * of_spec)
    spread = found * (1 - found) / (size + Z**2) + value**2 * of_sens + (1 - value) ** 2 * of_spec
    half = Z * sqrt(spread) / abs(youden)
    return value + shift - half, value + shift + half
