"""The analyst's decisions on links: a CSV file that each run lays out and no run takes anything from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.compare.links import Decision, Link
from pipeline.compare.reading import Asked
from pipeline.files import write_atomically
from pipeline.spreadsheets import unquote_formula, write_table

DECISIONS: Mapping[str, Decision] = {"": "", "confirmed": "confirmed", "confirm": "confirmed", "cut": "cut"}
COLUMNS = (
    "link_id", "decision", "note", "status", "similarity",
    "earlier_document", "earlier_page", "earlier_text", "later_document", "later_page", "later_text",
)  # fmt: skip


class Decisions(NamedTuple):
    """Decisions by link id, the rows as they stand in the file, and lines that cannot be used."""

    by_link: Mapping[str, Decision]
    rows: Mapping[str, tuple[str, ...]]
    faults: tuple[str, ...]


def read_decisions(path: Path) -> Decisions:
    """Read a file, comma or semicolon; a line that cannot be used is named, and the rest used."""
    if not path.is_file():
        return Decisions({}, {}, ())
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Decisions(
            {}, {}, (f"{path.name} is not UTF-8 text, so no decision is used; save it again as CSV UTF-8",)
        )
    csv.field_size_limit(2**31 - 1)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [cell.strip() for cell in next(reader, [])]
    if not {"link_id", "decision"} <= set(header):
        return Decisions(
            {}, {}, (f"{path.name}, line 1: the columns link_id and decision are missing, so no decision is used",)
        )
    return _read_lines(path.name, reader, header)


def _read_lines(name: str, reader: Iterable[list[str]], header: Sequence[str]) -> Decisions:
    by_link: dict[str, Decision] = {}
    rows: dict[str, tuple[str, ...]] = {}
    faults = []
    for cells in reader:
        line = getattr(reader, "line_num", 0)
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not any(row.values()):
            continue
        link, decision = row.get("link_id", ""), row.get("decision", "").lower()
        if fault := _find_fault(link, decision, rows):
            faults.append(f"{name}, line {line}: {fault}")
            continue
        by_link[link] = DECISIONS[decision]
        rows[link] = tuple(row.get(column, "") for column in COLUMNS)
    return Decisions(by_link, rows, tuple(faults))


def _find_fault(link: str, decision: str, known: Mapping[str, object]) -> str:
    if not link.startswith("lnk-"):
        return f"{' '.join(link.split())[:40]!r} is no id of a link"
    if decision not in DECISIONS:
        return f"{decision!r} is neither confirmed nor cut"
    return f"{link} stands here a second time" if link in known else ""


def find_vanished(decisions: Decisions, links: Iterable[Link]) -> tuple[str, ...]:
    """Links with a decision that this run no longer finds."""
    found = {link.link_id for link in links}
    return tuple(sorted(name for name, decision in decisions.by_link.items() if decision and name not in found))


def write_decisions(path: Path, links: Sequence[Link], decisions: Decisions) -> None:
    """Lay the links out for the analyst: decisions and notes as they were, those on vanished links at the end.

    A file with a line that cannot be used is left as it is.
    """
    if decisions.faults:
        return
    rows = [_to_row(link, decisions) for link in links if link.link_id]
    rows += [decisions.rows[name] for name in find_vanished(decisions, links)]
    data = write_table(COLUMNS, rows).encode("utf-8")
    if not path.is_file() or path.read_bytes() != data:
        write_atomically(path, data)


def _to_row(link: Link, decisions: Decisions) -> tuple[str, ...]:
    known = decisions.rows.get(link.link_id, ())
    note = unquote_formula(known[COLUMNS.index("note")]) if known else ""
    return (
        link.link_id,
        link.decision,
        note,
        link.status,
        f"{link.similarity:.3f}",
        *_side(link.earlier),
        *_side(link.later),
    )


def _side(asked: Asked | None) -> tuple[str, str, str]:
    return (asked.document_id, str(asked.page_first), asked.text) if asked else ("", "", "")
