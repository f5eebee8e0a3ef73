from __future__ import annotations

import pytest

from pipeline.charts import draw_heat_map, draw_slopes, to_file
from pipeline.compare.changes import NO_CHANGE, find_changes
from pipeline.compare.comparison import Entry
from pipeline.compare.pictures import LABELLED, pick_labelled, spread, to_heat_cells, to_slope_ends
from pipeline.compare.reading import Unit
from pipeline.compare.shares import measure_shares

ENTRIES = {code: Entry(code, f"Title {code}", code == "IFR") for code in ("7", "9", "15", "IFR")}


def unit(year: str, code: str) -> Unit:
    return Unit("p", year, "box", "", 5, frozenset({code}), frozenset(), 1, 1, "")


UNITS = [*(unit("2018", "7") for _ in range(40)), *(unit("2021", "15") for _ in range(40)), unit("2021", "IFR")]
SHARES = measure_shares("year", UNITS, lambda unit: [unit.document_id], list(ENTRIES))
CHANGES = find_changes(SHARES, ("2018", "2021"))


def test_a_heat_map_has_no_row_for_what_occurs_nowhere_and_no_link_from_nothing() -> None:
    cells = to_heat_cells(SHARES, ENTRIES, corrected=False)
    assert [(cell.row.split()[0], cell.column, cell.link is not None, cell.apart) for cell in cells] == [
        ("7", "2018", True, False),
        ("7", "2021", False, False),
        ("15", "2018", False, False),
        ("15", "2021", True, False),
        ("IFR", "2018", False, True),
        ("IFR", "2021", True, True),
    ]
    assert cells[0].says == "7 Title 7, 2018: 100 % of 40 passages (91 to 100)"


def test_slopes_leave_out_what_stands_apart_and_say_what_can_be_claimed() -> None:
    ends = to_slope_ends(SHARES, CHANGES, ENTRIES)
    assert [(end.line, end.column, end.told, end.label) for end in ends] == [
        ("7", "2018", "fell", "▼ 7 Title 7"),
        ("7", "2021", "fell", "▼ 7 Title 7"),
        ("15", "2018", "rose", "▲ 15 Title 15"),
        ("15", "2021", "rose", "▲ 15 Title 15"),
    ]
    assert "rose" in ends[-1].says


def test_charts_are_text_with_links_inside_the_page_only() -> None:
    heat_map = draw_heat_map(to_heat_cells(SHARES, ENTRIES, corrected=False), ["2018", "2021"], "Share <b>")
    slopes = draw_slopes(to_slope_ends(SHARES, CHANGES, ENTRIES), ("2018", "2021"), "2018 and 2021")
    for drawn, links in ((heat_map, 3), (slopes, 2)):
        assert drawn.count('href="#c-') == links
        assert "vega.github.io" not in drawn
        assert "<b>" not in drawn
        assert b'href="page.html#c-' in to_file(drawn, "page.html")


def test_labels_keep_their_distance() -> None:
    assert spread([0.2, 0.2, 0.9], 1.0) == pytest.approx([0.2, 0.235, 0.9])
    assert spread([], 1.0) == []


def test_the_largest_differences_are_labelled() -> None:
    unsure = [change._replace(verdict=NO_CHANGE, difference=n / 100) for n, change in enumerate(CHANGES * 5)]
    assert len(pick_labelled(unsure)) == LABELLED
    assert len(pick_labelled(CHANGES)) == len(CHANGES)
