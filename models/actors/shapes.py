"""Names of organizations that no list has, found by how they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.actors.letters import to_plain
from models.lexicons.name_shapes import NameShapes

_TOKEN = re.compile(r"[^\W\d_](?:[\w&+-]|\.(?=\w))*(?:'(?!s\b)\w+)?(?:'s?(?=\s[A-Z]))?|\d+\w*|&")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]+s?$")
_APPOSITION = r",\s+(?:an?|the|our|its|one of)\s+(?:[\w-]+\s+){{0,5}}?(?:{words})\b"
_LEADER = re.compile(r"\s*(?P<name>[^:;.?!]{2,90}?)\s*(?:\([^()]{2,30}\))?\s*:\s")


class Token(NamedTuple):
    """A word at its place."""

    text: str
    start: int
    end: int


class NameSpan(NamedTuple):
    """A name at its place in the text."""

    start: int
    end: int


class ShapeFinder:
    """Finds capitalised runs around a head such as Network, Council or Ministry."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes
        words = "|".join(sorted((re.escape(word) for word in shapes.appositions), key=len, reverse=True))
        self._apposition = re.compile(_APPOSITION.format(words=words))

    def find(self, text: str, barriers: Sequence[NameSpan] = ()) -> tuple[NameSpan, ...]:
        """Names sorted by place; a name never runs with `and` into one of the `barriers` (known names)."""
        tokens = [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(to_plain(text))]
        run = _Run(to_plain(text), tokens, self._shapes, barriers)
        found = [span for index in range(len(tokens)) if (span := run.head_to_span(index))]
        return _drop_nested(found)

    def find_appositions(self, text: str) -> tuple[NameSpan, ...]:
        """Capitalised runs that the text itself calls a body: `Nova Terra, a Chilean think tank`."""
        plain = to_plain(text)
        found = []
        for match in self._apposition.finditer(plain):
            start = self._run_before(plain, match.start())
            if start is not None:
                found.append(NameSpan(start, match.start()))
        return tuple(found)

    def find_leaders(self, text: str) -> tuple[NameSpan, ...]:
        """The names before the first colon of an activity: `Nova Terra (NT) / Casa Abierta: workshops`."""
        leader = _LEADER.match(to_plain(text))
        if not leader:
            return ()
        parts = re.finditer(r"(?:[^/()]|/(?=\S))+?(?=\s+/\s+|\s*\(|\s*$|\))", leader["name"])
        spans = [
            _strip_span(text, leader.start("name") + part.start(), leader.start("name") + part.end()) for part in parts
        ]
        return tuple(span for span in spans if self.is_name(text[span.start : span.end]))

    def is_name(self, text: str) -> bool:
        """Whether all words but the connectors are capitalised and none of them makes it a plan or an event."""
        words = [token for token in _TOKEN.findall(to_plain(text))]
        content = [word for word in words if word not in self._shapes.connectors_after]
        capital = bool(content) and all(word[0].isupper() for word in content) and words[0] in content
        return capital and not self._names_no_body(content)

    def is_body(self, expansion: str) -> bool:
        """Whether an acronym with this expansion stands for a body."""
        words = _TOKEN.findall(to_plain(expansion))
        content = [word for word in words if word.lower() not in self._shapes.connectors_after]
        if not content or not content[0][0].isupper():
            return False
        if any(name in to_plain(expansion) for name in self._shapes.never):
            return False
        capitals = sum(word[0].isupper() for word in content)
        return capitals * 2 > len(content) and capitals >= 2 and not self._names_no_body(content)

    def _names_no_body(self, words: Sequence[str]) -> bool:
        heads = [word for word in words if word in self._shapes.strong]
        return not heads and any(word in self._shapes.not_bodies for word in words)

    def _run_before(self, plain: str, end: int) -> int | None:
        match = re.search(r"(?:[A-ZÀ-Þ][\w'-]*(?:\s+(?:of|for|de|del|la|des|and|in)\s+|\s+|$)){1,6}$", plain[:end])
        if not match:
            return None
        tokens = [Token(token[0], match.start() + token.start(), 0) for token in _TOKEN.finditer(match[0])]
        while tokens and tokens[0].text in self._shapes.openers:
            tokens.pop(0)
        return tokens[0].start if tokens else None


class _Run:
    """The words of one text, and how far a name reaches from its head."""

    def __init__(self, plain: str, tokens: Sequence[Token], shapes: NameShapes, barriers: Sequence[NameSpan]) -> None:
        self._plain = plain
        self._tokens = tokens
        self._shapes = shapes
        self._barriers = barriers

    def head_to_span(self, index: int) -> NameSpan | None:
        """The name around the head at a place; None where there is no head or too little beside it."""
        word = _bare(self._tokens[index].text)
        if word not in self._shapes.heads:
            return None
        first, last = self._reach_left(index), self._reach_right(index)
        if not self._is_enough(word, first, index, last):
            return None
        end = self._tokens[last].end
        if self._plain[:end].endswith(("'s", "'")):
            end -= len("'s") if self._plain[:end].endswith("'s") else 1
        return NameSpan(self._tokens[first].start, end)

    def _is_enough(self, head: str, first: int, index: int, last: int) -> bool:
        poor = self._shapes.generic | self._shapes.not_bodies
        before = [_bare(token.text) for token in self._tokens[first:index]]
        names = [word for word in before if self._is_capital(word) and word not in poor]
        follows = last > index
        if head in self._shapes.strong or head in self._shapes.leading:
            return bool(names) or follows
        return follows or (head in self._shapes.closing and bool(names))

    def _reach_left(self, index: int) -> int:
        first = index
        while first > 0:
            step = self._step_left(first)
            if step is None:
                break
            first = step
        while first < index and _bare(self._tokens[first].text) in self._shapes.openers:
            first += 1
        while first < index and not self._is_capital(self._tokens[first].text):
            first += 1
        return first

    def _step_left(self, first: int) -> int | None:
        if not self._touches(first - 1):
            return None
        word = self._tokens[first - 1].text
        if word.endswith("'s") and (_CAPITALS.match(word[:-2]) or self._in_barrier(first - 1)):
            return None
        if self._is_capital(word):
            return None if self._is_left_stop(first - 1) else first - 1
        if word not in self._shapes.connectors_before or first < 2 or not self._touches(first - 2):
            return None
        left = self._tokens[first - 2].text
        if not self._is_capital(left) or left in self._shapes.openers or _CAPITALS.match(left):
            return None
        return None if self._in_barrier(first - 2) or left in self._shapes.not_bodies else first - 2

    def _is_left_stop(self, index: int) -> bool:
        """A plan or an event before the head belongs to another phrase."""
        return _bare(self._tokens[index].text) in self._shapes.openers and index > 0 and not self._touches(index - 1)

    def _reach_right(self, index: int) -> int:
        last = index
        if _bare(self._tokens[index].text) in self._shapes.leading:
            while self._continues(last) and self._is_capital(self._tokens[last + 1].text):
                last += 1
        while True:
            step = self._step_right(last)
            if step is None:
                return last
            last = step

    def _step_right(self, last: int) -> int | None:
        ahead = last + 1
        words = []
        while ahead < len(self._tokens) and self._touches(ahead - 1) and len(words) < 3:
            word = self._tokens[ahead].text
            if word not in self._shapes.connectors_after:
                break
            words.append(word)
            ahead += 1
        if not words or ahead >= len(self._tokens) or not self._touches(ahead - 1):
            return None
        return self._run_right(ahead, words) if self._joins(ahead, words) else None

    def _joins(self, ahead: int, words: Sequence[str]) -> bool:
        word = _bare(self._tokens[ahead].text)
        if not self._is_capital(word) or word in self._shapes.openers:
            return False
        if "in" in words and self._in_barrier(ahead):
            return False
        if words[0] in {"and", "&", "y", "e", "et", "with", "to"}:
            return not (self._in_barrier(ahead) or _CAPITALS.match(word) or self._is_named_later(ahead))
        return words != ["the"]

    def _run_right(self, ahead: int, words: Sequence[str]) -> int:
        last = ahead
        while self._continues(last) and self._is_capital(self._tokens[last + 1].text):
            word = _bare(self._tokens[last + 1].text)
            if word in self._shapes.not_bodies | self._shapes.enders or _CAPITALS.match(word):
                break
            last += 1
        return last

    def _is_named_later(self, index: int) -> bool:
        """Whether the words from here on have a head of their own."""
        while index < len(self._tokens) and self._is_capital(self._tokens[index].text):
            if _bare(self._tokens[index].text) in self._shapes.strong:
                return True
            if not self._continues(index):
                return False
            index += 1
        return False

    def _continues(self, index: int) -> bool:
        return index + 1 < len(self._tokens) and self._touches(index)

    def _touches(self, index: int) -> bool:
        if index < 0 or index + 1 >= len(self._tokens):
            return False
        return self._plain[self._tokens[index].end : self._tokens[index + 1].start] == " "

    def _in_barrier(self, index: int) -> bool:
        start = self._tokens[index].start
        return any(barrier.start <= start < barrier.end for barrier in self._barriers)

    @staticmethod
    def _is_capital(word: str) -> bool:
        return word[0].isupper() or (word[0].isdigit() and word[-1].isalpha())


def _bare(word: str) -> str:
    return word.removesuffix("'s").rstrip(".'")


def _strip_span(text: str, start: int, end: int) -> NameSpan:
    cut = text[start:end]
    return NameSpan(start + len(cut) - len(cut.lstrip(" -")), end - (len(cut) - len(cut.rstrip(" -"))))


def _drop_nested(spans: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    kept: list[NameSpan] = []
    for span in sorted(set(spans), key=lambda span: (span.start - span.end, span.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept))
