"""The verb that writes memos: memo, of one project or of a whole folder."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typer

from assay.cli import batches
from assay.cli.chronicles import AT, as_it_was
from assay.cli.memos import order_for, print_remarks, say_what_leaves, what_leaves, write_memo
from assay.cli.opening import opened, passphrase, person, print_json, say
from assay.cli.progress import TextBar
from assay.core.errors import InvalidInput
from assay.core.memo_profile import Profile
from assay.report.memo_files import PDF, Order
from assay.report.signing import UNSEALED, Seal, seal_of
from assay.words import tr, trn
from assay.work.session import Session
from assay.work.writing import replace_file


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("memo")(memo)


FILE = typer.Argument(..., help="The project file, or a folder of them.")
OUT = typer.Option(
    None, "-o", "--out", help="The file to write: .pdf, .docx, .html or .md; or the folder."
)
FINAL = typer.Option(
    False,
    "--final",
    help="A final memo: gates passed, reviewer named, no remark that blocks; it is recorded.",
)
INTERNAL = typer.Option(False, "--internal", help="For colleagues; the default.")
EXTERNAL = typer.Option(
    False, "--external", help="For readers outside: no working notes, no private comments."
)
NAMES = typer.Option(True, "--names/--no-names", help="With the names of people.")
LANG = typer.Option("en", "--lang", help="en or zh-Hans")
PAPER = typer.Option("a4", "--page", help="a4 or letter")
TEMPLATE = typer.Option(
    None, "--template", help="With .docx: a Word document whose styles, head and foot are used."
)
SIGN = typer.Option(None, "--sign", metavar="KEY.p12", help="Sign the PDF with this key file.")
PASSPHRASE = typer.Option(
    None,
    "--passphrase-file",
    help="A file whose first line opens the key; else you are asked on the terminal.",
)
TIMESTAMP = typer.Option(
    "", "--timestamp", metavar="URL", help="Have this authority vouch for the time (RFC 3161)."
)
JOBS = typer.Option(1, "--jobs", min=1, max=64, help="With a folder: how many at a time.")
REPORT = typer.Option(None, "--report", help="With a folder: what was done, as JSON.")
PLAN = typer.Option(
    False, "--plan", help="Write nothing; list what would go out and what would stay."
)
CHECK = typer.Option(False, "--check", help="Write nothing; say what is wrong with its sentences.")
JSON = typer.Option(False, "--json", help="With --check or --plan: as JSON.")
ASSESSMENT = typer.Option("", "--assessment", help="Default: the last one.")


def memo(
    file: Path = FILE,
    out: Path | None = OUT,
    final: bool = FINAL,
    internal: bool = INTERNAL,
    external: bool = EXTERNAL,
    names: bool = NAMES,
    lang: str = LANG,
    paper: str = PAPER,
    template: Path | None = TEMPLATE,
    sign: Path | None = SIGN,
    passphrase_file: Path | None = PASSPHRASE,
    timestamp: str = TIMESTAMP,
    jobs: int = JOBS,
    report: Path | None = REPORT,
    plan: bool = PLAN,
    check: bool = CHECK,
    as_json: bool = JSON,
    assessment: str = ASSESSMENT,
    at: str = AT,
) -> int:
    """Write the memo, or check its sentences: exit code 1 where one blocks a final memo."""
    if out is None and not check and not plan:
        raise InvalidInput("memo_needs_out")
    if final and at:
        raise InvalidInput("past_is_read_only", day=at)
    asked = _order(lang, paper, final=final, internal=internal, external=external, names=names)
    if file.is_dir() and out is not None:
        if final or check or plan or sign or timestamp or template or assessment or at:
            raise InvalidInput("memo_one_at_a_time")
        return _of_folder(file, out, order_for(Path("memo.pdf"), asked), jobs, report)
    seal = _seal(sign, passphrase_file, timestamp)
    records = final and out is not None and not plan and not check
    with opened(file, read_only=not records, publish=records) as now:
        session = as_it_was(now, at)
        id = session.assessment(assessment or None).id
        if check:
            return print_remarks(session, id, as_json=as_json)
        order = order_for(out or Path("memo.pdf"), asked, template)
        return _write(session, id, None if plan else out, order, seal, as_json=as_json)


def _order(
    language: str, paper: str, *, final: bool, internal: bool, external: bool, names: bool
) -> Order:
    if internal and external:
        raise InvalidInput("memo_internal_or_external")
    return Order(language=language, paper=paper, final=final, profile=Profile(external, names))


def _write(
    session: Session, id: str, out: Path | None, order: Order, seal: Seal, *, as_json: bool
) -> int:
    """Say what leaves, and write it where somebody said where."""
    told = what_leaves(session, id, order)
    if out is None and as_json:
        print_json(asdict(told))
        return 0
    if seal is not UNSEALED and order.format != PDF:
        raise InvalidInput("only_pdf_is_signed")
    say_what_leaves(told)
    if out is not None:
        write_memo(session, id, out, order, seal)
        typer.echo(out)
    return 0


def _seal(sign: Path | None, passphrase_file: Path | None, timestamp: str) -> Seal:
    """What is put on the file at the end; a key is read and opened before anything is written."""
    if sign is None:
        return seal_of(None, "", timestamp) if timestamp else UNSEALED
    found = seal_of(sign, "", timestamp)
    if found.key is not None and found.key.locked:
        found = seal_of(sign, passphrase(passphrase_file), timestamp)
        if found.key is not None:
            found.key.check()
    return found


def _of_folder(folder: Path, out: Path, order: Order, at_once: int, report: Path | None) -> int:
    started = datetime.now().astimezone()
    jobs = batches.planned(folder, out, order, person())
    outcomes: list[batches.Outcome] = []
    bar = TextBar() if sys.stderr.isatty() else None

    def tell(outcome: batches.Outcome) -> None:
        outcomes.append(outcome)
        if outcome.status == batches.FAILED:
            say(f"{outcome.file}: {outcome.error}")
        if bar is not None:
            bar.step(len(outcomes), len(jobs), Path(outcome.file).name)

    try:
        batches.run(jobs, at_once, tell)
    finally:
        if report is not None:
            replace_file(report, batches.report(jobs, outcomes, started))
    failed = sum(1 for outcome in outcomes if outcome.status == batches.FAILED)
    same = sum(1 for outcome in outcomes if outcome.status == batches.UNCHANGED)
    count = len(outcomes) - failed - same
    say(
        trn("{count} memo written", "{count} memos written", count)
        + ", "
        + tr("{same} unchanged, {failed} failed.", same=same, failed=failed)
    )
    typer.echo(out)
    return 6 if failed else 0
