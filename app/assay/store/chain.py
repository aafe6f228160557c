"""The history read through: every hash, every link, and what it leads to, held against the tables."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field, replace

import msgspec

from assay.core.change import State
from assay.core.errors import Conflict
from assay.core.merge import REDACT, REDACTION, Replay, is_redaction, outline
from assay.core.merge_disputes import Disputes
from assay.core.merge_graph import TooTangled
from assay.core.records import TABLES
from assay.core.revision import Revision, faults, next_time
from assay.store import revisions, rows
from assay.store.place import Problem

REVISION_LIMIT = 500_000
WEIGHT_LIMIT = 128 << 20
"""Bytes that the recorded tables may take in memory, by the rough measure of `rows.weight`."""
END_OF_TIME = "9000"
"""Later clocks are refused: the next step could not be later still."""
_DAY_MS = 86_400_000


@dataclass
class Chain:
    """What reading a history through came to."""

    heads: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    state: State | None = field(default_factory=dict)
    """What the history leads to; None when a step of it cannot be done again."""
    disputes: Disputes = field(default_factory=Disputes)
    """What people who worked side by side left to decide."""
    weight: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    """What a person should know, though nothing is damaged."""
    broken: bool = False
    """The links themselves do not hold: this is no history of this project."""


def read(db: sqlite3.Connection, project_id: str) -> Chain:
    """Read the history of a project from its beginning."""
    chain = Chain()
    latest = next_time(time.time_ns() // 1_000_000 + _DAY_MS, None)
    replay = _beginning(db)
    found = db.execute(f"SELECT {revisions.selected(db)} FROM revision ORDER BY n")
    for n, row in enumerate(found, 1):
        if n > REVISION_LIMIT:
            _break(chain, "too_many_revisions", str(REVISION_LIMIT))
            break
        try:
            revision = revisions.from_row(row)
            next_time(0, revision.time)
            if revision.time > END_OF_TIME:
                raise ValueError("a clock that cannot go on")
        except (ValueError, OverflowError):
            _break(chain, "revision_unreadable", str(row[0]))
            continue
        _link(chain, revision, project_id)
        if revision.time > latest:
            chain.notes.append(Problem("clock_ahead", revision.id, "none"))
        chain.problems += [Problem(fault, revision.id, "salvage") for fault in faults(revision)]
        _replay(chain, replay, revision)
    _end(chain, replay)
    return chain


def _beginning(db: sqlite3.Connection) -> Replay | None:
    """How the revisions hang together; None where they do not, which reading them then names."""
    links: list[tuple[str, list[str]]] = []
    whole: list[str] = []
    redactions: list[Revision] = []
    known: set[str] = set()
    try:
        for id, parents, missing in db.execute(
            f"SELECT id, parents, body IS NULL FROM revision ORDER BY n LIMIT {REVISION_LIMIT + 1}"
        ):
            before = msgspec.json.decode(parents, type=list[str])
            if not known.issuperset(before) or bool(before) != bool(known):
                return None
            known.add(id)
            links.append((id, before))
            if not missing:
                whole.append(id)
        budget = WEIGHT_LIMIT
        for revision in revisions.labelled(db, REDACT):
            budget -= len(revision.body or "")
            if budget < 0 or faults(revision):
                return None
            if revision.body is not None and is_redaction(revision):
                revisions.step_of(revision)
                redactions.append(revision)
        return Replay(outline(links, whole, redactions))
    except (ValueError, TypeError):
        return None


def _end(chain: Chain, replay: Replay | None) -> None:
    if replay is None or chain.state is None:
        chain.state = None
        return
    try:
        replay.finish()
        chain.state, chain.disputes = replay.state, replay.disputes
    except TooTangled:
        _break(chain, "history_too_tangled", "revision")


def _break(chain: Chain, what: str, where: str) -> None:
    chain.problems.append(Problem(what, where, "salvage"))
    chain.broken, chain.state = True, None


def _link(chain: Chain, revision: Revision, project_id: str) -> None:
    """Each revision follows ones that are here already: so there is no circle and one beginning."""
    if revision.project != project_id:
        _break(chain, "revision_of_other_project", revision.id)
    elif not chain.known.issuperset(revision.parents):
        _break(chain, "revision_parent_missing", revision.id)
    elif not revision.parents and chain.known:
        _break(chain, "revision_without_parent", revision.id)
    chain.known.add(revision.id)
    chain.heads.difference_update(revision.parents)
    chain.heads.add(revision.id)


def _replay(chain: Chain, replay: Replay | None, revision: Revision) -> None:
    if chain.state is None or replay is None:
        return None
    body = revision.body or replay.outline.stand_ins.get(revision.id)
    if body is None:  # redacted: what follows cannot be replayed, and that is no damage
        chain.state = None
        return None
    try:
        whole = replace(revision, body=body)
        step, grown = revisions.step_within(whole, WEIGHT_LIMIT - chain.weight)
        chain.weight += grown
        known = {*TABLES, REDACTION} if step.label.message == REDACT else TABLES.keys()
        if any(change.table not in known for change in step.changes):
            return _break(chain, "revision_unreadable", revision.id)
        replay.take(revision, step)
    except revisions.TooHeavy:
        return _break(chain, "history_too_large", revision.id)
    except TooTangled:
        return _break(chain, "history_too_tangled", revision.id)
    except (ValueError, TypeError):
        chain.problems.append(Problem("revision_unreadable", revision.id, "salvage"))
        chain.state = None
    except Conflict as conflict:
        where = f"{conflict.facts['table']} {conflict.facts['key']}"
        chain.problems.append(Problem("history_does_not_fit", where, "salvage"))
        chain.state = None
    return None


def table_problems(db: sqlite3.Connection, chain: Chain) -> list[Problem]:
    """The rows that are not what the history says; none can be named when it cannot be replayed."""
    if chain.state is None:
        return []
    found = []
    held = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for table in TABLES:
        expected = dict(chain.state.get(table, {}))
        for key, row in rows.each(db, table) if table in held else ():
            if expected.pop(key, None) != row:
                found.append(Problem("row_differs", f"{table} {key}", "salvage"))
        found += [Problem("row_differs", f"{table} {key}", "salvage") for key in expected]
    return found


def missing_blobs(db: sqlite3.Connection) -> list[Problem]:
    """Bytes that evidence names and that are not in the file."""
    found = db.execute(
        "SELECT DISTINCT blob FROM evidence WHERE blob <> '' "
        "AND blob NOT IN (SELECT sha256 FROM blob) ORDER BY blob"
    )
    return [Problem("blob_missing", sha256, "attach_again") for (sha256,) in found]
