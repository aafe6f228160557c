"""The verb that makes two copies of a project one: merge."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

from assay.cli.opening import opened, opener, person, print_json, say
from assay.cli.progress import TextBar
from assay.core.change import Cell
from assay.core.errors import InvalidInput, NeedsDecision, NotFound
from assay.words import tr
from assay.work import merging
from assay.work.jobs import Progress, Silent
from assay.work.merging import Conflict, Decisions, Merged, MergePlan
from assay.work.sealing import Identities, Passphrase, sealed_by
from assay.work.session import Session, open_session
from assay.work.views.merging import ConflictView, MergeView, merge_view

WHOSE = ("mine", "theirs")


class _Takes(TyperCommand):
    """`--take mine KEY` decides one conflict, `--take mine` alone all of them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _paired(args))


def _paired(args: list[str]) -> list[str]:
    """Put the key that follows a side into the same argument; a file name is no key."""
    found: list[str] = []
    for place, arg in enumerate(args):
        before = args[place - 2 : place] if place > 1 else []
        if before[:1] == ["--take"] and before[1] in WHOSE and _is_key(arg):
            found[-1] += f"={arg}"
        else:
            found.append(arg)
    return found


def _is_key(arg: str) -> bool:
    return not arg.startswith("-") and not arg.endswith(".assay") and not Path(arg).is_file()


def register(app: typer.Typer) -> None:
    """Add the verb of this group."""
    app.command("merge", cls=_Takes)(merge)


def merge(
    mine: Path = typer.Argument(..., help="Your copy; it stays as it is unless it is also OUT."),
    theirs: Path = typer.Argument(
        ..., help="The other copy of the same project; it stays as it is."
    ),
    out: Path | None = typer.Option(None, "-o", "--out", help="Where the merged project goes."),
    plan_only: bool = typer.Option(False, "--plan", help="Say what would be done; write nothing."),
    take: list[str] = typer.Option(
        [],
        "--take",
        metavar="mine|theirs [KEY]",
        help="Decide the conflict KEY this way, or all of them. Again for more.",
    ),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", help="Opens a sealed THEIRS; else it is asked for."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Merge two copies of a project: what only one changed is taken, what both changed is asked."""
    if out is None and not plan_only:
        raise InvalidInput("merge_without_out", path=mine)
    progress = TextBar() if sys.stderr.isatty() else Silent()
    other = _Other(theirs, opener(theirs, passphrase_file) if sealed_by(theirs) else None)
    if plan_only:
        with (
            opened(mine, read_only=True) as session,
            other.planned(session, progress) as found,
        ):
            _show(session, found, as_json)
        return
    _write(mine, other, out or mine, take, as_json, progress)


@dataclass(frozen=True, slots=True)
class _Other:
    """The other copy, and what opens it where it is sealed."""

    path: Path
    key: Passphrase | Identities | None

    def planned(self, session: Session, progress: Progress) -> MergePlan:
        """What merging it would do."""
        return merging.plan(session, self.path, progress, self.key)


def _write(
    mine: Path, other: _Other, target: Path, take: list[str], as_json: bool, progress: Progress
) -> None:
    """Merge in a copy of our file, which is only written once the merge is whole."""
    if not _same(mine, target):
        with opened(mine, read_only=True) as session:
            session.store.save_copy(target)
    try:
        view, done = _merged(target, other, take, as_json, progress)
    except BaseException:
        if not _same(mine, target):
            target.unlink(missing_ok=True)  # nothing was merged, so nothing is left
        raise
    say(tr("{what} Written to {path}.", what=view.sentence, path=target))
    for sha256 in done.missing:
        say(tr("The bytes {sha256} are in neither copy.", sha256=sha256))
    if done.open:
        raise NeedsDecision("conflicts_open", count=done.open, path=target)


def _merged(
    target: Path, other: _Other, take: list[str], as_json: bool, progress: Progress
) -> tuple[MergeView, Merged]:
    session = open_session(target, person())
    try:
        with other.planned(session, progress) as found:
            decisions = _decisions(session, found, take)
            view = _show(session, found, as_json)
            done = merging.merge(session, found, decisions, progress)
        session.publish()
        return view, done
    finally:
        session.close()


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _decisions(session: Session, found: MergePlan, take: list[str]) -> Decisions:
    """What `--take` decides; the later one wins."""
    keys = {conflict.id: _key(session, conflict) for conflict in found.conflicts}
    decided: dict[str, merging.Choice] = {}
    for said in take:
        whose, _, key = said.partition("=")
        if whose not in WHOSE:
            raise InvalidInput("no_such_side", conflict=key or tr("Every conflict"), side=whose)
        wanted = [
            conflict
            for conflict in found.conflicts
            if not key or key in (conflict.id, keys[conflict.id], conflict.register.key)
        ]
        if key and not wanted:
            raise NotFound("unknown_conflict", conflict=key, known=sorted(set(keys.values())))
        decided |= {conflict.id: _side(conflict, whose) for conflict in wanted}
    return decided


def _side(conflict: Conflict, whose: str) -> merging.Choice:
    """The side that is meant; of an earlier merge's conflict the first value stands for ours."""
    if conflict.side(whose) is not None:
        return whose
    other = conflict.side("theirs" if whose == "mine" else "mine")
    rest = [n for n, side in enumerate(conflict.sides) if side is not other]
    return rest[0 if whose == "mine" else -1]


def _key(session: Session, conflict: Conflict) -> str:
    """How a person names it: the question where there is one assessment, else the row."""
    if conflict.register.table == "answer" and len(session.assessments()) == 1:
        return str(conflict.row.get("question", conflict.register.key))
    if conflict.register.table == "evidence":
        return str(conflict.row.get("key", conflict.register.key))
    return conflict.register.key


def _show(session: Session, found: MergePlan, as_json: bool) -> MergeView:
    view = merge_view(session, found)
    for remark in view.remarks:
        say(remark)
    if as_json:
        print_json(_plain(session, found))
        return view
    typer.echo(view.sentence)
    for line in view.lines:
        typer.echo(f"  {line}")
    for conflict in view.conflicts:
        _print(conflict)
    return view


def _print(conflict: ConflictView) -> None:
    typer.echo(f"{conflict.title}  {conflict.about}")
    if conflict.base is not None:
        typer.echo(f"  {tr('Before')}: {conflict.base.text}")
    for side in conflict.sides:
        name = {"mine": tr("Mine"), "theirs": tr("Theirs")}.get(side.whose, tr("Earlier"))
        typer.echo(f"  {name}: {side.text} ({side.who}, {side.when})")


def _plain(session: Session, found: MergePlan) -> dict[str, Any]:
    return {
        "taken": sum(found.taken.values()),
        "identical": found.identical,
        "steps": found.steps,
        "by_table": dict(found.taken),
        "remarks": [{"what": each.what, "where": each.where} for each in found.remarks],
        "conflicts": [_plain_conflict(session, conflict) for conflict in found.conflicts],
    }


def _plain_conflict(session: Session, conflict: Conflict) -> dict[str, Any]:
    mine, theirs = (
        next((s.cells for s in conflict.sides if s.whose == whose), None) for whose in WHOSE
    )
    shown = _telling(conflict)
    return {
        "key": _key(session, conflict),
        "field": conflict.fields[shown] if conflict.fields else "row",
        "base": _cell(conflict, conflict.base, shown),
        "mine": _cell(conflict, mine, shown),
        "theirs": _cell(conflict, theirs, shown),
        "table": conflict.register.table,
        "id": conflict.id,
        "new": conflict.new,
        "sides": [
            {
                "whose": side.whose,
                "authors": list(side.authors),
                "times": list(side.times),
                "value": dict(zip(conflict.fields, side.cells, strict=True))
                if conflict.fields
                else ("kept" if side.cells == (1,) else "removed"),
            }
            for side in conflict.sides
        ],
    }


def _telling(conflict: Conflict) -> int:
    """The first field in which the sides differ."""
    for place in range(len(conflict.fields)):
        if len({side.cells[place] for side in conflict.sides}) > 1:
            return place
    return 0


def _cell(conflict: Conflict, cells: tuple[Cell, ...] | None, place: int) -> Cell:
    if cells is None:
        return None
    if not conflict.fields:
        return "kept" if cells == (1,) else "removed"
    return cells[place]
