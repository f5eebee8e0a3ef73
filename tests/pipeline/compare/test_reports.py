from __future__ import annotations

import pytest

from pipeline.compare.reports import Report, find_original, leave_out_retold


@pytest.mark.parametrize(
    ("published", "start", "end", "year"),
    [
        ("2020-06", "2019-01", "2019-12", "2019"),
        ("2019-10", "2018-12", "2019-10", "2019"),
        ("2019-02", "2018-10", "2019-01", "2018"),
        ("2021-11", "2021", "2022", "2021"),
        ("", "2021", "2022", "2022"),
        ("2023-05-02", "", "", "2023"),
        ("2023", "2022-07", "", "2022"),
        ("2023", "spring", "2022", "2023"),
        ("2023", "2022", "2021", "2023"),
        ("", "", "", ""),
    ],
)
def test_the_year_is_that_of_the_reporting_period_else_of_publication(
    published: str, start: str, end: str, year: str
) -> None:
    assert Report("a", "A", published, "", start, end).year == year


def test_reports_are_in_order_of_date() -> None:
    reports = [Report("c", published="2020"), Report("b", period_end="2018"), Report("a", published="2019-03")]
    assert [report.document_id for report in leave_out_retold(reports)[0]] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("digest", "original"),
    [
        (Report("x", "Short", edition="digest", digest_of="long-2030"), "long-2030"),
        (Report("x", "Short", edition="digest", digest_of="The Long Report, Harbour Circle, 2030"), "long-2030"),
        (Report("x", "The long report (digest)", edition="digest"), "long-2030"),
        (Report("long-2030-digest", "Short", edition="digest"), "long-2030"),
        (Report("x", "The long report of another year (digest)", edition="digest"), ""),
        (Report("x", "The story of harbours (slides, digest)", "2030-05", "digest"), "harbours"),
        (Report("x", "The story of harbours - digest", "2030", "digest"), "harbours"),
        (Report("x", "The story of harbours (digest)", "2031", "digest"), ""),
        (Report("x", "Harbours of the story (digest)", "2030-05", "digest"), ""),
        (Report("x", "The story (digest)", "2030-05", "digest"), ""),
        (Report("x", "Short", edition="digest", digest_of="The Long Reporting"), ""),
    ],
)
def test_a_digest_is_not_counted_beside_its_original(digest: Report, original: str) -> None:
    harbours = Report("harbours", "The story of six harbours (SSH): a long subtitle", "2030-05")
    originals = [Report("other", "Another"), Report("long-2030", "The Long Report"), harbours]
    assert find_original(digest, originals) == original
    kept, left_out = leave_out_retold([digest, *originals])
    assert (digest in kept) is not bool(original)
    assert left_out == (((digest, original),) if original else ())


def test_a_digest_without_its_original_counts() -> None:
    digest = Report("long-digest", "Long (digest)", edition="digest")
    assert leave_out_retold([digest]) == ((digest,), ())


def test_an_original_without_a_period_takes_that_of_its_digest() -> None:
    digest = Report("a-digest", published="2020-06", edition="digest", period_start="2019-01", period_end="2019-12")
    assert leave_out_retold([digest, Report("a", published="2020-06")])[0][0].year == "2019"
    told = Report("a", published="2020-06", period_start="2018")
    assert leave_out_retold([digest, told])[0] == (told,)
