"""The verbs on what the evidence says: search, and recognise for pages that are only pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from assay.cli.opening import do, opened, print_json, say
from assay.cli.progress import TextBar
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Evidence
from assay.words import sentence, tr, trn
from assay.work import citing, extract, finding, quoting, recognising
from assay.work.finding import Hit
from assay.work.jobs import Silent
from assay.work.session import Session


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("search")(search)
    app.command("recognise")(recognise)


FILE = typer.Argument(..., help="The project file.")
PARTLY = 6
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


def recognise(
    file: Path = FILE,
    numbers: list[int] = typer.Argument(None, help="Register numbers; default: all scans."),
    anew: bool = typer.Option(False, "--anew", help="Recognise pages that were recognised, too."),
    as_json: bool = JSON,
) -> None:
    """Recognise the text of scanned pages with Tesseract, for search and quotation on this computer."""
    bar = TextBar() if sys.stderr.isatty() else Silent()
    done: list[dict[str, object]] = []
    with opened(file, publish=True) as session:
        for item in _scans(session, numbers or [], anew):
            try:
                found = recognising.recognise(session, item, bar, anew=anew)
            except NotFound as error:
                if error.message == "recogniser_missing":
                    raise
                say(sentence(error))
                done.append({"number": item.number, "pages": 0, "failed": True})
                continue
            step = quoting.settle(session, item)
            if step is not None:
                do(session, step)
            done.append({"number": item.number, "pages": found.pages, "failed": bool(found.failed)})
            if not as_json:
                typer.echo(f"[{item.number}] {item.title}: {_recognised(found.pages)}")
    if as_json:
        print_json(done)
    elif not done:
        say(tr("No page is without text."))
    if any(one["failed"] for one in done):
        raise typer.Exit(PARTLY)


def _recognised(pages: int) -> str:
    return trn("{count} page recognised", "{count} pages recognised", pages)


def _scans(session: Session, numbers: list[int], anew: bool) -> list[Evidence]:
    """The items asked for, or all that have pages to recognise; reads what was not read yet."""
    every = citing.evidence_by_number(session)
    known = {item.number: item for item in every}
    for number in numbers:
        if number not in known:
            raise NotFound("unknown_evidence", evidence=str(number))
        if not extract.read(session, known[number]).scanned:
            raise InvalidInput("nothing_to_recognise", number=number)
    wanted = [known[number] for number in numbers] or every
    read = ((item, extract.read(session, item)) for item in wanted)
    return [
        item
        for item, found in read
        if found.scanned and (anew or found.scanned != found.recognised)
    ]


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
    if hit.recognised:
        found["recognised"] = True
    if hit.question:
        found["question"] = hit.question
    return found


def _line(hit: Hit) -> str:
    where = [f"[{hit.number}]" if hit.number else hit.question, hit.title]
    if hit.page is not None:
        where.append(tr("page {page}", page=hit.page))
    if hit.recognised:
        where.append(tr("recognised text"))
    return f"{hit.kind}: {' · '.join(part for part in where if part)}\n    {hit.snippet}"
