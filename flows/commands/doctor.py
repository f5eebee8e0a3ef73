"""`gcmatrix doctor`: what is installed, what is missing, how to get it."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor", short_help="Show what is installed and what is missing.")(doctor)


def doctor() -> None:
    """Show what is installed, which sentence encoder is used, and how to get what is missing.

    \b
    Example:
      gcmatrix doctor
    """
    from pipeline.health import examine

    health = examine()
    for line in health.lines:
        typer.echo(line)
    raise typer.Exit(0 if health.usable else 2)
