from __future__ import annotations

import pytest

from models.recommendations.addressees import Addressed, find_addressees, name_addressees


@pytest.mark.parametrize(
    ("context", "addressees"),
    [
        ("Recommendations > For civil society", ("civil society",)),
        ("Recommendations > For States and other stakeholders", ("States",)),
        ("Summary: Civil society", ("civil society",)),
        ("5.2 Recommendations to donors and local authorities", ("local authorities", "donors")),
        ("For all", ("all",)),
        ("Pay > We call on employers to:", ("private sector",)),
        ("Pay > Trade unions should:", ("civil society",)),
        ("12 Civil Society Engagement", ("States",)),
        ("Border policy", ("States",)),
        ("Priorities > UN Network", ("States",)),
        ("5. Governments and local authorities", ("States", "local authorities")),
        ("", ("States",)),
    ],
)
def test_headings_name_the_addressee(context: str, addressees: tuple[str, ...]) -> None:
    assert find_addressees("Open the doors wide.", context).names == addressees


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("States should open the doors.", ("States",)),
        ("The UN Network should publish its plans.", ("UN",)),
        ("CSOs and mayors could meet each spring.", ("civil society", "local authorities")),
        ("We call on employers to pay fair wages.", ("private sector",)),
        ("Funders are asked to pay for surveys.", ("donors",)),
        ("The towns, the unions and the banks should sign.", ("civil society", "local authorities", "private sector")),
        ("Brands that buy cheaply should pay more.", ("private sector",)),
        ("There is a need for civil society to keep records.", ("civil society",)),
        ("Records should be kept by local authorities.", ("local authorities",)),
        ("Civil society should be invited to each session.", ("States",)),
        ("Ensure that unions can speak freely.", ("States",)),
        ("Lift the fees for visas.", ("States",)),
        ("Write by-laws and keep all members informed.", ("civil society",)),
        ("Wages should be paid on time.", ("States",)),
        ("Speaking slots at the review forum should be shared out fairly.", ("States", "UN")),
    ],
)  # fmt: skip
def test_those_who_are_to_act_are_addressed(text: str, addressees: tuple[str, ...]) -> None:
    assert find_addressees(text).names == addressees


@pytest.mark.parametrize(
    ("text", "context", "evidence"),
    [
        ("Open the doors wide.", "Recommendations > For States", "For States"),
        ("Mayors and the UN Network should meet.", "", "UN Network; Mayors"),
        ("Write by-laws.", "", "by-laws"),
        ("Share out speaking slots fairly.", "", "speaking slots"),
        ("Lift the fees.", "", "lift"),
        ("Lower fees for visas", "Towns > Recommendations", "Recommendations"),
    ],
)
def test_the_heading_or_the_words_that_told_are_kept(text: str, context: str, evidence: str) -> None:
    assert find_addressees(text, context).evidence == evidence


@pytest.mark.parametrize(
    ("text", "recommends"),
    [
        ("Four towns opened shelters.", True),
        ("There is a need for shelters.", False),
        ("Participants should bring their badges.", True),
    ],
)
def test_states_are_no_default_where_nothing_asks_them(text: str, recommends: bool) -> None:
    assert find_addressees(text, recommends=recommends) == Addressed()


def test_a_finding_addresses_states_that_it_names() -> None:
    found = find_addressees("There is a need for shelters that ministries run.", recommends=False)
    assert found == Addressed(("States",), "ministries")


def test_longest_words_decide_who_is_named() -> None:
    assert name_addressees("local governments") == ("local authorities",)
    assert name_addressees("governments") == ("States",)
    assert name_addressees("the un-named") == ()
