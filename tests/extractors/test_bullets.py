from __future__ import annotations

from extractors.bullets import letters_to_bullets
from tests.extractors.ink_builders import make_word, make_words


def test_an_o_with_a_wide_space_after_it_begins_an_item() -> None:
    words = [*make_words("above it", 50, 88), make_word("o", 70, 100), *make_words("an inner item", 90, 100)]
    assert [word.text for word in letters_to_bullets(words)] == ["above", "it", "◦", "an", "inner", "item"]


def test_an_o_that_is_a_word_stays() -> None:
    words = [*make_words("o direito", 50, 100), *make_words("plan o programa", 50, 113), make_word("o", 50, 126)]
    assert "◦" not in [word.text for word in letters_to_bullets(words)]
