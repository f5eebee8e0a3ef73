"""`gcmatrix compare`: priorities across years, and what became of recommendations."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class By(StrEnum):
    """What is set side by side."""

    year = "year"
    document = "document"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("compare", short_help="Compare priorities across years, and link recommendations.")(compare)


def compare(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Annotated[Path, typer.Option(help="Folder with the results of a run.")] = Path("outputs"),
    by: Annotated[By, typer.Option(help="Compare years, or reports.")] = By.year,
    kind: Annotated[list[str] | None, typer.Option(help="Only passages of this kind; may be given again.")] = None,
    secondary: Annotated[bool, typer.Option("--secondary", help="Count secondary objectives too.")] = False,
    corrected: Annotated[
        Path | None,
        typer.Option(help="CSV of an audit to correct by: truth,predicted,count or objective,precision,recall."),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="CSV with your decisions on links; OUT/compare/decisions.csv otherwise.")
    ] = None,
    taxonomy: Annotated[Path | None, typer.Option(help="The taxonomy of the run (YAML), or sdgs.")] = None,
    encoder: Annotated[str | None, typer.Option(help="Another sentence encoder, by name or folder.")] = None,
    words_only: Annotated[bool, typer.Option("--words-only", help="Link by words, without the encoder.")] = False,
) -> None:
    """Compare how much each objective takes up, year by year or report by report, and link recommendations.

    Shares, changes, links and charts go to OUT/compare, with one page, compare.html. Confirm or cut links in
    OUT/compare/decisions.csv and run the command again.

    \b
    Example:
      gcmatrix compare --out outputs
      gcmatrix compare --by document --kind recommendation
    """
    from flows.commands.options import make_settings
    from models.objectives.encoder import load_encoder
    from models.objectives.taxonomy import load_taxonomy
    from pipeline.compare.comparison import Choices
    from pipeline.compare.comparison import compare as compare_datasets
    from pipeline.compare.files import write_comparison
    from pipeline.compare.summary import summarize

    settings = make_settings(taxonomy=taxonomy, encoder=encoder)
    choices = Choices(out, by.value, tuple(kind or ()), secondary, corrected, decisions)
    loaded = None if words_only else load_encoder(settings.encoder)
    found = compare_datasets(choices, load_taxonomy(settings.taxonomy), loaded)
    write_comparison(found)
    for line in (*found.notes, *found.faults):
        typer.echo(f"note: {line}", err=True)
    for line in summarize(found):
        typer.echo(line)
    raise typer.Exit(1 if found.faults else 0)
