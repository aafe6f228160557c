"""The verb that writes memos: memo."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from assay.cli.memos import order_for, print_remarks, say_what_leaves, what_leaves, write_memo
from assay.cli.opening import opened, print_json
from assay.core.errors import InvalidInput
from assay.core.memo_profile import Profile


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("memo")(memo)


FILE = typer.Argument(..., help="The project file.")
OUT = typer.Option(None, "-o", "--out", help="The file to write: .pdf, .docx, .html or .md.")
FINAL = typer.Option(
    False, "--final", help="A final memo: gates passed, reviewer named, no remark that blocks."
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
    plan: bool = PLAN,
    check: bool = CHECK,
    as_json: bool = JSON,
    assessment: str = ASSESSMENT,
) -> int:
    """Write the memo, or check its sentences: exit code 1 where one blocks a final memo."""
    if internal and external:
        raise InvalidInput("memo_internal_or_external")
    if out is None and not check and not plan:
        raise InvalidInput("memo_needs_out")
    asked = {"language": lang, "paper": paper, "final": final, "profile": Profile(external, names)}
    with opened(file, read_only=True) as session:
        id = session.assessment(assessment or None).id
        if check:
            return print_remarks(session, id, as_json=as_json)
        order = order_for(out or Path("memo.pdf"), template=template, **asked)
        told = what_leaves(session, id, order)
        if plan or out is None:
            print_json(asdict(told)) if as_json else say_what_leaves(told)
            return 0
        say_what_leaves(told)
        write_memo(session, id, out, order)
    typer.echo(out)
    return 0
