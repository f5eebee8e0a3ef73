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
Taxonomy = Annotated[Path | None, typer.Option(help="Another taxonomy of objectives (YAML).")]
Date = Annotated[str, typer.Option(help="Date of the audit, YYYY-MM-DD; today without it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(group, name="audit")


@group.command("sample", short_help="Draw passages and write a blind coding sheet for each coder.")
def sample(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Out = Path("outputs"),
    folder: Annotated[Path, typer.Option(help="Folder of the audit.")] = Path("audit"),
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


@group.command("rehearse", short_help="Fill in coding sheets by program, to try the loop without coders.")
def rehearse(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET...", help="Sheets that audit sample or agree wrote.")],
    out: Out = Path("outputs"),
    noise: Annotated[float, typer.Option(min=0, max=1, help="Share of passages that get other codes.")] = 0.2,
    seed: Annotated[int, typer.Option(help="Another seed makes other mistakes.")] = 0,
    taxonomy: Taxonomy = None,
) -> None:
    """Fill in coding sheets with the codes of the run, some changed by chance. The sheets say that a program coded.

    What is in the yellow cells is replaced: for trying the loop only, never for sheets that a person works on.

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
