from extractors.cues import load_cues
from extractors.row_passages import table_to_units
from extractors.sections import Placed, to_heading
from tests.extractors.block_builders import heading, make_table

CUES = load_cues()


def units(*rows, title="Findings", header=True):
    return table_to_units(Placed(make_table(rows, header=header), (to_heading(heading(title)),)), CUES)


def test_one_unit_a_row_with_its_headers():
    found = units(["Port", "Ships"], ["North", "12"], ["South", "7"], title="Ports")
    assert [unit.text for unit in found] == ["Port: North; Ships: 12", "Port: South; Ships: 7"]
    assert {unit.kind for unit in found} == {"narrative"}


def test_rows_without_headers():
    assert [unit.text for unit in units(["North", "12"], ["South", ""], header=False)] == ["North; 12", "South"]


def test_columns_of_findings_and_recommendations_are_told_apart():
    found = units(["No", "Observations", "Recommendation"], ["1", "Doors were shut.", "Open them."], title="Ports")
    assert [(unit.kind, unit.text) for unit in found] == [
        ("finding", "Doors were shut."),
        ("recommendation", "Open them."),
    ]


def test_a_cell_that_names_itself_a_recommendation():
    found = units(["Evaluation recommendation 2: Open the doors.", ""], ["Key action", "When"], title="", header=False)
    assert [(unit.kind, unit.number) for unit in found] == [("recommendation", "2"), ("narrative", "")]


def test_a_list_of_annexes_is_contents():
    assert units(["Annex 1", "Questions"], ["Annex 2", "Ports"], header=False) == []


def test_questions_are_forms_and_answers_are_read_line_by_line():
    found = units(["Question 1: Why do ports meet?", "Reasons:\n• to trade\n• to talk"], header=False)
    assert [(unit.kind, unit.text, unit.parent) for unit in found] == [
        ("form", "Question 1: Why do ports meet?", None),
        ("finding", "Reasons:", 0),
        ("finding", "to trade", 1),
        ("finding", "to talk", 1),
    ]
    assert found[1].path[-1].text == "Question 1: Why do ports meet?"
