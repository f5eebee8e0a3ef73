"""`gcmatrix tag`: objectives for a spreadsheet of passages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("tag", short_help="Tag a spreadsheet of passages with objectives.")(tag)


def tag(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[str, typer.Argument(metavar="FILE", help="A .csv or .xlsx file; - reads standard input.")],
    text_column: Annotated[str, typer.Option(help="Column with the passages.")] = "text",
    context_column: Annotated[
        str | None, typer.Option(help="Column with the headings above them; `section` is used where it is there.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="CSV file to write; otherwise standard output.")] = None,
    taxonomy: Annotated[Path | None, typer.Option(help="Another taxonomy (YAML), or sdgs.")] = None,
    combine: Annotated[str, typer.Option(help="calibrated, union or agreement.")] = "calibrated",
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook that has several.")] = None,
    encoder: Annotated[str | None, typer.Option(help="Another sentence encoder, by name or folder.")] = None,
) -> None:
    """Tag a spreadsheet of passages with objectives, addressee and the words that decided.

    A column `kind` that says recommendation, finding, activity ... as in passages.csv tells what asks somebody.

    \b
    Example:
      gcmatrix tag passages.csv --text-column statement --out tagged.csv
    """
    from flows.commands.options import make_settings
    from flows.commands.output import write_result
    from flows.report import say_keywords_only
    from pipeline.passage_sheets import check_columns, find_notes, tag_sheet
    from pipeline.spreadsheets import read_spreadsheet, write_csv
    from pipeline.tools import load_tagger

    settings = make_settings(taxonomy=taxonomy, combine=combine, encoder=encoder)
    passages = read_spreadsheet(file, sheet=sheet, column=text_column)
    check_columns(passages, text_column, context_column)
    say_keywords_only()
    for note in find_notes(passages, text_column):
        typer.echo(f"note: {note}", err=True)
    tagged = tag_sheet(passages, load_tagger(settings), text_column=text_column, context_column=context_column)
    write_result(write_csv(tagged.header, tagged.rows), out)
