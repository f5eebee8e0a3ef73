from collections import Counter

import pytest

from extractors.extract import read_extraction
from extractors.passages import extraction_to_segmentation
from tests.extractors.block_builders import heading, item, make_block, make_extraction, make_table, paragraph
from tests.shared import SHARED, needs_shared

REPORT = make_extraction(
    make_block("title", "Ports of the world", page=1),
    heading("Contents", 1),
    make_block("contents", "Findings ..... 3"),
    heading("Acronyms", 1),
    paragraph("PA Port Authority", printed="PA\tPort Authority"),
    heading("Findings", 1),
    paragraph("Ports differ in these ways:"),
    item("Some are deep.¹"),
    heading("Box 1: Cranes", 5, box=1),
    paragraph("=> GCM Objective 19", box=1),
    paragraph("Cranes are tall.", box=1),
    item("Some are wide."),
    make_block("footnote", "See the map.", label="1"),
    heading("Recommendations", 1),
    item("Open them all.", "1."),
    item("Open them all.", "2."),
    heading("Annex: activities", 1),
    make_table(
        [
            ["Organization", "Project Name", "Description", "GCM Objectives"],
            ["Port Watch", "Open doors", "Doors are opened.", "2, 5"],
            ["Sailors", "Open ports", "Ports are opened.", "7"],
        ]
    ),
)


def test_passages_stand_in_printed_order_with_their_kinds():
    found = extraction_to_segmentation(REPORT).passages
    assert [(passage.kind, passage.text) for passage in found] == [
        ("finding", "Ports differ in these ways:"),
        ("finding", "Some are deep.¹"),
        ("box", "Cranes are tall."),
        ("finding", "Some are wide."),
        ("recommendation", "Open them all."),
        ("recommendation", "Open them all."),
        ("activity", "Port Watch: Open doors. Doors are opened."),
        ("activity", "Sailors: Open ports. Ports are opened."),
    ]


def test_parents_declared_objectives_and_rows_point_to_passages():
    found = extraction_to_segmentation(REPORT)
    stem, deep, box, wide = found.passages[:4]
    assert (deep.parent_id, wide.parent_id) == (stem.passage_id, stem.passage_id)
    assert [(one.subject_id, one.printed) for one in found.declared] == [(box.passage_id, "Objective 19")]
    assert {row.activity_id for row in found.activities} == {one.passage_id for one in found.passages[-2:]}
    assert [row.acronym for row in found.acronyms] == ["PA"]


def test_ids_are_distinct_and_the_same_every_time():
    first, second = extraction_to_segmentation(REPORT), extraction_to_segmentation(REPORT)
    assert first == second
    assert len({passage.passage_id for passage in first.passages}) == len(first.passages)


def test_nothing_comes_of_nothing():
    assert extraction_to_segmentation(make_extraction()).passages == ()


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ac-2019-mapping", {"activity": 32, "recommendation": 16, "finding": 30, "form": 20}),
        ("mmc-2019-wheels-in-motion", {"country_action": 105, "practice": 4, "box": 18, "quote": 8, "finding": 60}),
        ("imrf-2021-priorities", {"recommendation": 75}),
        ("models-2019-engagement", {"recommendation": 45, "finding": 90, "form": 10}),
        ("deck-2018-states", {"narrative": 30}),
    ],
)
def test_reports_have_passages_of_all_their_kinds(name, least):
    found = extraction_to_segmentation(read_extraction(name, SHARED / "corpus" / f"{name}.pdf"))
    kinds = Counter(passage.kind for passage in found.passages)
    assert {kind: kinds[kind] for kind, number in least.items() if kinds[kind] < number} == {}
