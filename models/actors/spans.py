"""Stretches of a text that names take, asked for in one step however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything with a first character and the one after the last."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """The character after the last."""
        ...


StretchT = TypeVar("StretchT", bound=Stretch)


class Covered:
    """Which characters of a text some stretches cover, and where those begin."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._signs = bytearray()
        self.starts: set[int] = set()
        for stretch in stretches:
            self.add(stretch)

    def add(self, stretch: Stretch) -> None:
        """Cover one more stretch."""
        missing = stretch.end - len(self._signs)
        if missing > 0:
            self._signs.extend(bytes(missing))
        self._signs[stretch.start : stretch.end] = b"\x01" * (stretch.end - stretch.start)
        self.starts.add(stretch.start)

    def meets(self, stretch: Stretch) -> bool:
        """Whether a stretch shares a character with one that is covered."""
        return self._signs.find(1, stretch.start, stretch.end) >= 0

    def holds(self, place: int) -> bool:
        """Whether the character at a place is covered."""
        return place < len(self._signs) and self._signs[place] == 1


def keep_first(ordered: Sequence[StretchT]) -> list[StretchT]:
    """Those that overlap none before them."""
    covered, kept = Covered(), []
    for stretch in ordered:
        if not covered.meets(stretch):
            covered.add(stretch)
            kept.append(stretch)
    return kept
