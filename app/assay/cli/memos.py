"""Writing a memo to a file: shared by `memo` and `demo`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import typer

from assay import prefs
from assay.cli.opening import say
from assay.core.errors import CannotWrite, InvalidInput
from assay.report.memo_files import PDF, WORD, Order, format_of, made, template_of
from assay.report.signing import UNSEALED, Seal
from assay.words import tr
from assay.work import drafts, house
from assay.work.memo_issuing import issue_step
from assay.work.session import Session
from assay.work.views import memo as view
from assay.work.views.leaving import Leaving, leaving
from assay.work.writing import replace_file

PAPERS = ("a4", "letter")


def order_for(path: Path, asked: Order | None = None, template: Path | None = None) -> Order:
    """What is asked for, with the look of the house; raises `InvalidInput` for what cannot be."""
    order = replace(
        asked or Order(),
        format=format_of(path),
        style=house.house_style(prefs.load()),
        template=template_of(template),
    )
    if order.paper not in PAPERS:
        raise InvalidInput("unknown_paper", value=order.paper, known=PAPERS)
    if order.template and order.format != WORD:
        raise InvalidInput("template_only_word")
    return order


def write_memo(
    session: Session, assessment: str, path: Path, order: Order | None = None, seal: Seal = UNSEALED
) -> None:
    """Write the memo of an assessment to `path`, in one go or not at all; a final one is recorded.

    Raises `NeedsDecision` when a final memo is asked for and a gate is open, `CannotWrite`.
    """
    order = order or order_for(path)
    if not path.parent.is_dir():
        raise CannotWrite("no_folder", path=str(path), folder=str(path.parent))
    draft = drafts.take(session, assessment, final=order.final)
    content = seal.on(made(draft, order))
    replace_file(path, content)
    if order.final:
        step = issue_step(draft, content, language=order.language, profile=order.profile.id)
        session.do(step)


def what_leaves(session: Session, assessment: str, order: Order) -> Leaving:
    """What would go out with the memo of this order."""
    data = order.format == PDF and order.profile.attaches_data
    return leaving(session, assessment, order.profile, data=data)


def say_what_leaves(found: Leaving) -> None:
    """Say on stderr what goes out and what stays."""
    say(tr("Goes out:"))
    for line in found.goes:
        say(f"  + {line}")
    say(tr("Stays here:"))
    for what, why in found.stays:
        say(f"  - {what}: {why}")


def print_remarks(session: Session, assessment: str, *, as_json: bool) -> int:
    """Print what is wrong with the memo's sentences; 1 where something blocks a final memo, else 0."""
    told = [one for one in view.remarks(session, assessment) if one.severity != "good"]
    if as_json:
        typer.echo(json.dumps([view.as_json(one) for one in told], ensure_ascii=False, indent=1))
    else:
        for one in told:
            mark = tr("blocks") if one.severity == "blocks" else tr("advice")
            typer.echo(f"{mark}\t{one.chapter}\t{one.text}\t{one.sentence[:80]}".rstrip())
    return int(any(one.severity == "blocks" for one in told))
