from __future__ import annotations

import csv

import pytest

from models.actors.country_actions import (
    find_action,
    find_sectors,
    normalize_action,
    normalize_activity,
    normalize_practice,
    says_predates,
)
from models.actors.dates import ReportingPeriod
from models.records.annex import Activity, CountryAction, Practice
from tests.shared import SHARED, needs_shared

PLACE = {"page_first": 1, "page_last": 1, "bbox": (0.0, 0.0, 1.0, 1.0)}


@pytest.mark.parametrize(
    ("printed", "action", "sectors"),
    [
        ("Meeting – Civil Society", "Meeting", ("Civil society",)),
        ("Coordination Mechanism- Government", "Coordination", ("Government",)),
        ("Implementation plan - Government and UN", "Implementation plan", ("UN", "Government")),
        ("Funding – United Nations", "Funding", ("UN",)),
        ("Coordination – City-led Initiative", "Coordination", ("Local authorities",)),
        ("Coordination", "Coordination", ()),
        ("Meeting - To be defined", "Meeting", ()),
        ("Festival - NGOs", "Festival", ("Civil society",)),
        ("", "", ()),
    ],
)
def test_printed_cell_has_action_and_sectors(printed: str, action: str, sectors: tuple[str, ...]) -> None:
    assert find_action(printed) == action
    assert find_sectors(printed) == sectors


def test_row_that_predates_the_compact_says_so() -> None:
    assert says_predates("Task team (predates GCM)")
    assert says_predates("PREDATES GCM: a portal")
    assert not says_predates("Task team since the GCM")


def test_action_takes_the_year_of_the_report() -> None:
    row = CountryAction(
        row_id="r",
        document_id="d",
        country="Peru, Chile",
        regional_scope=False,
        description="Round table in 2018 on visas (3-5 May)",
        type_of_action="Meeting - Government",
        info_source="Press (July 2020)",
        **PLACE,
    )
    done = normalize_action(row, period=ReportingPeriod("2021", "2021"))
    assert (done.iso3, done.date_start, done.date_end) == (("CHL", "PER"), "2021-05-03", "2021-05-05")
    assert done.predates_gcm is False


def test_practice_that_goes_on_has_no_end() -> None:
    row = Practice(row_id="r", document_id="d", time="2018-(ongoing)", **PLACE)
    assert (normalize_practice(row).date_start, normalize_practice(row).date_end) == ("2018", "")


@pytest.mark.parametrize(
    ("description", "dates"),
    [
        ("Since 2010 we help.\nTime line: March 2020 - May 2020", ("2020-03", "2020-05")),
        ("Visits in 2019 and 2020.\nTime line: to be defined", ("2019", "2020")),
        ("No date at all", ("", "")),
    ],
)
def test_activity_prefers_its_labelled_time(description: str, dates: tuple[str, str]) -> None:
    row = Activity(activity_id="a", document_id="d", project="Visits to Lima", description=description, **PLACE)
    done = normalize_activity(row, period=ReportingPeriod("2019", "2019"))
    assert (done.date_start, done.date_end) == dates
    assert done.countries == ("PER",)


@pytest.mark.shared
@needs_shared
def test_reference_rows() -> None:
    path = SHARED / "gold/mmc-2019-country-actions-normalized.csv"
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    wrong = [(row["row_id"], name) for row in rows for name, value in _normalize(row).items() if value != row[name]]
    assert len(wrong) <= 0.02 * len(rows)


def _normalize(row: dict[str, str]) -> dict[str, str]:
    printed = ("row_id", "region", "country", "initiator", "description", "info_source", "type_of_action")
    action = CountryAction(
        document_id="d",
        regional_scope=row["regional_scope"] == "true",
        **{name: row[name] for name in printed},
        **PLACE,
    )
    done = normalize_action(action, period=ReportingPeriod("2019", "2019"))
    return {
        "iso3": ";".join(done.iso3),
        "action": done.action,
        "sectors": ";".join(done.sectors),
        "date_start": done.date_start,
        "date_end": done.date_end,
        "predates_gcm": str(done.predates_gcm).lower(),
    }
