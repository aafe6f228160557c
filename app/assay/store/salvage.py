"""Salvaging a damaged file: all that validates goes into a new project, what does not is listed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from assay.core.change import Cell, Change, Row, State, Step, changed_row, step
from assay.core.errors import CannotWrite, Conflict, NotAProject
from assay.core.merge import Replay, beginning
from assay.core.records import TABLES
from assay.core.revision import Revision, faults
from assay.store import (
    blobs,
    chain,
    files,
    header,
    intake,
    moving,
    place,
    revisions,
    schema,
    working,
)
from assay.store.joining import difference
from assay.store.place import Problem
from assay.store.project import Adopted, ProjectStore
from assay.store.schema import FORMATS, Column, Format
from assay.store.trouble import UNREADABLE, cannot_read, is_there, told


@dataclass
class Salvaged:
    """What a salvage came to."""

    path: Path
    rows: int = 0
    revisions: int = 0
    """Revisions that were kept as they were; what came after them is one step, *salvaged*."""
    blobs: int = 0
    lost: list[Problem] = field(default_factory=list)


@dataclass
class _Found:
    """What could be read of a damaged file."""

    project: str = ""
    revisions: list[Revision] = field(default_factory=list)
    rows: State = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    """Tables of which something could not be read."""
    lost: list[Problem] = field(default_factory=list)


def salvage(source: Path, out: Path, *, author: str, device: str) -> Salvaged:
    """Copy all that validates from a damaged file into a new project file `out`.

    The damaged file stays as it is. Raises `NotAProject` when nothing of a project can be read.
    """
    target = place.real(out)
    if is_there(target):
        raise CannotWrite("target_exists", path=target)
    with moving.scratch() as folder:
        copy = folder / place.DATABASE
        _copy_padded(source, copy)
        try:
            with closing(intake.foreign(copy, copy.stat().st_size)) as db:
                found = _read(db, source)
                return _write(db, found, target, author, device)
        except UNREADABLE as error:
            raise NotAProject("nothing_to_salvage", path=source) from error


def _copy_padded(source: Path, copy: Path) -> None:
    """A copy of the length its header names: what is missing reads as damaged pages, not as end."""
    try:
        reader = files.open_regular(source)
    except OSError as error:
        raise cannot_read(error, source) from error
    try:
        with told(copy):
            size = min(os.fstat(reader).st_size, header.SIZE_LIMIT)
            writer = files.create_exclusive(copy)
            try:
                files.copy_hashed(lambda length, _: os.read(reader, length), size, writer)
                os.ftruncate(writer, header.full_size(copy, size))
            finally:
                os.close(writer)
    finally:
        os.close(reader)


def _read(db: sqlite3.Connection, source: Path) -> _Found:
    parts = intake.parts_of(db)
    form = max(FORMATS.values(), key=lambda form: (_history_is_of(form, parts), form.number))
    whole = parts & schema.expected_parts(form)
    readable = {name for kind, name, _, _ in whole if kind == "table"}
    columns = schema.tables(form)
    found = _Found()
    if "revision" in readable:
        _read_revisions(db, columns["revision"], found)
    for table in TABLES:
        if table in readable and table in columns:
            _read_rows(db, table, columns[table], found)
        else:
            found.torn.add(table)
    found.project = _project_of(db, found)
    if not found.project or not (found.revisions or found.rows):
        raise NotAProject("nothing_to_salvage", path=source)
    return found


def _history_is_of(form: Format, parts: set[tuple[str | None, ...]]) -> bool:
    return any(part[1] == "revision" for part in parts & schema.expected_parts(form))


def _project_of(db: sqlite3.Connection, found: _Found) -> str:
    """The id that the hashed history names; the table of facts about the file only without one."""
    named = [revision.project for revision in found.revisions]
    if named:
        return max(sorted(set(named)), key=named.count)
    with suppress(*UNREADABLE):
        row = db.execute("SELECT value FROM meta WHERE key = 'project_id'").fetchone()
        if row is not None and intake.is_project_id(row[0]):
            return str(row[0].decode())
    return ""


def _read_revisions(db: sqlite3.Connection, columns: tuple[Column, ...], found: _Found) -> None:
    rows_, torn = _rows(db, "revision", columns)
    for n in sorted(rows_, key=int):
        try:
            revision = revisions.from_row(rows_[n][1:])
            if revision.body is not None:
                revisions.step_of(revision)
            sound = not faults(revision)
        except (ValueError, TypeError):
            sound = False
        if sound:
            found.revisions.append(revision)
        else:
            found.lost.append(Problem("revision_unreadable", str(rows_[n][1]), "none"))
    if torn:
        found.torn.add("revision")
        found.lost.append(Problem("history_torn", "revision", "none"))


def _read_rows(
    db: sqlite3.Connection, table: str, columns: tuple[Column, ...], found: _Found
) -> None:
    rows_, torn = _rows(db, table, columns)
    names = [column.name for column in columns]
    rows_of = {str(key): dict(zip(names, row, strict=True)) for key, row in rows_.items()}
    found.rows[table] = {key: row for key, row in rows_of.items() if _is_whole(row)}
    if torn or len(found.rows[table]) < len(rows_of):
        found.torn.add(table)
        found.lost.append(Problem("table_torn", table, "none"))


def _is_whole(row: dict[str, Cell]) -> bool:
    """Long text lies on pages of its own, and one that is missing reads as NULs; we record none."""
    return not any(isinstance(cell, str) and "\0" in cell for cell in row.values())


def _rows(
    db: sqlite3.Connection, table: str, columns: tuple[Column, ...]
) -> tuple[dict[str, tuple[Cell, ...]], bool]:
    """The rows that can be reached from either end of a table, and whether any could not."""
    names, key = ", ".join(column.name for column in columns), columns[0].name
    reached: dict[str, tuple[Cell, ...]] = {}
    torn = False
    for order in ("ASC", "DESC"):
        try:
            for row in db.execute(f"SELECT {names} FROM {table} ORDER BY {key} {order}"):
                values = intake.typed(row, columns)
                if values is None:
                    torn = True
                else:
                    reached[str(values[0])] = values
        except UNREADABLE:
            torn = True
        if not torn:
            break
    return reached, torn


def _write(
    db: sqlite3.Connection, found: _Found, target: Path, author: str, device: str
) -> Salvaged:
    sound, replay = _sound_beginning(found)
    state = replay.state
    whole = len(sound) == len(found.revisions) and not found.lost
    wanted = state if whole and sound else _wanted(found, state)
    store = working.create(target, project_id=found.project)
    try:
        done = Salvaged(target, revisions=len(sound), lost=found.lost)
        done.blobs = _copy_blobs(db, store, wanted, done.lost)
        store.adopt(Adopted(sound, tuple(difference({}, state)), replay.disputes))
        mended = _difference(state, wanted)
        if mended:
            store.commit(mended, author=author, device=device)
        done.rows = sum(len(rows_) for rows_ in wanted.values())
        done.lost += chain.missing_blobs(store.file.db)
        store.publish()
        return done
    finally:
        store.close()


def _sound_beginning(found: _Found) -> tuple[list[Revision], Replay]:
    """The revisions from the first on that hold together, and what they lead to."""
    sound: list[Revision] = []
    known: set[str] = set()
    for revision in found.revisions:
        linked = known.issuperset(revision.parents) and bool(revision.parents) == bool(known)
        if not linked or revision.project != found.project:
            break
        known.add(revision.id)
        sound.append(revision)
    while True:
        replay = beginning(sound)
        done = _follow_all(replay, sound)
        if done == len(sound):
            return sound, replay
        sound = sound[:done]


def _follow_all(replay: Replay, sound: list[Revision]) -> int:
    """How many revisions can be followed from the first on."""
    done = 0
    try:
        for done, revision in enumerate(sound):
            body = revision.body or replay.outline.stand_ins.get(revision.id)
            if body is None:
                return done
            replay.take(revision, revisions.step_of(replace(revision, body=body)))
        replay.finish()
    except (Conflict, ValueError):
        return done
    return len(sound)


def _wanted(found: _Found, state: State) -> State:
    """The rows as the tables have them; of torn tables, else as the history last said."""
    told_: State = {table: dict(rows_) for table, rows_ in state.items()}
    for revision in found.revisions:
        if revision.body is not None:
            for change in revisions.step_of(revision).changes:
                _follow(told_, change)
    wanted: State = {}
    for table in TABLES:
        rows_ = dict(found.rows.get(table, {}))
        if table in found.torn:
            rows_ = {**told_.get(table, {}), **rows_}
        if rows_:
            wanted[table] = rows_
    return wanted


def _follow(state: State, change: Change) -> None:
    """Do a change as far as it can be done: where its beginning is lost, its end still counts."""
    rows_ = state.setdefault(change.table, {})
    row = rows_.get(change.key)
    with suppress(Conflict):
        after = changed_row(row, change)
        if after is None:
            del rows_[change.key]
        else:
            rows_[change.key] = after
        return
    if change.after is None:
        rows_.pop(change.key, None)
    elif change.before is None or row is not None:
        rows_[change.key] = {**(row or {}), **change.after}


def _difference(state: State, wanted: State) -> Step:
    changes = (
        _change(table, key, state.get(table, {}).get(key), wanted.get(table, {}).get(key))
        for table in TABLES
        for key in sorted(state.get(table, {}).keys() | wanted.get(table, {}).keys())
    )
    return step("salvage", changes)


def _change(table: str, key: str, before: Row | None, after: Row | None) -> Change | None:
    if before == after:
        return None
    if before is None or after is None:
        return Change(table, key, before, after)
    moved = [name for name in after if before.get(name) != after[name]]
    return Change(table, key, {n: before[n] for n in moved}, {n: after[n] for n in moved})


def _copy_blobs(
    db: sqlite3.Connection, store: ProjectStore, wanted: State, lost: list[Problem]
) -> int:
    """Copy the bytes that still are what their hash says; returns how many."""
    named = {str(row["blob"]) for row in wanted.get("evidence", {}).values()} - {""}
    kept = 0
    for number in _numbers(db):
        with suppress(*UNREADABLE):
            digest = hashlib.sha256()
            for piece in intake.chunks(db, number):
                digest.update(piece)
            if digest.hexdigest() in named:
                store.put_blob(blobs.Pieces(intake.chunks(db, number)))
                kept += 1
                continue
        lost.append(Problem("blob_damaged", str(number), "none"))
    return kept


def _numbers(db: sqlite3.Connection) -> list[int]:
    found: set[int] = set()
    for query in ("SELECT number FROM blob", "SELECT DISTINCT blob FROM blob_chunk"):
        with suppress(*UNREADABLE):
            found.update(row[0] for row in db.execute(query) if isinstance(row[0], int))
    return sorted(found)
