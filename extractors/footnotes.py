"""The notes at a page's foot, told by their small type and their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lines import Line, words_to_lines
from extractors.regions import Item, items_to_runs
from extractors.text import from_superscript, normalize_text
from models.records.ink import PageInk

SMALL = 0.86
"""Notes are set in type smaller than this share of the body's."""
_NUMBER = re.compile(r"^[⁰¹²³⁴⁵⁶⁷⁸⁹]+|^\[?\d{1,3}\]?(?=[\s.)])|^\d{1,3}(?=[A-Z])|^[*†‡](?=\s)")
_END = re.compile(r"[.!?:;][\"'”’)\]]*$")


def split_footnotes(pieces: Sequence[Line], body: float, ink: PageInk) -> tuple[list[Line], list[Line]]:
    """Split the pieces of a page into its text and the lines of its notes (whole lines, top to bottom).

    Notes that stand in columns of their own are left to `split_column_notes`.
    """
    start = _notes_top(pieces, body)
    if start is None:
        return list(pieces), []
    below = [p for p in pieces if p.baseline >= start]
    if len(items_to_runs([Item(piece.box, n) for n, piece in enumerate(below)])) > 1:
        return list(pieces), []
    notes = words_to_lines([word for piece in below for word in piece.words])
    if not note_number(notes[0]) and not (_has_ruling_above(notes[0], ink) and any(note_number(n) for n in notes)):
        return list(pieces), []
    return [p for p in pieces if p.baseline < start], notes


def split_column_notes(lines: Sequence[Line], body: float, before: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Split the lines of one column into its text and the notes at its own foot.

    `before` are the notes of the columns before it: an open one goes on at the foot of this one.
    """
    start = next((n for n in range(len(lines), 0, -1) if lines[n - 1].size > SMALL * body), 0)
    if start == len(lines) or not (note_number(lines[start]) or _goes_on(before, lines[start])):
        return list(lines), []
    return list(lines[:start]), list(lines[start:])


def _goes_on(notes: Sequence[Line], line: Line) -> bool:
    open_end = bool(notes) and not _END.search(notes[-1].text.rstrip())
    return open_end and abs(notes[-1].size - line.size) < 0.06 * line.size


def _notes_top(pieces: Sequence[Line], body: float) -> float | None:
    """Baseline of the first line of the small type at the foot; None where the foot is set in body type."""
    start = None
    for piece in sorted(pieces, key=lambda p: -p.baseline):
        if piece.size > SMALL * body:
            break
        start = piece.baseline - 1.0
    return start


def _has_ruling_above(line: Line, ink: PageInk) -> bool:
    return any(r.height < 3 and 0 <= line.box.top - r.bottom < 20 and r.x0 <= line.box.x0 + 5 for r in ink.rulings)


def note_number(line: Line) -> str:
    """The number (or sign) that a note begins with; empty where the line goes on from the one above."""
    match = _NUMBER.match(line.text)
    return from_superscript(match[0]).strip("[]") if match else ""


def lines_to_notes(lines: Sequence[Line], last: int | None) -> list[tuple[str, list[Line]]]:
    """Group lines to notes (number, lines); `last` is the number of the note before these lines.

    A line that begins with a number that does not follow on is part of the note above (a year, a quantity).
    """
    notes: list[tuple[str, list[Line]]] = []
    for line in lines:
        number = note_number(line)
        if number and follows(number, last):
            notes.append((number, [line]))
            last = int(number) if number.isdigit() else last
        elif notes:
            notes[-1][1].append(line)
        else:
            notes.append(("", [line]))
    return notes


def follows(number: str, last: int | None) -> bool:
    """True for a sign, the first number, and one that counts on from the last (a few may be missing)."""
    return not number.isdigit() or last is None or last < int(number) <= last + 3 or int(number) == 1


def strip_number(text: str, number: str) -> str:
    """The note's text without its number."""
    match = _NUMBER.match(text)
    return normalize_text(text[match.end() :].lstrip(" .)")) if match and number else normalize_text(text)
