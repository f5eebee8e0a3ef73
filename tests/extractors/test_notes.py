from __future__ import annotations

from extractors.notes import tie_notes
from models.records.layout import Block
from tests.extractors.block_builders import make_block, make_table, paragraph


def note(label: str, page: int = 2) -> Block:
    return make_block("footnote", "a source", label=label, page=page)


def anchors(*blocks: Block) -> list[int | None]:
    return [block.anchor for block in tie_notes(blocks)]


def test_a_note_is_tied_to_the_block_with_its_marker() -> None:
    assert anchors(paragraph("no marker"), paragraph("a claim¹² and more"), note("12")) == [None, None, 1]


def test_a_marker_on_the_page_of_the_note_comes_first() -> None:
    assert anchors(paragraph("old¹", page=1), paragraph("new¹", page=2), note("1", page=1), note("1")) == [
        None,
        None,
        0,
        1,
    ]


def test_end_notes_are_tied_to_the_last_marker_before_them() -> None:
    blocks = paragraph("first¹", page=1), note("1", page=3), paragraph("second¹", page=4), note("1", page=9)
    assert anchors(*blocks) == [None, 0, None, 2]


def test_a_marker_may_stand_in_a_table_or_be_a_sign() -> None:
    table = make_table([["Town", "Boats"], ["Harwich", "120³"]])
    assert anchors(table, paragraph("a sum* of all"), note("3"), note("*"), note("7")) == [None, None, 0, 1, None]
