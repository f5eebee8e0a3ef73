"""References to objectives in running text (`GCM Objective 13(h)`, `objectives 7 and 8 of the Compact`) → tags.

Only references to the objectives of the taxonomy's own framework count. A reference counts where the framework is
named beside it, or where the text names the framework and the reference is not one to another numbered list: of a
project or model ("Objective 1: Communicate"), of a strategy, of the goals of another agenda, of a round table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.objectives.code_lists import GLOSS, ITEM, any_of, read_item
from models.objectives.taxonomy import Taxonomy
from models.records.annex import ObjectiveTag
from models.records.ids import code_order, split_code
from models.records.segmentation import Subject

_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\S)|(?<=\b[Oo]bj)\.|;(?=[^.\n]*\d))+[.!?;\n]*")
_JOIN = re.compile(r"\s*(?:,\s*and\b|;\s*and\b|,|;|/|&|\+|\band\b|\bor\b|\bas well as\b)\s*", re.IGNORECASE)
_OWN_TITLE = re.compile(r"\s*(?::\s*[^\W\d_]{2,}|[-–—]\s+[^\W\d_]{2,}|\(\s*[A-Z][\w-]+(?:\s+[A-Z][\w-]+)+\s*\))")
_OTHER_OWNER = re.compile(
    r"\b(?:strategic|specific|overall|general|main|project|programme|program|model|policy|operational|sustainable"
    r"|development|SDGs?|2030|EU|learning|sub|first|second|third|own|its|their|our|global compact on refugees|GCR)"
    r"[\s-]+$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(?:of|in|from|under)\s+(?:the\s+|our\s+|its\s+|their\s+|this\s+)?")
_ROUND_TABLE = re.compile(r"\bround[\s-]?tables?\b|\bclusters?\b|\bclustered\b", re.IGNORECASE)
_OTHER_COMPACT = r"(?![\s-]+(?:on|for)\s+(?-i:[A-Z]))"
_LIST_OF_MANY = 3
_LIST_OF_ALL = 0.75
_FEW = 6
"""A project or model counts its own objectives to some such number; a higher one without more can only be ours."""


class _Reference(NamedTuple):
    start: int
    end: int
    codes: tuple[str, ...]
    named: bool
    """True where the framework itself stands beside the numbers."""


class _Grammar(NamedTuple):
    head: re.Pattern[str]
    again: re.Pattern[str]
    framework: re.Pattern[str]


def find_cited(subject: Subject, taxonomy: Taxonomy) -> tuple[ObjectiveTag, ...]:
    """One tag a cited code, with the words that cite it; sorted by code."""
    grammar = _make_grammar(taxonomy)
    tags: dict[str, ObjectiveTag] = {}
    for reference in _find_references(subject, grammar, taxonomy):
        evidence = " ".join(subject.text[reference.start : reference.end].split())
        for code in reference.codes:
            tags.setdefault(code, _make_tag(subject, code, evidence))
    return tuple(tags[code] for code in sorted(tags, key=code_order))


def _make_tag(subject: Subject, code: str, evidence: str) -> ObjectiveTag:
    objective, action = split_code(code)
    return ObjectiveTag(
        subject_id=subject.id,
        document_id=subject.document_id,
        objective=objective,
        action=action,
        grade="secondary",
        source="cited",
        score=1.0,
        evidence=evidence,
    )


def _make_grammar(taxonomy: Taxonomy) -> _Grammar:
    framework, unit = any_of(taxonomy.framework), any_of(taxonomy.units)
    number = r"(?:\s*(?:nos?|numbers?|n[°º])\.?)?\s*#?\s*(?=\d)"
    return _Grammar(
        head=re.compile(rf"(?P<framework>\b(?:{framework})(?:['’]s)?[\s-]+)?\b(?:{unit})\b\.?{number}", re.IGNORECASE),
        again=re.compile(rf"(?:\b(?:{framework})[\s-]+)?\b(?:{unit})\b\.?{number}", re.IGNORECASE),
        framework=re.compile(rf"\b(?:{framework})\b{_OTHER_COMPACT}"),
    )


def _find_references(subject: Subject, grammar: _Grammar, taxonomy: Taxonomy) -> Iterator[_Reference]:
    text = subject.text
    own = _has_own_list(text, grammar) or _has_own_list(subject.context, grammar)
    known = bool(grammar.framework.search(text))
    for sentence in _SENTENCE.finditer(text):
        found = list(_references_in(text, sentence.start(), sentence.end(), grammar, taxonomy))
        if not _is_listing(sentence[0], found, taxonomy):
            yield from (one for one in found if one.named or (not own and (known or _is_beyond_few(one))))


def _has_own_list(text: str, grammar: _Grammar) -> bool:
    """True where an objective of somebody's own is introduced: `Objective 1: Communicate`, `Objective 2 (Key Work)`."""
    heads = (head for head in grammar.head.finditer(text) if not head["framework"])
    items = (ITEM.match(text, head.end()) for head in heads)
    return any(item and _OWN_TITLE.match(text, item.end()) for item in items)


def _is_listing(sentence: str, found: list[_Reference], taxonomy: Taxonomy) -> bool:
    """True where the numbers only say which round table, cluster or question deals with what."""
    codes = {split_code(code)[0] for reference in found for code in reference.codes}
    clustered = len(codes) >= _LIST_OF_MANY and bool(_ROUND_TABLE.search(sentence))
    return clustered or len(codes) >= _LIST_OF_ALL * len(taxonomy.printed_codes)


def _is_beyond_few(reference: _Reference) -> bool:
    return any(action or int(objective) > _FEW for objective, action in map(split_code, reference.codes))


def _references_in(text: str, start: int, end: int, grammar: _Grammar, taxonomy: Taxonomy) -> Iterator[_Reference]:
    at = start
    while head := grammar.head.search(text, at, end):
        codes, stop = _read_codes(text, head.end(), end, grammar, taxonomy)
        at = max(stop, head.end())
        owner = _OF.match(text, at, end)
        ours = grammar.framework.match(text, owner.end()) if owner else None
        foreign = _OTHER_OWNER.search(text[start : head.start()]) or owner or _OWN_TITLE.match(text, at)
        if codes and (head["framework"] or ours or not foreign):
            yield _Reference(head.start(), ours.end() if ours else at, codes, bool(head["framework"] or ours))


def _read_codes(text: str, at: int, end: int, grammar: _Grammar, taxonomy: Taxonomy) -> tuple[tuple[str, ...], int]:
    """The codes of a list that begins at a place, and where it ends; a number outside the taxonomy ends it."""
    codes: list[str] = []
    stop = at
    while item := ITEM.match(text, at, end):
        read = read_item(item, taxonomy)
        if not read.codes:
            break
        codes += read.codes
        stop = item.end()
        gloss = GLOSS.match(text, stop, end)
        join = _JOIN.match(text, gloss.end() if gloss else stop, end)
        if not join:
            break
        again = grammar.again.match(text, join.end(), end)
        at = again.end() if again else join.end()
    return tuple(codes), stop
