"""A model of merging that is slow and plain: what each revision saw is a set, and nothing is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace

from assay.core.change import Change, Label, Step, apply_step, step
from assay.core.errors import Conflict
from assay.core.merge import MERGE, REDACT, REDACTION, TAKING_BACK, renumbered, resolve, stand_ins
from assay.core.merge_registers import (
    REFERENCES,
    as_given,
    cells_of,
    default,
    groups,
    order,
    provisional,
)
from assay.core.merge_registers import Register as Reg
from assay.core.revision import Revision, heads, record

PROJECT = "p"
QUIET = {"id", "number", "key", "position"}
"""Fields that copies may hold differently without anybody being asked."""


def recorded(
    done: Step, parents: Iterable[str], author: str = "Ada", time: str = "2026"
) -> Revision:
    """A revision with whatever clock its device has."""
    return record(
        done,
        parents=list(parents),
        project=PROJECT,
        device=author,
        author=author,
        time=f"{time}-11-23T14:02:11.345Z/0000",
        salt=secrets.token_hex(16),
    )


@dataclass
class Copy:
    """One person's copy of a project, as merging sees it."""

    name: str
    revisions: list[Revision]
    mine: list[Revision] = field(default_factory=list)
    """What its undo can take back."""

    @property
    def heads(self) -> tuple[str, ...]:
        return heads(self.revisions)

    def do(self, done: Step, time: str = "2026") -> Revision:
        made = recorded(done, self.heads, self.name, time)
        self.revisions.append(made)
        return made

    def edit(self, message: str, *changes: Change | None, time: str = "2026") -> None:
        done = step(message, changes)
        if done:
            self.mine.append(self.do(done, time))

    def undo(self) -> None:
        """Take back one's last step, unless its rows moved meanwhile: a session refuses that."""
        last = self.mine.pop()
        label = Label("undo", {"revision": last.id, "message": "answer"})
        done = Step(label, last.step().inverse().changes)
        found = resolve(self.revisions)
        assert found is not None
        with suppress(Conflict):
            apply_step(deepcopy(dict(found.state)), done)
            self.do(done)

    def merge(self, other: Copy) -> None:
        """Take over what the other has, with a revision on top where there are two ends."""
        known = {revision.id: n for n, revision in enumerate(self.revisions)}
        for revision in other.revisions:
            if revision.id not in known:
                self.revisions.append(revision)
            elif self.revisions[known[revision.id]].body is None and revision.body is not None:
                self.revisions[known[revision.id]] = revision
        found = resolve(self.revisions)
        assert found is not None
        changes = renumbered(found)
        if len(self.heads) > 1 or changes:
            self.mine.clear()  # taking a merge back is tried with real projects
            self.do(Step(Label(MERGE, {}), tuple(changes)))


@dataclass(frozen=True)
class _Write:
    id: str
    values: tuple[tuple[tuple, bool], ...]
    """(cells, untouched) each."""
    firm: bool
    base: tuple | None = None


class Model:
    """State and disputes of a set of revisions, worked out by looking at everything each time."""

    def __init__(self, revisions: Sequence[Revision]) -> None:
        self.by_id = {revision.id: revision for revision in revisions}
        self.before: dict[str, frozenset[str]] = {}
        self.writes: dict[Reg, list[_Write]] = {}
        self.settled: dict[str, dict[Reg, tuple]] = {}
        self.veiled = self._redacted_in_part(revisions)
        self.bodies = self._bodies(revisions)
        for revision in revisions:
            self._follow(revision)

    def _bodies(self, revisions: Sequence[Revision]) -> dict[str, str | None]:
        told: dict[str, str] = {}
        for revision in sorted(revisions, key=lambda r: r.id):
            for id, content in stand_ins(revision).items():
                if len(content) >= len(told.get(id, "")):
                    told[id] = content
        return {r.id: r.body or told.get(r.id) for r in revisions}

    def _redacted_in_part(self, revisions: Sequence[Revision]) -> set[str]:
        """The redactions that took out what is whole here."""
        whole = {r.id for r in revisions if r.body is not None}
        told = {r.id: stand_ins(r).keys() for r in revisions if stand_ins(r)}
        return {
            one
            for one, said in told.items()
            if whole & said
            or any(
                said & other and id != one and not self._follows(one, id, revisions)
                for id, other in told.items()
            )
        }

    def _follows(self, one: str, other: str, revisions: Sequence[Revision]) -> bool:
        parents = {r.id: r.parents for r in revisions}
        seen, waiting = set(), [one]
        while waiting:
            for parent in parents[waiting.pop()]:
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return other in seen

    def _follow(self, revision: Revision) -> None:
        seen: frozenset[str] = frozenset()
        for parent in revision.parents:
            seen |= self.before[parent] | {parent}
        self.before[revision.id] = seen
        done = replace(revision, body=self.bodies[revision.id]).step()
        seen |= {revision.id}
        for change in done.changes:
            if change.table != REDACTION or done.label.message != REDACT:
                self._change(revision.id, change, seen)
        if done.label.message in TAKING_BACK:
            self._reopen(revision.id, str(done.label.facts.get("revision")), seen)

    def _change(self, id: str, change: Change, seen: frozenset[str]) -> None:
        table, key = change.table, change.key
        row = self.row(table, key, seen)
        there = Reg(table, key, "@")
        if change.after is None:
            for name in groups(table):
                self._settle(id, Reg(table, key, name), seen)
            missed = row is not None and row != dict(change.before or {})
            self._put(id, there, (0,), seen, firm=True, missed=missed)
            return
        for name, fields in groups(table).items():
            register = Reg(table, key, name)
            if change.before is None:
                cells = cells_of(table, name, change.after)
                weak = cells == default(table, name)
                if row is None or not (weak and self.before[id] & self.veiled):
                    self._put(id, register, cells, seen, weak=weak, missed=row is not None)
            elif set(fields) & change.after.keys():
                held = self.outcome(register, seen)[0]
                was = held or tuple(change.before[f] for f in fields)
                cells = tuple(change.after.get(f, c) for f, c in zip(fields, was, strict=True))
                missed = any(change.before.get(f, c) != c for f, c in zip(fields, was, strict=True))
                firm = all(change.after.get(f) == change.before.get(f) for f in fields)
                self._put(id, register, cells, seen, firm=firm, missed=missed)
        if change.before and set(change.after) - {"id"} and set(change.after) <= QUIET:
            return
        self._put(id, there, (1,), seen, firm=True)
        whole = row if change.before is not None and row is not None else change.after
        for name, target in REFERENCES.get(table, ()):
            hung = Reg(target, str(whole.get(name) or ""), "@")
            if self.outcome(hung, seen)[0] == (1,):
                self._put(id, hung, (1,), seen, firm=True)

    def _put(
        self,
        id: str,
        register: Reg,
        cells: tuple,
        seen: frozenset[str],
        *,
        weak: bool = False,
        firm: bool = False,
        missed: bool = False,
    ) -> None:
        shown, _, values = self.outcome(register, seen)
        there = self.outcome(Reg(*register[:2], "@"), seen)[0] == (1,)
        if register.name != "@" and not there:
            shown, values = None, ()
        missed = missed and bool(self.before[id] & self.veiled)
        if missed and shown is not None and cells not in values:
            both = (*((v, False) for v in values), (cells, weak))
            self._write(register, _Write(id, both, True, shown))
            return
        self._settle(id, register, seen)
        self._write(register, _Write(id, ((cells, weak),), firm or len(values) > 1))

    def _settle(self, id: str, register: Reg, seen: frozenset[str]) -> None:
        found = self.outcome(register, seen)
        there = self.outcome(Reg(*register[:2], "@"), seen)[0] == (1,)
        if len(found[2]) > 1 and (there or register.name == "@"):
            self.settled.setdefault(id, {}).setdefault(register, found)

    def _write(self, register: Reg, write: _Write) -> None:
        held = self.writes.setdefault(register, [])
        held[:] = [w for w in held if w.id != write.id]
        held.append(write)

    def _reopen(self, id: str, undone: str, seen: frozenset[str]) -> None:
        for register, (shown, base, values) in self.settled.get(undone, {}).items():
            row = self.row(register.table, register.key, seen)
            if shown is None or row is None:
                if shown is not None or row is not None:
                    continue
                self._write(Reg(*register[:2], "@"), _Write(id, (((1,), False),), True))
            elif register.name != "@" and cells_of(register.table, register.name, row) != shown:
                continue
            self._write(register, _Write(id, tuple((v, False) for v in values), True, base))

    def outcome(self, register: Reg, seen: frozenset[str]) -> tuple:
        """What is shown, what it began with, and the values: more than one are disputed."""
        held = [w for w in self.writes.get(register, ()) if w.id in seen]
        last = [w for w in held if not any(w.id in self.before[o.id] for o in held)]
        if not last:
            return (None, None, ())
        strong = any(not weak for w in last for _, weak in w.values)
        values = {v for w in last for v, weak in w.values if not (weak and strong)}
        firm = {v for w in last if w.firm or len(w.values) > 1 for v, _ in w.values}
        base = last[0].base
        if len(last) > 1:
            base = None
            if len(values) > 1:
                common = frozenset.intersection(*(self.before[w.id] | {w.id} for w in last))
                shown, first, known = self.outcome(register, common)
                base = first if len(known) > 1 else shown
                there = Reg(register.table, register.key, "@")
                if register.name != "@" and self.outcome(there, common)[0] != (1,):
                    base = None
                values = {v for v in values if v != base or v in firm}
        ordered = tuple(sorted(values, key=order))
        if len(ordered) > 1 and register.name in QUIET:
            was = None if base is None else as_given(register, base)
            given = [v for v in ordered if as_given(register, v) != was] or list(ordered)
            ordered = (min(given, key=lambda v: order(as_given(register, v))),)
        if len(ordered) == 1:
            return (ordered[0], base, ordered)
        return (provisional(register, base), base, ordered)

    def row(self, table: str, key: str, seen: frozenset[str]) -> dict | None:
        if self.outcome(Reg(table, key, "@"), seen)[0] != (1,):
            return None
        row = {"id": key}
        for name, fields in groups(table).items():
            found = self.outcome(Reg(table, key, name), seen)
            cells = default(table, name) if found == (None, None, ()) else found[0]
            if cells is None:
                return None
            row.update(zip(fields, cells, strict=True))
        return row

    def state(self) -> dict:
        every = frozenset(self.by_id)
        found: dict = {}
        for table, key in {register[:2] for register in self.writes}:
            row = self.row(table, key, every)
            if row is not None:
                found.setdefault(table, {})[key] = row
        return found

    def open(self) -> dict[Reg, set[tuple]]:
        """Register -> the values that are disputed."""
        every = frozenset(self.by_id)
        found = {}
        for register in self.writes:
            values = self.outcome(register, every)[2]
            there = self.outcome(Reg(*register[:2], "@"), every)[0] == (1,)
            if len(values) > 1 and (there or register.name == "@"):
                found[register] = set(values)
        return found
