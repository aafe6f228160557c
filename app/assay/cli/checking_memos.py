"""Holding a memo against its project, for `verify --memo`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from assay import prefs
from assay.cli.opening import opened, print_json
from assay.readers.memo_pdf import FILE_LIMIT
from assay.words.problems import problem as in_words
from assay.words.problems import remedy
from assay.work import house, verifying
from assay.work.memo_checking import now_of
from assay.work.views import memo_checks as view
from assay.work.writing import read_bounded


def print_check(file: Path, memo: Path, *, as_json: bool) -> int:
    """Say whether a memo matches the project, and what has changed since; 4 where something has.

    Raises `NotFound` for a file that is not there or is no PDF.
    """
    from assay.report.memo_proof import check

    content = read_bounded(memo, FILE_LIMIT)
    with opened(file, read_only=True) as session:
        found = check(now_of(session), content, memo.name, house.house_style(prefs.load()))
        problems = verifying.problems(session)
    ok = found.holds and not problems
    if as_json:
        shown = [asdict(p) for p in (*problems, *verifying.memo_problems(found, memo.name))]
        print_json({"ok": ok, "problems": shown, "memo": view.as_json(found, memo.name)})
        return 0 if ok else 4
    for line in view.sentences(found, memo.name):
        typer.echo(line)
    for one in found.changes:
        typer.echo(f"  {view.changed(one)}")
    for problem in problems:
        typer.echo(f"{in_words(problem.what, problem.where)} {remedy(problem.remedy)}")
    return 0 if ok else 4
