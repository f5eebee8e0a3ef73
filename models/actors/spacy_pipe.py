"""Names of lists found in text, and those that a statistical pipeline sees: spaCy, imported late, here alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import metadata
from typing import Any, NamedTuple

from models.actors.letters import to_plain

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


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


class EntityFinder:
    """Organizations that a statistical pipeline sees; they are candidates, not more."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """First character and the one after the last of each, without an article in front; sorted."""
        found = []
        for entity in self._pipeline(to_plain(text)).ents:
            if entity.label_ == "ORG":
                article = _ARTICLE.match(entity.text)
                found.append((entity.start_char + (article.end() if article else 0), entity.end_char))
        return tuple(sorted(found))


def installed_pipelines() -> dict[str, str]:
    """Names and versions of the English pipelines that are installed, without loading one."""
    found = metadata.entry_points(group="spacy_models")
    versions = {entry.name: entry.dist.version if entry.dist else "" for entry in found}
    return {name: versions[name] for name in sorted(versions) if name.startswith("en_")}


@cache
def load_entity_finder() -> EntityFinder | None:
    """The first English pipeline that is installed, by name; None without one, and nothing is missed."""
    import spacy

    for name in installed_pipelines():
        pipeline = spacy.load(name, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
        if "ner" in pipeline.pipe_names:
            return EntityFinder(pipeline)
    return None


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
