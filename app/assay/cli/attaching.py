"""The verb that takes evidence in: attach."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from assay.cli.opening import do, opened
from assay.cli.progress import TextBar
from assay.core.change import Step
from assay.work import answering, citing, fetching, ingest
from assay.work.citing import Citing
from assay.work.jobs import Silent
from assay.work.session import Session


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("attach")(attach)


def attach(
    file: Path = typer.Argument(..., help="The project file."),
    paths: list[str] = typer.Argument(..., help="Files, folders, or addresses to fetch."),
    title: str = typer.Option("", "--title"),
    grade: str = typer.Option("", "--grade", help="Like B2: reliability A-F, credibility 1-6."),
    reason: str = typer.Option("", "--reason", help="Why this grade, where it is not the usual."),
    publisher: str = typer.Option("", "--publisher"),
    date: str = typer.Option("", "--date", help="The document's date, like 2025-04-18."),
    url: str = typer.Option("", "--url", help="Where it came from, by your word."),
    group: str = typer.Option("", "--group", help="Independence group: one origin counts once."),
    kind: str = typer.Option("", "--kind", help="Kind of source."),
    valid_until: str = typer.Option("", "--valid-until", help="It says nothing after this date."),
    no_decay: bool = typer.Option(False, "--no-decay", help="A dated fact that does not age."),
    large: bool = typer.Option(False, "--large", help="Take in files over 64 MiB."),
    link: bool = typer.Option(False, "--link", help="Note where the files lie; hold no bytes."),
    question: str = typer.Option("", "--question", help="Cite it for this question."),
    stance: str = typer.Option("supports", "--stance", help="supports or contradicts"),
    page: int | None = typer.Option(None, "--page"),
    quote: str = typer.Option("", "--quote", help="The passage, word for word."),
    locator: str = typer.Option("", "--locator", help="Where in it."),
    assessment: str = typer.Option("", "--assessment", help="Default: the last one."),
) -> None:
    """Take files and pages into the evidence register, cited where asked."""
    said = {
        "title": title, "publisher": publisher, "date": date, "url": url, "origin": group,
        "kind": kind, "valid_until": valid_until, "grade_reason": reason,
    }  # fmt: skip
    fields: dict[str, Any] = {name: text for name, text in said.items() if text}
    fields |= _graded(grade) | ({"no_decay": 1} if no_decay else {})
    with opened(file, publish=True) as session:
        cited = None
        if question:
            id = session.assessment(assessment or None).id
            asked = answering.question_of(session.checklist(id), question).id
            cited = Citing(id, asked, citing.parse_stance(stance), page, locator, quote)
        for step in _steps(session, paths, large, link, cited, fields):
            do(session, step)


def _graded(grade: str) -> dict[str, str]:
    return (
        dict(zip(("reliability", "credibility"), citing.parse_grade(grade), strict=True))
        if grade
        else {}
    )


def _steps(
    session: Session,
    paths: list[str],
    large: bool,
    link: bool,
    cited: Citing | None,
    fields: dict[str, Any],
) -> Iterator[Step]:
    """One step for all files, then one for each address."""
    bar = TextBar() if sys.stderr.isatty() else Silent()
    files = [Path(path) for path in paths if not fetching.is_address(path)]
    if files:
        yield ingest.attach(
            session, files, progress=bar, allow_large=large, link=link, cited=cited, **fields
        )
    for address in filter(fetching.is_address, paths):
        yield fetching.fetch(session, address, progress=bar, cited=cited, **fields)
