from __future__ import annotations

from pipeline.compare.comparison import Entry
from pipeline.compare.links import Link
from pipeline.compare.page import MOST_LINKS, cut_text, percent, tell_links, to_grids
from pipeline.compare.reading import Asked, Unit
from pipeline.compare.shares import measure_shares

ENTRIES = [Entry("7", "Vulnerability", False), Entry("15", "Services", False), Entry("IFR", "Review", True)]


def test_a_grid_has_a_row_an_objective_and_a_column_a_group_in_order() -> None:
    units = [
        Unit("p", year, "box", "", 5, frozenset({"15"}), frozenset(), 1, 1, "") for year in ("2019", "2018", "2018")
    ]
    shares = measure_shares("year", units, lambda unit: [unit.document_id], [entry.code for entry in ENTRIES])
    (grid,) = to_grids(shares, ENTRIES, ("2019", "2018"))
    assert (grid.groups, grid.sizes) == (("2019", "2018"), ((1, 5, 1), (2, 10, 1)))
    assert [row.entry.code for row in grid.rows] == ["15"]


def test_many_links_are_cut_to_the_most_alike() -> None:
    side = Asked("a", "a", "text", "", (), 1, 1)
    links = [Link(f"lnk-{n}", "new", "", n / 1000, None, n / 1000, side, side) for n in range(MOST_LINKS + 5)]
    (told,) = tell_links(links)
    assert (told.status, told.number, len(told.links)) == ("new", MOST_LINKS + 5, MOST_LINKS)
    assert told.links[0].link_id == f"lnk-{MOST_LINKS + 4}"


def test_texts_and_shares_for_people() -> None:
    assert cut_text("short") == "short"
    assert cut_text("word " * 100).endswith("word …")
    assert (percent(0.1234), percent(0.1234, 1)) == ("12 %", "12.3 %")
