"""`gcmatrix add`: register a report in the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("add", short_help="Register a report of your own in the corpus.")(add)


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    source: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="A PDF file, or the address of one.")],
    corpus: Annotated[Path, typer.Option(help="Folder with the reports.")] = Path("corpus"),
    id_: Annotated[str, typer.Option("--id", help="Its id; otherwise from the file's name.")] = "",
    title: Annotated[str, typer.Option(help="Its title; otherwise from the file.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    published: Annotated[str, typer.Option(help="When: YYYY[-MM[-DD]]; otherwise from the file.")] = "",
    family: Annotated[str, typer.Option(help="Its family of reports; otherwise found by looking.")] = "",
    language: Annotated[str, typer.Option(help="Its language (en, fr, ...); otherwise found by reading.")] = "",
    replaces: Annotated[str, typer.Option(metavar="ID", help="The report that it replaces.")] = "",
) -> None:
    """Register a report: it is copied into the corpus and gets a row in the manifest.

    \b
    Example:
      gcmatrix add "Annual mapping.pdf" --publisher "Harbour Circle" --replaces mapping-digest
    """
    from flows.summary import find_command, next_commands
    from pipeline.registration import Given, register_report
    from pipeline.settings import Settings

    given = Given(id_, title, publisher, published, family, language, replaces)
    row, pages = register_report(source, corpus, given)
    typer.echo(f"Registered {row['document_id']} ({pages} pages, {row['file']}):")
    for name in ("title", "publisher", "published", "language", "family", "replaces"):
        typer.echo(f"  {name:10} {row[name] or '-'}")
    typer.echo(f"To correct this, edit {corpus / 'manifest.csv'}. Next:")
    typer.echo(f"  {next_commands(Settings(corpus=corpus), find_command())[1]}")
