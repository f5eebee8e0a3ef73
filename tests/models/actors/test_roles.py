from __future__ import annotations

from pathlib import Path

import pytest

from models.actors.recognizer import load_recognizer
from models.actors.roles import assign_roles
from models.errors import LexiconError
from models.lexicons.roles import load_role_words
from models.records.segmentation import Subject


def find_roles(text: str, kind: str = "", stakeholders: str = "") -> dict[str, tuple[str, str]]:
    subject = Subject(id="s", text=text, kind=kind)
    found = assign_roles([subject], load_recognizer().find_mentions([subject]), {"s": stakeholders})
    return {mention.mention: (mention.role, mention.role_evidence) for mention in found}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("A course funded by the European Commission.", "European Commission", ("funder", "funded by")),
        ("Talks hosted by ECOWAS and the ILO.", "ILO", ("host", "hosted by")),
        ("The town works together with IOM.", "IOM", ("partner", "together with")),
        ("UNICEF and IOM convene a panel.", "UNICEF", ("lead", "convene")),
        ("UNHCR took part in it.", "UNHCR", ("participant", "took part")),
        ("Nobody had heard of UNHCR.", "UNHCR", ("", "")),
        ("A march was held in Kenya, Uganda and Chad.", "Chad", ("place", "held in")),
        ("Nurses from Ghana are wanted.", "Ghana", ("origin", "nurses from")),
        ("They walked through Mexico.", "Mexico", ("transit", "through")),
        ("Ships bound for Italy wait.", "Italy", ("destination", "bound for")),
        ("The Government of Nepal agreed.", "Nepal", ("subject", "government of")),
        ("The Kenyan authorities agreed.", "Kenyan", ("subject", "authorities")),
        ("Venezuelan refugees are welcome.", "Venezuelan", ("origin", "refugees")),
        ("Peru was mentioned.", "Peru", ("", "")),
    ],
)
def test_words_next_to_a_name_tell_its_role(text: str, name: str, role: tuple[str, str]) -> None:
    assert find_roles(text)[name] == role


def test_who_stands_in_front_of_a_row_leads_unless_words_say_otherwise() -> None:
    found = find_roles("IOM, in partnership with: UNICEF: Summer school. IOM teaches.", "practice")
    assert found == {"IOM": ("lead", "implementing_partners"), "UNICEF": ("partner", "in partnership with")}


def test_other_stakeholders_are_partners_unless_they_pay() -> None:
    found = find_roles("Oxfam: Summer school. UNICEF and the ILO know it. Funded by IOM.", "activity", "IOM, UNICEF")
    assert found["UNICEF"] == ("partner", "other_stakeholders")
    assert (found["IOM"][0], found["ILO"][0]) == ("funder", "")


def test_a_wording_with_two_roles_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text(
        "people: [men]\norganizations:\n  lead:\n    after: [ran]\n  host:\n    after: [ran]\ncountries: {}\n"
    )
    with pytest.raises(LexiconError, match=r"roles.yaml.*6.*'ran' tells 'lead' already"):
        load_role_words(file)
