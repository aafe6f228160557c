"""What lies between two states: the changes that lead from one to the other, and how many of what kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assay.core.change import Change, State


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of one table came, went and changed."""

    table: str
    came: int = 0
    went: int = 0
    changed: int = 0


def changes_between(now: State, then: State) -> tuple[Change, ...]:
    """The changes that turn the state `now` into `then`; none when they are the same."""
    return tuple(_between(now, then))


def _between(now: State, then: State) -> Iterator[Change]:
    for table in dict.fromkeys((*then, *now)):
        held, wanted = now.get(table, {}), then.get(table, {})
        for key, row in held.items():
            other = wanted.get(key)
            if other is None:
                yield Change(table, key, row, None)
                continue
            moved = [name for name in row if row[name] != other[name]]
            if moved:
                yield Change(
                    table,
                    key,
                    {name: row[name] for name in moved},
                    {name: other[name] for name in moved},
                )
        for key, row in wanted.items():
            if key not in held:
                yield Change(table, key, None, row)


def counts(changes: Iterable[Change]) -> tuple[Count, ...]:
    """How many rows of each table the changes touch, each row once, in the order they are met."""
    kinds: dict[str, dict[str, tuple[bool, bool]]] = {}
    for change in changes:
        rows = kinds.setdefault(change.table, {})
        born, _ = rows.get(change.key, (change.before is None, False))
        rows[change.key] = (born, change.after is None)
    return tuple(_counted(table, tuple(rows.values())) for table, rows in kinds.items())


def _counted(table: str, rows: tuple[tuple[bool, bool], ...]) -> Count:
    return Count(
        table,
        came=sum(1 for born, gone in rows if born and not gone),
        went=sum(1 for born, gone in rows if gone and not born),
        changed=sum(1 for born, gone in rows if not born and not gone),
    )
