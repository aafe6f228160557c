"""The `assay` command: verbs, exit codes, and what is said when something goes wrong."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import typer

from assay import __version__, prefs, words
from assay.cli import (
    assess,
    attaching,
    authoring,
    building,
    chronicles,
    comparing,
    copying,
    devices,
    exporting,
    merging,
    reassessing,
    recording,
    sharing,
    showing,
    vault,
    writing_memos,
)
from assay.core import errors

EXIT_CODES: tuple[tuple[type[errors.UserError], int], ...] = (
    (errors.InvalidInput, 2),
    (errors.NotFound, 3),
    (errors.CannotWrite, 3),
    (errors.NotAProject, 4),
    (errors.InUse, 5),
    (errors.NeedsDecision, 7),
    (errors.Conflict, 7),
)
UNEXPECTED = 1
USAGE = 2
INTERRUPTED = 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Governance due diligence: checklist, evidence, rating, memo. "
    "Without a verb, the window opens.",
)
for group in (
    building,
    showing,
    chronicles,
    assess,
    reassessing,
    attaching,
    vault,
    writing_memos,
    exporting,
    recording,
    comparing,
    merging,
    copying,
    sharing,
):
    group.register(app)
app.add_typer(authoring.app, name="checklist")
app.add_typer(devices.app, name="key")


@app.callback(invoke_without_command=True)
def _top(version: bool = typer.Option(False, "--version", help="Print the version.")) -> None:
    """Governance due diligence: checklist, evidence, rating, memo."""
    if version:
        typer.echo(f"assay {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code of design §7."""
    try:
        outcome = app(list(arguments), standalone_mode=False, prog_name="assay")
        return outcome if isinstance(outcome, int) else 0
    except errors.UserError as error:
        typer.echo(words.sentence(error), err=True)
        return exit_code(error)
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        if show is not None:
            show()
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception:  # noqa: BLE001  a bug: kept as a report, said plainly
        report = save_report(traceback.format_exc())
        typer.echo(
            words.tr("This is a bug in Assay; a report was saved as {path}.", path=report), err=True
        )
        return UNEXPECTED


def exit_code(error: errors.UserError) -> int:
    """The exit code that goes with a problem of the user's world."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), UNEXPECTED)


def save_report(text: str) -> Path:
    """Keep a report of a bug on this computer; nothing is sent."""
    folder = prefs.data_dir() / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"report-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(f"assay {__version__}, Python {sys.version}\n\n{text}", "utf-8")
    return path
