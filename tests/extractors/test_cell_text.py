from __future__ import annotations

from collections import Counter

import pytest

from extractors.cell_text import (
    CellText,
    fold_heading,
    goes_on,
    join_parts,
    words_to_cell_text,
)
from models.records.ink import BBox, Word

NOTHING: Counter[str] = Counter()


def line(text: str, y: float, *, bold: bool = False, size: float = 10.0) -> list[Word]:
    x, words = 50.0, []
    for part in text.split():
        words.append(Word(part, BBox(x, y - 8, x + 5 * len(part), y + 2), y, size, "F", bold, False, "000000"))
        x += 5 * len(part) + 3
    return words


def test_list_items_stand_on_lines_of_their_own() -> None:
    words = line("Two aims:", 10) + line("1. to read the long", 22) + line("line", 34) + line("2. to write", 46)
    assert words_to_cell_text(words, NOTHING).text == "Two aims:\n1. to read the long line\n2. to write"


def test_dashes_that_begin_several_lines_are_a_list() -> None:
    words = line("Kinds of work", 10) + line("- mapping", 22) + line("- talks with", 34) + line("cities", 46)
    assert words_to_cell_text(words, NOTHING).paragraphs == ("Kinds of work", "- mapping", "- talks with cities")


def test_a_dash_that_begins_one_line_is_none() -> None:
    words = line("Coordination", 10) + line("- Government", 22)
    assert words_to_cell_text(words, NOTHING).paragraphs == ("Coordination - Government",)


def test_a_wider_gap_begins_a_paragraph() -> None:
    words = line("One line", 10) + line("and more", 22) + line("another", 42)
    assert words_to_cell_text(words, NOTHING).paragraphs == ("One line and more", "another")


def test_a_sentence_that_leaves_room_ends_its_paragraph() -> None:
    words = line("A line as long as the cell is", 10) + line("ends.", 22) + line("Next one", 34)
    assert words_to_cell_text(words, NOTHING).paragraphs == ("A line as long as the cell is ends.", "Next one")


def test_bold_labels_begin_and_end_paragraphs() -> None:
    words = line("Partners", 10, bold=True) + line("some unions", 22) + line("Contact", 34, bold=True)
    assert words_to_cell_text(words, NOTHING).paragraphs == ("Partners", "some unions", "Contact")


def test_printed_keeps_the_lines() -> None:
    assert words_to_cell_text(line("a coun-", 10) + line("try", 22), NOTHING).printed == "a coun-\ntry"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("a working group on", "Migration", True),
        ("a working group", "on labour", True),
        ("a working group.", "another one", False),
        ("a working group", "Another one", False),
        ("Coordination –", "UN", True),
        ("the aims", "1. to read", False),
        ("", "text", False),
    ],
)
def test_goes_on(above: str, below: str, expected: bool) -> None:
    assert goes_on(above, below) is expected


def test_parts_join_in_the_middle_of_a_sentence() -> None:
    parts = [CellText(("First.", "Goes on"), "First.\nGoes on"), CellText(("here.", "Last."), "here.\nLast.")]
    assert join_parts(parts, NOTHING) == CellText(("First.", "Goes on here.", "Last."), "First.\nGoes on\nhere.\nLast.")


def test_a_bold_label_at_the_top_of_a_page_begins_a_paragraph() -> None:
    parts = [CellText(("10, 15",), "10, 15"), CellText(("Contact", "A Name"), "Contact\nA Name", starts_bold=True)]
    assert join_parts(parts, NOTHING).paragraphs == ("10, 15", "Contact", "A Name")


def test_a_bold_label_at_the_end_of_a_page_stays_apart_from_its_value() -> None:
    parts = [CellText(("Unions", "Contact"), "Unions\nContact", ends_bold=True), CellText(("A Name",), "A Name")]
    assert join_parts(parts, NOTHING).paragraphs == ("Unions", "Contact", "A Name")


def test_parts_join_in_the_middle_of_a_word() -> None:
    parts = [CellText(("a coun-",), "a coun-"), CellText(("try",), "try")]
    assert join_parts(parts, NOTHING).text == "a country"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Organisations", "organization"),
        ("GCM Objectives:", "gcm objective"),
        ("Description (date)", "description"),
        ("Focal Point and e-mail", "focal point and email"),
        ("Countries", "country"),
        ("Status", "status"),
    ],
)
def test_fold_heading(printed: str, folded: str) -> None:
    assert fold_heading(printed) == folded
