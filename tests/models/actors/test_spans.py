from __future__ import annotations

from models.actors.name_runs import NameSpan
from models.actors.spans import Covered, keep_first


def test_stretches_meet_where_they_share_a_character() -> None:
    covered = Covered([NameSpan(2, 5), NameSpan(8, 9)])
    assert [covered.meets(NameSpan(*span)) for span in ((0, 2), (0, 3), (5, 8), (4, 6), (20, 30))] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert [covered.holds(place) for place in (1, 2, 4, 5, 40)] == [False, True, True, False, False]
    assert covered.starts == {2, 8}


def test_the_first_of_those_that_overlap_is_kept() -> None:
    spans = [NameSpan(3, 9), NameSpan(0, 4), NameSpan(9, 12), NameSpan(0, 2)]
    assert keep_first(spans) == [NameSpan(3, 9), NameSpan(9, 12), NameSpan(0, 2)]
