"""Filled-in sheets → codes by passage. What cannot be used is said in a sentence, the rest is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import GcmError, SettingsError
from models.objectives.taxonomy import Taxonomy
from models.records.ids import sort_codes
from pipeline.audit.agreement import Codes
from pipeline.audit.coding_sheets import CODED_BY, CODER, CODING, KINDS, NAME, PRIMARY, SECONDARY
from pipeline.spreadsheets import Spreadsheet, read_spreadsheet

GRADES = (("primary", PRIMARY), ("secondary", SECONDARY))
SHOWN = 5


class Coding(NamedTuple):
    """What a coder gave a passage."""

    primary: Codes
    secondary: Codes

    @property
    def any(self) -> Codes:
        """Primary and secondary codes together."""
        return self.primary | self.secondary


class CodedSheet(NamedTuple):
    """A sheet: its coder, whether a person or a program coded (empty: not declared), the passages as shown, codes."""

    file: str
    coder: str
    kind: str
    shown: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, Coding]
    notes: tuple[str, ...]


def read_sheets(paths: Sequence[Path], taxonomy: Taxonomy) -> tuple[list[CodedSheet], list[str]]:
    """The sheets that can be read and a sentence on each that cannot; SettingsError where there is none."""
    sheets: list[CodedSheet] = []
    failed = []
    for path in paths:
        try:
            sheets.append(_name_apart(read_sheet(path, taxonomy), {sheet.coder for sheet in sheets}))
        except GcmError as error:
            failed.append(str(error))
    if not sheets:
        raise SettingsError("no coded sheet can be read: " + "; ".join(failed))
    return sheets, failed


def read_sheet(path: Path, taxonomy: Taxonomy) -> CodedSheet:
    """Raises SettingsError, one sentence, for a file without the columns of a coded sheet."""
    workbook = path.suffix.lower() == ".xlsx"
    table = read_spreadsheet(str(path), sheet=CODING if workbook else None, column="passage_id")
    _check_columns(table, path)
    coder, kind, said = _read_coder(path) if workbook else (path.stem, "", [])
    shown = {row["passage_id"]: row for row in _to_dicts(table) if row["passage_id"]}
    codes, notes = _read_codes(_to_dicts(table), taxonomy, path.name)
    return CodedSheet(path.name, coder, kind, shown, codes, (*said, *notes))


def _name_apart(sheet: CodedSheet, taken: set[str]) -> CodedSheet:
    if sheet.coder not in taken:
        return sheet
    note = f"{sheet.file}: the coder {sheet.coder} has another sheet too; this one counts as a coder of its own"
    return sheet._replace(coder=f"{sheet.coder} ({sheet.file})", notes=(*sheet.notes, note))


def _check_columns(table: Spreadsheet, path: Path) -> None:
    if "passage_id" not in table.header or not any(name in table.header for name in ("primary", *PRIMARY)):
        raise SettingsError(
            f"{path.name} has no columns passage_id and primary_1; is it a sheet that audit sample wrote?"
        )


def _to_dicts(table: Spreadsheet) -> list[dict[str, str]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def _read_coder(path: Path) -> tuple[str, str, list[str]]:
    """Name and kind from the sheet Coder."""
    try:
        rows = read_spreadsheet(str(path), sheet=CODER).rows
    except SettingsError:
        rows = ()
    answers = {row[0].strip(): row[1].strip() for row in rows if len(row) > 1}
    name, kind = answers.get(NAME, "") or path.stem, answers.get(CODED_BY, "").lower()
    if kind in KINDS:
        return name, kind, []
    said = f"{path.name} does not say whether a person or a program coded (sheet {CODER}, cell B3)"
    return name, "", [f"{said}; it does not count as human coding"]


def _read_codes(
    rows: Sequence[Mapping[str, str]], taxonomy: Taxonomy, name: str
) -> tuple[dict[str, Coding], list[str]]:
    codes: dict[str, Coding] = {}
    notes, empty = [], []
    for number, row in enumerate(rows, start=2):
        try:
            coding = _read_row(row, taxonomy)
        except ValueError as error:
            notes.append(f"{name}, row {number}: {error}; the passage counts as not coded")
            continue
        if not row["passage_id"]:
            notes.append(f"{name}, row {number} names no passage and is not read")
        elif not coding.primary:
            empty.append(number)
        elif row["passage_id"] in codes:
            notes.append(f"{name}, row {number}: the passage {row['passage_id']} stands a second time and is not read")
        else:
            codes[row["passage_id"]] = coding
    if empty:
        more = ", ..." if len(empty) > SHOWN else ""
        where = ", ".join(map(str, empty[:SHOWN])) + more
        notes.append(f"{name}: {len(empty)} of {len(rows)} passages have no primary code (rows {where}), not coded")
    return codes, notes


def _read_row(row: Mapping[str, str], taxonomy: Taxonomy) -> Coding:
    """Raises ValueError for an unknown code."""
    primary, secondary = (
        _read_cells([row.get(name, "") for name in (grade, *columns)], taxonomy) for grade, columns in GRADES
    )
    nothing = {taxonomy.code_of("none")}
    return Coding(primary - nothing or primary, secondary - nothing - primary)


def _read_cells(cells: Sequence[str], taxonomy: Taxonomy) -> Codes:
    parts = [part.strip() for cell in cells for part in cell.replace(",", ";").split(";")]
    codes = {part: part.split("(")[0].strip().upper() for part in parts if part}
    for part, code in codes.items():
        if code not in taxonomy.by_code:
            raise ValueError(f"{part[:40]!r} is not a code of the taxonomy (sheet Codebook lists them)")
    return frozenset(codes.values())


def join_codes(codes: Codes) -> str:
    """`5;15`, in printed order."""
    return ";".join(sort_codes(codes))
