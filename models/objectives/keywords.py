"""Keyword rules: which phrases of the taxonomy a text has, and how much they say for each code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.objectives.taxonomy import Rule, Taxonomy
from models.objectives.words import Token, find_tokens, fold_phrase, has_capital


class Hit(NamedTuple):
    """A rule that fired: what it said and the words that it met, as printed."""

    code: str
    rule_id: str
    weight: float
    words: str
    start: int
    end: int


class _Pattern(NamedTuple):
    code: str
    rule: Rule
    words: tuple[str, ...]


class KeywordRules:
    """The rules of a taxonomy, indexed by their first word."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._by_first: dict[str, list[_Pattern]] = defaultdict(list)
        for objective in taxonomy.objectives:
            for rule in (*objective.rules, *objective.negatives):
                words = fold_phrase(rule.phrase)
                self._by_first[words[0]].append(_Pattern(objective.code, rule, words))

    def find_hits(self, text: str, tokens: Sequence[Token] | None = None) -> tuple[Hit, ...]:
        """Hits in the order of the text: the longest of overlapping ones of a code, none that a negative overlaps."""
        tokens = find_tokens(text) if tokens is None else tokens
        found: dict[str, list[Hit]] = defaultdict(list)
        for at, token in enumerate(tokens):
            for pattern in self._starting_with(token):
                if _meets(pattern.words, tokens, at):
                    found[pattern.code].append(_hit(pattern, text, tokens, at))
        hits = (hit for code in found for hit in _keep_longest(found[code]))
        return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule_id)))

    def _starting_with(self, token: Token) -> Iterable[_Pattern]:
        yield from self._by_first.get(token.folded, ())
        if has_capital(token.printed):
            yield from self._by_first.get(token.printed.removesuffix("'s").removesuffix("’s"), ())


class Phrases:
    """A set of phrases of which only one question is asked: is any of them there?"""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in sorted({fold_phrase(phrase) for phrase in phrases} - {()}):
            self._by_first[words[0]].append(words)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def are_in(self, tokens: Sequence[Token]) -> bool:
        """True where one of them is in the words of a text."""
        return any(
            _meets(words, tokens, at)
            for at, token in enumerate(tokens)
            for first in {token.folded, token.printed.removesuffix("'s").removesuffix("’s")}
            for words in self._by_first.get(first, ())
        )


def _meets(words: Sequence[str], tokens: Sequence[Token], at: int) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(_same(word, tokens[at + offset]) for offset, word in enumerate(words))


def _same(word: str, token: Token) -> bool:
    if has_capital(word):
        return word in (token.printed, token.printed.removesuffix("'s").removesuffix("’s"))
    return word == token.folded


def _hit(pattern: _Pattern, text: str, tokens: Sequence[Token], at: int) -> Hit:
    start, end = tokens[at].start, tokens[at + len(pattern.words) - 1].end
    return Hit(pattern.code, pattern.rule.id, pattern.rule.weight, " ".join(text[start:end].split()), start, end)


def _keep_longest(hits: Sequence[Hit]) -> list[Hit]:
    """Hits of one code, longest first; a negative phrase has no weight, takes its place and is dropped at the end."""
    kept: list[Hit] = []
    order = sorted(hits, key=lambda hit: (hit.weight > 0, hit.start - hit.end, hit.start, hit.rule_id))
    for hit in order:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return [hit for hit in kept if hit.weight > 0]


def score_hits(hits: Iterable[Hit]) -> dict[str, float]:
    """Code → 0..1: each distinct phrase takes its share of what is left to 1, so many hints amount to a keyword."""
    strongest: dict[tuple[str, str], float] = {}
    for hit in hits:
        strongest[hit.code, hit.rule_id] = hit.weight
    left: dict[str, float] = defaultdict(lambda: 1.0)
    for (code, _), weight in sorted(strongest.items()):
        left[code] *= 1 - weight
    return {code: round(1 - rest, 6) for code, rest in left.items()}
