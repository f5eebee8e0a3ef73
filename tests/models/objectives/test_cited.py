from __future__ import annotations

from pathlib import Path

import pytest

from models.objectives.cited import find_cited
from models.objectives.taxonomy import load_taxonomy
from models.records.ids import join_code
from models.records.segmentation import Subject
from tests.models.objectives.samples import write_small


def cite(text: str, context: str = "") -> str:
    tags = find_cited(Subject(id="s", text=text, context=context), load_taxonomy())
    assert all((tag.grade, tag.source) == ("secondary", "cited") and tag.evidence in text for tag in tags)
    return ";".join(join_code(tag.objective, tag.action) for tag in tags)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Work together in the sense of GCM objectives 7 and 8.", "7;8"),
        ("The clinic follows GCM Objective 13(h) closely.", "13(h)"),
        ("See obj. 15 of the Compact.", "15"),
        ("Both (SDG 16, and GCM objectives 7 and 15) matter.", "7;15"),
        ("We promote objective 4 and 13 of the GCM in schools.", "4;13"),
        ("Under the Compact, Objectives 2 (drivers, with climate), 12 (screening) and 21 matter.", "2;12;21"),
        ("Objectives 5 to 7 of the Compact were chosen.", "5;6;7"),
        ("In line with Objective 13, the centres will close.", "13"),
        ("=> Carries out GCM Objective 2, Actions b and c; Objective 4, Action e", "2(b);2(c);4(e)"),
    ],
)
def test_reference_to_our_objectives_is_cited(text: str, codes: str) -> None:
    assert cite(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Objective 1: Talk to members of the Compact alliance.",
        "The GCM model first launches Objective 1 (Knowledge Sharing) and then Objective 2.",
        "Strategic Objective 3 of the EU comes before the Global Compact.",
        "Objective 2 of the Global Compact on Refugees differs from the GCM.",
        "SDG goal 10 and target 10.7 are quoted in the GCM.",
        "Roundtable 1 of the Forum will discuss GCM objectives 2, 5, 6, 12 and 18.",
        "The 23 objectives of the GCM are broad.",
        "Its objective is to train 12 people on the GCM.",
        "Extend the programme beyond Objective 1 next year.",
        "Choose from GCM objectives 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20.",
        "",
    ],
)
def test_other_numbered_things_are_not_cited(text: str) -> None:
    assert cite(text) == ""


def test_own_objectives_in_the_headings_make_bare_numbers_foreign() -> None:
    text = "This prepares Objective 2 and speaks of the GCM."
    assert cite(text) == "2"
    assert cite(text, "Objective 1: Share what we know") == ""


def test_another_taxonomy_is_cited_by_its_own_names(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write_small(tmp_path))
    tags = find_cited(Subject(id="s", text="Goal 2 of the Garden Charter, not GCM objective 1."), taxonomy)
    assert [tag.objective for tag in tags] == ["2"]
