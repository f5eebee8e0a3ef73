"""Reference codes and what was found in the same passages; a passage of a new run is found again by its text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import SettingsError
from pipeline.audit.agreement import Codes
from pipeline.audit.coding import Coding
from pipeline.audit.corpus import Passage, Run, Tag, hash_text
from pipeline.audit.scores import parse_codes
from pipeline.spreadsheets import read_spreadsheet, unquote_formula

TAGGED = ("inferred", "cited")
"""Sources that are a matter of the text; what is declared in a field for it was not shown to coders."""
NEEDED = ("passage_id", "primary", "secondary")


class Item(NamedTuple):
    """A passage with its reference codes and what was found; `found` has no codes where nothing was tagged."""

    passage: Passage
    reference: Coding
    found: Coding
    stratum: str = ""
    weight: float = 1.0


class Matched(NamedTuple):
    """Items to score, and what has to be said about the others."""

    items: tuple[Item, ...]
    notes: tuple[str, ...]


Rows = Sequence[Mapping[str, str]]


def read_reference(path: Path) -> list[dict[str, str]]:
    """Rows of reference codes (.csv or .xlsx). SettingsError for a file without the columns, or without rows."""
    table = read_spreadsheet(str(path), column="passage_id")
    missing = [name for name in NEEDED if name not in table.header]
    if missing:
        raise SettingsError(f"{path.name} has no column {', '.join(missing)}; reference codes need {', '.join(NEEDED)}")
    rows = [dict(zip(table.header, map(unquote_formula, row), strict=True)) for row in table.rows]
    for number, row in enumerate(rows, start=2):
        if not _is_weight(row.get("weight", "")):
            raise SettingsError(f"{path.name}, row {number}: the weight {row['weight']!r} is not a number above 0")
    if not rows:
        raise SettingsError(f"{path.name} has no reference codes; code a sheet first, then: gcmatrix audit agree")
    return rows


def _is_weight(cell: str) -> bool:
    try:
        return not cell or 0 < float(cell) < math.inf
    except ValueError:
        return False


def match_run(rows: Rows, run: Run) -> Matched:
    """By id where the text is the same still, else by text; what is not there any more is left out and said."""
    ids = {passage.passage_id: passage for passage in run.passages}
    texts: dict[str, Passage] = {}
    for passage in run.passages:
        texts.setdefault(hash_text(passage.text), passage)
    items, moved, gone = [], 0, []
    for row in rows:
        wanted = row.get("text_hash") or hash_text(row.get("text", ""))
        same = ids.get(row["passage_id"])
        found = same if same and hash_text(same.text) == wanted else texts.get(wanted)
        if found is None:
            gone.append(row["passage_id"])
        else:
            moved += found.passage_id != row["passage_id"]
            items.append(_to_item(row, found, tags_to_coding(found.tags)))
    return Matched(tuple(items), tuple(_say_moved(moved, gone, len(rows))))


def _say_moved(moved: int, gone: Sequence[str], rows: int) -> Iterable[str]:
    if moved:
        yield f"{moved} passages have another id in this run; they were found by their text"
    if gone:
        yield f"{len(gone)} of {rows} passages are not in this run any more and are left out ({', '.join(gone[:5])})"


def match_tagged(rows: Rows, tagged: Rows) -> Matched:
    """With a file of `gcmatrix tag`, by id; a passage that it lacks counts as not tagged."""
    found = {row["passage_id"]: row for row in tagged}
    missing = [row["passage_id"] for row in rows if row["passage_id"] not in found]
    pairs = ((row, found.get(row["passage_id"], {})) for row in rows)
    items = (_to_item(row, _row_to_passage(row, tags), _row_to_coding(tags)) for row, tags in pairs)
    said = (f"{len(missing)} of {len(rows)} passages have no tags in the file and count as not tagged",)
    return Matched(tuple(items), said if missing else ())


def keep_codes(item: Item, known: Codes) -> Item:
    """Without codes of another taxonomy, on both sides."""
    reference, found = (Coding(one.primary & known, one.secondary & known) for one in (item.reference, item.found))
    return item._replace(reference=reference, found=found)


def reweigh(items: Sequence[Item], sizes: Mapping[str, float]) -> list[Item]:
    """Each stratum again as large as it is in the corpus, where passages of it have no codes or are gone."""
    held: dict[str, float] = {}
    for item in items:
        held[item.stratum] = held.get(item.stratum, 0.0) + item.weight
    return [
        item._replace(weight=item.weight * sizes.get(item.stratum, held[item.stratum]) / held[item.stratum])
        for item in items
    ]


def tags_to_coding(tags: Iterable[Tag]) -> Coding:
    """The codes that the text gave."""
    kept = [tag for tag in tags if tag.source in TAGGED]
    primary = parse_codes(";".join(tag.objective for tag in kept if tag.grade == "primary"))
    return Coding(primary, parse_codes(";".join(tag.objective for tag in kept)) - primary)


def _row_to_coding(row: Mapping[str, str]) -> Coding:
    primary = parse_codes(row.get("primary", ""))
    return Coding(primary, parse_codes(row.get("secondary", "")) - primary)


def _to_item(row: Mapping[str, str], passage: Passage, found: Coding) -> Item:
    return Item(passage, _row_to_coding(row), found, row.get("stratum", ""), float(row.get("weight") or 1))


def _row_to_passage(row: Mapping[str, str], tagged: Mapping[str, str]) -> Passage:
    said = dict(part.partition(": ")[::2] for part in tagged.get("evidence", "").split(" | "))
    tags = [Tag(code, "", "inferred", evidence=words) for code, words in said.items()]
    return Passage(
        row["passage_id"],
        row.get("document_id") or row.get("document", ""),
        row.get("kind", ""),
        row.get("section", ""),
        row.get("text", "") or tagged.get("text", ""),
        page=row.get("page", ""),
        tags=tuple(tags),
    )


def pick(coding: Coding, grade: str) -> Codes:
    """`primary` codes, or `any`."""
    return coding.primary if grade == "primary" else coding.any
