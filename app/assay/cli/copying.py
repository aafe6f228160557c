"""The verb that takes over what fits from another project: copy."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import typer

from assay.cli.opening import do, opened, print_json
from assay.cli.progress import TextBar
from assay.core.errors import InvalidInput
from assay.words.copying import brought, left_lines
from assay.work import copying
from assay.work.copying import CopyPlan
from assay.work.jobs import Silent


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("copy")(copy)


def copy(
    source: Path = typer.Argument(..., help="The other project; it stays as it is."),
    into: Path = typer.Argument(..., help="The project that is added to."),
    answers: bool = typer.Option(False, "--answers", help="Only answers and their citations."),
    evidence: bool = typer.Option(False, "--evidence", help="Only evidence."),
    assessment: str = typer.Option("", "--assessment", help="Default: the last one."),
    plan_only: bool = typer.Option(False, "--plan", help="Say what would come; write nothing."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Copy answers and evidence from another project: what fits, never over what is there."""
    both = answers == evidence
    if source.resolve() == into.resolve():
        raise InvalidInput("copy_same_project", path=source)
    with (
        opened(into, read_only=plan_only) as session,
        opened(source, read_only=True) as other,
    ):
        id = session.assessment(assessment or None).id
        found = copying.plan(session, other, id, answers=answers or both, evidence=evidence or both)
        _show(found, as_json)
        if not plan_only:
            bar = TextBar() if sys.stderr.isatty() else Silent()
            do(session, copying.copy(session, other, found, bar))
            session.publish()


def _show(found: CopyPlan, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "answers": list(found.answers),
                "reworded": list(found.reworded),
                "evidence": list(found.evidence),
                "citations": found.citations,
                "left": [asdict(each) for each in found.left],
            }
        )
        return
    typer.echo(brought(found.answers, found.evidence, found.citations))
    for line in left_lines([(each.table, each.name, each.why, each.here) for each in found.left]):
        typer.echo(f"  {line}")
