"""How far a name reaches to the left and right of its head."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import NamedTuple

from models.actors.spans import Covered
from models.lexicons.name_shapes import NameShapes

CAPITALS = re.compile(r"[A-Z][A-Z0-9-]+s?$")
"""An acronym."""

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:[\w&+-]|\.(?=\w))*(?:'(?!s\b)\w+)?(?:'s?(?=\s[A-Z]))?|\d+\w*|&")
_FIELDS = re.compile(r"(?:, [A-Z][a-z][\w-]*(?: [A-Z][a-z][\w-]*)*)+,? and [A-Z][a-z][\w-]*(?: [A-Z][a-z][\w-]*)*")
_ADDING = frozenset({"and", "&", "y", "e", "et", "with", "con", "to"})
# with nothing but an acronym beside them they stand in for one of many (a UN Regional Network)
_STAND_INS = frozenset({"Regional", "National", "Local", "Related"})
_MONTHS = frozenset(name for name in calendar.month_name if name)


class Token(NamedTuple):
    """A word at its place."""

    text: str
    start: int
    end: int


class NameSpan(NamedTuple):
    """A name at its place in the text."""

    start: int
    end: int


class KnownSpans(NamedTuple):
    """What is known of a text: full names of organizations, regions, countries with cities, their adjectives."""

    names: Sequence[NameSpan] = ()
    regions: Sequence[NameSpan] = ()
    sites: Sequence[NameSpan] = ()
    adjectives: Sequence[NameSpan] = ()


def find_tokens(plain: str) -> list[Token]:
    """The words of a text; a possessive `'s` stays with a word before another capitalised one."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain)]


class NameRun:
    """The words of one text, known names and places in it, and how far a name reaches from its head."""

    def __init__(self, plain: str, shapes: NameShapes, known: KnownSpans | None = None) -> None:
        spans = known or KnownSpans()
        self.tokens = find_tokens(plain)
        self._plain = plain
        self._shapes = shapes
        self._heads = shapes.heads
        self._by_end: dict[int, list[NameSpan]] = {}
        for name in spans.names:
            self._by_end.setdefault(name.end, []).append(name)
        self._site_ends = {site.start: site.end for site in spans.sites}
        self._names = Covered(spans.names)
        self._regions = Covered(spans.regions)
        self._places = Covered((*spans.regions, *spans.sites))
        self._adjectives = Covered(spans.adjectives)
        self._national = Covered((*spans.sites, *spans.adjectives))

    def head_to_span(self, index: int) -> NameSpan | None:
        """The name around the head at a place; None where there is no head or too little beside it."""
        if self._word(index) not in self._heads:
            return None
        first, last = self._reach_left(index), self._reach_right(index)
        end = self.tokens[first].start + len(self._cut(first, last))
        if self._word(index) in self._shapes.final and end in self._by_end:
            return None
        span = NameSpan(self.tokens[first].start, self._national_end(end) if last == index else end)
        if not self._is_enough(first, index, last) or self._repeats_known_name(first, span):
            return None
        return span

    def _national_end(self, end: int) -> int:
        """The end of a country's name right behind the head (`Sailors Rights Centre Ireland`)."""
        return self._site_ends.get(end + 1, end) if self._plain[end : end + 1] == " " else end

    def _cut(self, first: int, last: int) -> str:
        name = self._plain[self.tokens[first].start : self.tokens[last].end]
        return name.removesuffix("'s").removesuffix("'")

    def _is_enough(self, first: int, index: int, last: int) -> bool:
        head, follows = self._word(index), last > index
        poor = self._shapes.generic | self._shapes.not_bodies
        before = range(first, index)
        named = [at for at in before if _is_capital(self._word(at)) and self._word(at) not in poor]
        own = [at for at in named if not self._inside(at, self._places)]
        if head == "Group" and len(own) < 2 and (not named or self._word(index - 1) in {"Working", "Work"}):
            return False
        stands_in = not follows and len(named) == 1 and {self._word(at) for at in before} & _STAND_INS
        if stands_in and CAPITALS.match(self._word(named[0])):
            return False
        if head in self._shapes.strong or head in self._shapes.leading:
            return bool(named) or follows or self._is_official(first, index)
        return (
            (follows and head in self._shapes.weak)
            or (bool(own) and head in self._shapes.endings)
            or (bool(own) and head in self._shapes.closing and not self._runs_on(index))
            or (len(own) >= 2 and head == "Group" and self._word(index - 1) not in self._shapes.group_words)
            or self._is_official(first, index)
            or self._is_last_word(first, index, named, own=bool(own), follows=follows)
        )

    def _runs_on(self, index: int) -> bool:
        """Whether another capitalised word follows, so that the head is none (a Service Bulletin)."""
        if not self._touches(index) or not self.tokens[index + 1].text[0].isupper():
            return False
        return self._word(index + 1) not in self._shapes.enders and not self._begins(index + 1, self._places)

    def _is_official(self, first: int, index: int) -> bool:
        """`National Migration Service`: a word of the state or a country, one more, and the head of a public body."""
        led = self._word(first) in self._shapes.state_words or self._inside(first, self._adjectives)
        return (
            led
            and self._word(index) in self._shapes.official
            and sum(_is_capital(self._word(at)) for at in range(first, index)) >= 2
        )

    def _is_last_word(self, first: int, index: int, named: Sequence[int], *, own: bool, follows: bool) -> bool:
        """A head that only ends names: nothing capitalised behind it; some need a country in front."""
        if follows or self._runs_on(index):
            return False
        if self._word(index) in self._shapes.final:
            return own
        led = any(self._inside(at, self._national) for at in range(first, index))
        return self._word(index) in self._shapes.national and led and (len(named) >= 2 or self._is_force(index))

    def _is_force(self, index: int) -> bool:
        """`Greek Police` needs no third word, `Polish Action` does."""
        return self._word(index) in {"Police", "Army", "Navy"}

    def _repeats_known_name(self, first: int, span: NameSpan) -> bool:
        """Whether the name is a known one with words of the sentence in front of it (`Webinars on UN Network`)."""
        inside = (name.start for name in self._by_end.get(span.end, []) if name.start > span.start)
        known = next(inside, span.start)
        while self.tokens[first].start < known:
            if self._is_weak_front(first, self.tokens[first].text):
                return True
            first += 1
        return False

    def _is_weak_front(self, index: int, word: str) -> bool:
        shapes = self._shapes
        weak = shapes.connectors_before | shapes.never_acronyms | shapes.not_bodies | shapes.openers
        return word in weak or self._inside(index, self._places)

    def _reach_left(self, index: int) -> int:
        first = index
        barred = _ADDING if self._word(index) in self._shapes.final | self._shapes.national else frozenset()
        while (step := self._step_left(first, barred)) is not None:
            if any(CAPITALS.match(self._word(at)) for at in range(first, index)) and CAPITALS.match(self._word(step)):
                break
            first = step
        while first < index and (self._word(first) in self._shapes.openers or not _is_capital(self._word(first))):
            first += 1
        return first

    def _step_left(self, first: int, barred: frozenset[str] = frozenset()) -> int | None:
        before = first - 1
        if before < 0 or not self._touches(before):
            return None
        word = self.tokens[before].text
        if word.endswith("'s") and (CAPITALS.match(word[:-2]) or self._inside(before, self._names)):
            return None
        red_cross = first + 1 < len(self.tokens) and self._word(first + 1) in self._shapes.final
        if self._word(first) in self._shapes.leading - self._shapes.strong and not red_cross:
            return None
        if _is_capital(word):
            return before
        return self._bridge_left(before) if word in self._shapes.connectors_before - barred else None

    def _bridge_left(self, connector: int) -> int | None:
        """The word before a connector, where it can belong to the name (`Women in Migration Network`)."""
        before = connector - 1
        if before < 0 or not self._touches(before):
            return None
        word = self.tokens[before].text
        if not _is_capital(word) or CAPITALS.match(word) or self._inside(before, self._names):
            return None
        stops = self._shapes.openers | self._shapes.not_bodies | self._shapes.heads | _MONTHS
        return None if word in stops else before

    def _reach_right(self, index: int) -> int:
        last = index
        if self._word(index) in self._shapes.leading:
            last = self._run_right(index)
        while (step := self._step_right(index, last)) is not None:
            last = step
        fields = self._reach_enumerated(index, last)
        while fields > last and (step := self._step_right(index, fields)) is not None:
            fields = step
        return fields

    def _reach_enumerated(self, head: int, last: int) -> int:
        """The end of a ministry's fields (`Ministry of Labour, Employment and Social Security`)."""
        fields = _FIELDS.match(self._plain, self.tokens[last].end)
        if not fields or last == head or self._word(head) not in {"Ministry", "Department", "Division", "Secretariat"}:
            return last
        run = [at for at in range(last + 1, len(self.tokens)) if self.tokens[at].end <= fields.end()]
        stops = self._shapes.heads | self._shapes.openers
        return last if any(self._word(at) in stops or self._begins(at, self._places) for at in run) else run[-1]

    def _step_right(self, head: int, last: int) -> int | None:
        """The last word of the next capitalised run behind connectors; None where the name ends."""
        ahead = last + 1
        words: list[str] = []
        while ahead < len(self.tokens) and self._touches(ahead - 1) and len(words) < 3:
            if self.tokens[ahead].text not in self._shapes.connectors_after:
                break
            words.append(self.tokens[ahead].text)
            ahead += 1
        if not words or ahead >= len(self.tokens) or not self._touches(ahead - 1):
            return None
        return self._run_right(ahead) if self._joins(head, last, ahead, words) else None

    def _joins(self, head: int, last: int, ahead: int, words: Sequence[str]) -> bool:
        word = self._word(ahead)
        stops = self._shapes.openers | self._shapes.never_acronyms | _MONTHS
        if not word[0].isupper() or word in stops or words == ["the"]:
            return False
        if words[0] in _ADDING:
            known = self._begins(ahead, self._names) or self._begins(ahead, self._places)
            alone = last == head and self._word(head) not in self._shapes.leading
            return not (alone or known or CAPITALS.match(word) or self._is_other_name(ahead))
        if "in" in words and self._inside(ahead, self._places):
            return last == head and self._word(head) in self._shapes.weak and self._inside(ahead, self._regions)
        return True

    def _run_right(self, start: int) -> int:
        last = start
        while self._touches(last) and self.tokens[last + 1].text[0].isupper():
            word = self._word(last + 1)
            stops = self._shapes.not_bodies | self._shapes.enders | self._shapes.openers
            if word in stops or CAPITALS.match(word) or self._begins(last + 1, self._places):
                break
            last += 1
        return last

    def _is_other_name(self, index: int) -> bool:
        """Whether the capitalised words from here on have a head of their own."""
        others = self._shapes.heads | self._shapes.not_bodies
        while index < len(self.tokens) and _is_capital(self.tokens[index].text):
            if self._word(index) in others:
                return True
            if not self._touches(index):
                return False
            index += 1
        return False

    def _word(self, index: int) -> str:
        return self.tokens[index].text.removesuffix("'s").rstrip(".'")

    def _touches(self, index: int) -> bool:
        """Whether a single space stands between a word and the next."""
        if index + 1 >= len(self.tokens):
            return False
        return self._plain[self.tokens[index].end : self.tokens[index + 1].start] == " "

    def _begins(self, index: int, spans: Covered) -> bool:
        return self.tokens[index].start in spans.starts

    def _inside(self, index: int, spans: Covered) -> bool:
        return spans.holds(self.tokens[index].start)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and word[-1].isalpha())
