"""Where a history branches: every write kept with its place, and what the writes come to together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assay.core.change import Cell, Row, State
from assay.core.merge_disputes import Disputes, shows
from assay.core.merge_graph import START, Strands, TooTangled, Vector, follows, meet
from assay.core.merge_registers import (
    PRESENT,
    ROW,
    Cells,
    Dispute,
    Register,
    Side,
    as_given,
    cells_of,
    default,
    groups,
    is_quiet,
    order,
    provisional,
)

WORK_LIMIT = 20_000_000
"""Looks at single writes, in one tangle."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value for a register, and the revisions that wrote it."""

    cells: Cells
    revisions: tuple[str, ...]
    weak: bool = False
    """Untouched when its row was made: it gives way to whatever anybody wrote."""


@dataclass(frozen=True, slots=True)
class Write:
    """What one revision left in one register; several values where it left a dispute open."""

    place: Vector
    values: tuple[Said, ...]
    firm: bool = False
    """Written by somebody who decided: it counts even where it says what was there before."""
    base: Cells | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the writes of a register come to at some place."""

    shown: Cells | None
    base: Cells | None = None
    values: tuple[Said, ...] = ()
    """More than one: they are disputed."""

    @property
    def disputed(self) -> bool:
        return len(self.values) > 1

    def dispute(self, register: Register, row: Row | None = None) -> Dispute:
        sides = tuple(Side(said.cells, said.revisions) for said in self.values)
        return Dispute(register, self.base, sides, self.shown, row)


NOTHING = Outcome(None)


@dataclass
class _Writes:
    """All writes of one register since the tangle began, strand by strand."""

    root: Outcome
    strands: dict[int, list[Write]] = field(default_factory=dict)

    def add(self, write: Write) -> None:
        held = self.strands.setdefault(write.place.strand, [])
        if held and held[-1].place.place == write.place.place:
            held.pop()  # the same step wrote it before
        held.append(write)


class Tangle:
    """The part of a history between two knots, followed revision by revision in any order of theirs."""

    def __init__(self, state: State, disputes: Disputes) -> None:
        """Begin at a knot; neither `state` nor `disputes` is touched before `finish`."""
        self._state, self._disputes = state, disputes
        self._strands = Strands()
        self._writes: dict[Register, _Writes] = {}
        self._rows: dict[tuple[str, str], None] = {}
        self._settled: dict[str, dict[Register, Dispute]] = {}
        self._work = 0

    def place(self, n: int, parents: Iterable[int]) -> Vector:
        """The place of revision `n`; raises `TooTangled`."""
        return self._strands.add(n, parents)

    def reopen(self, place: Vector, undone: str) -> None:
        """Leave open again what the revision that is taken back had settled."""
        settled = {**self._disputes.settled.get(undone, {}), **self._settled.get(undone, {})}
        for register, dispute in settled.items():
            row = self.row(register.table, register.key, place)[0]
            if shows(row, dispute):
                values = tuple(Said(side.cells, side.revisions) for side in dispute.sides)
                self.write(register, Write(place, values, True, dispute.base))
                if row is None:
                    there = Register(register.table, register.key, ROW)
                    self.write(there, Write(place, (Said(PRESENT, ()),), True))

    # -- reading ----------------------------------------------------------------------------------

    def outcome(self, register: Register, at: Vector) -> Outcome:
        """What a register holds for somebody who has seen what `at` has seen."""
        writes = self._held(register)
        return self._together(register, writes, self._latest(writes, at))

    def _held(self, register: Register) -> _Writes:
        held = self._writes.get(register)
        if held is None:
            held = self._writes[register] = _Writes(self._root(register))
        return held

    def _root(self, register: Register) -> Outcome:
        """What the register held at the knot."""
        table, key, name = register
        row = self._state.get(table, {}).get(key)
        dispute = self._disputes.open.get(register)
        if dispute is not None:
            values = tuple(Said(side.cells, side.revisions) for side in dispute.sides)
            return Outcome(dispute.shown, dispute.base, values)
        if row is None and self._disputes.of_row(table, key):
            row = self._disputes.hidden.get((table, key))
        if row is None:
            return NOTHING
        if name != ROW and not row.keys() >= set(groups(table)[name]):
            return NOTHING
        cells = PRESENT if name == ROW else cells_of(table, name, row)
        return Outcome(cells, cells, (Said(cells, ()),))

    def _latest(self, writes: _Writes, at: Vector) -> list[Write]:
        """The writes that `at` has seen and that no other such write follows."""
        found = []
        for strand, held in writes.strands.items():
            seen = bisect_right(held, at.sees(strand), key=_place)
            if seen:
                found.append(held[seen - 1])
        self._work += len(writes.strands) + len(found) ** 2
        if self._work > WORK_LIMIT:
            raise TooTangled
        if len(found) > 1:
            found = [
                one
                for one in found
                if not any(o is not one and follows(o.place, one.place) for o in found)
            ]
        root = writes.root
        return found or ([Write(START, root.values, base=root.base)] if root.values else [])

    def _together(self, register: Register, writes: _Writes, latest: list[Write]) -> Outcome:
        if not latest:
            return NOTHING
        if len(latest) == 1 and len(latest[0].values) == 1:
            only = latest[0]
            return Outcome(only.values[0].cells, only.base, only.values)
        values, firm = _united(latest)
        if len(latest) == 1:
            base = latest[0].base
        elif len(values) == 1:
            base = None
        else:
            base = self._begun(register, writes, latest)
            values = [v for v in values if v.cells != base or v.cells in firm] or values[:1]
        if len(values) == 1:
            return Outcome(values[0].cells, base, tuple(values))
        if is_quiet(register):
            one = _quiet(register, values, base)
            return Outcome(one.cells, base, (one,))
        return Outcome(provisional(register, base), base, tuple(values))

    def _begun(self, register: Register, writes: _Writes, latest: list[Write]) -> Cells | None:
        """What all the writers had before them; nothing, where the row was not there."""
        at = meet([write.place for write in latest])
        there = Register(register.table, register.key, ROW)
        if register.name != ROW and self.outcome(there, at).shown != PRESENT:
            return None
        common = self._latest(writes, at)
        found = self._together(register, writes, common)
        return found.base if found.disputed else found.shown

    def row(self, table: str, key: str, at: Vector) -> tuple[Row | None, Row]:
        """A row as it is shown, or None; and what is certain of it, shown or not."""
        return _assembled(table, key, self._outcomes(table, key, at))

    def _outcomes(self, table: str, key: str, at: Vector) -> dict[str, Outcome]:
        names = (ROW, *groups(table))
        return {name: self.outcome(Register(table, key, name), at) for name in names}

    def is_unknown(self, table: str, key: str) -> bool:
        """True for a row that nobody has written and that was not there at the knot."""
        if (table, key) in self._rows or key in self._state.get(table, {}):
            return False
        return not self._disputes.of_row(table, key)

    # -- writing ----------------------------------------------------------------------------------

    def write(self, register: Register, write: Write) -> None:
        """Note a write."""
        self._held(register).add(write)
        self._rows[register.table, register.key] = None

    def settle(self, register: Register, id: str, seen: Outcome) -> None:
        """Note that a revision decided what was disputed until then."""
        self._settled.setdefault(id, {}).setdefault(register, seen.dispute(register))

    # -- ending -----------------------------------------------------------------------------------

    def finish(self) -> None:
        """Put what all of it comes to into the state and the disputes that it began with."""
        end = self._strands.end()
        found = [(table, key, *self._end(table, key, end)) for table, key in self._rows]
        for table, key, row, certain, open_ in found:
            for register in self._disputes.of_row(table, key):
                del self._disputes.open[register]
            self._disputes.open.update(open_)
            if open_ and row is None:
                self._disputes.hidden[table, key] = certain
            _put(self._state, table, key, row)
        for id, settled in self._settled.items():
            self._disputes.settled.setdefault(id, {}).update(settled)

    def _end(
        self, table: str, key: str, end: Vector
    ) -> tuple[Row | None, Row, dict[Register, Dispute]]:
        outcomes = self._outcomes(table, key, end)
        row, certain = _assembled(table, key, outcomes)
        hidden = certain if row is None else None
        there = outcomes[ROW].shown == PRESENT
        return (
            row,
            certain,
            {
                (register := Register(table, key, name)): outcome.dispute(register, hidden)
                for name, outcome in outcomes.items()
                if outcome.disputed and (there or name == ROW)
            },
        )


def _assembled(table: str, key: str, outcomes: Mapping[str, Outcome]) -> tuple[Row | None, Row]:
    certain: dict[str, Cell] = {"id": key}
    whole = True
    for name, names in groups(table).items():
        outcome = outcomes[name]
        cells = default(table, name) if outcome is NOTHING else outcome.shown
        if cells is None:
            whole = False
        else:
            certain.update(zip(names, cells, strict=True))
    there = outcomes[ROW].shown == PRESENT
    return (certain if there and whole else None), certain


def _place(write: Write) -> int:
    return write.place.place


def _united(latest: Sequence[Write]) -> tuple[list[Said], set[Cells]]:
    """The different values, each with all that wrote it; and those that somebody decided on."""
    strong = any(not said.weak for write in latest for said in write.values)
    by_cells: dict[Cells, set[str]] = {}
    firm = set()
    for write in latest:
        for said in write.values:
            if said.weak and strong:
                continue
            by_cells.setdefault(said.cells, set()).update(said.revisions)
            if write.firm or len(write.values) > 1:
                firm.add(said.cells)
    ordered = sorted(by_cells, key=order)
    return [Said(cells, tuple(sorted(by_cells[cells]))) for cells in ordered], firm


def _quiet(register: Register, values: Sequence[Said], base: Cells | None) -> Said:
    """The lowest of what was given; what merging alone made of the same is no other value."""
    was = None if base is None else as_given(register, base)
    other = [said for said in values if as_given(register, said.cells) != was]
    return min(other or values, key=lambda said: order(as_given(register, said.cells)))


def _put(state: State, table: str, key: str, row: Row | None) -> None:
    if row is not None:
        state.setdefault(table, {})[key] = row
        return
    rows = state.get(table, {})
    rows.pop(key, None)
    if not rows:
        state.pop(table, None)
