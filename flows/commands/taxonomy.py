"""`gcmatrix taxonomy check`: look after a taxonomy file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

group = typer.Typer(help="Look after the taxonomy of objectives.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(group, name="taxonomy")


@group.command("check", short_help="Check a taxonomy file and say what its rules do.")
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A taxonomy; without it the packaged one.")
    ] = None,
    against: Annotated[Path | None, typer.Option(help="An older version, to see what a change does.")] = None,
    passages: Annotated[Path | None, typer.Option(help="CSV with text, primary and secondary codes.")] = None,
) -> None:
    """Check a taxonomy: mistakes with their line, overlaps, rules that never or nearly always fire, and scores.

    \b
    Example:
      gcmatrix taxonomy check my-objectives.yaml
    """
    from pipeline.taxonomy_check import check_taxonomy

    for line in check_taxonomy(file, against=against, passages=passages):
        typer.echo(line)
