"""Marks in news and situation reports, and that the figures hold."""

from __future__ import annotations

from flows.figures.news import NEWS, Counts, Marked, count, read_marked, unmark
from models.actors.recognizer import Recognizer, load_recognizer
from models.lexicons.name_shapes import load_name_shapes


def test_marks_become_spans_of_the_printed_text() -> None:
    found = unmark("develop", "p", "In {COUNTRY Chile} {ORG Mar Abierto} met.")
    assert found == Marked("develop", "p", "In Chile Mar Abierto met.", {("COUNTRY", 3, 8), ("ORG", 9, 20)})


def test_counts_are_of_spans_that_are_the_same() -> None:
    marked = [unmark("develop", "p", "In {COUNTRY Chile} the {ORG Harbour Workers Network} met {ORG Blue}.")]
    counts = count(marked, Recognizer((), load_name_shapes()))
    assert counts["ORG"] == Counts(2, 1, 1)
    assert counts["COUNTRY"].f1 == 1.0


def test_names_are_found_with_the_list_and_without() -> None:
    passages = read_marked(NEWS)
    assert len(passages) >= 70
    held_out = [marked for marked in passages if marked.half == "held out"]
    assert count(passages, load_recognizer())["ORG"].f1 >= 0.88
    assert count(held_out, Recognizer((), load_name_shapes()))["ORG"].f1 >= 0.7
