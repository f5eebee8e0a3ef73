from __future__ import annotations

from extractors.lines import body_size, words_to_lines
from tests.extractors.ink_builders import make_line, make_word, make_words


def test_words_on_one_baseline_are_one_line_left_to_right() -> None:
    words = make_words("one two three", 50, 100) + make_words("four five", 50, 113)
    assert [line.text for line in words_to_lines(reversed(words))] == ["one two three", "four five"]


def test_a_raised_number_stays_after_its_word_as_superscript() -> None:
    words = make_words("a claim", 50, 100)
    marker = make_word("12", words[-1].box.x1, 96, size=5)
    assert [line.text for line in words_to_lines([marker, *words, *make_words("goes on", 50, 113)])] == [
        "a claim¹²",
        "goes on",
    ]


def test_a_wide_gap_cuts_a_line_into_pieces_but_a_bullet_keeps_its_text() -> None:
    words = [*make_words("left column", 50, 100), make_word("•", 300, 100), *make_words("right item", 318, 100)]
    assert [line.text for line in words_to_lines(words, gap=0.8)] == ["left column", "• right item"]


def test_a_tab_is_printed_where_a_line_has_a_wide_gap() -> None:
    line = words_to_lines([*make_words("ABC", 50, 100), *make_words("A Big Coalition", 150, 100)])[0]
    assert line.printed == "ABC\tA Big Coalition"


def test_body_size_is_the_size_of_most_characters() -> None:
    assert body_size([make_line("TITLE", size=22), make_line("a much longer line of text", size=9.1)]) == 9.0


def test_a_raised_number_of_a_stretched_line_stays_in_it() -> None:
    words = [*make_words("a source.", 50, 100), make_word("56", 101, 96, size=6.5), *make_words("And more", 120, 100)]
    assert [line.text for line in words_to_lines(words)] == ["a source.⁵⁶ And more"]


def test_a_marker_of_the_text_is_raised_also_where_longer_notes_stand_below() -> None:
    text = [word for row in range(4) for word in make_words("some words of the text here", 50, 100 + 13 * row)]
    marker = make_word("4", text[5].box.x1 + 5, 96, size=5)
    notes = [word for row in range(9) for word in make_words("many words of a long note", 50, 300 + 8 * row, size=6)]
    assert words_to_lines([*text, marker, *notes])[0].text == "some words of the text here⁴"


def test_letters_raised_after_a_number_stay_in_their_line() -> None:
    words = [
        *make_words("open until", 50, 100),
        make_word("30", 110, 100),
        make_word("th", 120, 96, size=6, glued=True),
    ]
    words += make_words("June of the year", 130, 100)
    assert [line.text for line in words_to_lines(words)] == ["open until 30th June of the year"]
