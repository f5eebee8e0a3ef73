"""`gcmatrix extract`: one PDF to its structure."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import SettingsError

if TYPE_CHECKING:
    from models.records.layout import Extraction


class Format(StrEnum):
    """What is written."""

    json = "json"
    text = "text"
    markdown = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract", short_help="Read one PDF to its structure.")(extract)


def extract(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF file.")],
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="json: blocks, tables, places (the default; text with --report)."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; otherwise standard output.")] = None,
    password: Annotated[
        str | None, typer.Option(envvar="GCMATRIX_PASSWORD", show_envvar=True, help="Password of an encrypted file.")
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="Say how each page was read instead, compared with a second reader; slow.")
    ] = False,
    debug_pages: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for a picture of each page with its structure drawn.")
    ] = None,
    seconds: Annotated[int, typer.Option(help="Most time for reading the file.")] = 120,
    megabytes: Annotated[int, typer.Option(help="Most memory for reading the file.")] = 2048,
    ocr: Annotated[str, typer.Option(help="Languages of scans, as tesseract names them: eng+fra.")] = "eng",
) -> None:
    """Read one PDF to its structure: headings, paragraphs, lists, tables, footnotes in reading order.

    \b
    Example:
      gcmatrix extract report.pdf --format text --out report.txt
    How it was read: pages, tables, notes, words lost against a second reader:
      gcmatrix extract report.pdf --report
    One picture a page, with blocks, columns, boxes, cells and notes drawn over it:
      gcmatrix extract report.pdf --debug-pages pages --out report.json
    """
    from flows.commands.options import make_limits
    from flows.commands.output import write_result
    from pipeline.catalogue import Document
    from pipeline.isolation import extract_apart

    extraction = extract_apart(
        Document(document_id=file.stem, path=file),
        limits=make_limits(seconds=seconds, megabytes=megabytes, ocr=ocr),
        password=password,
        textless=bool(report or debug_pages),
    )
    for problem in extraction.problems:
        typer.echo(f"{problem.severity}: {problem.message}", err=True)
    if debug_pages:
        _draw(extraction, file, password, debug_pages)
    if report:
        write_result(_report(extraction, file, password, format_), out)
    else:
        write_result(_structure(extraction, format_ or Format.json), out)


def _structure(extraction: Extraction, format_: Format) -> str:
    from extractors.render import to_markdown, to_text

    if format_ is Format.json:
        return extraction.model_dump_json(indent=1) + "\n"
    return to_text(extraction) if format_ is Format.text else to_markdown(extraction)


def _report(extraction: Extraction, file: Path, password: str | None, format_: Format | None) -> str:
    from extractors.plumber import read_texts
    from extractors.reading_report import report_to_text, to_report

    report = to_report(extraction, read_texts(file, password=password), reader="pdfplumber")
    return report.model_dump_json(indent=1) + "\n" if format_ is Format.json else report_to_text(report, file.name)


def _draw(extraction: Extraction, file: Path, password: str | None, folder: Path) -> None:
    from extractors.page_pictures import draw_pages, scale_of
    from extractors.pdfium import render_pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
        pages = render_pages(file.read_bytes(), password, scale_of)
        drawn = list(draw_pages(extraction, pages, folder, file.stem))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SettingsError(f"--debug-pages {folder}: no picture can be written there ({reason})") from error
    typer.echo(f"{len(drawn)} pages drawn in {folder}", err=True)
