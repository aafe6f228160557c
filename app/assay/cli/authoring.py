"""Verbs on checklists: list, lint."""

from __future__ import annotations

from pathlib import Path

import typer

from assay import words
from assay.cli.opening import print_json, say
from assay.core import checklist_format
from assay.core.checklist import say as in_language
from assay.core.errors import NotFound
from assay.words import tr, trn
from assay.work import library

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List and check checklists.")
INVALID = 2


@app.command("list")
def list_checklists(as_json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """List the checklists that ship with Assay and your own."""
    found = library.available()
    if as_json:
        print_json(
            [
                {
                    "id": info.id,
                    "version": info.version,
                    "title": dict(info.title),
                    "domains": info.domains,
                    "questions": info.questions,
                    "path": str(info.path),
                    "error": words.sentence(info.error) if info.error else None,
                }
                for info in found
            ]
        )
        return
    for info in found:
        if info.error:
            typer.echo(f"{info.path.name}: {words.sentence(info.error)}")
        else:
            typer.echo(f"{info.id:22} {info.questions:4}  {in_language(info.title, 'en')}")


@app.command("lint")
def lint(
    files: list[Path] = typer.Argument(None, help="Checklist files; default: those that ship."),
) -> int:
    """Check checklists: every problem with file, line and path; then advice."""
    paths = files or [info.path for info in library.available()]
    broken = 0
    for path in paths:
        try:
            body = path.read_bytes()
        except OSError:
            raise NotFound("file_not_found", path=str(path)) from None
        problems = checklist_format.problems(body, path.name)
        for problem in problems:
            typer.echo(words.sentence(problem))
        broken += bool(problems)
        if not problems:
            for advice in checklist_format.advice(checklist_format.read(body, path.name)):
                typer.echo(f"{path.name}: {words.sentence(advice)}")
    count = len(paths)
    say(
        trn(
            "{count} checklist, {broken} with problems.",
            "{count} checklists, {broken} with problems.",
            count,
            broken=broken,
        )
        if count
        else tr("No checklist was found.")
    )
    return INVALID if broken else 0
