"""The words that tell roles of organizations and countries: `roles.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.lexicons.yaml_file import YamlMapping, read_yaml

ROLES = Path(__file__).with_name("roles.yaml")

ORGANIZATION_ROLES = ("lead", "partner", "funder", "host", "participant")
COUNTRY_ROLES = ("place", "origin", "transit", "destination", "subject")
_WHERE = ("before", "after", "rows", "adjective")

Cues = dict[str, str]
"""The role that each wording tells."""


class RoleCues(BaseModel):
    """Wordings in lower case with their roles, by where they stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: Cues
    after: Cues
    rows: Cues
    """In front of the name, in rows of a matrix only."""
    adjective: Cues
    """Behind an adjective."""


class RoleWords(BaseModel):
    """Wordings for organizations and for countries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organizations: RoleCues
    countries: RoleCues


@cache
def load_role_words(path: Path = ROLES) -> RoleWords:
    """The words of the file; raises LexiconError with file and line for an unknown role or a wording with two."""
    top = read_yaml(path)
    top.allow("people", "organizations", "countries")
    people = top.texts("people")
    return RoleWords(
        organizations=_section_to_cues(top.mapping("organizations"), ORGANIZATION_ROLES, people),
        countries=_section_to_cues(top.mapping("countries"), COUNTRY_ROLES, people),
    )


def _section_to_cues(section: YamlMapping, roles: tuple[str, ...], people: tuple[str, ...]) -> RoleCues:
    section.allow(*roles)
    found: dict[str, Cues] = {where: {} for where in _WHERE}
    for role in section.names:
        words = section.mapping(role)
        words.allow(*_WHERE)
        for where in _WHERE:
            for cue, line in words.texts_with_lines(where):
                for wording in _expand(cue, people):
                    if found[where].setdefault(wording, role) != role:
                        raise words.error(f"{wording!r} tells {found[where][wording]!r} already", line=line)
    return RoleCues.model_validate(found)


def _expand(cue: str, people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cue.replace("{people}", word) for word in people) if "{people}" in cue else (cue,)
