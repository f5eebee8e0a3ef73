import pytest

from extractors.cues import (
    announced_kind,
    asks,
    is_contents,
    load_cues,
    names_addressee,
    path_to_kind,
    recommends,
)
from models.errors import LexiconError

CUES = load_cues()


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (("Recommendations", "For cities"), "recommendation"),
        (("7. What we suggest", "The way forward"), "recommendation"),
        (("Key findings", "Challenges and opportunities:"), "finding"),
        (("Findings", "Methodology"), "narrative"),
        (("Findings", "Our priorities"), "finding"),
        (("Key priorities", "4. Housing"), "recommendation"),
        (("Findings", "Thematic priorities"), "finding"),
        (("Key findings and recommendations", "Schools"), "mixed"),
        (("Key findings and recommendations", "Mapping overview"), "finding"),
        (("Annex 2 - List of sources",), "narrative"),
        (("Recommendations", "Reference works"), "narrative"),
        (("Cities and ports",), ""),
        ((), ""),
    ],
)
def test_path_to_kind(headings, kind):
    assert path_to_kind(headings, CUES) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ensure that harbor clinics stay open.", True),
        ("Actively and jointly support local clinics.", True),
        ("Ports should keep their clinics open.", True),
        ("There is a need for more clinics.", True),
        ("Ensuring access was hard in all ports.", False),
        ("Clinics were open in most ports.", False),
    ],
)
def test_recommends(text, expected):
    assert recommends(text, CUES) is expected


def test_questions_ask_for_nothing():
    assert asks("Cities should open their shelters.", CUES)
    assert not asks("What should cities do next?", CUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For civil society:", True),
        ("For States and other stakeholders:", True),
        ("For example:", False),
        ("For civil society", False),
        ("To reach this aim:", False),
        ("Housing:", False),
    ],
)
def test_names_addressee(text, expected):
    assert names_addressee(text, CUES) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We met often. Key recommendations from these findings are as follows:", "recommendation"),
        ("The findings are these:", "finding"),
        ("Sources of money are:", ""),
        ("The plan has three parts:", ""),
        ("Our findings are old. The plan has three parts:", ""),
    ],
)
def test_announced_kind(text, kind):
    assert announced_kind(text, CUES) == kind


def test_only_a_whole_heading_is_a_table_of_contents():
    assert is_contents("CONTENTS", CUES)
    assert is_contents("Table of contents", CUES)
    assert not is_contents("Contents of the plan", CUES)


def test_a_list_that_is_missing_is_named(tmp_path):
    path = tmp_path / "kinds.yaml"
    path.write_text("headings: {strong: {recommendation: [advice]}}\nwording: {}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="finding"):
        load_cues(path)


def test_what_is_no_yaml_is_named_with_its_line(tmp_path):
    path = tmp_path / "kinds.yaml"
    path.write_text("headings: {}\n  - [\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="line 2"):
        load_cues(path)
