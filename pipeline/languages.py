"""The language of a text, told by py3langid (BSD, 4.5 MB, works offline). The only file that imports it.

`pipeline/README.md` says how it was chosen.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

TAGGED_LANGUAGE = "en"
"""The language that the objective rules are written for."""
UNKNOWN = "und"
"""Code of a text that is in none of the known languages (ISO 639-2 `undetermined`)."""
LEAST_WORDS = 20
"""A shorter text (a heading, a list of names) looks like many languages."""
LEAST_LETTERS = 20
"""So many letters of another script tell as much; Chinese has no spaces between words."""
SURE = 0.7
"""Probability below which the answer is a guess."""

_WORD = re.compile(r"[^\W\d_]{2,}")
"""Single letters are labels and initials more often than words."""
_OTHER_LETTER = re.compile(r"[^\W\d_\u0000-\u036f\u1e00-\u1eff]")
_LINK = re.compile(r"\S*(?:://|www\.|@)\S*")


def find_language(text: str) -> str | None:
    """ISO 639 code of the language, `und` where it cannot be told, None where the text is too short to tell."""
    text = _LINK.sub(" ", text)
    if len(_WORD.findall(text)) < LEAST_WORDS and len(_OTHER_LETTER.findall(text)) < LEAST_LETTERS:
        return None
    code, probability = _identifier().classify(text)
    return str(code) if probability >= SURE else UNKNOWN


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
