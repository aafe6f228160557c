"""Writing a memo to a file: shared by `memo` and `demo`."""

from __future__ import annotations

from pathlib import Path

from assay.core.errors import CannotWrite, InvalidInput
from assay.work import drafts
from assay.work.session import Session
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
    memo = drafts.take(session, assessment).memo(language=language, final=final)
    from assay.report.pdf import pdf

    replace_file(path, pdf(memo, paper=paper))
