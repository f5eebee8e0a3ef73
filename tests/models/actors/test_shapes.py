from __future__ import annotations

import pytest

from models.actors.name_runs import KnownSpans, NameSpan
from models.actors.shapes import ShapeFinder
from models.lexicons.name_shapes import load_name_shapes


@pytest.fixture(scope="module")
def shapes() -> ShapeFinder:
    return ShapeFinder(load_name_shapes())


def _names(shapes: ShapeFinder, text: str, known: KnownSpans | None = None) -> list[str]:
    return [text[start:end] for start, end in shapes.find(text, known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met the Harbour Workers Network in June.", ["Harbour Workers Network"]),
        ("a Council on Seafarers and Exiles was", ["Council on Seafarers and Exiles"]),
        ("the Ministry of Foreign Affairs and others", ["Ministry of Foreign Affairs"]),
        ("the Ministry of Labour, Youth and Social Security said", ["Ministry of Labour, Youth and Social Security"]),
        ("Women in Transit Network", ["Women in Transit Network"]),
        ("the Committee on the Rights of the Sailor", ["Committee on the Rights of the Sailor"]),
        ("Fundación Mar Abierto", ["Fundación Mar Abierto"]),
        ("the Seafarers' Rights Alliance", ["Seafarers' Rights Alliance"]),
        ("the Sailors Network and the Fishers Union", ["Sailors Network", "Fishers Union"]),
        ("the National Sailors Service said", ["National Sailors Service"]),
        ("the National Human Rights Commission said", ["National Human Rights Commission"]),
        ("the Northern Berry Group paid", ["Northern Berry Group"]),
        ("Harbour International and the Red Crescent", ["Harbour International", "Red Crescent"]),
        ("the U.S. Harbour Patrol stopped", ["U.S. Harbour Patrol"]),
        ("the Supreme Court ruled", ["Supreme Court"]),
        ("the Embassy of the Dunes paid", ["Embassy of the Dunes"]),
    ],
)
def test_runs_with_a_head_are_names(shapes: ShapeFinder, text: str, names: list[str]) -> None:
    assert _names(shapes, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "the Network met",
        "the Regional Network",
        "a National Committee",
        "The Working Group on Borders",
        "an annual Forum",
        "The Executive Committee decided",
        "network of networks",
        "Youth Forum",
        "a UN Regional Network",
        "the Ports Working Group on Fees",
        "the Observatory of the GCM",
        "Harbour International Airport",
        "the States Party met",
        "a Harbour Special Service Bulletin",
        "Joint Action",
    ],
)
def test_stand_ins_and_generic_words_are_no_names(shapes: ShapeFinder, text: str) -> None:
    assert _names(shapes, text) == []


def test_the_adjective_of_a_country_leads_a_name(shapes: ShapeFinder) -> None:
    text = "Sandish Sailors Action left; Sailors Action stayed. Royal Sandish Police came."
    adjectives = [NameSpan(at, at + len("Sandish")) for at in (0, text.index("Sandish Police"))]
    known = KnownSpans(adjectives=adjectives)
    assert _names(shapes, text, known) == ["Sandish Sailors Action", "Royal Sandish Police"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met Mar Lento, a start-up that sells nets.", ["Mar Lento"]),
        ("We met Mar Lento, a watchdog.", ["Mar Lento"]),
        ("We met Ann Sands, a club member.", []),
    ],
)
def test_nouns_that_stand_in_front_of_others_end_an_apposition(
    shapes: ShapeFinder, text: str, names: list[str]
) -> None:
    assert [text[start:end] for start, end in shapes.find_appositions(text)] == names


def test_months_places_and_other_names_end_a_name(shapes: ShapeFinder) -> None:
    text = "Sailors Council in July and Fishers Council in Lima"
    lima = NameSpan(text.index("Lima"), len(text))
    assert _names(shapes, text, KnownSpans(sites=[lima])) == ["Sailors Council", "Fishers Council"]


def test_country_right_behind_a_head_is_part_of_the_name(shapes: ShapeFinder) -> None:
    text = "Sailors Rights Centre Ireland"
    ireland = NameSpan(text.index("Ireland"), len(text))
    assert _names(shapes, text, KnownSpans(sites=[ireland])) == [text]


def test_names_end_with_their_paragraph(shapes: ShapeFinder) -> None:
    assert _names(shapes, "Council of Sailors\nFishers Union") == ["Council of Sailors", "Fishers Union"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In 2019 Mar Abierto, a Chilean think tank, wrote", ["Mar Abierto"]),
        ("Ideally, a small network would", []),
        ("The New Plan, an organisation of work", []),
    ],
)
def test_appositions_name_bodies(shapes: ShapeFinder, text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in shapes.find_appositions(text)] == names


def test_leaders_of_an_activity_are_names(shapes: ShapeFinder) -> None:
    text = "Nova Terra (NT) / Casa Abierta: workshops in two towns."
    assert [text[start:end] for start, end in shapes.find_leaders(text)] == ["Nova Terra", "NT", "Casa Abierta"]
    assert shapes.find_leaders("Ways to work: ask first") == ()


@pytest.mark.parametrize(
    ("expansion", "acronym", "body"),
    [
        ("Sailors Rights Alliance", "SRA", True),
        ("Global Compact on Fishing", "GCF", False),
        ("Regional Review Meeting", "RRM", False),
        ("accountability to people", "AP", False),
        ("Accountability to People", "AP", False),
        ("Strengths, Weaknesses and Threats", "SWT", False),
    ],
)
def test_expansions_are_bodies_by_their_head(shapes: ShapeFinder, expansion: str, acronym: str, body: bool) -> None:
    assert shapes.is_body(expansion, acronym) is body


def test_an_acronym_that_acts_is_a_body(shapes: ShapeFinder) -> None:
    assert shapes.acts("NT", ["In May NT organised two visits.", "Later NT left."])
    assert not shapes.acts("AP", ["AP is a principle.", "We support AP."])
