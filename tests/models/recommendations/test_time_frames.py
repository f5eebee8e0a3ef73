from __future__ import annotations

import pytest

from models.recommendations.time_frames import find_time_frame


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("by the end of 2027", "2027"),
        ("before March 2026", "2026-03"),
        ("within two years", "within two years"),
        ("in line with the 2030 Agenda", ""),
        ("by 2030 Agenda standards", ""),
        ("soon", ""),
        ("by 30 June 2026", "2026-06-30"),
        ("by mid-2026", "2026"),
        ("from 2026 onwards", "from 2026"),
        ("starting in March 2026", "2026-03"),
        ("Open shelters in early 2026", "2026"),
        ("the plan adopted in 2018", ""),
        ("over the next two years", "over the next two years"),
        ("before the next review forum", "before the next review forum"),
    ],
)
def test_time_frames(text: str, frame: str) -> None:
    assert find_time_frame(text) == frame
