"""Addresses and authors are where people are reached, not where they act."""

from __future__ import annotations

import pytest

from models.actors.addresses import blank_addresses, find_addresses
from models.actors.places import find_iso3


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Workshops in Lima. Contact: 1 Quay Road, 1202 Geneva, Switzerland", "PER"),
        ("Trainings in Nairobi\nAddress: P.O. Box 4411, Kampala, Uganda", "KEN"),
        ("Write to 12 Main Street, London, United Kingdom. The course runs in Ghana.", "GHA"),
        ("A study by Ann Smith (University of the Coast, United Kingdom) on Peru", "PER"),
        ("Survey in Togo and Benin. PO Box 12, Accra, Ghana", "BEN;TGO"),
        ("Authors: Ann Lopez, Bogotá, Colombia\nHelp desks in Mexico.", "MEX"),
        ("The network meets at Hafenstrasse 12, 10115 Berlin, Germany, and works in Mali.", "MLI"),
        ("Calle 72 No. 10-07, Bogotá, Colombia. Shelters in Panama.", "PAN"),
        ("Via Roma 3, Palermo, Italy: office. Teams in Tunisia.", "TUN"),
        ("Led by Ann Doe, Department of Law, University of the Dunes, Belgium; partners in Serbia.", "SRB"),
        ("Launch of the report (Geneva: Harbour Press, 2018) at a seminar in Dakar", "SEN"),
        ("In 2019 Kenya and Ghana hosted.", "GHA;KEN"),
        ("Training 45 officers in Jordan and Lebanon", "JOR;LBN"),
        ("Along the route 20 shelters in Mexico and Guatemala", "GTM;MEX"),
        ("Contact in Brazil made visits possible.", "BRA"),
    ],
)
def test_places_in_addresses_are_no_places_of_an_activity(text: str, codes: str) -> None:
    blanked = blank_addresses(text)
    assert len(blanked) == len(text)
    assert ";".join(find_iso3(blanked, cities=True)) == codes


def test_a_text_without_addresses_has_none() -> None:
    assert find_addresses("Four towns in Chile opened shelters in 2019.") == ()
