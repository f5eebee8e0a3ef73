from __future__ import annotations

import pytest

from extractors.edges import Edge, Edges, Span, edges_to_frames, edges_to_spans, ink_to_edges, places, snap_edges
from models.records.ink import BBox, Fill, PageInk


def page(rulings: list[BBox] | None = None, fills: list[Fill] | None = None) -> PageInk:
    return PageInk(1, 600.0, 800.0, (), tuple(rulings or []), tuple(fills or []), (), "pdfium")


def test_edges_side_by_side_become_one() -> None:
    edges = [Edge(100.0, 10, 50), Edge(101.0, 48, 90), Edge(140.0, 10, 50)]
    assert [(round(e.at, 1), e.start, e.end) for e in snap_edges(edges)] == [(100.5, 10, 90), (140.0, 10, 50)]


def test_edges_with_a_gap_stay_two() -> None:
    assert len(list(snap_edges([Edge(100.0, 10, 50), Edge(100.0, 60, 90)]))) == 2


@pytest.mark.parametrize(
    ("fill", "count"),
    [
        (Fill(BBox(50, 50, 200, 90), "eeeeee"), 4),
        (Fill(BBox(50, 50, 200, 90), "ffffff"), 0),
        (Fill(BBox(0, 0, 600, 800), "eeeeee"), 0),
        (Fill(BBox(50, 50, 55, 55), "000000"), 0),
    ],
    ids=["tint", "white", "whole page", "bullet"],
)
def test_ink_to_edges_takes_the_sides_of_visible_fills(fill: Fill, count: int) -> None:
    found = ink_to_edges(page(fills=[fill]))
    assert len(found.upright) + len(found.lying) == count


def test_shading_of_a_paragraph_in_a_shaded_cell_gives_no_edges() -> None:
    fills = [Fill(BBox(50, 50, 200, 150), "eeeeee"), Fill(BBox(55, 60, 195, 75), "eeeeee")]
    found = ink_to_edges(page(fills=fills))
    assert len(found.upright) == len(found.lying) == 2


def test_a_drawing_of_thousands_of_lines_gives_no_edges() -> None:
    rulings = [BBox(10, 0.4 * n, 10 + n % 500 + 10, 0.4 * n) for n in range(5)]
    rulings += [BBox(7.0 * (n % 80), 8.0 * n / 20, 7.0 * (n % 80), 8.0 * n / 20 + 9) for n in range(2000)]
    assert ink_to_edges(page(rulings)) == Edges((), ())


def test_frames_that_do_not_touch_are_apart() -> None:
    def square(x: float) -> tuple[list[Edge], list[Edge]]:
        return [Edge(x, 0, 50), Edge(x + 50, 0, 50)], [Edge(0, x, x + 50), Edge(50, x, x + 50)]

    (up, flat), (more_up, more_flat) = square(0), square(100)
    frames = edges_to_frames(Edges((*up, *more_up), (*flat, *more_flat)))
    assert [frame.bbox for frame in frames] == [BBox(0, 0, 50, 50), BBox(100, 0, 150, 50)]


def test_spans_in_both_directions() -> None:
    """Two columns and two rows; the right column is one cell, the left two."""
    edges = Edges(
        (Edge(0, 0, 40), Edge(50, 0, 40), Edge(100, 0, 40)), (Edge(0, 0, 100), Edge(20, 0, 50), Edge(40, 0, 100))
    )
    assert edges_to_spans(edges, [0, 50, 100], [0, 20, 40]) == [Span(0, 0, 1, 1), Span(0, 1, 2, 1), Span(1, 0, 1, 1)]


def test_rectangles_that_overlap_become_one() -> None:
    """A line that ends in the middle leaves an angle, which is no cell."""
    edges = Edges(
        (Edge(0, 0, 40), Edge(50, 0, 20), Edge(100, 0, 40)), (Edge(0, 0, 100), Edge(20, 0, 50), Edge(40, 0, 100))
    )
    assert edges_to_spans(edges, [0, 50, 100], [0, 20, 40]) == [Span(0, 0, 2, 2)]


def test_places_keeps_the_first_of_near_ones() -> None:
    assert places([10.0, 11.0, 30.0, 9.5]) == [9.5, 30.0]
