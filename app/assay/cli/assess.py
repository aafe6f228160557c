"""Verbs of the assessment: answer, attach, memo."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from assay.cli.memos import write_memo
from assay.cli.opening import opened, say
from assay.cli.progress import TextBar
from assay.core.change import Cell, Step
from assay.core.errors import InvalidInput
from assay.words import label, tr
from assay.work import answering, citing, ingest
from assay.work.jobs import Silent
from assay.work.session import Session


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("answer")(answer)
    app.command("attach")(attach)
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
        _do(session, step)


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


def _do(session: Session, step: Step) -> None:
    done = session.do(step)
    say(label(step.label) if done else tr("Nothing changed."))


def attach(
    file: Path = FILE,
    paths: list[Path] = typer.Argument(..., help="Files or folders."),
    title: str = typer.Option("", "--title"),
    grade: str = typer.Option("", "--grade", help="Like B2: reliability A-F, credibility 1-6."),
    publisher: str = typer.Option("", "--publisher"),
    date: str = typer.Option("", "--date", help="The document's date, like 2025-04-18."),
    url: str = typer.Option("", "--url", help="Where it came from, by your word."),
    group: str = typer.Option("", "--group", help="Independence group: one origin counts once."),
    kind: str = typer.Option("", "--kind", help="Kind of source."),
    valid_until: str = typer.Option("", "--valid-until", help="It says nothing after this date."),
    no_decay: bool = typer.Option(False, "--no-decay", help="A dated fact that does not age."),
    large: bool = typer.Option(False, "--large", help="Take in files over 64 MiB."),
    question: str = typer.Option("", "--question", help="Cite it for this question."),
    stance: str = typer.Option("supports", "--stance", help="supports or contradicts"),
    page: int | None = typer.Option(None, "--page"),
    quote: str = typer.Option("", "--quote", help="The passage, word for word."),
    locator: str = typer.Option("", "--locator", help="Where in it."),
    assessment: str = ASSESSMENT,
) -> None:
    """Take files into the evidence register, cited where asked."""
    said: dict[str, Cell] = {
        "title": title, "publisher": publisher, "date": date, "url": url, "origin": group,
        "kind": kind, "valid_until": valid_until,
    }  # fmt: skip
    fields = {name: text for name, text in said.items() if text}
    if grade:
        fields["reliability"], fields["credibility"] = citing.parse_grade(grade)
    if no_decay:
        fields["no_decay"] = 1
    with opened(file, publish=True) as session:
        if question:
            id = session.assessment(assessment or None).id
            asked = answering.question_of(session.checklist(id), question).id
            cited = citing.Citing(id, asked, citing.parse_stance(stance), page, locator, quote)
        else:
            cited = None
        bar = TextBar() if sys.stderr.isatty() else Silent()
        step = ingest.attach(session, paths, progress=bar, allow_large=large, cited=cited, **fields)
        _do(session, step)


def memo(
    file: Path = FILE,
    out: Path = typer.Option(..., "-o", "--out", help="The PDF to write."),
    final: bool = typer.Option(False, "--final", help="A final memo: every gate must be passed."),
    lang: str = typer.Option("en", "--lang", help="en or zh-Hans"),
    paper: str = typer.Option("a4", "--page", help="a4 or letter"),
    assessment: str = ASSESSMENT,
) -> None:
    """Write the memo as PDF."""
    with opened(file, read_only=True) as session:
        id = session.assessment(assessment or None).id
        write_memo(session, id, out, final=final, language=lang, paper=paper)
    typer.echo(out)
