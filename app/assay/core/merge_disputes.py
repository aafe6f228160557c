"""What copies disagree on, kept while steps follow one another: settled by a write, opened by its undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assay.core.change import Change, Row, State
from assay.core.merge_registers import (
    ROW,
    Dispute,
    Register,
    cells_of,
    groups,
    references,
    written,
)


@dataclass
class Disputes:
    """What is open, and which revision settled what, so that its undo opens it again."""

    open: dict[Register, Dispute] = field(default_factory=dict)
    settled: dict[str, dict[Register, Dispute]] = field(default_factory=dict)
    """Revision -> what it settled."""
    hidden: dict[tuple[str, str], Row] = field(default_factory=dict)
    """Of rows that are not shown while they are disputed: what is certain of them."""

    def of_row(self, table: str, key: str) -> list[Register]:
        """The open ones of one row."""
        if not self.open:
            return []
        names = (ROW, *groups(table))
        return [r for name in names if (r := Register(table, key, name)) in self.open]

    def follow(self, state: State, changes: Iterable[Change], id: str, undoes: str) -> bool:
        """Follow a step that led to `state`; returns whether anything was settled or opened."""
        moved = False
        if self.open:
            for register in [r for change in changes for r in _written(change, state)]:
                dispute = self.open.pop(register, None)
                if dispute is not None:
                    self.settled.setdefault(id, {})[register] = dispute
                    moved = True
        for register, dispute in self.settled.get(undoes, {}).items():
            if shows(state.get(register.table, {}).get(register.key), dispute):
                self.open[register] = dispute
                moved = True
        return moved


def _written(change: Change, state: State) -> Iterator[Register]:
    table, key = change.table, change.key
    yield Register(table, key, ROW)
    if change.before is None or change.after is None:
        for name in groups(table):
            yield Register(table, key, name)
    else:
        for name in written(change):
            yield Register(table, key, name)
    if change.after is not None:
        yield from references(table, state.get(table, {}).get(key, change.after))


def shows(row: Row | None, dispute: Dispute) -> bool:
    """True when the row holds what stands in for the disputed value."""
    register = dispute.register
    if dispute.shown is None or row is None:
        return dispute.shown is None and row is None
    return register.name == ROW or cells_of(register.table, register.name, row) == dispute.shown
