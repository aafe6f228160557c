"""Verbs of the assessment: answer, memo."""

from __future__ import annotations

from pathlib import Path

import typer

from assay.cli.memos import print_remarks, write_memo
from assay.cli.opening import do, opened
from assay.core.change import Step
from assay.core.errors import InvalidInput
from assay.work import answering
from assay.work.session import Session


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("answer")(answer)
    app.command("memo")(memo)


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


def memo(
    file: Path = FILE,
    out: Path | None = typer.Option(None, "-o", "--out", help="The PDF to write."),
    final: bool = typer.Option(
        False, "--final", help="A final memo: gates passed, reviewer named, no remark that blocks."
    ),
    lang: str = typer.Option("en", "--lang", help="en or zh-Hans"),
    paper: str = typer.Option("a4", "--page", help="a4 or letter"),
    check: bool = typer.Option(
        False, "--check", help="Write nothing; say what is wrong with its sentences."
    ),
    as_json: bool = typer.Option(False, "--json", help="With --check: as JSON."),
    assessment: str = ASSESSMENT,
) -> int:
    """Write the memo as PDF, or check its sentences: exit code 1 where one blocks a final memo."""
    if out is None and not check:
        raise InvalidInput("memo_needs_out")
    with opened(file, read_only=True) as session:
        id = session.assessment(assessment or None).id
        if out is None or check:
            return print_remarks(session, id, as_json=as_json)
        write_memo(session, id, out, final=final, language=lang, paper=paper)
    typer.echo(out)
    return 0
