from __future__ import annotations

from pipeline.compare.changes import NO_CHANGE, Change, find_changes, pair_groups
from pipeline.compare.reading import Unit
from pipeline.compare.shares import measure_shares


def changes(kinds: dict[str, dict[str, tuple[int, int]]], order: tuple[str, ...]) -> list[Change]:
    """Changes of code 15 from counts (with it, all) by kind and year; 16 is in no passage, 7 in all others."""
    units = [
        Unit("p", year, kind, "", 10, frozenset({"15" if n < hits else "7"}), frozenset(), 1, 1, "")
        for kind, years in kinds.items()
        for year, (hits, total) in years.items()
        for n in range(total)
    ]
    shares = measure_shares("year", units, lambda unit: [unit.document_id], ["7", "15", "16"])
    return [change for change in find_changes(shares, order) if change.objective == "15"]


def test_neighbours_are_compared_and_the_first_with_the_last() -> None:
    assert pair_groups(["a"]) == []
    assert pair_groups(["a", "b"]) == [("a", "b")]
    assert pair_groups(["a", "b", "c"]) == [("a", "b"), ("b", "c"), ("a", "c")]


def test_a_large_difference_is_a_change_and_a_small_one_is_not() -> None:
    large, small = {"2018": (5, 100), "2019": (40, 100)}, {"2018": (5, 100), "2019": (9, 100)}
    (rose,), (unsure,) = (changes({"finding": years}, ("2018", "2019")) for years in (large, small))
    assert (rose.direction, rose.difference) == ("rose", 0.35)
    assert 0 < rose.low < rose.high
    assert unsure.verdict == NO_CHANGE
    assert unsure.low < 0 < unsure.high
    (fell,) = changes({"finding": large}, ("2019", "2018"))
    assert fell.direction == "fell"


def test_a_change_from_or_to_a_single_report_is_one_between_reports() -> None:
    def verdict(before: int, after: int) -> str:
        units = [
            Unit("p", f"{year}-{n % reports}", "box", "", 10, frozenset({code}), frozenset(), 1, 1, "")
            for year, reports, code in (("2018", before, "7"), ("2019", after, "15"))
            for n in range(120)
        ]
        shares = measure_shares("year", units, lambda unit: [unit.document_id[:4]], ["15"])
        return find_changes(shares, ("2018", "2019"))[0].verdict

    assert verdict(3, 3) == "rose"
    assert verdict(1, 3) == verdict(3, 1) == verdict(1, 1) == "rose between reports"


def test_an_interval_without_zero_is_no_change_after_correction_for_many_comparisons() -> None:
    borderline = {"2018": (5, 60), "2019": (14, 60), "2020": (5, 60)}
    found = changes({"finding": borderline}, ("2018", "2019", "2020"))[0]
    assert found.low > 0
    assert found.p < 0.05 < found.p_holm
    assert found.verdict == NO_CHANGE


def test_kinds_are_never_mixed_and_gaps_are_bridged() -> None:
    kinds = {"finding": {"2018": (1, 10), "2021": (2, 10)}, "box": {"2019": (9, 10)}}
    assert [(c.kind, c.before, c.after) for c in changes(kinds, ("2018", "2019", "2021"))] == [
        ("finding", "2018", "2021")
    ]


def test_an_objective_that_neither_year_has_is_not_compared() -> None:
    units = [Unit("p", year, "box", "", 1, frozenset({"7"}), frozenset(), 1, 1, "") for year in ("2018", "2019")]
    shares = measure_shares("year", units, lambda unit: [unit.document_id], ["7", "16"])
    assert [change.objective for change in find_changes(shares, ("2018", "2019"))] == ["7"]
