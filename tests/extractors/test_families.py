from __future__ import annotations

from pathlib import Path

import pytest

from extractors.families import (
    LEXICON,
    heading_to_field,
    headings_to_columns,
    headings_to_roles,
    load_families,
)
from models.errors import LexiconError

FAMILIES = load_families()


@pytest.mark.parametrize(
    ("kind", "printed", "field"),
    [
        ("activities", "Implementing organisation", "organization"),
        ("activities", "Lead", "organization"),
        ("activities", "Activity title", "project"),
        ("activities", "Initiative", "project"),
        ("activities", "Project Description and Other Project Details", "description"),
        ("activities", "Objectives addressed", "gcm_objectives"),
        ("activities", "GCM objectives", "gcm_objectives"),
        ("activities", "Primary Constituency / Community", "primary_constituency"),
        ("activities", "Partners", "other_stakeholders"),
        ("activities", "Focal Point and e-mail", "focal_point"),
        ("activities", "Constituenc y", "primary_constituency"),
        ("activities", "Stakehold ers", "other_stakeholders"),
        ("activities", "Location", "extra"),
        ("activities", "Title of the initiative", "project"),
        ("activities", "GCM objective(s) addressed", "gcm_objectives"),
        ("activities", "Relevant objectives of the Global Compact", "gcm_objectives"),
        ("activities", "Name and e-mail of the contact", "focal_point"),
        ("activities", "Other actors involved", "other_stakeholders"),
        ("country_actions", "Nature of the action", "type_of_action"),
        ("country_actions", "Lead entity", "initiator"),
        ("country_actions", "Country(ies)", "country"),
        ("country_actions", "Action taken", "description"),
        ("country_actions", "Source / reference", "info_source"),
        ("practices", "Description of the practice", "short_description"),
        ("practices", "Read more", "more_information"),
        ("activities", "Colour of the cover", ""),
        ("country_actions", "Type of action/ initiator", "type_of_action"),
        ("country_actions", "Description (date)", "description"),
        ("country_actions", "Info source (date)", "info_source"),
        ("country_actions", "Source", "info_source"),
        ("practices", "More information", "more_information"),
    ],
)
def test_heading_to_field(kind: str, printed: str, field: str) -> None:
    assert heading_to_field(printed, FAMILIES.kind(kind)) == field


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Organization", "Project name", "Description", "Additional information"], "activities"),
        (["GCM objectives", "Lead organisation", "Initiative", "Partners"], "activities"),
        (["Country", "Type of action", "Initiator", "Description", "Info source"], "country_actions"),
        (["Description", "Country", "Led by", "Source"], "country_actions"),
        (["Name", "Implementing partners", "Time", "Short description", "More information"], "practices"),
        (["Name", "Organisation", "Period", "Description", "Further reading"], "practices"),
        (["Recommendation", "Management response", "Responsible", "Time frame"], None),
        (["Type of organisation", "Number"], None),
        (["Recommendation", "Action", "Lead agency", "Partners", "Deadline"], None),
        (["Activity", "Staff required"], None),
    ],
)
def test_what_a_table_is(headings: list[str], kind: str | None) -> None:
    roles = headings_to_roles(dict(enumerate(headings)), FAMILIES)
    assert (roles.kind.name if roles else None) == kind


@pytest.mark.parametrize(
    ("headings", "kind", "fields"),
    [
        (["State", "Nature", "Action", "Entity"], "country_actions", "country type_of_action description initiator"),
        (["Country", "Action", "Who", "Details"], "country_actions", "country type_of_action initiator description"),
        (
            ["Lead", "Initiative", "Activities", "Partners"],
            "activities",
            "organization project description other_stakeholders",
        ),
        (
            ["Lead", "Title of the initiative", "Key activities", "Contact"],
            "activities",
            "organization project description focal_point",
        ),
        (["Entity", "Activity", "Details", "Contact"], "activities", "organization project details focal_point"),
    ],
)
def test_each_field_has_one_column(headings: list[str], kind: str, fields: str) -> None:
    columns = headings_to_columns(dict(enumerate(headings)), FAMILIES.kind(kind))
    assert [columns[col] for col in range(len(headings))] == fields.split()


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("    key: organization", "    key: colour", "key: colour", "key of activities"),
        ("- [project, description]", "- [project, colour]", "needs:", "no list of fields"),
        ("        - project\n", "        - 7\n", "      project:", "list of texts"),
        ('  focal_point: "[^@', '  focal_point: "(', '  focal_point: "(', "regular expression"),
        ("heading_noise:", "heading_noises:", "#", "may stand here"),
        ("    table: activities", "    table: colours", "table: colours", "no table"),
        ("    landscape: true", "    upright: true", "  slides:", "signs of a family"),
    ],
)
def test_a_bad_lexicon_says_where(old: str, new: str, at: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    text = LEXICON.read_text(encoding="utf-8")
    assert old in text
    path.write_text(changed := text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=words) as caught:
        load_families(path)
    assert caught.value.line == next(n for n, line in enumerate(changed.splitlines(), start=1) if at in line)


@pytest.mark.parametrize("text", ["tables: [", "- a list", "tables:\n  activities: 7\n", ""])
def test_what_is_no_lexicon(text: str, tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError):
        load_families(path)
