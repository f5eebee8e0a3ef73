"""`gcmatrix run`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.errors import SettingsError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "run",
        short_help="Turn the reports of a folder into datasets and a workbook.",
        context_settings={"allow_extra_args": True},
    )(run)


def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    corpus: Annotated[Path, typer.Option(help="Folder with the reports.")] = Path("corpus"),
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("outputs"),
    only: Annotated[list[str] | None, typer.Option(help="Only the reports with these ids.", metavar="ID ...")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Reports worked on at the same time.")] = 2,
    force: Annotated[bool, typer.Option("--force", help="Compute every stage again.")] = False,
    no_prefect: Annotated[bool, typer.Option("--no-prefect", help="Do without the flow engine.")] = False,
    taxonomy: Annotated[Path | None, typer.Option(help="Another taxonomy of objectives (YAML).")] = None,
    organizations: Annotated[Path | None, typer.Option(help="Another list of organizations (CSV).")] = None,
    encoder: Annotated[str | None, typer.Option(help="Another sentence encoder, by name or folder.")] = None,
    combine: Annotated[str, typer.Option(help="calibrated, union or agreement.")] = "calibrated",
    passwords: Annotated[Path | None, typer.Option(help="CSV file with the columns file and password.")] = None,
    seconds: Annotated[int, typer.Option(help="Most time for reading one file.")] = 120,
    megabytes: Annotated[int, typer.Option(help="Most memory for reading one file.")] = 2048,
    ocr: Annotated[str, typer.Option(help="Languages of scans, as tesseract names them: eng+fra.")] = "eng",
) -> None:
    """Turn every report of a corpus into datasets and a workbook.

    Only what has changed since the last run is computed. A folder of PDFs without a manifest works too.
    GCMATRIX_PASSWORD opens encrypted files that are not in --passwords.

    \b
    Example:
      gcmatrix run --corpus my-reports --out my-results
      gcmatrix run --only imrf-2021-digest --force
    """
    from flows.commands.options import make_settings
    from flows.report import Reporter
    from flows.summary import find_command, print_summary
    from pipeline.run import run_corpus, run_in_threads

    settings = make_settings(
        corpus=corpus,
        out=out,
        only=parse_ids(only, context.args),
        workers=workers,
        force=force,
        taxonomy=taxonomy,
        organizations=organizations,
        encoder=encoder,
        combine=combine,
        passwords=passwords,
        limits={"seconds": seconds, "megabytes": megabytes, "ocr": ocr},
    )
    if no_prefect:
        execute = run_in_threads(workers)
    else:
        from flows.corpus_flow import run_with_prefect

        execute = run_with_prefect(workers, out / ".prefect")
    with Reporter() as reporter:
        outcome = run_corpus(settings, execute=reporter.around(execute), on_report=reporter.note)
    print_summary(outcome.record, find_command())
    raise typer.Exit(1 if outcome.failed else 0)


def parse_ids(only: list[str] | None, more: list[str]) -> tuple[str, ...]:
    """`--only a b`, `--only a,b` and `--only a --only b` all mean the same."""
    if more and not only:
        raise SettingsError(f"{more[0]!r} is not an option of run; gcmatrix run --help shows them")
    ids = [part.strip() for text in (*(only or ()), *more) for part in text.split(",")]
    return tuple(sorted({part for part in ids if part}))
