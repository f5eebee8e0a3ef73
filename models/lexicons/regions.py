"""The region of each country: the five of the UN standard M49 (country or area codes for statistical use)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from models.errors import LexiconError
from models.lexicons.csv_file import read_csv
from models.lexicons.iso import is_iso3

REGIONS = Path(__file__).with_name("regions.csv")
_COLUMNS = ("iso3", "region")


@cache
def load_regions(path: Path = REGIONS) -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 code → region.

    Raises LexiconError with file and line for an unknown code, a code that stands twice, or an empty region.
    """
    regions: dict[str, str] = {}
    for line, cells in read_csv(path, _COLUMNS):
        code, region = cells["iso3"], cells["region"]
        if not is_iso3(code):
            raise LexiconError(path, line, f"{code!r} is no code of ISO 3166-1 alpha-3")
        if code in regions:
            raise LexiconError(path, line, f"{code} stands here a second time")
        if not region:
            raise LexiconError(path, line, f"{code} has no region")
        regions[code] = region
    return regions
