"""The verb on what the evidence says: search."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from assay.cli.opening import opened, print_json, say
from assay.cli.progress import TextBar
from assay.words import tr, trn
from assay.work import finding
from assay.work.finding import Hit
from assay.work.jobs import Silent


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("search")(search)


FILE = typer.Argument(..., help="The project file.")
JSON = typer.Option(False, "--json", help="Print JSON.")


def search(
    file: Path = FILE,
    query: list[str] = typer.Argument(..., help='Words, "exact phrases"; Chinese of any length.'),
    limit: int = typer.Option(50, "--limit", min=1, max=10_000, help="How many at most."),
    as_json: bool = JSON,
) -> None:
    """Search the evidence, notes, answers and questions, best first."""
    with opened(file, read_only=True) as session:
        finding.update(session, TextBar() if sys.stderr.isatty() else Silent())
        hits = finding.search(session, " ".join(query), limit)
        if as_json:
            print_json([_plain(hit) for hit in hits])
            return
        for hit in hits:
            typer.echo(_line(hit))
        if not hits:
            say(tr("Nothing was found."))
        unread = finding.waiting(session)
        if unread:
            say(
                trn(
                    "{count} document could not be read.",
                    "{count} documents could not be read.",
                    unread,
                )
            )


def _plain(hit: Hit) -> dict[str, object]:
    found: dict[str, object] = {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "page": hit.page,
        "snippet": hit.snippet,
        "ranges": [list(span) for span in hit.ranges],
    }
    if hit.number:
        found["number"] = hit.number
    if hit.question:
        found["question"] = hit.question
    return found


def _line(hit: Hit) -> str:
    where = [f"[{hit.number}]" if hit.number else hit.question, hit.title]
    if hit.page is not None:
        where.append(tr("page {page}", page=hit.page))
    return f"{hit.kind}: {' · '.join(part for part in where if part)}\n    {hit.snippet}"
