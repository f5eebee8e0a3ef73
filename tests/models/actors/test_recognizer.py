from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.actors.recognizer import Recognizer, load_recognizer
from models.records.annex import Acronym
from models.records.segmentation import Subject
from tests.shared import SHARED, needs_shared

HEADER = "canonical,acronym,aliases,kind,place,cues\n"


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return load_recognizer()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Recognizer:
    path = tmp_path_factory.mktemp("lists") / "organizations.csv"
    path.write_text(HEADER, encoding="utf-8")
    return load_recognizer(path)


def _found(recognizer: Recognizer, text: str, label: str = "ORG", **fields: str) -> list[tuple[str, str]]:
    mentions = recognizer.find_mentions([Subject(id="p", text=text, **fields)])
    return [(item.mention, item.canonical or item.iso3) for item in mentions if item.label == label]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IOM or UNNM", ["International Organization for Migration", "United Nations Network on Migration"]),
        ("UN agencies", ["United Nations"]),
        ("who will care and act", []),
        ("to save the children of sailors", []),
        ("the General Assembly", ["United Nations General Assembly"]),
        ("the Annual General Assembly of members", []),
        ("the GCM, the IMRF and the Global Refugee Forum", []),
        ("CSOs and the Network", []),
        ("Save the Children Italy", ["Save the Children Italy"]),
        ("PANIDMR and UN-MGCV", [
            "Pan-African Network in Defense of Migrants Rights", "United Nations Major Group for Children and Youth",
        ]),
    ],
)  # fmt: skip
def test_listed_organizations(recognizer: Recognizer, text: str, found: list[str]) -> None:
    assert [canonical for _, canonical in _found(recognizer, text)] == found


def test_country_inside_a_name_is_no_country(recognizer: Recognizer) -> None:
    text = "Caritas Lebanon and the Dutch Refugee Council met in Lebanon."
    assert _found(recognizer, text, "COUNTRY") == [("Lebanon", "LBN")]
    assert _found(recognizer, text, "COUNTRY_ADJ") == []


def test_mentions_are_sorted_and_counted(recognizer: Recognizer) -> None:
    subjects = [Subject(id="b", text="UNICEF, UN and UN"), Subject(id="a", text="In Chile, Chile")]
    mentions = recognizer.find_mentions(subjects)
    assert [(item.subject_id, item.mention, item.occurrence) for item in mentions] == [
        ("b", "UNICEF", 1),
        ("b", "UN", 2),
        ("b", "UN", 3),
        ("a", "Chile", 1),
        ("a", "Chile", 2),
    ]
    assert all(
        item.mention == (subjects[0 if item.subject_id == "b" else 1].text)[item.start : item.end] for item in mentions
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("MMC helps mayors", "Mayors Migration Council"),
        ("MMC studies mixed movements", "Mixed Migration Centre"),
    ],
)
def test_ambiguous_acronyms_are_read_by_context(recognizer: Recognizer, text: str, canonical: str) -> None:
    assert _found(recognizer, text) == [("MMC", canonical)]


def test_acronyms_of_the_document_win_over_the_list(recognizer: Recognizer) -> None:
    subjects = [
        Subject(id="1", document_id="d", text="The Inland Drivers Council (IDC) met."),
        Subject(id="2", document_id="d", text="IDC left."),
        Subject(id="3", document_id="e", text="IDC stayed."),
    ]
    found = [item.canonical for item in recognizer.find_mentions(subjects) if item.mention == "IDC"]
    assert found == ["Inland Drivers Council", "Inland Drivers Council", "International Detention Coalition"]


def test_listed_acronyms_of_the_document_are_learned(bare: Recognizer) -> None:
    listed = [
        Acronym(document_id="d", acronym="HWN", expansion="Harbour Workers Network", page_first=1),
        Acronym(document_id="d", acronym="NSR", expansion="North Sea Review", page_first=1),
        Acronym(document_id="d", acronym="MENA", expansion="Middle East and North Africa", page_first=1),
    ]
    subject = Subject(
        id="1", document_id="d", text="HWN spoke at the NSR about MENA. The Harbour Workers Network left."
    )
    mentions = bare.find_mentions([subject], listed)
    assert [(item.label, item.mention, item.method) for item in mentions] == [
        ("ORG", "HWN", "document acronym"),
        ("REGION", "MENA", "lexicon"),
        ("ORG", "Harbour Workers Network", "document acronym"),
    ]


def test_coalition_is_meant_only_where_it_is_written_out(recognizer: Recognizer) -> None:
    text = "The Global Coalition on Migration (GCM) reads the GCM."
    assert _found(recognizer, text) == [
        ("Global Coalition on Migration", "Global Coalition on Migration"),
        ("GCM", "Global Coalition on Migration"),
    ]


def test_unknown_acronyms_need_two_signs(recognizer: Recognizer) -> None:
    assert ("QZX", "QZX") in _found(recognizer, "partners were IOM, QZX and UNICEF")
    assert _found(recognizer, "a QZX of 3.4") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("QZX warned of storms.", ["QZX"]),
        ("On Friday QZX and YWV handed out nets.", ["QZX", "YWV"]),
        ("QZX sailed. Later the QZX boats came.", ["QZX", "QZX"]),
        ("The QZX method sailed through.", []),
        ("With OpenHarbour, UNICEF and Mar Lento we dug wells.", ["OpenHarbour", "UNICEF", "Mar Lento"]),
        ("UNICEF and Resident Coordinators met.", ["UNICEF"]),
        ("UNICEF and Maria Sands met.", ["UNICEF"]),
        ("UNICEF and Member States met.", ["UNICEF"]),
        ("Contact Doug Sands, Harbour Engineer, UNICEF, Lima.", ["UNICEF"]),
        ("The Recommending States (RS) met. RS organised a vote; RS left.", []),
        ("The Mid-term Harbour Assessments (MHA) came. MHA led.", []),
        ("UNICEF and the Humanitarian Harbour Nexus grew.", ["UNICEF"]),
        ("There Heal Africa and UNICEF treat the wounded.", ["Heal Africa", "UNICEF"]),
        ("Caritas Goma and Oxfam Kenya came.", ["Caritas Goma", "Oxfam Kenya"]),
        ("The Turkish Red Crescent sent nets.", ["Turkish Red Crescent"]),
    ],
)
def test_verbs_and_enumerations_show_bodies(recognizer: Recognizer, text: str, names: list[str]) -> None:
    assert [name for name, _ in _found(recognizer, text)] == names


def test_an_acronym_in_brackets_needs_no_letters_of_the_name_before_it(bare: Recognizer) -> None:
    subjects = [
        Subject(id="1", document_id="d", text="The Sandish Forum for Sailors and Rowers (QZX) met."),
        Subject(id="2", document_id="d", text="A note of QZX."),
        Subject(id="3", document_id="e", text="A note of QZX."),
    ]
    found = [(item.subject_id, item.canonical) for item in bare.find_mentions(subjects) if item.mention == "QZX"]
    assert found == [("1", "Sandish Forum for Sailors and Rowers"), ("2", "Sandish Forum for Sailors and Rowers")]


def test_a_misspelt_name_says_what_it_was_taken_for(recognizer: Recognizer) -> None:
    subject = Subject(id="1", text="The Global Coalition on Migraton met the Harbour Workers Network.")
    found = [(item.canonical, item.method, item.matched) for item in recognizer.find_mentions([subject])]
    assert found == [
        ("Global Coalition on Migration", "fuzzy", "Global Coalition on Migration"),
        ("Harbour Workers Network", "shape", ""),
    ]


def test_union_as_a_place(recognizer: Recognizer) -> None:
    assert _found(recognizer, "workers within the EU", "REGION") == [("EU", "")]
    assert _found(recognizer, "the EU adopted rules") == [("EU", "European Union")]


def test_shapes_find_names_without_any_list(bare: Recognizer) -> None:
    text = "Nova Terra (NT): the Ministry of Labour and the Sailors Rights Alliance (SRA) met; SRA spoke."
    found = [mention for mention, _ in _found(bare, text, kind="activity")]
    assert found == ["Nova Terra", "NT", "Ministry of Labour", "Sailors Rights Alliance", "SRA", "SRA"]


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("empty", "floor"), [(False, 0.92), (True, 0.70)])
def test_reference_passages(recognizer: Recognizer, bare: Recognizer, empty: bool, floor: float) -> None:
    gold = _keys(SHARED / "gold/mentions-dev.csv")
    subjects = [
        Subject(
            id=row["passage_id"],
            document_id=row["document"],
            text=row["text"],
            context=row["section"],
            kind=row["kind"],
        )
        for row in _rows(SHARED / "gold/mentions-dev-passages.csv")
    ]
    mentions = (bare if empty else recognizer).find_mentions(subjects)
    found = {(item.subject_id, item.label, item.mention, str(item.occurrence)) for item in mentions}
    assert _f1({key for key in gold if key[1] == "ORG"}, {key for key in found if key[1] == "ORG"}) >= floor
    countries = {key for key in gold ^ found if key[1] == "COUNTRY"}
    assert len(countries) <= 2


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _keys(path: Path) -> set[tuple[str, str, str, str]]:
    return {(row["passage_id"], row["label"], row["mention"], row["occurrence"]) for row in _rows(path)}


def _f1(gold: set[tuple[str, str, str, str]], found: set[tuple[str, str, str, str]]) -> float:
    return 2 * len(gold & found) / (len(gold) + len(found))
