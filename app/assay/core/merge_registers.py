"""What is written and decided as one: the registers of a row, what it hangs on, what counts as untouched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import NamedTuple

from assay.core.answers import Status
from assay.core.change import Cell, Change, Row
from assay.core.records import TABLES

ROW = "@"
"""The register that says whether a row is there at all."""
Cells = tuple[Cell, ...]
PRESENT: Cells = (1,)
GONE: Cells = (0,)
CONFLICTED: Cells = (None, str(Status.CONFLICTED), "")
"""What an answer (value, status, reason) counts as while it is not decided: neither side's word."""


class Register(NamedTuple):
    """Something of a row that one person decides as a whole."""

    table: str
    key: str
    name: str
    """The first of its fields, or `@` for the row itself."""


_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    # The first of each names the register: a value without its status would be a third answer.
    "answer": (("value", "status", "reason"),),
    "evidence": (
        ("reliability", "credibility", "grade_reason"),
        ("date", "date_precision"),
        ("blob", "file_name", "media_type", "size", "link"),
    ),
    "citation": (("quote", "page", "locator", "anchor"),),
    "fact": (("value", "note"),),
    "flag_review": (("state", "reviewer", "date", "reason"),),
    "adjudication": (("value", "status", "by", "date", "reason"),),
    "resolution": (("outcome", "date", "by", "note"),),
    "assignment": (("person", "due"), ("state", "reviewer", "reason")),
    "weighting": (("weights", "based_on", "reason"),),
    "consistency": (("mark", "note"),),
    "translation": (("text", "translator", "by_machine", "checked", "time"),),
    "memo_issue": (("state", "sha256", "profile", "final", "language", "reviewer", "rating"),),
    "device": (("key", "name", "time"),),
}
_UNANSWERED: Cells = (None, str(Status.NOT_ASSESSED), "")
_QUIET = frozenset({"number", "key", "position"})
"""Places in a list: where two copies differ the lower one counts, and nobody is asked."""
REFERENCES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "answer": (("assessment", "assessment"),),
    "fact": (("assessment", "assessment"),),
    "citation": (("evidence", "evidence"), ("assessment", "assessment")),
    "statement": (("evidence", "evidence"),),
    "flag_review": (("assessment", "assessment"),),
    "memo_item": (("assessment", "assessment"),),
    "comment": (("parent", "comment"), ("assessment", "assessment")),
    "assignment": (("assessment", "assessment"),),
    "hypothesis": (("assessment", "assessment"),),
    "consistency": (("hypothesis", "hypothesis"), ("evidence", "evidence")),
    "resolution": (("forecast", "memo_item"),),
    "memo_issue": (("assessment", "assessment"),),
}
"""Field -> the table it points into: who works on a row also needs what it hangs on."""


@cache
def groups(table: str) -> Mapping[str, tuple[str, ...]]:
    """The registers of a table besides the row itself: name -> fields."""
    together = _TOGETHER.get(table, ())
    grouped = {name for group in together for name in group}
    alone = [f.name for f in fields(TABLES[table]) if f.name not in grouped and f.name != "id"]
    return {group[0]: group for group in (*together, *((name,) for name in alone))}


@cache
def _group_of(table: str) -> Mapping[str, str]:
    return {field: name for name, held in groups(table).items() for field in held}


def is_quiet(register: Register) -> bool:
    """True where two copies may differ without anybody being asked."""
    return register.name in _QUIET and register.name in groups(register.table)


def as_given(register: Register, cells: Cells) -> Cells:
    """Cells of a quiet register without what merging added so that no two rows have the same key."""
    if register[::2] == ("evidence", "key") and cells:
        return (str(cells[0]).removesuffix(f"-{register.key[-6:]}"),)
    return cells


def written(change: Change) -> Iterator[str]:
    """The names of the registers that a change writes, besides the row itself.

    Raises `ValueError` for a field that no row of the table has.
    """
    if change.before is None:
        yield from groups(change.table)
    elif change.after is not None:
        known = _group_of(change.table)
        unknown = change.after.keys() - known.keys() - {"id"}
        if unknown:
            raise ValueError(f"no such field: {sorted(unknown)}")
        yield from dict.fromkeys(known[field] for field in change.after if field != "id")


def references(table: str, row: Row) -> Iterator[Register]:
    """The rows that this one hangs on."""
    for field, target in REFERENCES.get(table, ()):
        key = row.get(field)
        if isinstance(key, str) and key:
            yield Register(target, key, ROW)


@cache
def default(table: str, name: str) -> Cells | None:
    """The cells of a register that nobody has touched; None where each row must say its own."""
    if (table, name) == ("answer", "value"):
        return _UNANSWERED
    found = {f.name: f.default for f in fields(TABLES[table])}
    cells = [found[field] for field in groups(table)[name]]
    if any(cell is MISSING for cell in cells):
        return None
    return tuple(_plain(cell) for cell in cells)


def _plain(cell: object) -> Cell:
    if isinstance(cell, bool):
        return int(cell)
    return cell if cell is None or isinstance(cell, int) else str(cell)


def cells_of(table: str, name: str, row: Row) -> Cells:
    """The cells of a register in a row; raises `ValueError` where the row lacks one."""
    try:
        return tuple(row[field] for field in groups(table)[name])
    except KeyError as error:
        raise ValueError("a row without all of its fields") from error


def provisional(register: Register, base: Cells | None) -> Cells | None:
    """What counts until somebody decides: what both began with, and for an answer *conflicted*."""
    if register.name == ROW:
        return PRESENT
    if (register.table, register.name) == ("answer", "value"):
        return CONFLICTED
    return default(register.table, register.name) if base is None else base


def _order(cell: Cell) -> tuple[int, int, str]:
    if cell is None:
        return (0, 0, "")
    return (1, cell, "") if isinstance(cell, int) else (2, 0, cell)


def order(cells: Cells | None) -> tuple[tuple[int, int, str], ...]:
    """A sort key that is the same on every computer."""
    return () if cells is None else tuple(_order(cell) for cell in cells)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that copies disagree on, and the revisions that said so."""

    cells: Cells
    revisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two or more values for one register, none of which was written knowing of the others."""

    register: Register
    base: Cells | None
    """What all sides began with; None where each made it."""
    sides: tuple[Side, ...]
    """In an order that is the same on every computer."""
    shown: Cells | None
    """What the tables hold until it is decided; None: the row is not shown at all."""
    row: Row | None = None
    """Of a row that is not shown: what the sides agree on."""
