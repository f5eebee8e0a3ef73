from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError
from models.lexicons.iso import is_iso3, iso3_to_names
from models.lexicons.places import load_places

HEADER = "name,kind,iso3,use\n"


def test_packaged_places_cover_all_codes() -> None:
    codes = {place.iso3 for place in load_places() if place.kind == "country"}
    assert codes >= {code for code, names in iso3_to_names().items() if names}


def test_kosovo_has_its_usual_code() -> None:
    assert is_iso3("XKX")
    assert not is_iso3("XXX")


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ("Chili,country,CHX,\n", 2, "'CHX' is no code"),
        ("Chili,land,CHL,\n", 2, "'land' is none of"),
        ("Andes,region,CHL,\n", 2, "a region has no country code"),
        ("Chili,country,,\n", 2, "a region has no country code"),
        ("Chili,country,CHL,noun\n", 2, "'noun' is none of"),
        ("Chili,country,CHL,\nChili,country,PER,\n", 3, "second time"),
        (",country,CHL,\n", 2, "name is empty"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, lines: str, line: int, message: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_places(path)
    assert caught.value.line == line
