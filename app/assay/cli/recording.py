"""Verbs that go back: undo, redo."""

from __future__ import annotations

from pathlib import Path

import typer

from assay.cli.opening import opened, say
from assay.words import label, tr


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("undo")(undo)
    app.command("redo")(redo)


FILE = typer.Argument(..., help="The project file.")


def undo(file: Path = FILE) -> None:
    """Undo the last step, as a new revision."""
    with opened(file, publish=True) as session:
        step = session.undo()
        say(label(step.label) if step else tr("There is nothing to undo."))


def redo(file: Path = FILE) -> None:
    """Do the last undone step again."""
    with opened(file, publish=True) as session:
        step = session.redo()
        say(label(step.label) if step else tr("There is nothing to redo."))
