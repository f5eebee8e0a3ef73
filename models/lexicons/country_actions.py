"""The vocabulary of country tables: kinds of action, sectors, and how a row says that it predates the Compact."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.lexicons.yaml_file import YamlMapping, read_yaml

COUNTRY_ACTIONS = Path(__file__).with_name("country_actions.yaml")


class ActionWords(BaseModel):
    """Printed words in lower case and the value that each stands for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actions: dict[str, str]
    sectors: dict[str, str]
    predates: tuple[str, ...]


@cache
def load_action_words(path: Path = COUNTRY_ACTIONS) -> ActionWords:
    """The vocabulary; raises LexiconError with file and line for words that stand for two values."""
    top = read_yaml(path)
    top.allow("actions", "sectors", "predates")
    return ActionWords(
        actions=_words_to_value(top.mapping("actions")),
        sectors=_words_to_value(top.mapping("sectors")),
        predates=tuple(word.lower() for word in top.texts("predates")),
    )


def _words_to_value(section: YamlMapping) -> dict[str, str]:
    values: dict[str, str] = {}
    for value in section.names:
        for word, line in section.texts_with_lines(value):
            if values.setdefault(word.lower(), value) != value:
                raise section.error(f"{word!r} stands for {values[word.lower()]!r} already", line=line)
    return values
