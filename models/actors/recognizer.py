"""Organizations and places in passages: lists, acronyms that the document explains, and the shapes of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.actors.acronyms import find_acronym_pairs
from models.actors.glossary import DocumentGlossary, Reading, load_readings
from models.actors.letters import Occurrences, to_plain
from models.actors.name_runs import KnownSpans, NameSpan
from models.actors.organizations import Link, NameLinker, canonical_to_id, is_acronym
from models.actors.places import find_places, is_europe_as_place
from models.actors.shapes import ShapeFinder
from models.actors.spacy_pipe import EntityFinder, PhraseFinder, load_entity_finder
from models.actors.spans import Covered, keep_first
from models.actors.strange_acronyms import StrangeAcronyms
from models.lexicons.name_shapes import NameShapes, load_name_shapes
from models.lexicons.organizations import OrganizationEntry, load_organizations
from models.records.annex import Acronym, Mention, MentionLabel
from models.records.segmentation import Subject

_MEMBERS = frozenset({"network", "ngo", "faith", "union", "academic", "business"})
"""Kinds with national members; behind the name of any other a country is a country."""
_LOCAL = frozenset({"ngo", "faith"})
"""Kinds with members in cities."""
_CONTINENT = re.compile(r"\b(?:Africa|Asia|Europe|Latin America)\b")

_LABELS: dict[str, MentionLabel] = {"country": "COUNTRY", "adjective": "COUNTRY_ADJ", "region": "REGION"}


Endings = Mapping[int, tuple[int, str]]
"""Where countries, cities and continents begin: where each ends, and its kind."""


class Candidate(NamedTuple):
    """A span that may become a mention; of overlapping ones the longest, then the first source, is kept."""

    start: int
    end: int
    rank: int
    label: MentionLabel
    canonical: str = ""
    iso3: str = ""
    method: str = ""
    score: float | None = None
    matched: str = ""


def load_recognizer(organizations: Path | None = None) -> Recognizer:
    """A recognizer with the packaged list of organizations or that of a file (which may be empty)."""
    return Recognizer(load_organizations(organizations), load_name_shapes(), load_entity_finder())


class Recognizer:
    """Finds mentions; one recognizer serves any number of documents."""

    def __init__(
        self, entries: Sequence[OrganizationEntry], shapes: NameShapes, entities: EntityFinder | None = None
    ) -> None:
        self.entries = tuple(entries)
        self._entities = entities
        self._shapes = ShapeFinder(shapes)
        self._words = shapes
        self._kinds = {entry.canonical: entry.kind for entry in entries}
        self._strange = StrangeAcronyms(shapes)
        self._linker = NameLinker(entries)
        self._readings = load_readings(entries, shapes)
        spellings = {name: entry.canonical for entry in entries for name in entry.spellings() if not is_acronym(name)}
        self._spellings = spellings
        mixed = {name: entry.canonical for entry in entries for name in entry.spellings() if _is_mixed(name)}
        spellings |= mixed
        multiple = [name for name in spellings if " " in name or name in mixed]
        single = [name for name in spellings if " " not in name and name not in mixed]
        self._names = PhraseFinder(multiple, single)
        self._never = PhraseFinder(shapes.never)

    def find_mentions(self, subjects: Sequence[Subject], acronyms: Sequence[Acronym] = ()) -> tuple[Mention, ...]:
        """Mentions in the order of the subjects, then by place; acronyms explained in a document hold within it."""
        glossaries: dict[str, DocumentGlossary] = {}
        for document_id in dict.fromkeys(subject.document_id for subject in subjects):
            texts = [subject.text for subject in subjects if subject.document_id == document_id]
            listed = [(item.acronym, item.expansion) for item in acronyms if item.document_id == document_id]
            glossaries[document_id] = DocumentGlossary(listed, texts, self._readings, self._linker, self._shapes)
        return tuple(
            mention for subject in subjects for mention in self._find(subject, glossaries[subject.document_id])
        )

    def _find(self, subject: Subject, glossary: DocumentGlossary) -> Iterator[Mention]:
        text = subject.text
        candidates = [*self._find_places(text), *self._find_organizations(subject, glossary)]
        kept = _keep_longest(candidates)
        kept += self._find_strange(text, kept, glossary)
        occurrences = Occurrences(text)
        for candidate in sorted([*kept, *self._find_entities(text, kept)]):
            mention = text[candidate.start : candidate.end]
            yield Mention(
                subject_id=subject.id,
                document_id=subject.document_id,
                label=candidate.label,
                mention=mention,
                start=candidate.start,
                end=candidate.end,
                occurrence=occurrences.count(mention, candidate.start),
                iso3=candidate.iso3,
                canonical=candidate.canonical,
                entity_id=canonical_to_id(candidate.canonical) if candidate.label == "ORG" else "",
                method=candidate.method,
                score=candidate.score,
                matched=candidate.matched,
            )

    def _find_places(self, text: str) -> Iterator[Candidate]:
        for start, end, place in find_places(text):
            if place.kind in _LABELS:
                yield Candidate(start, end, 4, _LABELS[place.kind], iso3=place.iso3, method="lexicon", score=1.0)

    def _find_organizations(self, subject: Subject, glossary: DocumentGlossary) -> Iterator[Candidate]:
        text = subject.text
        never = [NameSpan(hit.start, hit.end) for hit in self._never.find(text)]
        listed = [item for item in self._find_listed(text) if not _is_inside(item, never)]
        yield from listed
        yield from self._find_pairs(text, glossary)
        yield from self._find_acronyms(subject, glossary)
        yield from self._find_learned(text, glossary)
        known = _text_to_known(text, listed)
        barred = Covered(never)
        yield from (item for item in self._find_shapes(subject, known) if not barred.meets(item))

    def _find_listed(self, text: str) -> list[Candidate]:
        """Full names of the list; the name of a country right behind one makes it a national member."""
        countries = _text_to_countries(text)
        found = []
        for start, stop, name in self._names.find(text):
            canonical, end = self._spellings[name], stop
            if national := self._national_end(text, end, canonical, countries):
                end, canonical = national, text[start:national]
            found.append(Candidate(start, end, 1, "ORG", canonical, method="lexicon", score=1.0))
        return found

    def _national_end(self, text: str, end: int, canonical: str, countries: Endings) -> int | None:
        """The end of a country's or continent's name right behind a name (`Save the Children Italy`)."""
        kind = self._kinds.get(canonical, "ngo")
        if end + 1 not in countries or text[end] != " " or kind not in _MEMBERS:
            return None
        last, place = countries[end + 1]
        return last if place != "city" or kind in _LOCAL else None

    def _find_pairs(self, text: str, glossary: DocumentGlossary) -> Iterator[Candidate]:
        for pair in find_acronym_pairs(text):
            reading = glossary.expansion_to_reading(pair.expansion, pair.acronym)
            if not reading.body:
                continue
            spots = ((pair.expansion_start, pair.expansion), (pair.acronym_start, pair.acronym))
            for start, name in spots:
                yield _reading_to_candidate(start, start + len(name), 0, reading)

    def _find_acronyms(self, subject: Subject, glossary: DocumentGlossary) -> Iterator[Candidate]:
        text, countries = subject.text, _text_to_countries(subject.text)
        for start, end, acronym in glossary.find(text):
            reading = glossary.choose(acronym, f"{subject.context} {text}")
            if not reading or not reading.body:
                continue
            if acronym == "EU" and is_europe_as_place(to_plain(text), start):
                yield Candidate(start, end, 0, "REGION", method="lexicon", score=1.0)
            elif national := self._national_end(text, end, reading.canonical, countries):
                yield _reading_to_candidate(start, national, 2, reading._replace(canonical=text[start:national]))
            else:
                yield _reading_to_candidate(start, end, 2, reading)

    def _find_learned(self, text: str, glossary: DocumentGlossary) -> Iterator[Candidate]:
        for start, end, reading in glossary.find_expansions(text):
            yield _reading_to_candidate(start, end, 3, reading)

    def _find_strange(self, text: str, kept: Sequence[Candidate], glossary: DocumentGlossary) -> Iterator[Candidate]:
        """Acronyms that nobody explains: misspelled ones of the list, then those that act as bodies."""
        bodies = [NameSpan(item.start, item.end) for item in kept if item.label == "ORG"]
        taken = [NameSpan(item.start, item.end) for item in kept]
        found = self._strange.find(text, taken)
        spans = [span for span in found if not glossary.explains_otherwise(text[span.start : span.end])]
        links = {span: self._linker.link_acronym(text[span.start : span.end]) for span in spans}
        for span, link in links.items():
            if link:
                yield _link_to_candidate(*span, 6, link)
        bodies += [span for span, link in links.items() if link]
        for span in self._strange.weigh(text, [span for span in spans if not links[span]], bodies, taken):
            yield Candidate(*span, 6, "ORG", " ".join(text[span.start : span.end].split()), method="shape")

    def _find_entities(self, text: str, kept: Sequence[Candidate]) -> Iterator[Candidate]:
        """What a statistical pipeline adds: names of several words that are no plan, and overlap nothing found."""
        taken = Covered([*kept, *self._never.find(text)] if self._entities else ())
        for start, end in self._entities.find(text) if self._entities else ():
            name = " ".join(text[start:end].split())
            candidate = Candidate(start, end, 7, "ORG", name, method="statistical")
            own = " " in name and self._strange.may_be_name(to_plain(text), NameSpan(start, end))
            if own and self._shapes.is_name(name) and not taken.meets(candidate):
                yield candidate

    def _find_shapes(self, subject: Subject, known: KnownSpans) -> Iterator[Candidate]:
        text = subject.text
        spans = [*self._shapes.find(text, known), *self._shapes.find_appositions(text)]
        if subject.kind == "activity":
            spans += self._shapes.find_leaders(text)
        for start, end in spans:
            name = text[start:end]
            link = self._linker.link(name)
            if link:
                yield _link_to_candidate(start, end, 5, link)
            else:
                yield Candidate(start, end, 5, "ORG", " ".join(name.split()), method="shape")


def _text_to_countries(text: str) -> Endings:
    """Where countries, cities and continents begin and end, whatever stands in front of them."""
    continents = {match.start(): (match.end(), "region") for match in _CONTINENT.finditer(text)}
    found = {start: (end, place.kind) for start, end, place in find_places(text) if place.kind in {"country", "city"}}
    return continents | found


def _text_to_known(text: str, listed: Sequence[Candidate]) -> KnownSpans:
    names = [NameSpan(item.start, item.end) for item in listed if " " in text[item.start : item.end]]
    spans = [(NameSpan(start, end), place.kind) for start, end, place in find_places(text)]
    regions = [span for span, kind in spans if kind == "region"]
    sites = [span for span, kind in spans if kind in {"country", "city"}]
    return KnownSpans(names, regions, sites, [span for span, kind in spans if kind == "adjective"])


def _reading_to_candidate(start: int, end: int, rank: int, reading: Reading) -> Candidate:
    return Candidate(start, end, rank, "ORG", reading.canonical, method=reading.method, score=reading.score)


def _link_to_candidate(start: int, end: int, rank: int, link: Link) -> Candidate:
    return Candidate(start, end, rank, "ORG", link.canonical, "", link.method, link.score, link.matched)


def _is_mixed(name: str) -> bool:
    """Whether a name mixes capitals and small letters, which reports do in several ways (PacWIN, PACWIN)."""
    capitals = sum(sign.isupper() for sign in name)
    return " " not in name and len(name) >= 6 and 3 <= capitals < len(name) and any(sign.islower() for sign in name)


def _keep_longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    ordered = sorted(candidates, key=lambda item: (item.start - item.end, item.rank, item.start, item.canonical))
    return sorted(keep_first(ordered))


def _is_inside(item: Candidate, spans: Sequence[NameSpan]) -> bool:
    return any(span.start <= item.start and item.end <= span.end for span in spans)
