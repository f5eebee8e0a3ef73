from __future__ import annotations

from collections import Counter

import pytest

from extractors.conservation import LONG, blocks_to_printed, count_tokens, find_lost, text_to_tokens
from models.records.layout import Block
from tests.extractors.block_builders import make_table, make_where, paragraph


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The oﬃce¹ – open!", ["the", "office1", "open"]),
        ("• – …", []),
        ("2,5 and 18", ["25", "and", "18"]),
    ],
)
def test_tokens_have_no_signs_and_one_spelling(text: str, tokens: list[str]) -> None:
    assert text_to_tokens(text) == tokens


def test_long_and_short_texts_are_counted_together() -> None:
    long = "boat " * LONG
    for _ in range(2):
        assert count_tokens(["a boat", long, "quay", long]) == {"a": 1, "boat": 2 * LONG + 1, "quay": 1}


@pytest.mark.parametrize(
    ("seen", "kept", "lost"),
    [
        ("a boat and a quay", "a boat and a quay", []),
        ("a boat and a quay", "a boat and quay", ["a"]),
        ("the boat 12 sails", "the boat12 sails", []),
        ("theboat sails", "the boat sails", []),
        ("the boat sails", "the boat", ["sails"]),
        ("the boat", "the boat sails", []),
    ],
)
def test_a_word_is_lost_unless_it_was_only_cut_or_glued_differently(seen: str, kept: str, lost: list[str]) -> None:
    assert list(find_lost(Counter(seen.split()), Counter(kept.split())).elements()) == lost


def test_a_block_over_a_page_end_counts_on_both_pages() -> None:
    block = Block(kind="paragraph", text="", printed="one two", places=(make_where(1), make_where(2)))
    assert blocks_to_printed([block, paragraph("three", page=2)]) == {1: ["one two"], 2: ["one two", "three"]}


def test_a_header_that_is_printed_on_every_page_of_a_table_stands_in_it_once() -> None:
    block = make_table([["Town"], ["Harwich"]], page=2)
    assert block.table is not None
    table = block.table.model_copy(update={"page_last": 3})
    kept = blocks_to_printed([block.model_copy(update={"table": table})])
    assert kept == {2: ["Town", "Harwich"], 3: ["Town"]}
