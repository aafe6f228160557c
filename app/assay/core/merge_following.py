"""One revision of a tangle followed: held against what its author saw, and what it writes noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assay.core.change import Change, Row
from assay.core.errors import Conflict
from assay.core.merge_graph import Vector
from assay.core.merge_registers import (
    GONE,
    PRESENT,
    ROW,
    Cells,
    Register,
    cells_of,
    default,
    groups,
    is_quiet,
    references,
    written,
)
from assay.core.merge_tangle import NOTHING, Outcome, Said, Tangle, Write


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a revision, as far as merging goes: where, and how much of it they could see."""

    place: Vector
    id: str
    """Of the revision."""
    undoes: str
    """The revision that it takes back, if it is an undo."""
    knew: bool = True
    """Every row must be what the revision says it was."""
    blind: bool = False
    """Made in a redacted copy: what its author did not see stays, disputed with what they wrote."""


def follow(tangle: Tangle, author: Author, changes: Iterable[Change]) -> None:
    """Follow one revision. Raises `Conflict` where a row was not what the revision says it was."""
    following = _Following(tangle, author)
    for change in changes:
        following.follow(change)
    if author.undoes:
        tangle.reopen(author.place, author.undoes)


@dataclass(frozen=True, slots=True)
class _Following:
    """One revision being followed, change by change."""

    tangle: Tangle
    author: Author

    def follow(self, change: Change) -> None:
        """Hold the change against what its author saw, and note what it writes."""
        if change.before is None and self.tangle.is_unknown(change.table, change.key):
            self._begin(change, change.after or {})
            return
        row, certain = self.tangle.row(change.table, change.key, self.author.place)
        if change.before is None:
            self._insert(change, change.after or {}, row)
        elif change.after is None:
            self._remove(change, change.before, row)
        else:
            self._update(change, change.before, change.after, row, certain)

    def _begin(self, change: Change, row: Row) -> None:
        """A row that nobody knew: there is nothing that its writes could meet."""
        table, key = change.table, change.key
        _check_fields(table, row)
        for name in groups(table):
            cells = cells_of(table, name, row)
            said = Said(cells, (self.author.id,), cells == default(table, name))
            self.tangle.write(Register(table, key, name), Write(self.author.place, (said,)))
        self._touch(table, key, row)

    def _insert(self, change: Change, row: Row, seen: Row | None) -> None:
        table, key = change.table, change.key
        self._check(seen is None, change)
        _check_fields(table, row)
        for name in written(change):
            cells = cells_of(table, name, row)
            weak = cells == default(table, name)
            if seen is None or not (weak and self.author.blind):
                self._write(Register(table, key, name), cells, weak=weak, missed=seen is not None)
        self._touch(table, key, row)

    def _update(
        self, change: Change, before: Row, after: Row, seen: Row | None, certain: Row
    ) -> None:
        table, key = change.table, change.key
        self._check(seen is not None, change)
        names_written = list(written(change))
        for name in names_written:
            names = groups(table)[name]
            held = self.tangle.outcome(Register(table, key, name), self.author.place).shown
            if held is None and not set(names) <= after.keys():
                continue  # of a row that a redaction took away
            was = held or tuple(before[field] for field in names)
            missed = any(before.get(f, c) != c for f, c in zip(names, was, strict=True))
            self._check(not missed, change)
            cells = tuple(after.get(f, c) for f, c in zip(names, was, strict=True))
            firm = all(after.get(f) == before.get(f) for f in names)
            self._write(Register(table, key, name), cells, firm=firm, missed=missed)
        if not names_written or not all(
            is_quiet(Register(table, key, name)) for name in names_written
        ):
            # Who moves a row in its list does not say that it is needed: it may be gone elsewhere.
            self._touch(table, key, seen or certain)

    def _remove(self, change: Change, before: Row, seen: Row | None) -> None:
        table, key = change.table, change.key
        self._check(seen == dict(before), change)
        for name in groups(table):
            register = Register(table, key, name)
            held = self._seen(register)
            if held.disputed:
                self.tangle.settle(register, self.author.id, held)
        missed = seen is not None and seen != dict(before)
        self._write(Register(table, key, ROW), GONE, firm=True, missed=missed)

    def _check(self, holds: bool, change: Change) -> None:
        """A row must be what the revision says it was, unless copies were redacted unlike."""
        if not holds and self.author.knew:
            raise Conflict("row_moved", table=change.table, key=change.key)

    def _touch(self, table: str, key: str, row: Row) -> None:
        """Say that the row is there, and that the rows it hangs on are needed."""
        self._write(Register(table, key, ROW), PRESENT, firm=True)
        for register in references(table, row):
            if self.tangle.outcome(register, self.author.place).shown == PRESENT:
                self._write(register, PRESENT, firm=True)

    def _seen(self, register: Register) -> Outcome:
        """What stood there; of a row that was gone nothing did, and nothing of it was disputed."""
        there = Register(register.table, register.key, ROW)
        if register.name != ROW and self.tangle.outcome(there, self.author.place).shown != PRESENT:
            return NOTHING
        return self.tangle.outcome(register, self.author.place)

    def _write(
        self,
        register: Register,
        cells: Cells,
        *,
        weak: bool = False,
        firm: bool = False,
        missed: bool = False,
    ) -> None:
        """Note a write; one whose author missed what was there leaves both standing."""
        seen = self._seen(register)
        missed = missed and self.author.blind
        said = Said(cells, (self.author.id,), weak)
        if missed and seen.shown is not None and cells not in {v.cells for v in seen.values}:
            both = Write(self.author.place, (*seen.values, said), True, seen.shown)
            self.tangle.write(register, both)
            return
        if seen.disputed:
            self.tangle.settle(register, self.author.id, seen)
        self.tangle.write(register, Write(self.author.place, (said,), firm or seen.disputed))


def _check_fields(table: str, row: Row) -> None:
    if row.keys() != {"id", *(f for names in groups(table).values() for f in names)}:
        raise ValueError("a row without all of its fields")
