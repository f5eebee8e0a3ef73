from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.actors.dates import ReportingPeriod, find_dates, find_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019", "2019"),
        ("July 2019", "2019-07", "2019-07"),
        ("4 July 2019", "2019-07-04", "2019-07-04"),
        ("July 4th, 2019", "2019-07-04", "2019-07-04"),
        ("2019-07-04", "2019-07-04", "2019-07-04"),
        ("2-13 December", "2019-12-02", "2019-12-13"),
        ("December 2 and 3", "2019-12-02", "2019-12-03"),
        ("August 1 to September 21, 2019", "2019-08-01", "2019-09-21"),
        ("Nov. 30 – Dec. 2, 2021", "2021-11-30", "2021-12-02"),
        ("2006 - 2011", "2006", "2011"),
        ("2019/20", "2019", "2020"),
        ("October 2019 – July 2020", "2019-10", "2020-07"),
        ("Sept. 2019 - July 2020", "2019-09", "2020-07"),
        ("early 2020", "2020", "2020"),
        ("Q3 2021", "2021-07", "2021-09"),
        ("the last quarter of 2020", "2020-10", "2020-12"),
        ("first half of 2020", "2020-01", "2020-06"),
        ("first week of December", "2019-12", "2019-12"),
        ("31 June 2019", "2019-06", "2019-06"),
        ("launched in May 2019", "2019-05", "2019-05"),
        ("in May 2019 and again in March 2020", "2019-05", "2020-03"),
    ],
)
def test_periods_are_as_precise_as_printed(text: str, first: str, last: str) -> None:
    assert find_period(text, period=ReportingPeriod("2019", "2019")) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-(ongoing)", "2018", ""),
        ("2018 – present", "2018", ""),
        ("from 2020 onwards", "2020", ""),
        ("started in 2019", "2019", ""),
        ("since March 2017", "2017-03", ""),
        ("likely to be operational early 2020", "2020", ""),
        ("now to November, 2020", "", "2020-11"),
        ("until March 2021", "", "2021-03"),
    ],
)
def test_open_sides_stay_empty(text: str, first: str, last: str) -> None:
    assert find_period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["the 2030 Agenda", "https://example.org/2020/02/x.pdf", "you may march", "2000 people", "A/RES/73/195", "14,2019"],
)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert find_period(text, period=ReportingPeriod("2019", "2019")) == ("", "")


def test_a_day_without_any_year_is_left_out() -> None:
    assert find_period("2-13 December") == ("", "")


def test_dates_come_in_their_order_with_their_places() -> None:
    text = "From 2019-07 on; then 3 May 2020."
    assert [text[span.start : span.end] for span in find_dates(text)] == ["2019-07", "3 May 2020"]


MARKED = Path(__file__).with_name("marked_dates.csv")


def test_dates_are_read_in_the_forms_in_which_reports_print_them() -> None:
    with MARKED.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    period = ReportingPeriod("2019", "2019")
    wrong = [row for row in rows if find_period(row["text"], period=period) != (row["first"], row["last"])]
    assert len(rows) > 140
    assert wrong == []


@pytest.mark.parametrize(
    ("first", "last", "month", "year"),
    [
        ("2019", "2019", 4, 2019),
        ("2019-03", "2020-02", 11, 2019),
        ("2019-03", "2020-02", 1, 2020),
        ("2018", "2019-04", 6, 2018),
        ("2019-05", "2019-06", 9, 2019),
    ],
)
def test_a_month_takes_its_year_from_the_reporting_period(first: str, last: str, month: int, year: int) -> None:
    assert ReportingPeriod(first, last).year_of(month) == year
