"""What copies disagree on, kept beside the rows so that opening a project need not reckon it anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from assay.core.change import State, Step, canonical
from assay.core.merge import TAKING_BACK
from assay.core.merge_disputes import Disputes
from assay.core.merge_registers import Cells, Dispute, Register, Side
from assay.store import rows


def load(db: sqlite3.Connection) -> Disputes:
    """What is open, and what was settled by which revision."""
    found = Disputes()
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'conflict'").fetchone():
        return found  # a working copy of format 1, before it is brought up
    for settled, details in db.execute("SELECT settled, details FROM conflict ORDER BY id"):
        dispute = _decoded(details)
        if settled:
            found.settled.setdefault(settled, {})[dispute.register] = dispute
        else:
            found.open[dispute.register] = dispute
        if dispute.row is not None:
            found.hidden[dispute.register[:2]] = dispute.row
    return found


def store(db: sqlite3.Connection, disputes: Disputes) -> None:
    """Note them all, inside the transaction that moves them."""
    db.execute("DELETE FROM conflict")
    for dispute in disputes.open.values():
        _put(db, "", dispute)
    for id, settled in disputes.settled.items():
        for dispute in settled.values():
            _put(db, id, dispute)


def _put(db: sqlite3.Connection, settled: str, dispute: Dispute) -> None:
    key = canonical([*dispute.register, settled])
    db.execute("INSERT INTO conflict VALUES (?, ?, ?)", (key, settled, _encoded(dispute)))


def followed(
    db: sqlite3.Connection, disputes: Disputes, step: Step, revision_id: str
) -> Disputes | None:
    """What is open after a step that is written already; None when nothing moved."""
    facts = step.label.facts
    undoes = str(facts.get("revision", "")) if step.label.message in TAKING_BACK else ""
    if not disputes.open and undoes not in disputes.settled:
        return None
    moved = replace(
        disputes,
        open=dict(disputes.open),
        settled={id: dict(settled) for id, settled in disputes.settled.items()},
    )
    keys = {(change.table, change.key) for change in step.changes}
    keys |= {register[:2] for register in disputes.settled.get(undoes, {})}
    if not moved.follow(_rows(db, keys), step.changes, revision_id, undoes):
        return None
    store(db, moved)
    return moved


def _rows(db: sqlite3.Connection, keys: Iterable[tuple[str, str]]) -> State:
    state: State = {}
    for table, key in keys:
        row = rows.find(db, table, key)
        if row is not None:
            state.setdefault(table, {})[key] = row
    return state


def _encoded(dispute: Dispute) -> str:
    return canonical(
        {
            "register": list(dispute.register),
            "base": dispute.base,
            "sides": [[side.cells, side.revisions] for side in dispute.sides],
            "shown": dispute.shown,
            "row": dispute.row,
        }
    )


def _decoded(details: str) -> Dispute:
    held = json.loads(details)
    return Dispute(
        Register(*held["register"]),
        _cells(held["base"]),
        tuple(Side(tuple(cells), tuple(ids)) for cells, ids in held["sides"]),
        _cells(held["shown"]),
        held["row"],
    )


def _cells(cells: list[str | int | None] | None) -> Cells | None:
    return None if cells is None else tuple(cells)
