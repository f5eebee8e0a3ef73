"""The words from which names of organizations are made: `name_shapes.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.lexicons.yaml_file import read_yaml

NAME_SHAPES = Path(__file__).with_name("name_shapes.yaml")

Words = frozenset[str]

_HEADS = ("strong", "weak", "closing", "leading", "endings", "final", "national", "official")


class NameShapes(BaseModel):
    """Heads, connectors and counter-words of names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    strong: Words
    weak: Words
    closing: Words
    leading: Words
    endings: Words
    final: Words
    national: Words
    official: Words
    stand_ins: Words
    state_words: Words
    group_words: Words
    whole: tuple[str, ...]
    connectors_after: Words
    connectors_before: Words
    generic: Words
    enders: Words
    openers: Words
    not_bodies: Words
    never: tuple[str, ...]
    never_acronyms: Words
    appositions: tuple[str, ...]
    agents_after: Words
    agents_before: Words
    agents_acting: tuple[str, ...]
    closed_appositions: tuple[str, ...]

    @property
    def heads(self) -> Words:
        """All words that can be the head of a name."""
        return self.strong | self.weak | self.closing | self.leading | self.endings | self.final | self.national


@cache
def load_name_shapes(path: Path = NAME_SHAPES) -> NameShapes:
    """The words of the file; raises LexiconError with file and line for a missing list or a stranger key."""
    top = read_yaml(path)
    flat = (
        "stand_ins",
        "state_words",
        "group_words",
        "whole",
        "generic",
        "enders",
        "openers",
        "not_bodies",
        "never",
        "never_acronyms",
    )
    top.allow("heads", "connectors", "agents", *flat)
    heads, connectors, agents = (top.mapping(key) for key in ("heads", "connectors", "agents"))
    heads.allow(*_HEADS)
    connectors.allow("after", "before")
    agents.allow("appositions", "closed_appositions", "acting", "after", "before")
    lists = {key: heads.texts(key) for key in _HEADS} | {key: top.texts(key) for key in flat}
    lists |= {f"connectors_{key}": connectors.texts(key) for key in ("after", "before")}
    lists |= {f"agents_{key}": agents.texts(key) for key in ("after", "before")}
    lists |= {key: agents.texts(key) for key in ("appositions", "closed_appositions")}
    return NameShapes.model_validate(lists | {"agents_acting": agents.texts("acting")})
