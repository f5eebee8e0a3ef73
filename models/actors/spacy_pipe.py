"""Names of lists found in text: spaCy's tokenizer and phrase matcher (imported late, here alone)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from models.actors.letters import to_plain


class Hit(NamedTuple):
    """A name of a list at its place in the text."""

    start: int
    end: int
    name: str
    """The name as the list spells it."""


class PhraseFinder:
    """Finds names whatever their case (a capital has to begin them) and acronyms as they are written."""

    def __init__(self, names: Iterable[str], acronyms: Iterable[str] = ()) -> None:
        self._nlp = _load_tokenizer()
        self._names = {str(index): name for index, name in enumerate(dict.fromkeys(names))}
        self._acronyms = {str(index): name for index, name in enumerate(dict.fromkeys(acronyms))}
        self._matchers = (
            (_phrases_to_matcher(self._nlp, self._names, "LOWER"), self._names),
            (_phrases_to_matcher(self._nlp, self._acronyms, "ORTH"), self._acronyms),
        )

    def find(self, text: str) -> tuple[Hit, ...]:
        """All hits sorted by place, overlapping ones included."""
        doc = _text_to_doc(to_plain(text))
        hits = []
        for matcher, names in self._matchers:
            for key, first, last in matcher(doc):
                span = doc[first:last]
                if _begins_high(span.text):
                    hits.append(Hit(span.start_char, span.end_char, names[self._nlp.vocab.strings[key]]))
        return tuple(sorted(set(hits)))


@cache
def _load_tokenizer() -> Any:
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000  # no parser runs, so long cells cost no memory
    return nlp


@lru_cache(maxsize=4)  # lists of names and places read the same passage in turn
def _text_to_doc(plain: str) -> Any:
    return _load_tokenizer().make_doc(plain)


def _phrases_to_matcher(nlp: Any, phrases: dict[str, str], attr: str) -> Any:
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(nlp.vocab, attr=attr)
    for key, phrase in phrases.items():
        matcher.add(key, [nlp.make_doc(to_plain(phrase))])
    return matcher


def _begins_high(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or text[1:2].isupper()
