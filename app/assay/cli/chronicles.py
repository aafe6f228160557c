"""Verbs on what was: history, changes; and the project as it was on a day, for the verbs that look."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from assay.cli.opening import opened, print_json, say
from assay.core.memo_numbers import whole
from assay.core.rating import Interval
from assay.words import tr
from assay.words.history import KIND, MOVED
from assay.work.chronicle import Entry, chronicle, is_day
from assay.work.citing import parse_date
from assay.work.looking_back import basis, look_back
from assay.work.session import Session
from assay.work.views.changes import ChangesView, RangeMoved, changes_view
from assay.work.views.history import HistoryFilter, history_view, sentence


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("history")(print_history)
    app.command("changes")(print_changes)


FILE = typer.Argument(..., help="The project file.")
JSON = typer.Option(False, "--json", help="Print JSON.")
AT = typer.Option("", "--at", metavar="REVISION|DAY", help="As it was then.")
QUESTION = typer.Option("", "--question", help="Only steps about this question or domain.")


def as_it_was(session: Session, at: str) -> Session:
    """The project after a revision or at the end of a day; as it is now where nothing is asked."""
    if not at:
        return session
    return look_back(basis(session), chronicle(session).find(at))


def print_history(
    file: Path = FILE,
    limit: int = typer.Option(50, "--limit", min=1, help="How many, newest first."),
    author: str = typer.Option("", "--author", help="Only this person's steps."),
    question: str = QUESTION,
    kind: str = typer.Option("", "--kind", help="One of: " + ", ".join(KIND)),
    since: str = typer.Option("", "--since", metavar="DAY", help="From this day on."),
    until: str = typer.Option("", "--until", metavar="DAY", help="Up to this day."),
    text: str = typer.Option("", "--text", help="Only steps whose words hold this."),
    as_json: bool = JSON,
) -> None:
    """Show who did what and when, newest first."""
    with opened(file, read_only=True) as session:
        wanted = HistoryFilter(
            author,
            kind,
            question.upper(),
            parse_date(since, "since"),
            parse_date(until, "until"),
            text,
        )
        found = history_view(session, chronicle(session), wanted)
        entries = found.entries[:limit]
        if as_json:
            print_json([_plain(entry) for entry in entries])
            return
        for entry in entries:
            when = f"{entry.moment:%Y-%m-%d %H:%M}"
            typer.echo(f"{entry.id[:12]} {when} {entry.author}: {sentence(entry.label)}")
        if len(entries) < len(found.entries):
            more = len(found.entries) - len(entries)
            say(tr("{count} more; --limit shows them.", count=more))


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "parents": list(entry.parents),
        "time": entry.time,
        "author": entry.author,
        "device": entry.device,
        "label": sentence(entry.label),
        "questions": sorted(entry.questions),
        "kinds": sorted(entry.kinds),
        "changes": entry.changes,
        "redacted": entry.redacted,
    }


def print_changes(
    file: Path = FILE,
    since: str = typer.Argument(..., metavar="REVISION|DAY", help="From before this day on."),
    until: str = typer.Argument("", metavar="REVISION|DAY", help="Up to; default: now."),
    assessment: str = typer.Option("", "--assessment", help="Default: the last one."),
    as_json: bool = JSON,
) -> None:
    """Show what changed between two days or revisions: answers, evidence, the rating."""
    with opened(file, read_only=True) as now:
        second = as_it_was(now, until)
        first = as_it_was(now, _before(now, since))
        id = second.assessment(assessment or None).id
        view = changes_view(first, second, id)
        if as_json:
            print_json({**asdict(view), "from": first.state_id(), "to": second.state_id()})
        else:
            _print(view)


def _before(session: Session, since: str) -> str:
    """A day means its beginning: what was done on it is a change, too."""
    return chronicle(session).before(since).id if is_day(since) else since


def _print(view: ChangesView) -> None:
    if view.nothing:
        say(tr("Nothing changed."))
        return
    typer.echo(f"{view.ratings[0]} -> {view.ratings[1]}")
    for row in (view.overall, *view.domains):
        typer.echo(f"  {_range_line(row)}")
    for answer in view.answers:
        texts = f" ({', '.join(answer.texts)})" if answer.texts else ""
        typer.echo(f"{answer.question} {answer.before} -> {answer.after}{texts}")
    for item in view.evidence:
        typer.echo(f"[{item.number}] {item.title}: {tr(MOVED[item.what])}")


def _range_line(row: RangeMoved) -> str:
    return f"{row.id or row.title:8} {_range(row.before)} -> {_range(row.after)}"


def _range(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{whole(interval.point)}; {whole(interval.low)}–{whole(interval.high)}"
