from extractors.cues import load_cues
from extractors.forms import find_forms, forms_to_units
from extractors.sections import place_blocks
from tests.extractors.block_builders import heading, item, paragraph

CUES = load_cues()
SURVEY = (
    heading("Annex 2 - Online survey", 1),
    heading("*1. Please indicate the name of your port", 5),
    paragraph("Name"),
    heading("Objectives", 3),
    item("Keep borders in order", "(11)"),
    heading("*2. Do you work with others?", 5),
    paragraph("Yes No"),
)


def test_all_of_a_survey_is_a_form():
    placed = place_blocks([heading("Ports", 1), paragraph("Ports are open."), *SURVEY], CUES)
    assert find_forms(placed, CUES) == set(range(2, 9))


def test_questions_in_headings_are_kept():
    found = forms_to_units(place_blocks(SURVEY, CUES), CUES)
    assert [unit.text for unit in found] == [
        "*1. Please indicate the name of your port",
        "Name",
        "Keep borders in order",
        "*2. Do you work with others?",
        "Yes No",
    ]
    assert {unit.kind for unit in found} == {"form"}


def test_a_chapter_about_a_survey_is_no_form():
    text = "The survey went to all ports in spring and half of them answered."
    placed = place_blocks([heading("Survey", 1), *(paragraph(text) for _ in range(6))], CUES)
    assert find_forms(placed, CUES) == set()


def test_research_questions_are_no_form():
    placed = place_blocks([heading("Aims", 1), *(item("Which ports are open, and why?") for _ in range(6))], CUES)
    assert find_forms(placed, CUES) == set()


def test_a_form_without_a_telling_heading():
    lines = ("Please specify the port", "Please tick one", "Yes No", "If yes, please explain", "Harbor")
    placed = place_blocks([heading("Annex 5", 1), *(paragraph(line) for line in lines)], CUES)
    assert find_forms(placed, CUES) == set(range(6))
