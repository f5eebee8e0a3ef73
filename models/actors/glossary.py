"""What acronyms mean in one document: those it explains win over those of the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from models.actors.acronyms import find_acronym_pairs
from models.actors.letters import to_plain
from models.actors.organizations import NameLinker, is_acronym
from models.actors.shapes import ShapeFinder
from models.lexicons.name_shapes import NameShapes
from models.lexicons.organizations import OrganizationEntry, fold_name
from models.lexicons.places import load_places

_EDGES = r"(?<![\w@])(?<![A-Za-z]-){names}(?![\w@])(?!-[A-Z])"


_BRACKETED = re.compile(r" \((?P<acronym>[A-Z][A-Za-z&-]{1,9})\)")
_NAME_REACH = 120
"""How many characters in front of a bracket its name is looked for."""


class Reading(NamedTuple):
    """One meaning of an acronym."""

    canonical: str
    body: bool
    """False for a plan, an event, a region: anything that is no organization."""
    cues: tuple[str, ...] = ()
    """Words of which one has to stand in the passage or its headings, where there are several meanings."""
    method: str = "lexicon"
    score: float | None = 1.0


Readings = Mapping[str, tuple[Reading, ...]]


def load_readings(entries: Iterable[OrganizationEntry], shapes: NameShapes) -> Readings:
    """The meanings of the acronyms of the list, and those that never mean a body."""
    readings: dict[str, tuple[Reading, ...]] = {
        acronym: (Reading("", body=False),) for acronym in sorted(shapes.never_acronyms)
    }
    for entry in entries:
        for acronym in (entry.acronym, *filter(is_acronym, entry.aliases)):
            if acronym:
                cues = entry.cues if acronym == entry.acronym else ()
                readings[acronym] = (*readings.get(acronym, ()), Reading(entry.canonical, body=True, cues=cues))
    return readings


class DocumentGlossary:
    """The acronyms of one document with their meanings."""

    def __init__(
        self,
        listed: Sequence[tuple[str, str]],
        texts: Sequence[str],
        readings: Readings,
        linker: NameLinker,
        shapes: ShapeFinder,
    ) -> None:
        self._linker = linker
        self._shapes = shapes
        self._texts = texts
        explained = [*listed, *((pair.acronym, pair.expansion) for text in texts for pair in find_acronym_pairs(text))]
        explained += _find_bracketed(texts, shapes, {acronym for acronym, _ in explained} | set(readings))
        self._doubtful = {acronym for acronym, several in readings.items() if not all(item.body for item in several)}
        self._own = self._explained_to_readings(explained)
        doubtful = {
            acronym: several for acronym, several in readings.items() if acronym in self._doubtful - set(dict(listed))
        }
        self._readings = {**readings, **self._own, **doubtful}
        self._pattern = _names_to_pattern(self._readings)
        self._expansions = {
            to_plain(expansion).casefold(): self.expansion_to_reading(expansion, acronym)
            for acronym, expansion in explained
        }
        bodies = [name for name, reading in self._expansions.items() if reading.body and " " in name]
        self._expansion_pattern = _names_to_pattern(bodies, re.IGNORECASE) if bodies else None

    def explains_otherwise(self, acronym: str) -> bool:
        """Whether the document explains an acronym, and not as a body."""
        return acronym in self._own and not any(reading.body for reading in self._own[acronym])

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Known acronyms at their places, the longest at each place; a plural s is left out of the acronym's name."""
        for match in self._pattern.finditer(to_plain(text)):
            yield match.start(), match.end(), match["name"]

    def find_expansions(self, text: str) -> Iterator[tuple[int, int, Reading]]:
        """Names that the document explains elsewhere, wherever they stand with a capital."""
        if self._expansion_pattern:
            for match in self._expansion_pattern.finditer(to_plain(text)):
                if match[0][0].isupper():
                    yield match.start(), match.end(), self._expansions[match["name"].casefold()]

    def choose(self, acronym: str, around: str) -> Reading | None:
        """The meaning of an acronym in a passage: that whose cues stand there, else the first without cues."""
        readings = self._readings[acronym]
        if acronym in self._doubtful and (plans := [reading for reading in readings if not reading.body]):
            return plans[0]
        readings = tuple(reading for reading in readings if reading.body)
        if not any(reading.cues for reading in readings):
            return next(iter(readings), None)
        plain = to_plain(around).casefold()
        for reading in readings:
            if any(re.search(rf"\b{re.escape(cue.casefold())}\b", plain) for cue in reading.cues):
                return reading
        return next((reading for reading in readings if acronym in self._own or not reading.cues), None)

    def expansion_to_reading(self, expansion: str, acronym: str = "") -> Reading:
        """What an expansion of an acronym stands for: an entry of the list, a body by its shape, or none."""
        link = self._linker.link(expansion)
        if link:
            return Reading(link.canonical, body=True, method="document acronym", score=link.score)
        body = self._is_body(expansion, acronym) and fold_name(expansion) not in _place_keys()
        return Reading(" ".join(expansion.split()) if body else "", body=body, method="document acronym", score=None)

    def _is_body(self, expansion: str, acronym: str) -> bool:
        if self._shapes.is_body(expansion, acronym):
            return True
        return self._shapes.may_be_body(expansion, acronym) and self._shapes.acts(acronym, self._texts)

    def _explained_to_readings(self, explained: Sequence[tuple[str, str]]) -> dict[str, tuple[Reading, ...]]:
        expansions: dict[str, dict[str, str]] = {}
        for acronym, expansion in explained:
            if acronym:
                expansions.setdefault(to_plain(acronym), {}).setdefault(fold_name(expansion), expansion)
        return {acronym: self._distinguish(acronym, list(several.values())) for acronym, several in expansions.items()}

    def _distinguish(self, acronym: str, expansions: Sequence[str]) -> tuple[Reading, ...]:
        found = [(self.expansion_to_reading(text, acronym), text) for text in expansions]
        readings = {reading.canonical: (reading, text) for reading, text in reversed(found)}
        if len(readings) == 1:
            return (next(iter(readings.values()))[0],)
        words = {canonical: set(fold_name(text).split()) for canonical, (_, text) in readings.items()}
        return tuple(
            reading._replace(cues=tuple(sorted(_own_words(canonical, words))))
            for canonical, (reading, _) in reversed(readings.items())
        )


def _find_bracketed(texts: Sequence[str], shapes: ShapeFinder, known: set[str]) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets behind a body whose letters they do not have, as those of another language have not."""
    for text in texts:
        for match in _BRACKETED.finditer(text):
            if match["acronym"] in known or sum(letter.isupper() for letter in match["acronym"]) < 3:
                continue
            begin = max(0, match.start() - _NAME_REACH)
            for start, end in shapes.find(text[begin : match.start()]):
                if begin + end == match.start():
                    yield match["acronym"], text[begin + start : begin + end]


@cache
def _place_keys() -> frozenset[str]:
    return frozenset(fold_name(place.name) for place in load_places())


def _own_words(canonical: str, words: Mapping[str, set[str]]) -> set[str]:
    others = set().union(*(several for name, several in words.items() if name != canonical))
    return {word for word in words[canonical] - others if len(word) > 3}


def _names_to_pattern(names: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(_EDGES.format(names=f"(?P<name>{'|'.join(map(re.escape, ordered))})"), flags)
