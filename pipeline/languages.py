"""The language of a text, told by its script and its frequent short words; coarse on purpose."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError, field_validator

from models.errors import LexiconError
from models.records.layout import Record

TAGGED_LANGUAGE = "en"
"""The language that the objective rules are written for."""
UNKNOWN = "und"
"""Code of a text that is in none of the known languages (ISO 639-2 `undetermined`)."""
DATA = Path(__file__).with_name("languages.yaml")
LEAST_WORDS = 20
LEAST_SHARE = 0.10
LEAST_LEAD = 1.2

_WORD = re.compile(r"[^\W\d_]{2,}")
"""Single letters are labels and initials more often than words."""
_LINK = re.compile(r"\S*(?:://|www\.|@)\S*")


class Language(Record):
    """A language in Latin letters."""

    name: str
    words: frozenset[str]

    @field_validator("words", mode="before")
    @classmethod
    def _split(cls, words: object) -> object:
        """The file holds one string, since YAML takes a bare `on` or `no` for a truth value."""
        return words.split() if isinstance(words, str) else words


class Script(Record):
    """The language that stands for another script."""

    code: str
    name: str


class Languages(Record):
    """All that the data file tells."""

    latin: dict[str, Language]
    scripts: dict[str, Script]


@cache
def load_languages(path: Path = DATA) -> Languages:
    """Read the data file; raises LexiconError where it does not hold together."""
    try:
        return Languages.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError(path, None, str(error).splitlines()[0]) from error


def language_name(code: str) -> str:
    """`fr` → `French`; an unknown code stands for itself."""
    known = load_languages()
    names = {code: language.name for code, language in known.latin.items()}
    names |= {script.code: script.name for script in known.scripts.values()}
    return names.get(code, "an unknown language" if code == UNKNOWN else code)


def find_language(text: str) -> str | None:
    """Code of the language, `und` for none that is known, None where the text is too short to tell."""
    scripts = Counter(_script(letter) for letter in text if letter.isalpha())
    if scripts:
        script, count = scripts.most_common(1)[0]
        if script != "LATIN" and count > sum(scripts.values()) / 2 and count >= LEAST_WORDS:
            known = load_languages().scripts.get("HIRAGANA" if script == "CJK" and scripts["HIRAGANA"] else script)
            return known.code if known else UNKNOWN
    return _latin_language(_WORD.findall(_LINK.sub(" ", text).lower()))


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _latin_language(words: list[str]) -> str | None:
    if len(words) < LEAST_WORDS:
        return None
    shares = {
        code: sum(word in language.words for word in words) / len(words)
        for code, language in load_languages().latin.items()
    }
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    best, second = ranked[0], ranked[1]
    sure = shares[best] >= LEAST_SHARE and shares[best] >= LEAST_LEAD * shares[second]
    return best if sure else UNKNOWN
