from __future__ import annotations

from extractors.regions import Item, items_to_runs
from models.records.ink import BBox


def make_items(rows: list[tuple[float, float, float, str]]) -> tuple[list[Item], dict[int, str]]:
    """Items from (x0, x1, top, name), 12 points high."""
    items = [Item(BBox(x0, top, x1, top + 12), n) for n, (x0, x1, top, _) in enumerate(rows)]
    return items, {n: row[3] for n, row in enumerate(rows)}


def read(rows: list[tuple[float, float, float, str]]) -> str:
    items, names = make_items(rows)
    return "".join(names[item.ref] for run in items_to_runs(items) for item in run.items)


def columns(top: float, left: str, right: str) -> list[tuple[float, float, float, str]]:
    rows = [(50.0, 290.0, top + 14 * n, name) for n, name in enumerate(left)]
    return rows + [(310.0, 550.0, top + 14 * n, name) for n, name in enumerate(right)]


def test_columns_are_read_one_after_the_other() -> None:
    assert read(columns(100, "abcd", "efgh")) == "abcdefgh"


def test_a_heading_over_both_columns_ends_a_band() -> None:
    rows = [*columns(100, "abcd", "efgh"), (50.0, 420.0, 180.0, "H"), *columns(210, "ijk", "lmn")]
    assert read(rows) == "abcdefghHijklmn"


def test_a_short_heading_between_two_bands_is_read_between_them() -> None:
    items, names = make_items([*columns(100, "abcd", "efgh"), (50.0, 150.0, 180.0, "H"), *columns(210, "ijk", "lmn")])
    items = [item._replace(heading=names[item.ref] == "H") for item in items]
    assert "".join(names[item.ref] for run in items_to_runs(items) for item in run.items) == "abcdefghHijklmn"


def test_a_narrow_label_column_is_read_across() -> None:
    rows = [(50.0, 90.0, 100.0 + 14 * n, name) for n, name in enumerate("acegi")]
    rows += [(120.0, 400.0, 100.0 + 14 * n, name) for n, name in enumerate("bdfhj")]
    assert read(rows) == "abcdefghij"


def test_bullets_of_the_right_column_stay_right() -> None:
    rows = columns(100, "abcdef", "")
    for n, name in enumerate("ghijkl"):
        rows.append((310.0 if n % 2 == 0 else 322.0, 550.0, 100.0 + 14 * n, name))
    assert read(rows) == "abcdefghijkl"


def test_a_heading_with_nothing_after_it_stands_below_both_columns() -> None:
    items, names = make_items([*columns(100, "abcd", "efgh"), (50.0, 150.0, 180.0, "H")])
    items = [item._replace(heading=names[item.ref] == "H") for item in items]
    assert "".join(names[item.ref] for run in items_to_runs(items) for item in run.items) == "abcdefghH"


def test_short_labels_beside_text_in_half_a_page_are_no_column() -> None:
    """A list of abbreviations in two columns: its labels take a good part of the half width."""
    rows = [(50.0, 85.0, 100.0 + 14 * n, name) for n, name in enumerate("acegi")]
    rows += [(110.0, 280.0, 100.0 + 14 * n, name) for n, name in enumerate("bdfhj")]
    rows += [(310.0, 345.0, 100.0 + 14 * n, name) for n, name in enumerate("kmoqs")]
    rows += [(370.0, 550.0, 100.0 + 14 * n, name) for n, name in enumerate("lnprt")]
    assert read(rows) == "abcdefghijklmnopqrst"


def test_wide_word_spaces_in_lines_that_do_not_follow_each_other_are_no_column_gap() -> None:
    rows = [(50.0, 280.0, 100.0 + 28 * n, name) for n, name in enumerate("adgk")]
    rows += [(50.0, 150.0, 114.0 + 28 * n, name) for n, name in enumerate("behl")]
    rows += [(165.0, 280.0, 114.0 + 28 * n, name) for n, name in enumerate("cfim")]
    assert read(rows) == "abcdefghiklm"


def test_a_bold_line_inside_a_paragraph_is_no_heading_between_bands() -> None:
    """Its neighbours in the other column stand at other heights."""
    rows = [(50.0, 280.0, 100.0 + 14 * n, name) for n, name in enumerate("abHc")]
    rows += [(310.0, 540.0, 100.0 + 14 * n, name) for n, name in enumerate("de")] + [(310.0, 540.0, 142.0, "f")]
    items, names = make_items(rows)
    items = [item._replace(heading=names[item.ref] == "H") for item in items]
    assert "".join(names[item.ref] for run in items_to_runs(items) for item in run.items) == "abHcdef"


def test_wide_word_spaces_inside_a_paragraph_are_no_column_gap() -> None:
    full = [(50.0, 290.0, top, name) for top, name in ((100, "a"), (114, "b"), (156, "g"), (170, "h"))]
    stretched = [(50.0, 160.0, 128, "c"), (180.0, 290.0, 128, "d"), (50.0, 150.0, 142, "e"), (178.0, 290.0, 142, "f")]
    assert read(full + stretched) == "abcdefgh"


def test_rows_that_begin_at_no_common_place_are_no_column() -> None:
    rows = [(50.0, 160.0, 100, "a"), (180.0, 290.0, 100, "b"), (50.0, 170.0, 114, "c"), (190.0, 290.0, 114, "d")]
    assert read(rows) == "abcd"
