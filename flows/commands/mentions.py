"""`gcmatrix mentions`: organizations and places of a spreadsheet of passages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("mentions", short_help="Find organizations and places in a spreadsheet.")(mentions)


def mentions(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A .csv or .xlsx file; - reads standard input.")],
    text_column: Annotated[str, typer.Option(help="Column with the passages.")] = "text",
    out: Annotated[Path | None, typer.Option(help="CSV file to write; otherwise standard output.")] = None,
    organizations: Annotated[Path | None, typer.Option(help="Another list of organizations (CSV).")] = None,
) -> None:
    """Find the organizations, countries and regions that passages name, one row a mention.

    A column `kind` that says activity or country_action as in passages.csv tells rows whose first name leads.

    \b
    Example:
      gcmatrix mentions passages.csv --out mentions.csv
    """
    from flows.commands.options import make_settings
    from flows.commands.output import write_result
    from pipeline.passage_sheets import check_columns, find_sheet_mentions
    from pipeline.spreadsheets import read_spreadsheet, write_csv
    from pipeline.tools import load_recognizer

    settings = make_settings(organizations=organizations)
    sheet = read_spreadsheet(file)
    check_columns(sheet, text_column, None, outputs=())
    found = find_sheet_mentions(sheet, load_recognizer(settings), text_column=text_column)
    write_result(write_csv(found.header, found.rows), out)
