"""Merging two copies of a project: what the other one brings, what is to be decided, and deciding it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assay.core.change import Cell, Change, Label, Row, State, Step, apply, removed, step
from assay.core.errors import InvalidInput, NotFound
from assay.core.merge import MERGE, renumbered
from assay.core.merge_registers import (
    GONE,
    PRESENT,
    REFERENCES,
    ROW,
    Cells,
    Dispute,
    Register,
    groups,
)
from assay.core.revision import Revision
from assay.store import joining
from assay.store.joining import Union
from assay.store.place import Problem
from assay.store.project import ProjectStore
from assay.store.sealing import Identities, Passphrase
from assay.work import beside
from assay.work.jobs import Progress, counting
from assay.work.session import Session

Choice = str | int | Mapping[str, Cell]
"""`mine`, `theirs` or `base`; the place of a side in `Conflict.sides`; or fields written anew."""
Decisions = Mapping[str, Choice]
"""Id of a conflict -> what was decided."""
COUNTED = ("answer", "evidence", "citation", "comment")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values in a conflict, and who wrote it."""

    cells: Cells
    whose: str
    """`mine`, `theirs`, or `both` where an earlier merge left it to decide."""
    authors: tuple[str, ...]
    times: tuple[str, ...]
    """Clocks of the revisions, as each device had it."""
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that two copies say differently."""

    id: str
    register: Register
    fields: tuple[str, ...]
    """Names of the cells; none where it is about whether the row is there."""
    base: Cells | None
    """What all sides began with; None where each made it."""
    sides: tuple[Side, ...]
    row: Row
    """The row as it stands meanwhile, or what is certain of it."""
    new: bool = True
    """False where it was open before this merge."""

    def side(self, whose: str) -> Side | None:
        """The first value of one side."""
        return next((side for side in self.sides if side.whose == whose), None)


@dataclass
class MergePlan:
    """What a merge would do. It holds a copy of the other file open until `close`."""

    path: Path
    union: Union
    other: ProjectStore
    taken: Mapping[str, int]
    """Table -> rows that the other copy brings or changes."""
    identical: int
    """Rows that both copies have alike."""
    conflicts: tuple[Conflict, ...]
    authors: tuple[str, ...]
    """Who made the steps that are new here."""
    steps: int
    """How many of them there are."""
    remarks: tuple[Problem, ...] = ()
    """What is wrong or odd with the other copy, and is kept out of ours."""

    @property
    def new_conflicts(self) -> int:
        """How many of the conflicts this merge brings."""
        return sum(conflict.new for conflict in self.conflicts)

    @property
    def is_news(self) -> bool:
        """False when the other copy has nothing that ours lacks."""
        return self.union.is_news

    def close(self) -> None:
        """Let the copy of the other file go."""
        self.other.close()

    def __enter__(self) -> MergePlan:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to."""

    revision: Revision | None
    taken: Mapping[str, int]
    settled: int
    open: int
    """Conflicts that are left to decide; the answers among them count as conflicted."""
    missing: tuple[str, ...]
    """Bytes that the register names and neither copy holds."""


def plan(
    session: Session,
    other: Path,
    progress: Progress | None = None,
    key: Passphrase | Identities | None = None,
) -> MergePlan:
    """What merging the file `other` into this project would do; nothing is changed by asking.

    A sealed file is opened with `key`. Raises `NotFound` or `NotAProject` for a file that cannot be
    taken in, and `InvalidInput` for a copy of another project, or for one that cannot be followed
    together with this one.
    """
    watch = counting(progress)
    theirs = beside.open_other(other, key, watch)
    try:
        union = joining.unite(session.store, theirs, watch)
        return _planned(session, other, theirs, union)
    except BaseException:
        theirs.close()
        raise


def _planned(session: Session, path: Path, theirs: ProjectStore, union: Union) -> MergePlan:
    after, disputes = union.replay.state, union.replay.disputes
    disputed = {register[:2] for register in disputes.open}
    taken: dict[str, int] = {}
    for change in joining.difference(session.state, after):
        if (change.table, change.key) not in disputed:
            taken[change.table] = taken.get(change.table, 0) + 1
    other = theirs.state()
    identical = sum(
        other.get(table, {}).get(key) == row
        for table, rows in session.state.items()
        for key, row in rows.items()
    )
    revisions = {r.id: r for r in (*session.store.revisions(), *union.fresh)}
    known = session.store.disputes.open
    conflicts = [
        _conflict(d, after, revisions, _whose(union), known.get(register) != d)
        for register, d in disputes.open.items()
    ]
    made = [revision for revision in union.fresh if revision.body]
    return MergePlan(
        path,
        union,
        theirs,
        taken,
        identical,
        tuple(sorted(conflicts, key=lambda c: c.id)),
        tuple(sorted({revision.author for revision in made})),
        len(made),
        tuple(_remarks(theirs, union)),
    )


def _remarks(theirs: ProjectStore, union: Union) -> Iterator[Problem]:
    """What a person should know of the other copy before it is merged: none of it stops the merge."""
    yield from (Problem("signature_not_taken", id, "ask_author") for id in union.unsound)
    said = {("signature_does_not_fit", id) for id in union.unsound}
    yield from (each for each in theirs.problems if (each.what, each.where) not in said)
    fresh = {revision.id for revision in union.fresh}
    yield from (note for note in theirs.notes if note.where in fresh)


def _whose(union: Union) -> Callable[[str], str]:
    def whose(revision: str) -> str:
        if revision not in union.theirs:
            return "mine"
        return "both" if revision in union.known else "theirs"

    return whose


def _conflict(
    dispute: Dispute,
    state: State,
    revisions: Mapping[str, Revision],
    whose: Callable[[str], str],
    new: bool,
) -> Conflict:
    table, key, name = dispute.register
    sides = []
    for said in dispute.sides:
        made = [revisions[id] for id in said.revisions if id in revisions]
        found = {whose(revision.id) for revision in made} or {"both"}
        sides.append(
            Side(
                said.cells,
                found.pop() if len(found) == 1 else "both",
                tuple(dict.fromkeys(revision.author for revision in made)),
                tuple(revision.time for revision in made),
                tuple(dict.fromkeys(revision.device for revision in made)),
            )
        )
    return Conflict(
        "/".join(dispute.register),
        dispute.register,
        () if name == ROW else groups(table)[name],
        dispute.base,
        tuple(sides),
        state.get(table, {}).get(key) or dispute.row or {"id": key},
        new,
    )


def open_conflicts(session: Session) -> tuple[Conflict, ...]:
    """What earlier merges left to decide; a side that this device wrote is *mine*."""
    disputes = session.store.disputes.open
    if not disputes:
        return ()
    wanted = {
        id for dispute in disputes.values() for side in dispute.sides for id in side.revisions
    }
    revisions = {r.id: r for r in session.store.revisions() if r.id in wanted}

    def whose(id: str) -> str:
        return "mine" if revisions[id].device == session.person.device else "theirs"

    found = [_conflict(d, session.state, revisions, whose, False) for d in disputes.values()]
    return tuple(sorted(found, key=lambda c: c.id))


def disputed(session: Session, table: str, key: str) -> tuple[str, ...]:
    """What of one row earlier merges left to decide, by the names of its registers."""
    found = session.store.disputes.open
    if not found:
        return ()
    return tuple(register.name for register in found if register[:2] == (table, key))


def merge(
    session: Session,
    found: MergePlan,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    initiator: object = None,
) -> Merged:
    """Merge as planned, deciding what is decided; one step, one undo, a version kept before.

    Raises `Conflict` when this project moved since the plan was made, and what `CannotWrite` or the
    cancelling of `progress` raise; nothing is changed then.
    """
    if not found.is_news:
        return Merged(None, {}, 0, len(found.conflicts), ())
    watch = counting(progress)
    after: State = {table: dict(rows) for table, rows in found.union.replay.state.items()}
    changes = renumbered(found.union.replay)
    for change in changes:
        apply(after, change)
    decided = _decided(after, found.conflicts, decisions or {})
    settled = len(decisions or {})
    left = len(found.conflicts) - settled
    facts: dict[str, Cell] = {
        "mine": "".join(found.union.mine[:1]),
        "answers": found.taken.get("answer", 0),
        "files": found.taken.get("evidence", 0),
        "conflicts": left,
    }
    session.store.keep_generation("merge")
    joined = joining.join(
        session.store,
        found.other,
        found.union,
        Step(Label(MERGE, facts), (*changes, *decided)),
        author=session.person.author,
        device=session.person.device,
        watch=watch,
    )
    session.adopted(joined.revision, Step(Label(MERGE, facts), joined.changes), initiator)
    return Merged(joined.revision, found.taken, settled, left, joined.missing)


def decide_step(session: Session, decisions: Decisions) -> Step:
    """Decide conflicts that earlier merges left open; raises `NotFound` for one that is not open."""
    conflicts = open_conflicts(session)
    state: State = {table: dict(rows) for table, rows in session.state.items()}
    return step("settle_conflicts", _decided(state, conflicts, decisions), count=len(decisions))


def _decided(state: State, conflicts: Iterable[Conflict], decisions: Decisions) -> list[Change]:
    """The changes that settle what is decided; `state` follows them."""
    by_id = {conflict.id: conflict for conflict in conflicts}
    unknown = [id for id in decisions if id not in by_id]
    if unknown:
        raise NotFound("unknown_conflict", conflict=unknown[0], known=sorted(by_id)[:20])
    changes: list[Change] = []
    for id, choice in sorted(decisions.items(), key=lambda item: item[0]):
        conflict = by_id[id]
        more = list(_settling(state, conflict, _cells(conflict, choice), conflicts))
        for change in more:
            apply(state, change)
        changes += more
    return changes


def _cells(conflict: Conflict, choice: Choice) -> Cells:
    """The cells that a choice stands for; raises `InvalidInput` where it stands for none."""
    if isinstance(choice, Mapping):
        if set(choice) != set(conflict.fields) or not conflict.fields:
            raise InvalidInput("choice_misshapen", conflict=conflict.id, known=conflict.fields)
        return tuple(choice[field] for field in conflict.fields)
    if isinstance(choice, int):
        if 0 <= choice < len(conflict.sides):
            return conflict.sides[choice].cells
    elif choice == "base":
        if conflict.base is not None:
            return conflict.base
    elif (side := conflict.side(choice)) is not None:
        return side.cells
    raise InvalidInput("no_such_side", conflict=conflict.id, side=choice)


def _settling(
    state: State, conflict: Conflict, cells: Cells, every: Iterable[Conflict]
) -> Iterable[Change]:
    table, key, name = conflict.register
    row = state.get(table, {}).get(key)
    if name == ROW:
        if row is None:
            return
        if cells == PRESENT:
            yield Change(table, key, {"id": key}, {"id": key})
        elif cells == GONE:
            yield from _removal(state, table, key)
    elif row is not None:
        after = dict(zip(conflict.fields, cells, strict=True))
        yield Change(table, key, {field: row[field] for field in after}, after)
    else:
        yield Change(table, key, None, _completed(conflict, cells, every))


def _completed(conflict: Conflict, cells: Cells, every: Iterable[Conflict]) -> Row:
    """The row that was not shown, with what was decided; its other fields go with that side."""
    row = dict(conflict.row)
    place = next((n for n, side in enumerate(conflict.sides) if side.cells == cells), 0)
    for other in every:
        if other.register[:2] == conflict.register[:2] and other.fields:
            side = other.sides[min(place, len(other.sides) - 1)]
            row.update(zip(other.fields, side.cells, strict=True))
    row.update(zip(conflict.fields, cells, strict=True))
    return row


def _removal(state: State, table: str, key: str) -> list[Change]:
    """Take a row out with all that hangs on it."""
    going: dict[tuple[str, str], None] = {(table, key): None}
    bare: list[Change] = []
    _gather(state, table, key, going, bare)
    return [*bare, *(removed(t, state[t][k]) for t, k in reversed(going))]


def _gather(
    state: State,
    table: str,
    key: str,
    going: dict[tuple[str, str], None],
    bare: list[Change],
) -> None:
    for other, fields in REFERENCES.items():
        for field in (field for field, target in fields if target == table):
            for hanging in [k for k, row in state.get(other, {}).items() if row[field] == key]:
                if other == "statement":  # it stands without its source
                    bare.append(Change(other, hanging, {field: key}, {field: ""}))
                elif (other, hanging) not in going:
                    going[other, hanging] = None
                    _gather(state, other, hanging, going, bare)
