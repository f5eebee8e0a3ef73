"""Bullets that are letters: the `o` that word processors set in front of the items of a second list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.records.ink import Word

TAB = 0.6
"""White space after a bullet, in type sizes: wider than between words."""


def letters_to_bullets(words: Iterable[Word]) -> Iterator[Word]:
    """Words in the order of the file; an `o` that begins a line and has a wide space after it becomes `◦`."""
    before: Word | None = None
    waiting: Word | None = None
    for word in words:
        if waiting is not None:
            yield waiting._replace(text="◦") if _is_bullet(waiting, word) else waiting
            before, waiting = waiting, None
        if word.text == "o" and not word.glued and (before is None or not _on_line(before, word)):
            waiting = word
        else:
            yield word
            before = word
    if waiting is not None:
        yield waiting


def _on_line(one: Word, two: Word) -> bool:
    return abs(one.baseline - two.baseline) < 0.5 * two.size and 0 <= two.box.x0 - one.box.x1 < 2 * two.size


def _is_bullet(letter: Word, after: Word) -> bool:
    gap = after.box.x0 - letter.box.x1
    return abs(letter.baseline - after.baseline) < 0.5 * after.size and TAB * after.size < gap < 6 * after.size
