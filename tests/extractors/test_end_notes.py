from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.drafts import Column
from extractors.end_notes import take_end_notes
from extractors.extract import read_extraction
from extractors.lines import Line, to_line
from extractors.pages import PageFlows
from models.records.ink import BBox
from tests.extractors.ink_builders import PdfMaker, make_line, make_word, make_words

BOX = BBox(50, 50, 300, 800)


def claim(number: int, y: float) -> Line:
    """A line of text with a raised number at its end."""
    words = make_words("The harbour is open", 50, y)
    return to_line([*words, make_word(str(number), words[-1].box.x1, y - 4, size=5, glued=True)])


def page(number: int, lines: Sequence[Line], foot: Sequence[Line] = ()) -> PageFlows:
    return PageFlows(number, (Column(number, tuple(lines), BOX),), tuple(foot))


def read(*pages: PageFlows) -> tuple[list[str], list[str]]:
    """Texts that stay, and texts that become notes."""
    done = list(take_end_notes(pages, 10.0))
    kept = [line.text for one in done for flow in one.flows if isinstance(flow, Column) for line in flow.lines]
    return kept, [line.text for one in done for line in one.footnotes]


TEXT = [claim(1, 100), claim(2, 113), claim(3, 126)]
KEPT = ["The harbour is open¹", "The harbour is open²", "The harbour is open³"]
SOURCES = ["1. A first source", "that goes on", "2. A second source", "3. A third source"]


def sources(size: float = 10) -> list[Line]:
    return [make_line(text, y=200 + 13 * n, size=size) for n, text in enumerate(SOURCES)]


@pytest.mark.parametrize("title", ["Notes", "ENDNOTES", "5. Notes and references", "Notes:"])
def test_numbered_lines_below_a_heading_for_notes_are_notes(title: str) -> None:
    after = make_line("Annex", y=300, size=14, bold=True)
    assert read(page(1, [*TEXT, make_line(title, y=180, bold=True), *sources(), after])) == (
        [*KEPT, title, "Annex"],
        SOURCES,
    )


def test_without_a_heading_small_type_and_markers_in_the_text_tell_notes() -> None:
    assert read(page(1, TEXT), page(2, sources(9))) == (KEPT, SOURCES)
    assert read(page(1, TEXT), page(2, sources(10))) == (KEPT + SOURCES, [])


def test_a_numbered_list_without_markers_in_the_text_stays() -> None:
    plain = [make_line("The harbour is open", y=100)]
    lists = [*plain, make_line("Notes", y=180, bold=True), *sources(9)]
    assert read(page(1, lists)) == (["The harbour is open", "Notes", *SOURCES], [])


def test_end_notes_go_on_over_the_page_end() -> None:
    rest = [make_line("in print", y=60, size=9), make_line("4. A fourth source", y=73, size=9)]
    first = page(1, [*TEXT, make_line("Notes", y=180, bold=True), *sources(9)])
    assert read(first, page(2, rest)) == ([*KEPT, "Notes"], [*SOURCES, "in print", "4. A fourth source"])


def test_notes_at_the_foot_go_on_at_the_head_of_the_next_page() -> None:
    rest = [make_line("in print", y=60, size=8), make_line("4. A fourth source", y=73, size=8)]
    heading = make_line("Annex", y=99, size=14, bold=True)
    assert read(page(1, TEXT, sources(8)), page(2, [*rest, heading])) == (
        [*KEPT, "Annex"],
        [*SOURCES, "in print", "4. A fourth source"],
    )


def test_numbers_that_begin_anew_after_each_chapter(tmp_path: Path) -> None:
    pdf = PdfMaker()
    for chapter in ("Harbours", "Ships"):
        pdf.text(50, 80, chapter, size=16, font="Helvetica-Bold")
        for number in (1, 2, 3):
            claimed = f"A claim of this chapter on {chapter}."
            pdf.text(50, 100 + 20 * number, claimed)
            end = 50 + pdf.canvas.stringWidth(claimed, "Helvetica", 10)
            pdf.text(end, 96 + 20 * number, str(number), size=5)
        pdf.text(50, 200, "Notes", font="Helvetica-Bold", size=12)
        pdf.lines(50, 220, [f"{number}. {chapter} source" for number in (1, 2, 3)], size=9)
        pdf.new_page()
    blocks = read_extraction("d", pdf.save(tmp_path / "d.pdf")).blocks
    notes = [block for block in blocks if block.kind == "footnote"]
    assert [(note.label, note.text) for note in notes][:4] == [
        ("1", "Harbours source"),
        ("2", "Harbours source"),
        ("3", "Harbours source"),
        ("1", "Ships source"),
    ]
    assert [blocks[note.anchor or 0].page_first for note in notes] == [1, 1, 1, 2, 2, 2]
