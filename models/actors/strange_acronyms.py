"""Acronyms that neither a list nor the document explains, where what stands beside them shows a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.actors.letters import to_plain_lines
from models.actors.name_runs import NameSpan
from models.lexicons.name_shapes import NameShapes

_ACRONYM = re.compile(r"(?<![\w@/.$€-])[A-Z][A-Za-z]*[A-Z]+(?:-[A-Z]{2,})?(?![\w@-])")
_ROMAN = re.compile(r"[IVXLC]+$")
_BETWEEN = re.compile(r"\s*(?:,|;|/|,?\s+and|,?\s+or|&)\s*$")
_AFTER = re.compile(r"\s*(?:,|;|/|,?\s+and\b|,?\s+or\b|&)\s*")
_SHOUTED = re.compile(r"(?:^|\s)[A-Z]{2,}\s+$")
NEEDED = 2
"""Signs that have to agree before an unknown acronym is taken for a body."""


class StrangeAcronyms:
    """Weighs the signs around unknown acronyms: known bodies in the same enumeration, verbs and nouns of bodies."""

    def __init__(self, shapes: NameShapes) -> None:
        self._never = shapes.never_acronyms
        before = "|".join(sorted(map(re.escape, shapes.agents_before)))
        after = "|".join(sorted(map(re.escape, shapes.agents_after)))
        self._before = re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE)
        self._after = re.compile(rf"(?:'s)?\s+(?:(?:has|have|also|jointly)\s+)*(?:{after})\b")

    def find(self, text: str, taken: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
        """Words that may be acronyms of bodies and overlap nothing in `taken`."""
        plain = to_plain_lines(text)
        matches = [match for match in _ACRONYM.finditer(plain) if self._may_be_body(match[0])]
        spans = [NameSpan(match.start(), match.end()) for match in matches if not _is_shouted(plain, match)]
        return tuple(span for span in spans if not _overlaps(span, taken))

    def weigh(self, text: str, spans: Sequence[NameSpan], bodies: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
        """Those of the spans with enough signs; each that is found counts as a body for the next."""
        plain, left = to_plain_lines(text), list(spans)
        found: list[NameSpan] = []
        while more := [span for span in left if self._count_signs(plain, span, [*bodies, *found]) >= NEEDED]:
            found += more
            left = [span for span in left if span not in more]
        return tuple(sorted(found))

    def _may_be_body(self, acronym: str) -> bool:
        capitals = sum(letter.isupper() for letter in acronym)
        return 3 <= len(acronym) <= 12 and capitals >= 3 and acronym not in self._never and not _ROMAN.match(acronym)

    def _count_signs(self, plain: str, span: NameSpan, bodies: Sequence[NameSpan]) -> int:
        left = any(_BETWEEN.fullmatch(plain, body.end, span.start) for body in bodies if body.end <= span.start)
        right = any(_AFTER.fullmatch(plain, span.end, body.start) for body in bodies if body.start >= span.end)
        acts = bool(self._after.match(plain, span.end))
        led = bool(self._before.search(plain[max(0, span.start - 40) : span.start]))
        return left + right + acts + led


def _is_shouted(plain: str, match: re.Match[str]) -> bool:
    """Whether the acronym stands in a run of capitals, as in a heading."""
    before = _SHOUTED.search(plain[max(0, match.start() - 40) : match.start()])
    return bool(before) or bool(re.match(r"\s+[A-Z]{3,}\s+[A-Z]{2,}\b", plain[match.end() :]))


def _overlaps(span: NameSpan, others: Sequence[NameSpan]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
