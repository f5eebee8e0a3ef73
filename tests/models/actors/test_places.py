from __future__ import annotations

import pytest

from models.actors.places import find_iso3, find_places


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Belgium, United Kingdom", ("BEL", "GBR")),
        ("Guinea - Bissau", ("GNB",)),
        ("Niger and Nigeria", ("NER", "NGA")),
        ("Ivory Coast and Côte d’Ivoire", ("CIV",)),
        ("the United States of America and the US", ("USA",)),
        ("Türkiye, Viet Nam, Moldova", ("MDA", "TUR", "VNM")),
        ("Malawi-Eswatini-South Africa", ("MWI", "SWZ", "ZAF")),
        ("tell us more about turkey", ()),
        ("en Allemagne, España y Perú", ("DEU", "ESP", "PER")),
        ("Zaire, Burma and the Russian Federation", ("COD", "MMR", "RUS")),
        ("Maurice and Dominique spoke", ()),
        ("South Asia", ()),
        ("Multiple", ()),
        ("workshops in Quito", ()),
    ],
)
def test_countries_have_codes(text: str, codes: tuple[str, ...]) -> None:
    assert find_iso3(text) == codes


def test_cities_count_where_they_are_asked_for() -> None:
    assert find_iso3("meetings in Quito, Bangkok and Geneva", cities=True) == ("CHE", "ECU", "THA")
    assert find_iso3("the New York Declaration and the Paris Agreement", cities=True) == ()


def _found(text: str, kind: str) -> list[str]:
    return [text[item.start : item.end] for item in find_places(text) if item.place.kind == kind]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("the MENA region", ["MENA"]),
        ("work in MENA and the Gulf", ["MENA", "Gulf"]),
        ("the Latin American region", ["Latin American region"]),
        ("the Pacific Region", ["Pacific"]),
        ("Pacific languages and Pacific members", []),
        ("African unions", []),
        ("West and Central Africa, Southern Africa", ["West and Central Africa", "Southern Africa"]),
        ("in the Global South", ["Global South"]),
        ("in Latin America.", ["Latin America"]),
        ("with Heal Africa and in Francophone Africa", ["Francophone Africa"]),
        ("In Africa and across Asia", ["Africa", "Asia"]),
    ],
)
def test_regions_are_places_not_attributes(text: str, regions: list[str]) -> None:
    assert _found(text, "region") == regions


@pytest.mark.parametrize(
    ("text", "adjectives"),
    [
        ("Mexican shelters and Ecuadorians abroad", ["Mexican", "Ecuadorians"]),
        ("the French constituency", ["French"]),
        ("translated into French and Spanish.", []),
        ("French-speaking members", []),
        ("Latin American partners", []),
    ],
)
def test_demonyms_are_no_languages(text: str, adjectives: list[str]) -> None:
    assert _found(text, "adjective") == adjectives
