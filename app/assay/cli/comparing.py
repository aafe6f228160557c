"""The verb that puts two assessments side by side: compare."""

from __future__ import annotations

from pathlib import Path

import typer

from assay.cli.opening import person, print_json
from assay.core.memo_numbers import signed, whole
from assay.core.rating import Interval
from assay.words import tr
from assay.work.comparing import compared, side_of_file
from assay.work.views.compare import CompareView, compare_view


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("compare")(compare)


def compare(
    first: Path = typer.Argument(..., help="The earlier, or the other, project file."),
    second: Path = typer.Argument(..., help="The later project file, or the same one."),
    first_assessment: str = typer.Option("", "--first", help="Assessment in the first file."),
    second_assessment: str = typer.Option("", "--second", help="Assessment in the second file."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Compare two assessments by domain and question; both files stay as they are."""
    one = side_of_file(first, person(), first_assessment)
    two = side_of_file(second, person(), second_assessment)
    view = compare_view(one, two)
    if not as_json:
        _print(view)
        return
    found = compared(one, two)
    print_json(
        {
            "overlap": found.overall.overlap,
            "too_close": found.too_close,
            "verdict": view.verdict,
            "domains": [
                {
                    "id": row.id,
                    "moved": row.moved,
                    "first": _bounds(row.first),
                    "second": _bounds(row.second),
                }
                for row in found.domains
            ],
            "questions": [
                {"id": q.id, "moved": q.moved, "first": q.first.points, "second": q.second.points}
                for q in found.questions
            ],
            "only_first": list(found.only_first),
            "only_second": list(found.only_second),
        }
    )


def _print(view: CompareView) -> None:
    typer.echo(f"{view.first}: {view.first_line}")
    typer.echo(f"{view.second}: {view.second_line}")
    typer.echo(view.verdict)
    for row in view.rows:
        moved = "" if row.moved is None else signed(row.moved)
        name = row.id or tr("Overall")
        typer.echo(f"{name:8} {_whole(row.first):14} {_whole(row.second):14} {moved:6} {row.note}")
    for question in view.questions:
        moved = "" if question.moved is None else signed(question.moved)
        typer.echo(f"{question.id:8} {moved:6} {question.first} | {question.second}")


def _whole(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{whole(interval.point)}; {whole(interval.low)}–{whole(interval.high)}"


def _bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.point, interval.high]
