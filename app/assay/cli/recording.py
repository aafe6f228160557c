"""Verbs that go back: undo, redo, restore, salvage."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from assay.cli.opening import opened, person, print_json, say
from assay.core.errors import InvalidInput
from assay.words import label, tr, trn
from assay.words.problems import problem
from assay.work import restoring


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("undo")(undo)
    app.command("redo")(redo)
    app.command("restore")(restore)
    app.command("salvage")(salvage)


FILE = typer.Argument(..., help="The project file.")
PARTLY = 6


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


def restore(
    file: Path = FILE,
    to: str = typer.Option("", "--to", help="Number of the version; without it, they are listed."),
    out: Path | None = typer.Option(None, "-o", "--out", help="The new file to write it to."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """List the versions kept on this computer, or restore one as a new file."""
    if to:
        if out is None:
            raise InvalidInput("restore_needs_out")
        restoring.restore(file, to, out)
        typer.echo(out)
        return
    found = restoring.versions(file)
    if as_json:
        print_json([{**asdict(version), "path": str(version.path)} for version in found])
        return
    for version in found:
        mib = version.size / 2**20
        typer.echo(f"{version.id:>3} {version.when} {version.reason:10} {mib:8.1f} MiB")
    if not found:
        say(tr("No earlier version of {name} is kept on this computer.", name=file.name))


def salvage(
    broken: Path = typer.Argument(..., help="The damaged file."),
    out: Path = typer.Option(..., "-o", "--out", help="The new file."),
) -> int:
    """Copy all that is sound in a damaged file to a new one, and list what could not be saved."""
    done = restoring.salvage_file(broken, out, person())
    typer.echo(done.path)
    say(
        tr(
            "Saved {rows} rows, {revisions} revisions as they were, and {blobs} attached files.",
            rows=done.rows,
            revisions=done.revisions,
            blobs=done.blobs,
        )
    )
    gone = [lost for lost in done.lost if lost.what == "blob_damaged"]
    for lost in done.lost:
        if lost not in gone:
            say(problem(lost.what, lost.where))
    if gone:
        say(trn("{count} attached file is lost.", "{count} attached files are lost.", len(gone)))
    return PARTLY if done.lost else 0
