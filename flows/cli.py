"""The command line: one file a command, all errors turned into one sentence and an exit status here.

Exit 0: done. Exit 1: done, but some inputs failed, each listed. Exit 2: wrong usage, or nothing could be done.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from flows.commands import add, audit, compare, doctor, extract, mentions, organizations, run, tag, taxonomy
from models.errors import GcmError

INTERRUPTED = 130
STOPPED = "stopped; what was finished is kept, and the next run goes on from there"

app = typer.Typer(
    name="gcmatrix",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (run, add, extract, tag, mentions, audit, compare, organizations, taxonomy, doctor):
    module.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        from pipeline.fingerprint import version

        typer.echo(f"gcmatrix {version('gcmatrix')}")
        raise typer.Exit


@app.callback()
def gcmatrix(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Text mining over policy reports on the Global Compact for Migration.

    \b
    Turn the reports of a folder into datasets and a workbook:
      gcmatrix run --corpus my-reports --out my-results
    Add a report of your own, then run again; only what is new is computed:
      gcmatrix add my.pdf
    Tag a spreadsheet of passages with objectives:
      gcmatrix tag passages.csv --out tagged.csv
    Let the Tab key complete commands and options (bash, zsh, fish, PowerShell), in new windows from then on:
      gcmatrix --install-completion
    """


def main() -> None:
    """Entry point of the `gcmatrix` command."""
    sys.exit(run_command())


def run_command(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status; errors become one sentence on standard error."""
    if os.environ.get("GCMATRIX_DEBUG"):
        logging.basicConfig()
        logging.getLogger("gcmatrix").setLevel(logging.DEBUG)
    try:
        app(arguments, standalone_mode=True)
    except SystemExit as end:
        return _say(STOPPED, status=INTERRUPTED) if end.code == INTERRUPTED else int(end.code or 0)
    except GcmError as error:
        return _say(str(error))
    except KeyboardInterrupt:
        return _say(STOPPED, status=INTERRUPTED)
    except Exception as error:
        return _unforeseen(error)
    return 0


def _unforeseen(error: Exception) -> int:
    """A full disk, a closed pipe, a defect."""
    if os.environ.get("GCMATRIX_DEBUG"):
        raise error
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, OSError):
        return _say(f"{error.filename or 'a file'}: {error.strerror or error}; check the path and your rights to it")
    what = " ".join(str(error).split())[:300]
    return _say(f"this is a defect of gcmatrix ({type(error).__name__}: {what}); GCMATRIX_DEBUG=1 shows where")


def _say(message: str, *, status: int = 2) -> int:
    sys.stderr.write(f"gcmatrix: {message}\n")
    return status


if __name__ == "__main__":
    main()
