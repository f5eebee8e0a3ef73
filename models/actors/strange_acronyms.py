"""Acronyms and names that neither a list nor the document explains, where what stands beside them shows a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from models.actors.letters import to_plain_lines
from models.actors.name_runs import NameSpan
from models.actors.spans import Covered
from models.lexicons.homographs import load_homographs
from models.lexicons.name_shapes import NameShapes

_ACRONYM = re.compile(
    r"(?<![\w@/.$€-])(?:[A-Z][A-Za-z]*[A-Z]+(?:-[A-Z]{2,})?|(?!Ma?c[A-Z]|De[A-Z]|Van[A-Z])[A-Z][a-z]+[A-Z][a-z]+)(?![\w@-])"
)
"""Capitals, or a word with a capital inside (OpenHarbour), which is no surname."""
_ROMAN = re.compile(r"[IVXLC]+$")
_BETWEEN = re.compile(r"\s*(?:,|;|/|,?\s+and|,?\s+or|&)\s*(?:the\s+)?")
_SHOUTED = re.compile(r"(?:^|\s)[A-Z]{2,}\s+$")
_RUN = re.compile(
    r"(?<![\w@/.'-])[A-ZÀ-Þ][\w'-]*[a-zß-ÿ](?:(?:\s+(?:of|for|de|des|du|del|sans|sin|without|in))?\s+[A-ZÀ-Þ][\w'-]*){1,3}(?![\w@-])"
)
_PAST = re.compile(r"\s+(?:\w+ly\s+)?[a-z]{2,}ed\b(?!\s+by\b)")
"""A verb in the past behind a name, no participle of something done to it."""
_OPENING = re.compile(r"(?:^|[.;:!?]\s+|\n)(?:The\s+|the\s+)?$")
_ABSTRACT = re.compile(r"(?:tion|ment|ness|ity|ships?|ism|ance|ence)$")
"""How words end that are matters, not names."""
NEEDED = 2
"""Signs that have to agree before an unknown acronym is taken for a body."""


class Group(NamedTuple):
    """Names of one enumeration: the candidates, whether a known body is among them, and where it begins and ends."""

    spans: tuple[NameSpan, ...]
    bodies: int
    start: int
    end: int
    joined: bool
    """Whether a word such as `and` joins some of them: commas alone may part a person from her office."""


class StrangeAcronyms:
    """Weighs the signs around unknown names: known bodies in the same enumeration, verbs and nouns of bodies."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes
        self._never = shapes.never_acronyms
        self._poor = shapes.generic | shapes.not_bodies | shapes.openers | shapes.enders
        before = "|".join(sorted(map(re.escape, shapes.agents_before)))
        self._before = re.compile(rf"\b(?:{before})\s+(?:the\s+)?$", re.IGNORECASE)
        self._after = _verbs_to_pattern(shapes.agents_after)
        self._acting = _verbs_to_pattern(shapes.agents_acting)

    def find(self, text: str, taken: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
        """Words that may be acronyms of bodies and overlap nothing in `taken`."""
        plain = to_plain_lines(text)
        matches = [match for match in _ACRONYM.finditer(plain) if self._may_be_body(match[0])]
        spans = [NameSpan(match.start(), match.end()) for match in matches if not _is_shouted(plain, match)]
        covered = Covered(taken)
        return tuple(span for span in spans if not covered.meets(span))

    def weigh(
        self, text: str, spans: Sequence[NameSpan], bodies: Sequence[NameSpan], taken: Sequence[NameSpan] = ()
    ) -> tuple[NameSpan, ...]:
        """Those of the spans with enough signs, and capitalised words in an enumeration with bodies.

        All of an enumeration share what stands in front of it and behind it.
        """
        plain = to_plain_lines(text)
        runs = set(self._find_runs(plain, [*taken, *spans]))
        found: list[NameSpan] = []
        for group in _enumerate(plain, [*spans, *runs], bodies):
            acronyms = [span for span in group.spans if span not in runs]
            told = self._count_signs(plain, group) >= NEEDED
            found += acronyms if told else []
            if group.joined and (group.bodies or (told and acronyms)):
                found += [span for span in group.spans if span in runs]
        known = {plain[span.start : span.end] for span in found}
        return tuple(sorted({*found, *(span for span in spans if plain[span.start : span.end] in known)}))

    def _find_runs(self, plain: str, taken: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
        """Capitalised words without a head of their own that may be a name."""
        spans = (self._without_opener(plain, match) for match in _RUN.finditer(plain))
        covered = Covered(taken)
        return tuple(span for span in spans if not covered.meets(span) and self.may_be_name(plain, span))

    def _may_be_body(self, acronym: str) -> bool:
        capitals = sum(letter.isupper() for letter in acronym)
        enough = capitals >= 3 or (capitals == 2 and acronym[-1].islower() and len(acronym) >= 6)
        return 3 <= len(acronym) <= 14 and enough and acronym not in self._never and not _ROMAN.match(acronym)

    def _without_opener(self, plain: str, match: re.Match[str]) -> NameSpan:
        """A run behind the word that opens its sentence."""
        first = plain[match.start() : match.end()].split(maxsplit=1)
        begins = first[0] in self._shapes.openers and len(first[1].split()) > 1
        return NameSpan(match.end() - len(first[1]) if begins else match.start(), match.end())

    def may_be_name(self, plain: str, span: NameSpan) -> bool:
        """Whether a run is no person, no sentence opener and not made of words that many names share."""
        words = plain[span.start : span.end].split()
        data = load_homographs()
        if words[0] in data.given_names or words[0] in data.titles or words[0] in self._shapes.openers:
            return False
        if {words[0], words[-1]} & self._shapes.stand_ins or _ABSTRACT.search(words[-1]):
            return False
        forms = [{word, word.removesuffix("s")} for word in words if word[0].isupper()]
        if any(
            form & (self._shapes.not_bodies | self._shapes.strong | self._shapes.weak | self._never) for form in forms
        ):
            return False
        named = [form for form in forms if not form & self._poor]
        return len(named) >= 2 or (len(named) == 1 and words[-1] in self._shapes.heads)

    def _count_signs(self, plain: str, group: Group) -> int:
        acts = 2 if self._acting.match(plain, group.end) else int(bool(self._after.match(plain, group.end)))
        led = bool(self._before.search(plain[max(0, group.start - 40) : group.start]))
        did = not acts and bool(_PAST.match(plain, group.end))
        opens = (acts or did) and bool(_OPENING.search(plain[: group.start]))
        several = (acts or did) and len(group.spans) > 1
        return min(group.bodies, 2) + acts + led + did + opens + several


def _enumerate(plain: str, spans: Sequence[NameSpan], bodies: Sequence[NameSpan]) -> list[Group]:
    """The enumerations in which spans and bodies stand; a span by itself is one too."""
    chains: list[list[NameSpan]] = []
    for span in sorted({*spans, *bodies}):
        if chains and _BETWEEN.fullmatch(plain, chains[-1][-1].end, span.start):
            chains[-1].append(span)
        else:
            chains.append([span])
    wanted = set(spans)
    return [
        Group(tuple(chosen), len(chain) - len(chosen), chain[0].start, chain[-1].end, _is_joined(plain, chain))
        for chain in chains
        if (chosen := [span for span in chain if span in wanted])
    ]


def _is_joined(plain: str, chain: Sequence[NameSpan]) -> bool:
    gaps = (plain[left.end : right.start] for left, right in pairwise(chain))
    return any(re.search(r"\b(?:and|or)\b|&", gap) for gap in gaps)


def _verbs_to_pattern(words: Sequence[str] | frozenset[str]) -> re.Pattern[str]:
    ordered = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:'s)?\s+(?:(?:has|have|also|jointly|both|then|now)\s+)*(?:{ordered})\b")


def _is_shouted(plain: str, match: re.Match[str]) -> bool:
    """Whether the acronym stands in a run of capitals, as in a heading."""
    before = _SHOUTED.search(plain[max(0, match.start() - 40) : match.start()])
    return bool(before) or bool(re.match(r"\s+[A-Z]{3,}\s+[A-Z]{2,}\b", plain[match.end() :]))
