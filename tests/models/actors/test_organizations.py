from __future__ import annotations

import pytest

from models.actors.organizations import NameLinker, is_acronym, name_to_key
from models.lexicons.organizations import OrganizationEntry


@pytest.fixture(scope="module")
def linker() -> NameLinker:
    return NameLinker(
        [
            OrganizationEntry(
                canonical="Pan-Oceanic Network in Defense of Sailors Rights", acronym="PANiDSR", kind="ngo"
            ),
            OrganizationEntry(canonical="United Nations Office on Harbours", acronym="UN-OFH", kind="un"),
            OrganizationEntry(
                canonical="Sailors Centre for Research", acronym="SCR", aliases=("Mar Centre",), kind="academic"
            ),
        ]
    )


@pytest.mark.parametrize(
    ("name", "canonical", "method"),
    [
        (
            "Pan Oceanic Network in Defence of Sailors' Rights",
            "Pan-Oceanic Network in Defense of Sailors Rights",
            "lexicon",
        ),
        ("UN Office on Harbors", "United Nations Office on Harbours", "fuzzy"),
        ("Sailors Center for Research", "Sailors Centre for Research", "lexicon"),
        ("Mar Center", "Sailors Centre for Research", "lexicon"),
    ],
)
def test_variants_are_filed_under_the_entry(linker: NameLinker, name: str, canonical: str, method: str) -> None:
    link = linker.link(name)
    assert link is not None
    assert (link.canonical, link.method) == (canonical, method)


@pytest.mark.parametrize("name", ["Sailors Council for Research", "UN Office on Borders", "Research Centre", "Mar"])
def test_no_match_is_better_than_a_wrong_one(linker: NameLinker, name: str) -> None:
    assert linker.link(name) is None


def test_misspelled_acronyms_need_six_signs_and_one_candidate(linker: NameLinker) -> None:
    link = linker.link_acronym("PANiDSX")
    assert link is not None
    assert link.score == pytest.approx(0.857143)
    assert link.matched == "PANiDSR"
    assert linker.link_acronym("SCX") is None
    assert linker.link_acronym("XXNiDSR") is None


def test_keys_meet_across_spellings() -> None:
    assert name_to_key("The UN Organisation for Labour") == name_to_key("United Nations Organization for Labor")


@pytest.mark.parametrize(
    ("name", "expected"), [("IOM", True), ("PacWIN", True), ("Caritas", False), ("NGO CoM", False)]
)
def test_acronyms_have_more_capitals_than_small_letters(name: str, expected: bool) -> None:
    assert is_acronym(name) is expected
