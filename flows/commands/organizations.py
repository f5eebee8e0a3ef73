"""`gcmatrix organizations`: names that the list of organizations lacks, and aliases for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

group = typer.Typer(help="Look after the list of organizations.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(group, name="organizations")


@group.command("add-alias", short_help="File one more spelling under an organization.")
def add_alias(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its official name, an alias or its acronym.")],
    alias: Annotated[str, typer.Argument(metavar="ALIAS", help="The spelling to file under it.")],
    file: Annotated[
        Path | None,
        typer.Option(help="A list of your own; begins as a copy of the packaged one. Otherwise the packaged one."),
    ] = None,
    kind: Annotated[str, typer.Option(help="Add NAME where the list lacks it: ngo, network, government ...")] = "",
) -> None:
    """File one more spelling under an organization; the whole list is checked before anything is written.

    \b
    Example:
      gcmatrix organizations add-alias "Migrant Forum in Asia" "Asian Migrants Forum" --file my-organizations.csv
      gcmatrix run --organizations my-organizations.csv
    """
    from pipeline import organization_list

    added = organization_list.add_alias(name, alias, file=file, kind=kind)
    typer.echo(f"{added.file.name}, line {added.line}: {alias!r} is filed under {added.canonical!r}", err=True)
    use = f"gcmatrix run --organizations {file}" if file else "gcmatrix run"
    typer.echo(f"The next {use} uses it.", err=True)


@group.command("unresolved", short_help="List the names of a run that the list lacks.")
def unresolved(
    out: Annotated[Path, typer.Option(help="Folder with the results of a run.")] = Path("outputs"),
    organizations: Annotated[Path | None, typer.Option(help="Another list of organizations (CSV).")] = None,
    to: Annotated[Path | None, typer.Option(help="CSV file to write; otherwise standard output.")] = None,
) -> None:
    """List the organizations of a run that no list has, most named first, with the entry most like each.

    \b
    Example:
      gcmatrix organizations unresolved --out my-results --to unresolved.csv
    """
    from flows.commands.options import make_settings
    from flows.commands.output import write_result
    from pipeline.organization_list import UNRESOLVED_COLUMNS, find_unresolved
    from pipeline.spreadsheets import write_csv

    make_settings(organizations=organizations)
    write_result(write_csv(UNRESOLVED_COLUMNS, find_unresolved(out, organizations)), to)
