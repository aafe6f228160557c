"""Verbs of the assessment after the last one: assess, accept."""

from __future__ import annotations

from pathlib import Path

import typer

from assay.cli.opening import do, opened, print_json
from assay.words import tr, trn
from assay.words.terms import UNLIKE_LAST_TIME
from assay.work import reassessing
from assay.work.answering import question_of
from assay.work.session import Session


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("assess")(assess)
    app.command("accept")(accept)


FILE = typer.Argument(..., help="The project file.")


def assess(
    file: Path = FILE,
    last: str = typer.Option("", "--from", help="Id or number of the one before; default: last."),
    as_of: str = typer.Option("", "--as-of", help="Data cut-off, like 2027-11-23; default: today."),
    checklist: str = typer.Option("", "--checklist", help="Id or path of a newer checklist."),
    profile: str = typer.Option("", "--profile", help="Weight profile; default: as the last time."),
    analyst: str = typer.Option("", "--analyst", help="Who assesses; default: you."),
    title: str = typer.Option("", "--title", help="Its name; default: the checklist's."),
) -> None:
    """Start another assessment of the same issuer; the last one's answers are proposed to it."""
    with opened(file, publish=True) as session:
        before = session.assessment(last or None).id
        step = reassessing.begin(
            session,
            before,
            checklist=checklist,
            as_of=as_of,
            analyst=analyst,
            title=title,
            profile=profile,
        )
        do(session, step)
        typer.echo(session.assessment().id)


def accept(
    file: Path = FILE,
    questions: list[str] = typer.Argument(None, help="Question ids; none: all that is unchanged."),
    domain: str = typer.Option("", "--domain", help="Only in this domain."),
    plan: bool = typer.Option(False, "--plan", help="Say what would be accepted; change nothing."),
    as_json: bool = typer.Option(False, "--json", help="With --plan: as JSON."),
    assessment: str = typer.Option("", "--assessment", help="Id or number; default: the last."),
) -> None:
    """Accept answers of the last assessment: those named, or all that still hold as they are."""
    with opened(file, read_only=plan, publish=not plan) as session:
        id = session.assessment(assessment or None).id
        if plan:
            _print_plan(reassessing.plan(session, id, domain), as_json=as_json)
        elif questions:
            do(session, reassessing.accept_several(session, id, _known(session, id, questions)))
        else:
            do(session, reassessing.accept_unchanged(session, id, domain))


def _known(session: Session, assessment: str, wanted: list[str]) -> list[str]:
    checklist = session.checklist(assessment)
    return [question_of(checklist, wish).id for wish in wanted]


def _print_plan(plan: reassessing.Plan, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {"accepted": list(plan.accepted), "left": {w: list(q) for w, q in plan.left.items()}}
        )
        return
    count = len(plan.accepted)
    typer.echo(trn("{count} answer would be accepted", "{count} answers would be accepted", count))
    for why, left in plan.left.items():
        typer.echo(f"  {len(left)} {tr(UNLIKE_LAST_TIME[why])}: {' '.join(left)}")
