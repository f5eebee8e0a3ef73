import pytest

from extractors.cues import load_cues
from extractors.lists import find_acronyms, find_members
from extractors.sections import place_blocks
from models.records.ink import BBox
from models.records.layout import Where
from tests.extractors.block_builders import heading, item, make_table, paragraph

CUES = load_cues()


def acronyms(*blocks):
    rows, used = find_acronyms("doc", place_blocks(blocks, CUES), CUES)
    return [(row.acronym, row.expansion) for row in rows], used


def members(*blocks):
    rows, _ = find_members("doc", place_blocks(blocks, CUES), CUES)
    return [(row.organization, row.acronym, row.observer) for row in rows]


def lines(*texts):
    return [paragraph(text.replace("\t", " "), printed=text) for text in texts]


def test_tabbed_lines_are_acronyms():
    found, used = acronyms(heading("List of acronyms"), *lines("PA\tPort Authority", "NGO CoM\tNGO Committee on Mops"))
    assert found == [("PA", "Port Authority"), ("NGO CoM", "NGO Committee on Mops")]
    assert used == {1, 2}


def test_two_pairs_on_a_line_and_wrapped_expansions():
    printed = "PA\tPort Authority\tUN\tUnited Nations\nToR\tTerms of\nreference"
    found, _ = acronyms(heading("Abbreviations"), *lines(printed))
    assert found == [("PA", "Port Authority"), ("UN", "United Nations"), ("ToR", "Terms of reference")]


def test_an_indented_block_goes_on_with_the_expansion_above():
    first = paragraph("PA Port", printed="PA\tPort")
    second = paragraph("Authority", places=(Where(page=2, bbox=BBox(160.0, 113.0, 300.0, 125.0)),))
    assert acronyms(heading("Acronyms"), first, second)[0] == [("PA", "Port Authority")]


@pytest.mark.parametrize(
    "line", ["PA – Port Authority", "PA: Port Authority", "PA Port Authority", "PA = Port Authority"]
)
def test_lines_without_tabs(line):
    assert acronyms(heading("Acronyms"), *lines(line))[0] == [("PA", "Port Authority")]


def test_a_caption_among_tabbed_lines_is_no_acronym():
    found, used = acronyms(
        heading("Acronyms"), *lines("PA\tPort Authority", "UN\tUnited Nations", "GFMD days, a picture")
    )
    assert len(found) == 2
    assert used == {1, 2}


def test_a_table_of_acronyms():
    found, _ = acronyms(
        heading("Acronyms"), make_table([["PA", "Port Authority"], ["UN", "United Nations"]], header=False)
    )
    assert found == [("PA", "Port Authority"), ("UN", "United Nations")]


def test_no_acronyms_elsewhere():
    assert acronyms(heading("Ports"), *lines("PA\tPort Authority"))[0] == []


def test_members_and_starred_observers():
    found = members(
        heading("Annex 3 - Membership and observers list"),
        paragraph("❑ Port Watch"),
        paragraph("❑ Sailors' Union* (SU)"),
        paragraph("❑ Cranes ❑ International Council of"),
        paragraph("Lighthouses (ICL)"),
        paragraph("*observers in 2031"),
    )
    assert found == [
        ("Port Watch", "", False),
        ("Sailors' Union (SU)", "SU", True),
        ("Cranes", "", False),
        ("International Council of Lighthouses (ICL)", "ICL", False),
    ]


def test_observers_below_a_heading_of_their_own():
    four = [item(name) for name in ("Ports", "Roads", "Rails", "Canals")]
    found = members(heading("Members", 1), *four, heading("Observers", 2), *four)
    assert [observer for _, _, observer in found] == [False] * 4 + [True] * 4


def test_sentences_below_a_heading_about_members_are_no_list():
    text = "Members asked for " + "many more meetings of all kinds and " * 5
    assert members(heading("Feedback of members"), *(item(text) for _ in range(5))) == []
    assert members(heading("Members"), item("only one")) == []


def test_an_expansion_broken_inside_a_word_is_joined():
    found, _ = acronyms(heading("Acronyms"), *lines("PA\tPort Admin-\nistration"))
    assert found == [("PA", "Port Administration")]
