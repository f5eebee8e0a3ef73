import pytest

from extractors.cues import load_cues
from extractors.sections import path_to_section, place_blocks
from extractors.units import blocks_to_units
from tests.extractors.block_builders import heading, item, make_block, paragraph

CUES = load_cues()


def units(*blocks, kind=None):
    return blocks_to_units(place_blocks(blocks, CUES), CUES, kind=kind)


def brief(found):
    return [(unit.kind, unit.number, unit.parent, unit.text) for unit in found]


def test_lettered_items_keep_number_and_stem():
    found = units(
        heading("Key priorities", 1),
        heading("Housing", 2, label="4."),
        paragraph("Cities should open their homes, including:"),
        item("Shelters", "a."),
        item("Hostels", "b."),
    )
    assert brief(found) == [
        ("recommendation", "4", None, "Cities should open their homes, including:"),
        ("recommendation", "4.a", 0, "Shelters"),
        ("recommendation", "4.b", 0, "Hostels"),
    ]
    assert path_to_section(found[1].path) == "Key priorities > 4. Housing"


def test_a_paragraph_below_a_lettered_heading_has_its_number():
    found = units(
        heading("Key priorities", 1),
        heading("Housing", 2, label="3."),
        heading("Shelters", 3, label="a."),
        paragraph("Cities should open more of them."),
        paragraph("They should be warm."),
    )
    assert [unit.number for unit in found] == ["3.a", ""]


def test_nested_items_hang_on_their_item():
    found = units(
        heading("Findings", 1),
        item("Ports differ:"),
        item("north", "–", 1),
        item("south", "–", 1),
        item("Roads do not"),
    )
    assert [(unit.kind, unit.parent) for unit in found] == [
        ("finding", None),
        ("finding", 0),
        ("finding", 0),
        ("finding", None),
    ]


def test_a_letter_list_between_two_numbers_belongs_to_the_first():
    """Numbers go on after the letters, so the stem and the letters stand in item 1 though nothing is indented."""
    found = units(
        item("Ensure that ports take part.", "1."),
        paragraph("This includes:"),
        item("Paying for travel", "a."),
        item("Giving visas", "b."),
        paragraph("In addition, ports should be told early."),
        item("Publish the minutes.", "2."),
    )
    assert [(unit.number, unit.parent) for unit in found] == [
        ("1", None),
        ("", 0),
        ("1.a", 1),
        ("1.b", 1),
        ("", 0),
        ("2", None),
    ]
    assert {unit.kind for unit in found} - {"recommendation"} == {"narrative"}
    assert found[2].kind == "recommendation"


def test_numbers_inside_numbers_and_letters_that_go_on_at_another_depth():
    found = units(item("outer", "1."), item("inner", "1.", 1), item("inner", "2.", 1), item("outer", "2."))
    assert [(unit.number, unit.parent) for unit in found] == [("1", None), ("1.1", 0), ("1.2", 0), ("2", None)]
    found = units(paragraph("These are:"), item("one", "a."), item("next page", "b.", 1))
    assert [unit.parent for unit in found] == [None, 0, 0]


def test_a_paragraph_closes_a_list_that_is_complete():
    found = units(item("first", "A."), item("second", "B."), paragraph("Outputs are:"), item("a map"))
    assert found[-1].parent == 2


@pytest.mark.parametrize("make", [item, paragraph])
def test_a_line_that_names_who_is_asked_is_a_section(make):
    found = units(
        heading("Summary", 1),
        paragraph("Key recommendations are as follows:"),
        make("For civil society:"),
        item("Keep the clinics open.", "–", 1),
        make("For cities:"),
        item("Clinics want money.", "–", 1),
    )
    sections = [path_to_section(unit.path) for unit in found]
    assert sections == ["Summary", "Summary > For civil society", "Summary > For cities"]


def test_the_stem_before_such_lines_tells_what_the_items_are():
    found = units(
        heading("Summary", 1),
        paragraph("Key recommendations based on these findings are as follows:"),
        item("For cities:"),
        item("More money for clinics", "–", 1),
    )
    assert brief(found)[1:] == [("recommendation", "", 0, "More money for clinics")]


def test_a_short_item_above_paragraphs_is_their_section():
    words = "Cities should agree on a common list of places that stay open all night."
    found = units(heading("Recommendations", 1), item("Night shelters"), paragraph(words), paragraph(words))
    sections = [path_to_section(unit.path) for unit in found]
    assert sections == ["Recommendations"] + ["Recommendations > Night shelters"] * 2
    assert [(unit.kind, unit.parent) for unit in found] == [
        ("recommendation", None),
        ("recommendation", 0),
        ("recommendation", 0),
    ]


def test_the_last_of_several_short_items_is_no_section():
    words = "All of this was found in the records of the port and of the city around it."
    found = units(heading("Findings", 1), item("Cranes"), item("Ships"), paragraph(words))
    assert [unit.text for unit in found] == ["Cranes", "Ships", words]
    assert path_to_section(found[-1].path) == "Findings"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Recommendations", "More clinics in ports", "recommendation"),
        ("Findings", "Ports should open clinics, said many", "finding"),
        ("Annex: sources", "Ensure and enable: a handbook (2017)", "narrative"),
        ("Interview participants", "Ada Example (Port of Example)", "narrative"),
        ("Key findings and recommendations", "Ports should open clinics", "recommendation"),
        ("Key findings and recommendations", "Ports opened clinics", "finding"),
        ("Ports", "Ensure that clinics stay open", "recommendation"),
        ("Ports", "Clinics that stayed open", "narrative"),
        ("Ports", "What should clinics do?", "narrative"),
    ],
)
def test_kind_of_an_item(title, text, kind):
    assert units(heading(title, 1), item(text))[0].kind == kind


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Recommendations", "This chapter is short.", "narrative"),
        ("Recommendations", "Ports should open clinics.", "recommendation"),
        ("Findings", "Ports should open clinics, said many.", "finding"),
        ("Ports", "Ports should open clinics, said many.", "narrative"),
        ("Ports", "We call on ports to open clinics.", "recommendation"),
        ("Recommendations > Annex A. Ports", "Ports should open clinics, said many.", "narrative"),
        ("Ports", "Recommendation 4: The port should open a clinic.", "recommendation"),
        ("Ports", "Finding 1.2. Some ports have a clinic.", "finding"),
    ],
)
def test_kind_of_a_paragraph(title, text, kind):
    headings = [heading(name, level) for level, name in enumerate(title.split(" > "), start=1)]
    assert units(*headings, paragraph(text))[0].kind == kind


def test_a_passage_that_names_itself_has_its_number():
    assert units(paragraph("Recommendation 4: Open a clinic."))[0].number == "4"


def test_tasks_below_a_stem_that_asks_for_nothing_are_no_recommendations():
    found = units(heading("Purpose", 1), paragraph("The study set out to:"), item("Assess ports"), item("Map roads"))
    assert {unit.kind for unit in found} == {"narrative"}


def test_items_below_a_stem_that_asks_are_recommendations():
    found = units(heading("Workers", 1), paragraph("States should protect workers, including:"), item("equal pay"))
    assert {unit.kind for unit in found} == {"recommendation"}


def test_numbers_that_run_on_over_sections_stand_alone():
    found = units(heading("Ports", 1, label="4."), item("Ports grew.", "48."), item("Roads did not.", "49."))
    assert [unit.number for unit in found] == ["48", "49"]


def test_bullets_have_no_number_and_bold_words_are_the_title():
    found = units(heading("Findings", 1, label="V."), item("Ports: they grow.", lead="Ports:"))
    assert (found[0].number, found[0].title) == ("", "Ports:")


def test_a_quote_has_its_attribution_as_title():
    found = units(make_block("quote", '"All ports"', size=11.0), heading("A sailor", 9, size=8.0))
    assert (found[0].kind, found[0].title) == ("quote", "A sailor")
