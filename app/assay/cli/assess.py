"""The verb of the assessment: answer."""

from __future__ import annotations

from pathlib import Path

import typer

from assay.cli.opening import do, opened
from assay.core.change import Step
from assay.core.errors import InvalidInput
from assay.work import answering
from assay.work.session import Session


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("answer")(answer)


FILE = typer.Argument(..., help="The project file.")
ASSESSMENT = typer.Option("", "--assessment", help="Default: the last one.")


def answer(
    file: Path = FILE,
    question: str = typer.Argument(..., help="Question id, like PTY-01."),
    value: list[str] = typer.Argument(None, help="Option id, number, date or text."),
    status: str = typer.Option("", "--status", help="Why there is no answer."),
    reason: str = typer.Option("", "--reason", help="The reason, with --status."),
    note: str | None = typer.Option(None, "--note", help="Rationale."),
    against: str | None = typer.Option(None, "--against", help="Evidence against, looked for."),
    would_change: str | None = typer.Option(None, "--would-change", help="What would change it."),
    assessment: str = ASSESSMENT,
) -> None:
    """Answer a question, or say why it has no answer."""
    given = {"rationale": note, "against": against, "would_change": would_change}
    texts = {name: text for name, text in given.items() if text is not None}
    with opened(file, publish=True) as session:
        id = session.assessment(assessment or None).id
        step = _answer_step(session, id, question, value or [], status, reason, texts)
        do(session, step)


def _answer_step(
    session: Session,
    id: str,
    question: str,
    value: list[str],
    status: str,
    reason: str,
    texts: dict[str, str],
) -> Step:
    if value and status and status != "answered":
        raise InvalidInput("value_and_status", question=question)
    if value:
        raw = value[0] if len(value) == 1 else value
        return answering.answer(session, id, question, raw, **texts)
    if status:
        return answering.decline(session, id, question, status, reason, **texts)
    if not texts:
        raise InvalidInput("nothing_given", question=question)
    return answering.write(session, id, question, **texts)
