"""`gcmatrix extract`: one PDF to its structure."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What is written."""

    json = "json"
    text = "text"
    markdown = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract", short_help="Read one PDF to its structure.")(extract)


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF file.")],
    format_: Annotated[Format, typer.Option("--format", help="json: blocks, tables, places.")] = Format.json,
    out: Annotated[Path | None, typer.Option(help="File to write; otherwise standard output.")] = None,
    password: Annotated[str | None, typer.Option(help="Password of an encrypted file.")] = None,
) -> None:
    """Read one PDF to its structure: headings, paragraphs, lists, tables, footnotes in reading order.

    \b
    Example:
      gcmatrix extract report.pdf --format text --out report.txt
    """
    from extractors.render import to_markdown, to_text
    from flows.commands.output import write_result
    from pipeline import stages
    from pipeline.catalogue import Document

    extraction = stages.extract(Document(document_id=file.stem, path=file), password=password)
    for problem in extraction.problems:
        typer.echo(f"{problem.severity}: {problem.message}", err=True)
    writers = {
        Format.json: lambda: extraction.model_dump_json(indent=1) + "\n",
        Format.text: lambda: to_text(extraction),
        Format.markdown: lambda: to_markdown(extraction),
    }
    write_result(writers[format_](), out)
