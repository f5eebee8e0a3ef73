from extractors.cues import load_cues
from extractors.sections import path_to_section, place_blocks
from tests.extractors.block_builders import heading, make_block, paragraph

CUES = load_cues()


def sections(*blocks):
    placed = place_blocks(blocks, CUES)
    return {one.block.text: path_to_section(one.path) for one in placed if one.block.kind != "heading"}


def test_headings_make_a_path_of_levels():
    found = sections(
        heading("Ports", 1),
        heading("Clinics:", 2, label="2.1"),
        paragraph("one"),
        heading("Roads", 1),
        paragraph("two"),
    )
    assert found == {"one": "Ports > 2.1 Clinics", "two": "Roads"}


def test_contents_and_acronym_lists_hold_no_sections():
    found = sections(
        heading("Contents", 1),
        heading("Acronyms", 1),
        paragraph("PA port authority"),
        heading("Summary", 2),
        paragraph("text"),
    )
    assert found["text"] == "Summary"


def test_headings_in_boxes_and_addresses_open_nothing():
    found = sections(
        heading("Ports", 1),
        heading("Box 1: Cranes", 2, box=1),
        paragraph("after the box"),
        heading("www.example.org", 2),
        paragraph("after the address"),
    )
    assert set(found.values()) == {"Ports"}


def test_a_line_of_the_same_size_below_a_heading_says_more_about_it():
    blocks = [
        heading("Ports", 7, size=12.0),
        heading("Essential activities", 9, size=11.0),
        heading("at once", 8, size=11.0),
        paragraph("text"),
        heading("Possible activities", 9, size=11.0),
        paragraph("more"),
    ]
    found = sections(*blocks)
    assert found["text"] == "Ports > Essential activities > at once"
    assert found["more"] == "Ports > Possible activities"


def test_a_heading_of_another_size_ends_the_section_above_it():
    found = sections(heading("Ports", 2), heading("Roads", 1), paragraph("text"))
    assert found["text"] == "Roads"


def test_a_small_line_below_a_quote_is_its_attribution():
    blocks = [
        heading("Ports", 1),
        make_block("quote", '"Nothing floats for ever"', size=11.0),
        heading("A sailor", 9, size=8.0),
        paragraph("text"),
    ]
    placed = place_blocks(blocks, CUES)
    assert [one.attribution for one in placed] == ["", "A sailor", ""]
    assert path_to_section(placed[-1].path) == "Ports"


def test_a_heading_below_a_quote_stays_a_heading():
    blocks = [make_block("quote", '"Nothing floats"', size=11.0), heading("Overview", 2, size=12.0), paragraph("text")]
    assert sections(*blocks)["text"] == "Overview"


def test_known_attributions_are_found_behind_other_text():
    blocks = [
        make_block("quote", '"One"', size=11.0),
        heading("A sailor", 9, size=8.0),
        make_block("quote", '"Two"', size=11.0),
        paragraph("text of the other column"),
        heading("A sailor", 9, size=8.0),
        paragraph("text"),
    ]
    placed = place_blocks(blocks, CUES)
    assert [one.attribution for one in placed if one.block.kind == "quote"] == ["A sailor", "A sailor"]
    assert placed[-1].path == ()


def test_headings_of_a_cover_open_nothing():
    blocks = [
        make_block("title", "Ports of the world", page=1),
        heading("May 2031", 3, page=1),
        paragraph("text of the next page", page=2),
    ]
    assert sections(*blocks)["text of the next page"] == ""


def test_stray_numbers_and_spaced_letters_are_no_text():
    assert sections(paragraph("104"), paragraph("M A Y"), paragraph("2031:"), paragraph("text")).keys() == {
        "2031:",
        "text",
    }


def test_an_annex_opens_a_section_of_its_own_whatever_its_type():
    found = sections(
        heading("Ports", 1),
        heading("ANNEX A", 2),
        paragraph("one"),
        heading("ANNEX B", 2),
        paragraph("more"),
        heading("Annexes", 1),
        heading("Annex 1: Cranes", 2),
        paragraph("two"),
    )
    assert found == {"one": "ANNEX A", "more": "ANNEX B", "two": "Annexes > Annex 1: Cranes"}
