from __future__ import annotations

from models.records.ink import BBox, union


def test_overlap_is_the_shared_area() -> None:
    assert BBox(0, 0, 10, 10).overlap(BBox(5, 5, 20, 20)) == 25
    assert BBox(0, 0, 10, 10).overlap(BBox(11, 0, 20, 10)) == 0


def test_union_is_the_smallest_box_around_all() -> None:
    assert union([BBox(0, 5, 10, 10), BBox(-2, 6, 4, 20)]) == BBox(-2, 5, 10, 20)
