"""Writing a memo to a file: shared by `memo` and `demo`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from assay import prefs
from assay.cli.opening import say
from assay.core.errors import CannotWrite, InvalidInput, NotFound
from assay.report.memo_files import PDF, WORD, Order, format_of, made
from assay.words import tr
from assay.work import drafts, house
from assay.work.session import Session
from assay.work.views import memo as view
from assay.work.views.leaving import Leaving, leaving
from assay.work.writing import replace_file

PAPERS = ("a4", "letter")
TEMPLATE_LIMIT = 20 << 20


def order_for(path: Path, *, template: Path | None = None, **asked: object) -> Order:
    """What is asked for, with the look of the house; raises `InvalidInput` for what cannot be."""
    style = house.house_style(prefs.load())
    order = Order(format=format_of(path), style=style, template=_template(template), **asked)  # type: ignore[arg-type]
    if order.paper not in PAPERS:
        raise InvalidInput("unknown_paper", value=order.paper, known=PAPERS)
    if order.template and order.format != WORD:
        raise InvalidInput("template_only_word")
    return order


def _template(path: Path | None) -> bytes:
    if path is None:
        return b""
    try:
        with path.open("rb") as file:
            content = file.read(TEMPLATE_LIMIT + 1)
    except FileNotFoundError:
        raise NotFound("file_not_found", path=str(path)) from None
    except OSError as error:
        why = error.strerror or ""
        raise NotFound("file_unreadable", path=str(path), why=why) from None
    if len(content) > TEMPLATE_LIMIT:
        raise InvalidInput("file_too_big_to_use", path=str(path), limit=TEMPLATE_LIMIT >> 20)
    return content


def write_memo(session: Session, assessment: str, path: Path, order: Order | None = None) -> bytes:
    """Write the memo of an assessment to `path`, in one go or not at all; its bytes.

    Raises `NeedsDecision` when a final memo is asked for and a gate is open, `CannotWrite`.
    """
    order = order or order_for(path)
    if not path.parent.is_dir():
        raise CannotWrite("no_folder", path=str(path), folder=str(path.parent))
    content = made(drafts.take(session, assessment, final=order.final), order)
    replace_file(path, content)
    return content


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
