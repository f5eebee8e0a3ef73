from __future__ import annotations

from extractors.footnotes import lines_to_notes, split_column_notes, split_footnotes, strip_number
from models.records.ink import PageInk
from tests.extractors.ink_builders import make_line

PAGE = PageInk(1, 595, 842, (), (), (), (), "pdfium")


def test_small_numbered_lines_at_the_foot_are_notes() -> None:
    body = [make_line("Text of the page.", y=100), make_line("More text.", y=113)]
    notes = [make_line("1 A first source", y=760, size=7), make_line("that goes on", y=769, size=7)]
    assert split_footnotes(body + notes, 10, PAGE) == (body, notes)


def test_small_lines_without_a_number_stay_text() -> None:
    lines = [make_line("Text of the page.", y=100), make_line("Issued without formal editing", y=760, size=8)]
    assert split_footnotes(lines, 10, PAGE) == (lines, [])


def test_a_number_that_does_not_follow_on_belongs_to_the_note_above() -> None:
    lines = [make_line("7 A source of", size=7), make_line("2019 in print", size=7), make_line("8 Another", size=7)]
    assert [(number, len(found)) for number, found in lines_to_notes(lines, 6)] == [("7", 2), ("8", 1)]


def test_strip_number_takes_the_number_off() -> None:
    assert strip_number("7 A source", "7") == "A source"


def test_an_open_note_goes_on_at_the_foot_of_the_next_column() -> None:
    before = [make_line("7 A source that is", y=760, size=7)]
    text, rest = [make_line("Text of the column.", y=100)], [make_line("printed in spring.", y=760, size=7)]
    assert split_column_notes(text + rest, 10, before) == (text, rest)
    assert split_column_notes(text + rest, 10, []) == (text + rest, [])
    assert split_column_notes(text + rest, 10, rest) == (text + rest, [])
