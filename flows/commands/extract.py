"""`gcmatrix extract`: one PDF to its structure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ExtractionError, SettingsError

if TYPE_CHECKING:
    from models.records.layout import Extraction
    from pipeline.catalogue import Document
    from pipeline.settings import Limits


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

    document = Document(document_id=file.stem, path=file)
    limits = make_limits(seconds=seconds, megabytes=megabytes, ocr=ocr)
    extraction = extract_apart(document, limits=limits, password=password, textless=bool(report or debug_pages))
    for problem in extraction.problems:
        typer.echo(f"{problem.severity}: {problem.message}", err=True)
    if debug_pages:
        _draw(extraction, document, debug_pages, limits, password)
    if report:
        write_result(_report(extraction, document, format_, limits, password), out)
    else:
        write_result(_structure(extraction, format_ or Format.json), out)


def _structure(extraction: Extraction, format_: Format) -> str:
    from extractors.render import to_markdown, to_text

    if format_ is Format.json:
        return extraction.model_dump_json(indent=1) + "\n"
    return to_text(extraction) if format_ is Format.text else to_markdown(extraction)


def _report(
    extraction: Extraction, document: Document, format_: Format | None, limits: Limits, password: str | None
) -> str:
    from extractors.reading_report import report_to_text, to_report
    from pipeline.isolation import compare_apart

    texts, given_up = compare_apart(document, limits=limits, password=password)
    _say_given_up(document, "the second reader", given_up)
    report = to_report(extraction, texts, reader="pdfplumber")
    if format_ is Format.json:
        return report.model_dump_json(indent=1) + "\n"
    return report_to_text(report, document.path.name)


def _draw(extraction: Extraction, document: Document, folder: Path, limits: Limits, password: str | None) -> None:
    from pipeline.isolation import draw_apart

    try:
        drawn, given_up = draw_apart(extraction, document, folder, limits=limits, password=password)
    except ExtractionError as error:
        raise SettingsError(f"--debug-pages {error}") from error
    _say_given_up(document, "drawing", given_up)
    typer.echo(f"{drawn} pages drawn in {folder}", err=True)


def _say_given_up(document: Document, work: str, given_up: Mapping[int, str]) -> None:
    for page, why in sorted(given_up.items()):
        where = f"page {page}" if page else "the other pages"
        typer.echo(f"note: {document.path.name}: {work}, {where}: {why}", err=True)
