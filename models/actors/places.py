"""Countries, demonyms, regions and cities named in a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from models.actors.homographs import read_meaning
from models.actors.letters import to_plain
from models.actors.spacy_pipe import Hit, PhraseFinder
from models.actors.spans import keep_first
from models.lexicons.places import Place, load_function_words, load_places

_TITLE_AFTER = re.compile(
    r"\s+(?:Declaration|Agreement|Convention|Protocol|Pact|Compact|Process|Principles|Statement)\b"
)
_LANGUAGE_NOUN = re.compile(r"[ -](?:languages?|versions?|translations?|speaking|speakers?)\b")
_LANGUAGE_AFTER = re.compile(r"\s*(?:$|[.,;:)/]|and\b|or\b)")
_LANGUAGE_BEFORE = re.compile(r"(?:\b(?:in|into|to|from|and|or|speak|speaks|speaking)|[,/(])\s*$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+(?:[a-z][\w-]+|[A-Z&][\w-]*)")
_NAME_AFTER = re.compile(r"\s+(?!Region\b)[A-Z][\w-]+")
_NAME_BEFORE = re.compile(
    r"[a-z,;] (?!\w+(?:phone|ern) )(?!(?:Black|Mainland|Tropical|Continental|The|To|In|For) )[A-Z][a-z]+ $"
)
"""A capitalised word inside a sentence in front of a continent: the name of a body (Heal Africa)."""
_OF_REGION = re.compile(r"\s+[Rr]egions?\b")
_EUROPE_BEFORE = re.compile(
    r"\b(?:in|into|inside|within|across|outside|throughout|reach|reaching|reached|enter|entering|entered|leave|leaving|"
    r"(?:migrat\w+|mov\w+|travel\w*|mobility|journeys?|routes?|arriv\w+|come|coming|came) (?:to|from)) (?:the\s+)?$",
    re.IGNORECASE,
)


class PlaceMention(NamedTuple):
    """A place at its place in the text."""

    start: int
    end: int
    place: Place


def find_iso3(text: str, *, cities: bool = False) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 codes of the countries named, sorted, each once; with `cities` also those of their cities."""
    kinds = {"country", "city"} if cities else {"country"}
    found = (mention.place for mention in find_places(text))
    return tuple(sorted({place.iso3 for place in found if place.kind in kinds}))


@lru_cache(maxsize=16)  # a passage is asked for its places several times in a row
def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Places sorted by where they stand, the longest of overlapping ones; words used otherwise are left out."""
    finder, places = _load_finder()
    plain = to_plain(text)
    found: list[PlaceMention] = []
    for hit in _keep_longest(finder.find(text)):
        kept = [place for place in places[hit.name] if _is_meant(plain, hit, place)]
        found += [PlaceMention(hit.start, hit.end, _with_code(plain, hit, place)) for place in kept[:1]]
    return tuple(found)


def _with_code(plain: str, hit: Hit, place: Place) -> Place:
    """The place, with the code of another country of that name where the words around tell it."""
    meaning = read_meaning(plain, hit.start, hit.end)
    return place.model_copy(update={"iso3": meaning}) if place.iso3 and meaning != "place" else place


def is_europe_as_place(plain: str, start: int) -> bool:
    """Whether the EU at `start` is where something is or goes, not who acts."""
    return bool(_EUROPE_BEFORE.search(plain[max(0, start - 60) : start]))


@cache
def _load_finder() -> tuple[PhraseFinder, dict[str, tuple[Place, ...]]]:
    by_name: dict[str, tuple[Place, ...]] = {}
    for place in load_places():
        by_name[place.name] = (*by_name.get(place.name, ()), place)
    acronyms = [name for name in by_name if _is_acronym(name)]
    names = [name for name in by_name if not _is_acronym(name)]
    return PhraseFinder(names, acronyms), by_name


def _is_acronym(name: str) -> bool:
    return len(name.replace(".", "")) <= 5 and name.upper() == name


def _keep_longest(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return tuple(sorted(keep_first(sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.name)))))


def _is_meant(plain: str, hit: Hit, place: Place) -> bool:
    if read_meaning(plain, hit.start, hit.end) == "other":
        return False
    before, after = plain[max(0, hit.start - 60) : hit.start], plain[hit.end : hit.end + 60]
    if place.kind == "city":
        return not _TITLE_AFTER.match(after)
    if place.kind == "adjective":
        return not _is_language(before, after, place) and not re.search(
            r"\b(?:Latin|Central|South|North|Inter|Pan|Afro|African|Native)[ -]$", before
        )
    if place.kind == "region":
        return _is_region_meant(before, after, place)
    return True


def _is_language(before: str, after: str, place: Place) -> bool:
    if _LANGUAGE_NOUN.match(after):
        return True
    return "language" in place.uses and bool(_LANGUAGE_AFTER.match(after) and _LANGUAGE_BEFORE.search(before))


def _is_region_meant(before: str, after: str, place: Place) -> bool:
    if re.search(r"\w-$", before) or re.match(r"-\w", after):
        return False
    if _OF_REGION.match(after) or (" " in place.name and place.name.lower().endswith(("region", "area"))):
        return True
    if "attributive" not in place.uses:
        return not _NAME_AFTER.match(after) and not (" " not in place.name and _NAME_BEFORE.search(before))
    noun = _NOUN_AFTER.match(after)
    return noun is None or noun[0].strip() in load_function_words()
