"""Writing a memo to a file: shared by `memo` and `demo`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from assay.core.errors import CannotWrite, InvalidInput
from assay.words import tr
from assay.work import drafts
from assay.work.session import Session
from assay.work.views import memo as view
from assay.work.writing import replace_file

PAPERS = ("a4", "letter")


def write_memo(
    session: Session,
    assessment: str,
    path: Path,
    *,
    final: bool = False,
    language: str = "en",
    paper: str = "a4",
) -> None:
    """Write the memo of an assessment as PDF to `path`, in one go or not at all.

    Raises `NeedsDecision` when a final memo is asked for and a gate is open, `CannotWrite`.
    """
    if paper not in PAPERS:
        raise InvalidInput("unknown_paper", value=paper, known=PAPERS)
    if not path.parent.is_dir():
        raise CannotWrite("no_folder", path=str(path), folder=str(path.parent))
    draft = drafts.take(session, assessment, final=final)
    memo = draft.memo(language=language, final=final)
    from assay.report.pdf import pdf

    replace_file(path, pdf(memo, paper=paper))


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
