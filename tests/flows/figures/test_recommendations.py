"""Numbered recommendations against a list."""

from __future__ import annotations

from flows.figures.recommendations import compare


def test_numbers_and_texts_are_compared() -> None:
    truth = {"7.1": "Ratify  the State’streaty", "7.2": "Train guards"}
    found = {"7.1": "Ratify the\nState's treaty", "7.2": "Train all guards", "7.3": "Note", "7.4": "Note"}
    assert compare(truth, found) == "recall 1.000, precision 0.500, text equal 1 of 2"
    assert compare(truth, {}) == "recall 0.000, precision 0.000, text equal 0 of 2"
