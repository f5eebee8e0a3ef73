"""`gcmatrix audit ...`: check what was found against what people code."""

from __future__ import annotations

from datetime import date as calendar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.audit.draw_step import Outcome

group = typer.Typer(help="Check tags and tables against hand coding.", no_args_is_help=True)
Out = Annotated[Path, typer.Option(help="Folder with the results of a run.")]
Folder = Annotated[Path, typer.Option(help="Folder of the audit.")]
Taxonomy = Annotated[Path | None, typer.Option(help="Another taxonomy of objectives (YAML).")]
Date = Annotated[str, typer.Option(help="Date of the audit, YYYY-MM-DD; today without it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(group, name="audit")


@group.command("sample", short_help="Draw passages and write a blind coding sheet for each coder.")
def sample(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Out = Path("outputs"),
    folder: Folder = Path("audit"),
    coder: Annotated[list[str] | None, typer.Option(help="Name of a coder; once for each.")] = None,
    random: Annotated[int, typer.Option(min=0, help="Passages without keyword hits and not in doubt.")] = 40,
    keyword: Annotated[int, typer.Option(min=0, help="Passages with keyword hits, not in doubt.")] = 40,
    borderline: Annotated[int, typer.Option(min=0, help="Passages marked as in need of review.")] = 40,
    seed: Annotated[int, typer.Option(help="Another seed draws other passages.")] = 0,
    taxonomy: Taxonomy = None,
) -> None:
    """Draw a sample with known weights from the passages of a run, and write a blind coding sheet for each coder.

    \b
    Example:
      gcmatrix audit sample --coder Ana --coder Ben
    """
    from flows.commands.options import make_settings
    from pipeline.audit.draw_step import draw

    sizes = {"random": random, "keyword": keyword, "borderline": borderline}
    used = make_settings(taxonomy=taxonomy).taxonomy
    _finish(draw(out, folder, coder or ["one", "two"], sizes, seed=seed, taxonomy=used))


@group.command("agree", short_help="How far coders agree, what they differ on, and the codes that stand.")
def agree(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET...", help="Filled-in sheets, one a coder.")],
    adjudicated: Annotated[Path | None, typer.Option(help="The filled-in adjudication sheet.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Folder to write to; that of the first sheet without it.")] = None,
    taxonomy: Taxonomy = None,
    date: Date = "",
) -> None:
    """Measure agreement between coders, list conflicts, and freeze the codes that stand.

    \b
    Example:
      gcmatrix audit agree audit/sheet-ana.xlsx audit/sheet-ben.xlsx
    """
    from flows.commands.options import make_settings
    from pipeline.audit.agree_step import agree as measure

    used = make_settings(taxonomy=taxonomy).taxonomy
    _finish(measure(sheets, _check_date(date), folder=folder, adjudicated=adjudicated, taxonomy=used))


@group.command("score", short_help="Score what a run found against reference codes.")
def score(  # noqa: PLR0913, PLR0917 - one parameter an option
    reference: Annotated[
        Path | None, typer.Argument(metavar="[REFERENCE]", help="Reference codes; the newest of the folder without it.")
    ] = None,
    out: Out = Path("outputs"),
    folder: Folder = Path("audit"),
    tags: Annotated[Path | None, typer.Option(help="Score this file of gcmatrix tag, not the run.")] = None,
    mentions: Annotated[Path | None, typer.Option(help="Mentions marked by hand.")] = None,
    mention_passages: Annotated[
        Path | None, typer.Option(help="The passages that were marked, those without a mention too.")
    ] = None,
    mentions_found: Annotated[
        Path | None, typer.Option(help="Score this file of gcmatrix mentions, not the run.")
    ] = None,
    segments: Annotated[Path | None, typer.Option(help="Passages cut by hand.")] = None,
    taxonomy: Taxonomy = None,
    encoder: Annotated[str | None, typer.Option(help="Another sentence encoder, by name or folder.")] = None,
    date: Date = "",
) -> None:
    """Score what a run found: objectives against reference codes, and mentions and passages where truth is named.

    \b
    Example:
      gcmatrix audit score
      gcmatrix audit score my-codes.csv --segments my-passages.csv
    """
    from flows.commands.options import make_settings
    from pipeline.audit.score_step import Sources
    from pipeline.audit.score_step import score as measure

    settings = make_settings(taxonomy=taxonomy, encoder=encoder)
    named = (reference, tags, mentions, mention_passages, mentions_found, segments)
    _finish(measure(Sources(*named, settings.taxonomy, settings.encoder), out, folder, _check_date(date)))


@group.command("matrix", short_help="Compare a rebuilt table with one made by hand.")
def matrix(  # noqa: PLR0913, PLR0917 - one parameter an option
    rebuilt: Annotated[Path, typer.Argument(metavar="REBUILT", help="A dataset or workbook of a run (.csv, .xlsx).")],
    handmade: Annotated[Path, typer.Argument(metavar="HANDMADE", help="The table made by hand (.csv, .xlsx).")],
    fields: Annotated[str, typer.Option(help="Columns to compare: a,b,c; all that both have without it.")] = "",
    list_fields: Annotated[
        str, typer.Option(help="Columns with lists, in which order does not count.")
    ] = "sectors,iso3,declared_codes,countries",
    where: Annotated[str, typer.Option(help="Keep only rebuilt rows with column=value.")] = "",
    sheet: Annotated[str | None, typer.Option(help="Sheet of the rebuilt workbook.")] = None,
    handmade_sheet: Annotated[str | None, typer.Option(help="Sheet of the workbook made by hand.")] = None,
    folder: Folder = Path("audit"),
    date: Date = "",
) -> None:
    """Compare a rebuilt table with one made by hand: rows found, missed, extra; cells exact, near, wrong.

    \b
    Example:
      gcmatrix audit matrix outputs/datasets/practices.csv my-practices.xlsx --fields name,time
    """
    from pipeline.audit.matrix_step import Request, compare

    columns, lists = (tuple(filter(None, text.split(","))) for text in (fields, list_fields))
    request = Request(rebuilt, handmade, columns, lists, where, sheet, handmade_sheet)
    _finish(compare(request, folder, _check_date(date)))


@group.command("rehearse", short_help="Fill in coding sheets by program, to try the loop without coders.")
def rehearse(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET...", help="Sheets that audit sample or agree wrote.")],
    out: Out = Path("outputs"),
    noise: Annotated[float, typer.Option(min=0, max=1, help="Share of passages that get other codes.")] = 0.2,
    seed: Annotated[int, typer.Option(help="Another seed makes other mistakes.")] = 0,
    taxonomy: Taxonomy = None,
) -> None:
    """Fill in coding sheets with the codes of the run, some changed by chance. The sheets say that a program coded.

    For trying the loop only; a sheet that a person may have worked on is refused.

    \b
    Example:
      gcmatrix audit rehearse audit/sheet-one.xlsx audit/sheet-two.xlsx
    """
    from flows.commands.options import make_settings
    from pipeline.audit.rehearsal import rehearse as fill

    _finish(fill(sheets, out, noise=noise, seed=seed, taxonomy=make_settings(taxonomy=taxonomy).taxonomy))


def _check_date(text: str) -> str:
    """The date as ISO; today for an empty one."""
    if not text:
        return datetime.now().astimezone().date().isoformat()
    try:
        return calendar.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(f"--date: {text!r} is not a date such as 2026-11-26") from error


def _finish(outcome: Outcome) -> None:
    for line in outcome.lines:
        typer.echo(line)
    raise typer.Exit(1 if outcome.failed else 0)
