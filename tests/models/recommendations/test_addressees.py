from __future__ import annotations

import pytest

from models.recommendations.addressees import find_addressees, name_addressees


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
    assert find_addressees("Open the doors wide.", context) == addressees


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
    assert find_addressees(text) == addressees


def test_longest_words_decide_who_is_named() -> None:
    assert name_addressees("local governments") == ("local authorities",)
    assert name_addressees("governments") == ("States",)
    assert name_addressees("the un-named") == ()
