"""Subjects: what is read of passages and rows."""

from __future__ import annotations

import pytest

from models.records.segmentation import Segmentation
from pipeline.subjects import (
    Item,
    add_neighbours,
    all_passages,
    find_neighbours,
    in_context,
    passages_to_subjects,
    readable,
    row_text,
)
from tests.pipeline.builders import make_action, make_activity, make_passage, make_practice

SPANISH = (
    "El consejo va a abrir una oficina en cada uno de los puertos de la costa, y se espera que los equipos que "
    "trabajan en ella hablen más de un idioma con la gente que llega por el mar."
)


def test_rows_are_passages_with_the_ids_of_their_rows() -> None:
    rows = Segmentation(
        document_id="d",
        passages=(make_passage(),),
        activities=(make_activity(),),
        country_actions=(make_action(),),
        practices=(make_practice(),),
    )
    found = {passage.passage_id: passage for passage in all_passages(rows)}
    assert list(found) == ["p-1", "a-1", "c-1", "r-1"]
    assert found["a-1"].text == "Harbour Circle: Night school. Evening classes for seafarers."
    assert found["c-1"].section == "Islands > Malta"


def test_a_row_that_is_a_passage_already_is_not_doubled() -> None:
    passage = make_passage(passage_id="a-1", kind="activity")
    assert all_passages(Segmentation(document_id="d", passages=(passage,), activities=(make_activity(),))) == (passage,)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("A", "B", "C."), "A: B. C."),
        (("A", "B.", "C"), "A: B. C"),
        (("A", "", "C"), "A: C"),
        (("", "B", ""), "B"),
        (("A", "", "one\ntwo"), "A: one two"),
        (("A", "same", "same"), "A: same. same"),
        (("", "", ""), ""),
    ],
)
def test_row_text(parts: tuple[str, str, str], text: str) -> None:
    assert row_text(*parts) == text


def test_the_stem_and_headings_are_context_and_forms_are_never_read() -> None:
    stem = make_passage(passage_id="s", text="States should:", kind="narrative")
    item = make_passage(passage_id="i", parent_id="s", title="Boxed")
    form = make_passage(passage_id="f", kind="form")
    subjects = passages_to_subjects((stem, item, form))
    assert [subject.id for subject in subjects] == ["s", "i"]
    assert subjects[1].context == "Ports > For States. Boxed. States should:"
    assert in_context(item, {"s": stem}) == "States should: Open a help desk in every port."
    assert in_context(stem, {"s": stem}) == "States should:"


def test_a_short_item_is_read_with_two_items_on_either_side() -> None:
    words = ("Pilots", "Ropes;", "Lamps", "Buoys.", "Charts", "Flags")
    items = tuple(make_passage(passage_id=word[0], text=word, parent_id="s") for word in words)
    alone = passages_to_subjects(items)
    assert {subject.context for subject in alone} == {"Ports > For States"}
    subjects = {subject.id: subject.context for subject in add_neighbours(alone, items)}
    assert subjects["P"] == "Ports > For States. Ropes. Lamps"
    assert subjects["B"] == "Ports > For States. Ropes. Lamps. Charts. Flags"


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Lamps " * 16},
        {"section": "Ships"},
        {"parent_id": "t"},
        {"kind": "finding"},
        {"document_id": "e"},
    ],
)
def test_what_stands_in_no_list_with_an_item_is_not_its_neighbour(other: dict[str, str]) -> None:
    near = {
        "passage_id": "o",
        "document_id": "d",
        "kind": "narrative",
        "section": "",
        "text": "Lamps",
        "parent_id": "s",
    }
    assert find_neighbours([Item("i", "d", "narrative", "", "Ropes", "s"), Item(**near | other)]) == {}


def test_rows_of_a_matrix_are_no_neighbours() -> None:
    assert find_neighbours([Item(word, "d", "country_action", "", word, "") for word in ("Ropes", "Lamps")]) == {}


@pytest.mark.parametrize(("language", "kept"), [("en", 1), ("", 1), ("fr", 0), ("und", 0)])
def test_only_the_language_of_the_rules_is_tagged(language: str, kept: int) -> None:
    assert len(readable(passages_to_subjects((make_passage(),)), language)[0]) == kept


def test_a_passage_in_another_language_is_noted() -> None:
    subjects, (note,) = readable(passages_to_subjects((make_passage(text=SPANISH),)), "en")
    assert subjects == ()
    assert "Spanish" in note.message
