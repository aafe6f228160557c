"""The one idea that carries the data: what a person did, as values that can be undone and replayed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assay.core.errors import Conflict

Cell = str | int | None
"""One value of a row. Decimals, dates and lists travel as text, so that hashes never meet a float."""
Row = Mapping[str, Cell]
State = dict[str, dict[str, Row]]
"""table -> key -> row: the whole of a project's recorded content."""

EMPTY: Row = MappingProxyType({})


def plain(text: str) -> str:
    """`text` as records hold it: NFC, and U+FFFD for what is no character (a lone surrogate).

    Recorded and live state must be equal to the last code point, so both hold this form.
    """
    if text.isascii():
        return str(text)
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", text)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return plain(value)
    if value is None or isinstance(value, int):
        return value if value is None else int(value)
    raise TypeError(f"{type(value).__name__} is no value of a row")


def _row(row: Row) -> Row:
    return {plain(name): _cell(value) for name, value in row.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """What one row was and is: the fields that changed, or the whole row when it appears or goes.

    `before` is None when the row appears, `after` is None when it goes. Raises `ValueError` or
    `TypeError` for what is no change of a row, so that a stranger's record is refused when read.
    """

    table: str
    key: str
    before: Row | None
    after: Row | None

    def __post_init__(self) -> None:
        before = None if self.before is None else _row(self.before)
        after = None if self.after is None else _row(self.after)
        if before is None and after is None:
            raise ValueError("a change without a row before and after")
        if before is not None and after is not None and before.keys() != after.keys():
            raise ValueError("a change whose fields before and after differ cannot be undone")
        object.__setattr__(self, "table", plain(self.table))
        object.__setattr__(self, "key", plain(self.key))
        object.__setattr__(self, "before", before)
        object.__setattr__(self, "after", after)

    def inverse(self) -> Change:
        return Change(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Label:
    """A message id with its facts; `assay.words` turns it into words."""

    message: str
    facts: Row = field(default_factory=lambda: EMPTY)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", _row(self.facts))


@dataclass(frozen=True, slots=True)
class Step:
    """What one user action changes: all of it or none of it."""

    label: Label
    changes: tuple[Change, ...]

    def inverse(self) -> Step:
        """The step that takes this one back; its label is the same, the caller says it is an undo."""
        return Step(self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def __bool__(self) -> bool:
        return bool(self.changes)


def inserted(table: str, row: Row) -> Change:
    """The change that makes `row` (which carries its key as `id`) appear in `table`."""
    return Change(table, str(row["id"]), None, dict(row))


def removed(table: str, row: Row) -> Change:
    """The change that takes `row` out of `table`."""
    return Change(table, str(row["id"]), dict(row), None)


def updated(table: str, row: Row, /, **fields: Cell) -> Change | None:
    """The change that sets `fields` on `row`, or None when they have those values already."""
    cells = _row(fields)
    after = {name: value for name, value in cells.items() if row[name] != value}
    if not after:
        return None
    return Change(table, str(row["id"]), {name: row[name] for name in after}, after)


def step(message: str, changes: Iterable[Change | None], /, **facts: Cell) -> Step:
    """A step from the changes that change anything."""
    return Step(Label(message, facts), tuple(change for change in changes if change is not None))


def apply(state: State, change: Change) -> None:
    """Apply one change to `state` in place.

    Raises `Conflict` when the row does not equal `before`; `state` is then as it was.
    """
    rows = state.get(change.table, {})
    after = changed_row(rows.get(change.key), change)
    if after is not None:
        rows[change.key] = after
        state[change.table] = rows
        return
    del rows[change.key]
    if not rows:
        del state[change.table]  # no rows and no table are the same state


def changed_row(row: Row | None, change: Change) -> Row | None:
    """The row after `change`, or None when it goes; raises `Conflict` when it moved meanwhile."""
    before, after = change.before, change.after
    if before is None:
        if row is not None:
            raise Conflict("row_moved", table=change.table, key=change.key)
        return after
    if row is None:
        raise Conflict("row_moved", table=change.table, key=change.key)
    moved = any(name not in row or row[name] != value for name, value in before.items())
    if moved or (after is None and len(before) != len(row)):
        raise Conflict("row_moved", table=change.table, key=change.key)
    return None if after is None else {**row, **after}


def apply_step(state: State, done: Step) -> None:
    """Apply all changes of a step, or none of them when one meets a `Conflict`."""
    for number, change in enumerate(done.changes):
        try:
            apply(state, change)
        except Conflict:
            for earlier in reversed(done.changes[:number]):
                apply(state, earlier.inverse())
            raise


def canonical(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, UTF-8 text in NFC, no floats.

    Raises `TypeError` for a float: a number in a record is an integer or a decimal as text.
    """
    return json.dumps(
        _plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def _plain(value: object) -> object:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {plain(str(name)): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def body(done: Step) -> str:
    """The canonical body of a step: what a revision records and hashes."""
    return canonical(
        {
            "changes": [
                {
                    "after": change.after,
                    "before": change.before,
                    "key": change.key,
                    "table": change.table,
                }
                for change in done.changes
            ]
        }
    )
