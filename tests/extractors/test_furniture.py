from __future__ import annotations

from extractors.furniture import find_furniture
from tests.extractors.ink_builders import make_line


def test_repeated_lines_and_page_numbers_at_the_edges_are_furniture() -> None:
    pages = [
        [make_line("A running title", y=40), make_line(f"Body of page {n}", y=400), make_line(str(n + 2), y=810)]
        for n in range(1, 5)
    ]
    kept = [
        [line.text for line in page if line not in drop]
        for page, drop in zip(pages, find_furniture(pages, [842.0] * 4), strict=True)
    ]
    assert kept == [[f"Body of page {n}"] for n in range(1, 5)]


def test_a_lone_number_that_does_not_count_with_the_pages_stays() -> None:
    pages = [[make_line("1951", y=40)], [make_line("text", y=400)], [make_line("text", y=400)]]
    assert find_furniture(pages, [842.0] * 3) == [set(), set(), set()]


def test_the_same_words_in_the_middle_of_pages_stay() -> None:
    pages = [[make_line("For States", y=300)] for _ in range(4)]
    assert find_furniture(pages, [842.0] * 4) == [set()] * 4
