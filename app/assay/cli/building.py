"""Verbs that make a project: demo, new."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from assay.cli.memos import write_memo
from assay.cli.opening import person, say
from assay.core.errors import CannotWrite
from assay.words import tr
from assay.work import example, starting


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("demo")(demo)
    app.command("new")(new)


def demo(
    folder: Path = typer.Argument(Path("assay-demo"), metavar="[DIR]", help="Where to build it."),
    no_open: bool = typer.Option(False, "--no-open", help="Do not open the window afterwards."),
) -> int:
    """Build the worked example, export its memo, and print both paths."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite("cannot_write", path=str(folder), why=error.strerror or "") from None
    path = example.free_path(folder)
    session = example.build(path, person())
    memo = path.with_suffix(".pdf")
    try:
        write_memo(session, session.assessment().id, memo)
    finally:
        session.close()
    typer.echo(path)
    typer.echo(memo)
    if not no_open and has_display():
        return open_window(path)
    return 0


def has_display() -> bool:
    """Whether a window could be seen here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(path: Path) -> int:
    """Open the window in a process of its own, as a person starting it would."""
    import importlib.util
    import subprocess

    if importlib.util.find_spec("PySide6") is None:
        say(
            tr(
                "The window needs the package PySide6-Essentials; the command line works without it."
            )
        )
        return 0
    return subprocess.call([sys.executable, "-m", "assay", "open", str(path)])


def new(
    file: Path = typer.Argument(..., help="The project file to create."),
    checklist: str = typer.Option(..., "--checklist", help="Id of a checklist, or a path."),
    issuer: str = typer.Option("", "--issuer", help="Name of the issuer."),
    profile: str = typer.Option("", "--profile", help="Weight profile; default: the first."),
    as_of: str = typer.Option("", "--as-of", help="Data cut-off, like 2026-11-23; default: today."),
) -> None:
    """Create a project with one assessment."""
    session = starting.new_project(
        file, checklist, person(), issuer=issuer, profile=profile, as_of=as_of
    )
    session.close()
    typer.echo(file)
