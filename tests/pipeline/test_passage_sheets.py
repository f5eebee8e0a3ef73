"""The spreadsheet commands: columns in the contract's order, labels in the input never read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.actors.recognizer import load_recognizer
from models.errors import SettingsError
from models.objectives.tagger import Outcome, Tagger
from models.objectives.taxonomy import load_taxonomy
from models.records.segmentation import Subject
from pipeline.passage_sheets import (
    MENTION_COLUMNS,
    TAG_COLUMNS,
    check_columns,
    find_notes,
    find_sheet_mentions,
    tag_sheet,
)
from pipeline.spreadsheets import Spreadsheet
from tests.pipeline.builders import make_tag


class FakeTagger(Tagger):
    """Gives every subject two tags, and remembers what it read."""

    def __init__(self) -> None:
        self.taxonomy = load_taxonomy()
        self.read: list[Subject] = []

    def decide(self, subjects: Sequence[Subject]) -> tuple[Outcome, ...]:
        self.read = list(subjects)
        return tuple(
            Outcome(
                subject.id,
                (
                    make_tag(subject_id=subject.id, objective="15", score=0.914),
                    make_tag(subject_id=subject.id, objective="7", grade="secondary", score=0.4, evidence=""),
                ),
                (("15", 0.914), ("7", 0.4)),
                0.8,
                True,
            )
            for subject in subjects
        )


def make_sheet(header: str, *rows: tuple[str, ...]) -> Spreadsheet:
    return Spreadsheet(tuple(header.split(",")), rows)


def test_passages_without_a_word_of_the_field_get_nothing_in_a_sheet_on_another_subject() -> None:
    texts = ["The fleet reviews its catch twice a year."] * 20 + ["States should issue visas to migrants."]
    rows = [(text,) for text in texts]
    tagged = tag_sheet(make_sheet("text", *rows), Tagger(load_taxonomy(), None))
    assert tagged.column("primary") == ["NONE"] * 20 + ["5"]
    assert all("no word of the field" in text for text in tagged.column("evidence")[:20])


def test_input_columns_come_first_and_those_named_like_a_result_are_renamed() -> None:
    sheet = make_sheet("primary,text,input_primary", ("9", "Open a clinic.", "x"))
    tagged = tag_sheet(sheet, FakeTagger())
    assert tagged.header == ("input_input_primary", "text", "input_primary", *TAG_COLUMNS)
    assert tagged.rows[0][:3] == ("9", "Open a clinic.", "x")


def test_codes_scores_and_evidence_are_written_as_agreed() -> None:
    tagged = tag_sheet(make_sheet("text", ("Open a clinic.",)), FakeTagger())
    row = dict(zip(tagged.header, tagged.rows[0], strict=True))
    assert (row["primary"], row["secondary"]) == ("15", "7")
    assert row["scores"] == "15:0.91;7:0.40"
    assert row["evidence"] == "15: help desk"
    assert (row["margin"], row["needs_review"]) == ("0.800", "true")


def test_an_objective_that_the_passage_names_is_at_least_secondary() -> None:
    tagged = tag_sheet(make_sheet("text", ("This serves GCM Objective 20 too.",)), FakeTagger())
    assert dict(zip(tagged.header, tagged.rows[0], strict=True))["secondary"] == "7;20"


@pytest.mark.parametrize(("column", "context"), [(None, "Ports"), ("where", "At sea")])
def test_the_context_column_is_read_as_context(column: str | None, context: str) -> None:
    tagger = FakeTagger()
    sheet = make_sheet("section,where,text,secondary", ("Ports", "At sea", "Open a clinic.", "9"))
    tag_sheet(sheet, tagger, context_column=column)
    assert [(subject.text, subject.context) for subject in tagger.read] == [("Open a clinic.", context)]


def test_empty_texts_keep_their_rows() -> None:
    assert len(tag_sheet(make_sheet("text", ("",), ("a",)), FakeTagger()).rows) == 2


@pytest.mark.parametrize(
    ("text", "context", "words"),
    [
        ("body", None, "no column 'body'; the columns are id, text"),
        ("text", "part", "no column 'part'"),
        ("scores", None, "named like"),
    ],
)
def test_a_column_that_is_not_there_is_one_sentence(text: str, context: str | None, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        check_columns(make_sheet("id,text"), text, context)


@pytest.mark.parametrize(("header", "row", "id_"), [("passage_id,text", ("p9",), "p9"), ("id,text", ("x",), "1")])
def test_mentions_are_placed_in_their_passage(header: str, row: tuple[str, ...], id_: str) -> None:
    text = "Kenya and UNHCR met in Kenya."
    found = find_sheet_mentions(make_sheet(header, (*row, text)), load_recognizer())
    assert found.header == MENTION_COLUMNS
    rows = [dict(zip(found.header, cells, strict=True)) for cells in found.rows]
    kenya = [cells for cells in rows if cells["label"] == "COUNTRY"]
    assert {cells["passage_id"] for cells in rows} == {id_}
    assert [(cells["occurrence"], cells["iso3"]) for cells in kenya] == [("1", "KEN"), ("2", "KEN")]
    assert all(text[int(cells["start"]) : int(cells["end"])] == cells["mention"] for cells in rows)


FRENCH = (
    "Les autorités ont décidé de fermer le centre et de loger les familles dans des appartements, avec une école pour "
    "les enfants et un médecin qui vient chaque semaine, ce qui coûte moins cher que de les garder derrière un mur."
)


def test_markup_and_control_characters_are_not_read() -> None:
    tagger = FakeTagger()
    tagged = tag_sheet(make_sheet("text", ("<p class='x'>Open a&nbsp;<b>clinic</b>\x00.</p> if a < b",)), tagger)
    assert tagger.read[0].text.split() == ["Open", "a", "clinic", ".", "if", "a", "<", "b"]
    assert tagged.rows[0][0].startswith("<p class=")


def test_another_language_is_said_and_not_tagged() -> None:
    sheet = make_sheet("text", ("Open a clinic.",), (FRENCH,))
    tagged = tag_sheet(sheet, FakeTagger())
    first, second = (dict(zip(tagged.header, row, strict=True)) for row in tagged.rows)
    assert first["primary"] == "15"
    assert (second["primary"], second["evidence"]) == ("", "not tagged: in French")
    assert list(find_notes(sheet, "text")) == ["not in English and so not tagged: row 2"]


def test_rows_that_need_a_word_are_named() -> None:
    rows = [("a", "Open it."), ("a", " "), ("b", "word " * 20_001), *[(f"c{n}", "") for n in range(9)]]
    assert list(find_notes(make_sheet("passage_id,text", *rows), "text")) == [
        "without text and so without tags: rows 2, 4, 5, 6, 7, 8, 9, 10 and 2 more",
        "longer than 20,000 words, only those are read: row 3",
        "passage_id stands more than once, each row is tagged by itself: a",
    ]


def test_a_column_of_kinds_tells_what_asks_somebody() -> None:
    rows = (("Recommendation", "Shelters for all"), ("activity", "Open shelters."), ("my own", "Open shelters."))
    tagger = FakeTagger()
    tagged = tag_sheet(make_sheet("kind,text", *rows), tagger)
    assert [subject.kind for subject in tagger.read] == ["recommendation", "activity", ""]
    addressee = tagged.header.index("addressee")
    assert [row[addressee] for row in tagged.rows] == ["", "", "States"]
    assert tagged.rows[2][-1] == "open"
