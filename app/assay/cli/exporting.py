"""The verb that hands tables to other programs: export."""

from __future__ import annotations

from pathlib import Path

import typer

from assay.cli.opening import opened
from assay.work.writing import replace_file


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("export")(export)


def export(
    file: Path = typer.Argument(..., help="The project file."),
    to: str = typer.Option("xlsx", "--to", help="xlsx, csv (a zip of CSV files) or json"),
    out: Path = typer.Option(..., "-o", "--out", help="The file to write."),
    lang: str = typer.Option("en", "--lang", help="Language of the checklist's texts."),
    assessment: str = typer.Option("", "--assessment", help="Default: the last one."),
) -> None:
    """Export answers, scores, evidence and citations as tables."""
    from assay.exchange.tables import exported

    with opened(file, read_only=True) as session:
        id = session.assessment(assessment or None).id
        replace_file(out, exported(session, id, to, lang))
    typer.echo(out)
