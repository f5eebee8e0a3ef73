"""Rows → DataFrame → CSV and Parquet; columns, types and checks come from the row classes. The only pandas file."""

from __future__ import annotations

import io
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from models.errors import SettingsError
from models.records.annex import (
    Acronym,
    Activity,
    CountryAction,
    DeclaredInferred,
    DocumentRow,
    Membership,
    Mention,
    ObjectiveTag,
    Organization,
    Passage,
    Practice,
    Recommendation,
)
from models.records.ids import code_order
from models.records.layout import Record
from models.records.outcome import Problem
from pipeline.files import write_atomically
from pipeline.spreadsheets import FORMULA

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

Row = Record | Problem
Rows = Mapping[str, Sequence[Row]]

DATASETS: dict[str, type[Row]] = {
    "documents": DocumentRow,
    "passages": Passage,
    "activities": Activity,
    "country_actions": CountryAction,
    "practices": Practice,
    "recommendations": Recommendation,
    "mentions": Mention,
    "objective_tags": ObjectiveTag,
    "declared_inferred": DeclaredInferred,
    "organizations": Organization,
    "acronyms": Acronym,
    "memberships": Membership,
    "problems": Problem,
}
WITH_OWN_ID = set(DATASETS) - {"mentions", "objective_tags", "acronyms", "memberships", "problems"}
"""Datasets whose first column names each row once."""

_DTYPES = {str: "str", int: "Int64", float: "Float64", bool: "boolean"}


def write_datasets(folder: Path, rows: Rows) -> list[Path]:
    """Write every dataset as CSV and Parquet, and the data dictionary; the same rows give the same bytes."""
    written = []
    for name in DATASETS:
        frame = rows_to_frame(name, rows.get(name, ()))
        written += [folder / f"{name}.csv", folder / f"{name}.parquet"]
        write_atomically(written[-2], frame_to_csv(frame))
        write_atomically(written[-1], _frame_to_parquet(frame))
    written.append(folder / "data-dictionary.csv")
    write_atomically(written[-1], _dictionary_to_csv())
    return written


def rows_to_frame(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows of a dataset by document, in reading order inside, with fixed columns and types.

    Raises pandera's SchemaErrors for rows that break the schema.
    """
    import pandas as pd

    fields = DATASETS[name].model_fields
    ordered = sorted(rows, key=lambda row: str(getattr(row, "document_id", "")))
    records = [[row_to_cell(getattr(row, field)) for field in fields] for row in ordered]
    columns = {
        field: pd.Series([record[index] for record in records], dtype=_DTYPES[cell_type(name, field)])
        for index, field in enumerate(fields)
    }
    checked: pd.DataFrame = make_schema(name).validate(pd.DataFrame(columns), lazy=True)
    return checked


def row_to_cell(value: Any) -> Any:
    """A list cell becomes text: words, sorted, joined by `;`; the numbers of a box joined by `,`."""
    if not isinstance(value, tuple):
        return value
    if value and all(isinstance(item, float | int) for item in value):
        return ",".join(f"{item:.1f}" for item in value)
    return ";".join(sort_list(value))


def sort_list(items: Iterable[str]) -> list[str]:
    """Codes in printed order (2, 13(h), 23, IFR), words by the alphabet."""
    found = list(items)
    try:
        return sorted(found, key=code_order)
    except ValueError:
        return sorted(found)


def cell_type(name: str, field: str) -> type:
    """Type of a column: str, int, float or bool; lists are text."""
    annotation = DATASETS[name].model_fields[field].annotation
    if get_origin(annotation) in (typing.Union, types.UnionType):
        annotation = next(option for option in get_args(annotation) if option is not type(None))
    return annotation if annotation in _DTYPES else str


def make_schema(name: str) -> pa.DataFrameSchema:
    """The pandera schema of a dataset: columns in order, types, closed vocabularies, unique ids."""
    import pandera.pandas as pa

    columns: dict[str, pa.Column] = {}
    for field, info in DATASETS[name].model_fields.items():
        options = get_args(info.annotation) if get_origin(info.annotation) is typing.Literal else ()
        columns[field] = pa.Column(
            _DTYPES[cell_type(name, field)],
            checks=[pa.Check.isin(options)] if options else None,
            nullable=type(None) in get_args(info.annotation),
            unique=name in WITH_OWN_ID and not columns,
            description=info.description,
        )
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True)


def frame_to_csv(frame: pd.DataFrame) -> bytes:
    """CSV, UTF-8, `true`/`false`, missing empty.

    A spreadsheet program would run text such as `=SUM(A1)` or `-2+3`; an apostrophe before it keeps it text. The
    values in Parquet are exact.
    """
    text = frame.copy()
    for column in frame.select_dtypes("boolean"):
        text[column] = frame[column].map({True: "true", False: "false"}).astype("str").where(frame[column].notna(), "")
    for column in frame.select_dtypes("str"):
        text[column] = text[column].str.replace(FORMULA, r"'\g<0>", regex=True)
    return text.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _frame_to_parquet(frame: pd.DataFrame) -> bytes:
    """Parquet without the notes that would tell one machine or run from another."""
    import pyarrow as arrow
    from pyarrow import parquet

    table = arrow.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd", version="2.6", store_schema=False)
    return buffer.getvalue()


def read_columns(folder: Path, name: str, columns: Sequence[str]) -> dict[str, list[Any]]:
    """Some columns of a written dataset, text for lists, None for what is missing; "" for a column of a later version.

    From Parquet, whose values are exact, else from CSV. Raises SettingsError where there is neither or no such file.
    """
    import pandas as pd

    path = next((p for suffix in ("parquet", "csv") if (p := folder / f"{name}.{suffix}").is_file()), None)
    if path is None:
        raise SettingsError(f"{folder / name}.parquet is missing; gcmatrix run --out {folder.parent} makes it")
    try:
        frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, dtype=str, na_filter=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read; gcmatrix run --out {folder.parent} makes it again") from error
    if columns[0] not in frame:
        raise SettingsError(f"{path} has no column {columns[0]}; gcmatrix run --out {folder.parent} makes it again")
    missing = [column for column in columns if column not in frame]
    return {
        column: [""] * len(frame)
        if column in missing
        else frame[column].astype(object).where(frame[column].notna(), None).tolist()
        for column in columns
    }


def data_dictionary() -> list[dict[str, str]]:
    """Dataset, column, type and meaning of every column, in order."""
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    return [
        {
            "dataset": name,
            "column": field,
            "type": "list" if _is_list(info.annotation) else names[cell_type(name, field)],
            "meaning": info.description or "",
        }
        for name, row_class in DATASETS.items()
        for field, info in row_class.model_fields.items()
    ]


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple and Ellipsis in get_args(annotation)


def _dictionary_to_csv() -> bytes:
    import pandas as pd

    return frame_to_csv(pd.DataFrame(data_dictionary()))
