"""What a stage hands on of the manifest."""

from __future__ import annotations

import pytest

from models.actors.dates import ReportingPeriod
from models.records.segmentation import Segmentation
from pipeline.results import Segmented
from pipeline.stages import find_reporting_period


@pytest.mark.parametrize(
    ("period", "published", "expected"),
    [
        (("2019-01", "2019-12"), "2020-06", ReportingPeriod("2019-01", "2019-12")),
        (("", "2019-12"), "2020-06", ReportingPeriod("2019-12", "2019-12")),
        (("", ""), "2020-06", ReportingPeriod("2020", "2020")),
        (("", ""), "", None),
    ],
)
def test_days_without_a_year_fall_into_the_period_or_the_year_of_publication(
    period: tuple[str, str], published: str, expected: ReportingPeriod | None
) -> None:
    segmentation = Segmentation(document_id="d")
    segmented = Segmented(
        title="", published=published, language="", family="", segmentation=segmentation, period=period
    )
    assert find_reporting_period(segmented) == expected
