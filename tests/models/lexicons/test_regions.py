from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError
from models.lexicons.iso import iso3_to_names
from models.lexicons.regions import load_regions

WITHOUT_REGION = {"ATA"}


def test_every_country_has_one_of_five_regions() -> None:
    regions = load_regions()
    assert set(iso3_to_names()) - set(regions) == WITHOUT_REGION
    assert set(regions.values()) == {"Africa", "Americas", "Asia", "Europe", "Oceania"}


@pytest.mark.parametrize(
    ("iso3", "region"),
    [("CYP", "Asia"), ("RUS", "Europe"), ("EGY", "Africa"), ("MEX", "Americas"), ("FJI", "Oceania"), ("XKX", "Europe")],
)
def test_the_regions_are_those_of_the_standard(iso3: str, region: str) -> None:
    assert load_regions()[iso3] == region


@pytest.mark.parametrize(
    ("line", "message"), [("ZZZ,Asia", "no code"), ("FRA,", "no region"), ("MLT,Europe\nMLT,Asia", "second time")]
)
def test_a_bad_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    path.write_text(f"iso3,region\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"regions\.csv, line \d: .*{message}"):
        load_regions(path)
