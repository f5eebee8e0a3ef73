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


def test_a_running_title_of_each_chapter_is_furniture() -> None:
    """A chapter of one page repeats nothing: its title stands above it in small type, where other pages have theirs."""
    titles = ["Opening", "A longer title that takes two lines", "Roads", "Closing words"]
    pages = []
    for title in titles:
        heading = [make_line("A longer title", y=120, size=16), make_line("that takes two lines", y=140, size=16)]
        shown = heading if " that " in title else [make_line(title, y=120, size=16)]
        pages.append([make_line(title, y=40, size=8), *shown, make_line("Body text of a chapter", y=400)])
    assert [[line.text for line in drop] for drop in find_furniture(pages, [842.0] * 4)] == [[t] for t in titles]


def test_small_print_that_no_heading_repeats_stays() -> None:
    pages = [
        [make_line(f"Body text of page {n}", y=400), make_line(name, y=790, size=8)]
        for n, name in enumerate(["A source", "Another source", "A third source", "A fourth one"])
    ]
    assert find_furniture(pages, [842.0] * 4) == [set()] * 4


def test_feet_of_pages_of_different_height_are_the_same_place() -> None:
    heights = [842.0, 595.0, 842.0, 595.0]
    pages = [[make_line("Body", y=300), make_line("An example report", y=height - 30)] for height in heights]
    assert all(len(drop) == 1 for drop in find_furniture(pages, heights))


def test_a_title_that_is_printed_again_as_a_running_line_stays() -> None:
    pages = [[make_line("Harbour brief", y=40, size=size), make_line("Body", y=400)] for size in (24, 9, 9, 9)]
    assert [len(drop) for drop in find_furniture(pages, [842.0] * 4)] == [0, 1, 1, 1]


def test_a_line_up_the_margin_of_every_page_is_furniture() -> None:
    pages = [[make_line("set by night", x=20, y=400, turned=True), make_line("Body", y=400)] for _ in range(4)]
    assert [[line.text for line in drop] for drop in find_furniture(pages, [842.0] * 4)] == [["set by night"]] * 4


def test_titles_of_left_and_right_pages_are_furniture_in_a_short_report() -> None:
    names = ["Harbours", "The coast", "Harbours", "The coast"]
    pages = [[make_line(name, y=40, size=8), make_line("Body text of a page", y=400)] for name in names]
    assert [[line.text for line in drop] for drop in find_furniture(pages, [842.0] * 4)] == [[name] for name in names]
    inner = [[make_line("Top", y=30, size=8), *page] for page in pages[:1]] + pages[1:]
    assert [len(drop) for drop in find_furniture(inner, [842.0] * 4)] == [0, 1, 0, 1]


def test_what_repeats_is_the_text_where_pages_hold_nothing_else() -> None:
    pages = [[make_line("A word on its own", y=40)] for _ in range(4)]
    assert find_furniture(pages, [842.0] * 4) == [set()] * 4


def test_a_running_title_is_furniture_where_pages_hold_nothing_else_but_a_table() -> None:
    pages = [[make_line("A running title", y=40)] for _ in range(4)]
    assert find_furniture(pages, [842.0] * 4, [True] * 4) == [set(page) for page in pages]
