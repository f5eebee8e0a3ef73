from __future__ import annotations

import pytest

from models.objectives.tagger import Tagger
from models.objectives.taxonomy import load_taxonomy
from models.records.segmentation import Subject
from pipeline.relevance import leave_out_strangers

OF_FIELD = "Consulates help migrants who lost their passports."
STRANGE = "The committee reviews the recommendations on fisheries twice a year."


def make_report(of_field: int, strange: int) -> tuple[Subject, ...]:
    texts = [OF_FIELD] * of_field + [STRANGE] * strange
    return tuple(Subject(id=str(number), document_id="report", text=text) for number, text in enumerate(texts))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_taxonomy(), None)


def test_a_report_on_another_subject_is_asked_only_where_it_speaks_of_the_field(tagger: Tagger) -> None:
    kept, notes = leave_out_strangers(make_report(2, 38), tagger.is_of_field)
    assert [subject.text for subject in kept] == [OF_FIELD] * 2
    assert [note.message for note in notes] == [
        "2 of 40 passages have a word of the taxonomy's field: the others get no objective"
    ]


@pytest.mark.parametrize(("of_field", "strange"), [(4, 36), (0, 19), (30, 0)])
def test_all_of_a_report_on_the_field_or_of_a_few_passages_is_asked(
    tagger: Tagger, of_field: int, strange: int
) -> None:
    report = make_report(of_field, strange)
    assert leave_out_strangers(report, tagger.is_of_field) == (report, ())


def test_a_heading_over_many_passages_does_not_make_the_report_one_on_the_field(tagger: Tagger) -> None:
    under_heading = Subject(id="h", document_id="report", text=STRANGE, context="Border posts")
    kept, notes = leave_out_strangers((under_heading,) * 20 + make_report(1, 19), tagger.is_of_field)
    assert len(kept) == 21
    assert len(notes) == 1


def test_headings_and_the_name_of_the_framework_count(tagger: Tagger) -> None:
    assert tagger.is_of_field(Subject(id="a", text=STRANGE, context="Labour migration"))
    assert tagger.is_of_field(Subject(id="b", text="The Global Compact for Migration is reviewed."))
    assert not tagger.is_of_field(Subject(id="c", text=STRANGE))


def test_nothing_is_left_out_where_there_is_nothing(tagger: Tagger) -> None:
    assert leave_out_strangers((), tagger.is_of_field) == ((), ())
