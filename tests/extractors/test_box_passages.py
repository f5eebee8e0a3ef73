import pytest

from extractors.box_passages import declared_objectives, placed_to_boxes
from extractors.cues import load_cues
from extractors.sections import path_to_section, place_blocks
from tests.extractors.block_builders import heading, item, paragraph

CUES = load_cues()


def boxes(*blocks):
    return list(placed_to_boxes(place_blocks(blocks, CUES), CUES).values())


def test_a_box_is_its_opening_text_and_what_hangs_on_it():
    found = boxes(
        heading("Ports", 1),
        heading("Box 2: Cranes", 5, box=1),
        heading("=> Implementation of GCM Objective 2, Actions k and l; and Objective 7", 6, box=1),
        paragraph("Cranes are tall.", box=1),
        paragraph("text of the page"),
        paragraph("They have tools. For example:", box=1),
        item("hooks", box=1),
    )[0]
    assert [(unit.kind, unit.text, unit.parent) for unit in found] == [
        ("box", "Cranes are tall.", None),
        ("box", "They have tools. For example:", 0),
        ("box", "hooks", 1),
    ]
    assert found[0].declared == ("Objective 2, Actions k and l; and Objective 7",)
    assert {unit.title for unit in found} == {"Box 2: Cranes"}
    assert path_to_section(found[0].path) == "Ports > Box 2: Cranes"


def test_a_list_right_below_a_heading_of_a_box_is_one_text():
    found = boxes(
        heading("Box 1: Tools", 5, box=1),
        heading("Indoors:", 6, box=1),
        item("hammers", box=1),
        item("saws of:", box=1),
        item("steel", "◦", 1, box=1),
        heading("Outdoors:", 6, box=1),
        item("spades", box=1),
        item("rakes", box=1),
    )[0]
    assert [unit.text for unit in found] == ["- hammers - saws of: - steel", "- spades - rakes"]
    assert [unit.parent for unit in found] == [None, 0]


def test_two_boxes_stay_two():
    assert len(boxes(heading("One", 5, box=1), paragraph("One crane.", box=1), paragraph("Two cranes.", box=2))) == 2


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Key recommendations", "recommendation"), ("Box 3: Old recommendations", "box"), ("Tools", "box")],
)
def test_panels_of_recommendations_are_no_boxes(title, kind):
    found = boxes(heading("Ports", 1), heading(title, 5, box=1), item("Paint the cranes.", "1.", box=1))[0]
    assert [unit.kind for unit in found] == [kind]


def test_an_untitled_panel_in_a_section_of_recommendations():
    found = boxes(heading("Recommendations", 1), item("Paint.", "1.", box=1), item("Mend.", "2.", box=1))[0]
    assert [(unit.kind, unit.number, unit.parent) for unit in found] == [
        ("recommendation", "1", None),
        ("recommendation", "2", None),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("=> Implementation of GCM Objective 13, Action h)", "Objective 13, Action h)"),
        ("→ Objective 13(h)", "Objective 13(h)"),
        ("GCM objectives: 7, 15", "7, 15"),
        ("Objectives 1, 9 and 10", "Objectives 1, 9 and 10"),
        ("Contributes to Objective 5", "Objective 5"),
        ("Related GCM objectives: all", "all"),
        ("Roundtable 1: Objectives 2, 5, 6, 12, 18", ""),
        ("Objective 7 was discussed by all ports of the region", ""),
        ("The project has two objectives", ""),
        ("Ports", ""),
    ],
)
def test_declared_objectives(text, printed):
    assert declared_objectives(text, CUES) == printed
