"""Names of organizations that no list has, found by how they look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.actors.letters import to_plain, to_plain_lines
from models.actors.name_runs import CAPITALS, KnownSpans, NameRun, NameSpan, find_tokens
from models.actors.spans import keep_first
from models.lexicons.name_shapes import NameShapes

_APPOSITION = r",\s+(?:an?|the|our|its|one of)\s+(?:[\w-]+\s+){{0,5}}?(?:{words})\b"
_CLOSED = r"(?=\s*(?:[,.;:)]|$|(?:of|that|which|in|for|based|working|from|who|with|helping|supporting|running)\b))"
_RUN_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w'-]*(?:\s+(?:of|for|to|by|with|without|de|del|la|des|and|in)\s+|\s+|$)){1,6}$")
_LEADER = re.compile(r"\s*(?P<name>[^:;.?!\n]{2,90}?)\s*(?:\([^()]{2,30}\))?\s*:\s")
_LEADER_PART = re.compile(r"(?:[^/()]|/(?=\S))+?(?=\s+/\s+|\s*\(|\s*$|\))")


class ShapeFinder:
    """Finds capitalised runs around a head such as Network, Council or Ministry."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes
        words = "|".join(sorted((re.escape(word) for word in shapes.appositions), key=len, reverse=True))
        closed = "|".join(sorted((re.escape(word) for word in shapes.closed_appositions), key=len, reverse=True))
        self._apposition = re.compile(_APPOSITION.format(words=rf"(?:(?:{words})|(?:{closed}){_CLOSED})"))
        whole = "|".join(sorted((re.escape(word) for word in shapes.whole), key=len, reverse=True))
        self._whole = re.compile(rf"(?<![\w-])(?:{whole})(?![\w-])")

    def find(self, text: str, known: KnownSpans | None = None) -> tuple[NameSpan, ...]:
        """Names sorted by place; where they end is bounded by known names and places in the text."""
        run = NameRun(to_plain_lines(text), self._shapes, known)
        spans = [span for index in range(len(run.tokens)) if (span := run.head_to_span(index))]
        spans += [NameSpan(match.start(), match.end()) for match in self._whole.finditer(text)]
        return _drop_nested(spans)

    def find_appositions(self, text: str) -> tuple[NameSpan, ...]:
        """Capitalised runs that the text itself calls a body: `Nova Terra, a Chilean think tank`."""
        plain = to_plain(text)
        matches = self._apposition.finditer(plain)
        starts = ((self._run_before(plain, match.start()), match.start()) for match in matches)
        return tuple(NameSpan(start, end) for start, end in starts if start is not None)

    def find_leaders(self, text: str) -> tuple[NameSpan, ...]:
        """The names before the first colon of an activity: `Nova Terra (NT) / Casa Abierta: workshops`."""
        leader = _LEADER.match(to_plain_lines(text))
        if not leader:
            return ()
        offset = leader.start("name")
        parts = _LEADER_PART.finditer(leader["name"])
        spans = [_strip_span(text, offset + part.start(), offset + part.end()) for part in parts]
        return tuple(span for span in spans if self.is_name(text[span.start : span.end]))

    def is_name(self, text: str) -> bool:
        """Whether all words but the connectors are capitalised and none of them makes it a plan or an event."""
        words = [token.text for token in find_tokens(to_plain(text))]
        content = [word for word in words if word not in self._shapes.connectors_after]
        capital = bool(content) and all(word[0].isupper() for word in content) and words[0] in content
        return capital and not self._names_no_body(content)

    def is_body(self, expansion: str, acronym: str = "") -> bool:
        """Whether an acronym with this expansion stands for a body, by the words of the expansion."""
        return self.may_be_body(expansion, acronym) and any(
            token.text in self._shapes.heads for token in find_tokens(to_plain(expansion))
        )

    def may_be_body(self, expansion: str, acronym: str = "") -> bool:
        """Whether an expansion is a name and names no plan or event; without a head the text has to tell the rest."""
        plain = to_plain(expansion)
        words = [token.text for token in find_tokens(plain)]
        content = [word for word in words if word.lower() not in self._shapes.connectors_after]
        if acronym in self._shapes.never_acronyms or len(content) < 2 or not content[0][0].isupper():
            return False
        if any(name in plain for name in self._shapes.never) or self._names_no_body(content):
            return False
        if content[-1] in self._shapes.stand_ins and not any(word in self._shapes.heads for word in content):
            return False
        listing = "," in plain and not any(word in self._shapes.strong for word in content)
        return not listing and sum(word[0].isupper() for word in content) * 2 > len(content)

    def acts(self, acronym: str, texts: Sequence[str]) -> bool:
        """Whether a text lets an acronym act as a body does (`NT organised`), or begins with its name and a colon."""
        verbs = "|".join(sorted(self._shapes.agents_after))
        name = re.escape(acronym)
        pattern = re.compile(rf"(?<![\w-]){name}\)?(?:'s)?\s+(?:(?:has|have|also|jointly)\s+)*(?:{verbs})\b")
        leader = re.compile(rf"[^:.\n]{{0,90}}\({name}\)(?:\s+/[^:.\n]{{0,90}})?:\s")
        plain = [to_plain(text) for text in texts]
        acting = sum(len(pattern.findall(text)) for text in plain)
        standing = sum(text.count(acronym) for text in plain)
        return acting * 10 >= standing > 0 or any(leader.match(text) for text in plain)

    def _names_no_body(self, words: Sequence[str]) -> bool:
        heads = [word for word in words if word in self._shapes.strong]
        forms = {form for word in words for form in (word, word.removesuffix("s"))}
        return not heads and bool(forms & self._shapes.not_bodies)

    def _run_before(self, plain: str, end: int) -> int | None:
        """Where the capitalised run before a comma begins; a single word counts inside a sentence only."""
        match = _RUN_BEFORE.search(plain[:end])
        if not match:
            return None
        tokens = find_tokens(match[0])
        while tokens and tokens[0].text in self._shapes.openers:
            tokens = tokens[1:]
        if not tokens or self._names_no_body([token.text for token in tokens]):
            return None
        start = match.start() + tokens[0].start
        opens = not plain[:start].strip() or plain[:start].rstrip()[-1] in ".:;!?•"
        return None if len(tokens) == 1 and opens and not CAPITALS.match(tokens[0].text) else start


def _strip_span(text: str, start: int, end: int) -> NameSpan:
    cut = text[start:end]
    return NameSpan(start + len(cut) - len(cut.lstrip(" -")), end - (len(cut) - len(cut.rstrip(" -"))))


def _drop_nested(spans: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    return tuple(sorted(keep_first(sorted(set(spans), key=lambda span: (span.start - span.end, span.start)))))
