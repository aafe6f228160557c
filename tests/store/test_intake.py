"""Taking in: what is read is what lies there, told as it goes, and nothing beside it counts."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assay.core.errors import NotAProject
from assay.store import files, intake, verify, working
from assay.store.schema import CHUNK
from factories_store import answer_step, attach, computer, do, project, published, retitle


def test_everything_comes_over(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay", answers=30)
    sha256 = attach(store, 1, os.urandom(2 * CHUNK + 5))
    do(store, retitle(store, "Renamed"))
    store.publish()
    with computer("theirs", tmp_path):
        told: list[tuple[int, int]] = []
        theirs = working.open_project(tmp_path / "one.assay", progress=lambda *n: told.append(n))
        assert theirs.state() == store.state()
        assert theirs.revisions() == store.revisions()
        assert theirs.state_id() == store.state_id()
        assert theirs.project_id == store.project_id
        assert theirs.has_blob(sha256)
        assert (theirs.unpublished(), theirs.problems, theirs.notes) == (0, (), ())
        assert verify.verify(theirs) == []
        assert told == [(CHUNK, 2 * CHUNK + 5), (2 * CHUNK, 2 * CHUNK + 5), (2 * CHUNK + 5,) * 2]
        theirs.close()
    store.close()


def test_a_file_that_changes_while_it_is_read_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    project(path, blob=b"x" * 100).close()

    def sync_client(done: int, total: int) -> None:
        path.write_bytes(path.read_bytes() + b"\0")

    with computer("theirs", tmp_path), pytest.raises(NotAProject, match="project_changing"):
        working.open_project(path, progress=sync_client)


def test_a_cancelled_intake_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    project(path, blob=b"x" * 100).close()

    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with computer("theirs", tmp_path):
        with pytest.raises(Cancelled):
            working.open_project(path, progress=cancel)
        assert list((tmp_path / "theirs" / "data" / "work").iterdir()) == []
        working.open_project(path).close()


def test_a_journal_beside_a_file_is_named_and_not_played(tmp_path: Path) -> None:
    """A journal left by another copy, in the right form: SQLite itself would play it back."""
    path = published(tmp_path / "one.assay")
    before = path.read_bytes()
    other = working.create(tmp_path / "other.assay")
    database = other.folder / "project.db"
    other.file.db.execute("BEGIN IMMEDIATE")
    other.file.db.execute("CREATE TABLE x (y)")
    journal = database.with_name("project.db-journal").read_bytes()
    other.file.db.execute("ROLLBACK")
    other.close()
    assert journal
    path.with_name("one.assay-journal").write_bytes(journal)
    with computer("theirs", tmp_path):
        store = working.open_project(path)
        assert [(note.what, note.where) for note in store.notes] == [
            ("side_file_ignored", "one.assay-journal")
        ]
        assert store.problems == ()
        store.close()
    assert path.read_bytes() == before


def test_opening_never_writes_to_the_file(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    before = files.look(path)
    with computer("theirs", tmp_path):
        store = working.open_project(path)
        do(store, answer_step(9))
        store.close()
    assert files.look(path) == before


def test_the_text_of_a_foreign_row_is_decoded_strictly() -> None:
    from assay.store.schema import Column

    text, number = Column("a", "TEXT", True), Column("b", "INTEGER", False)
    assert intake.typed((b"\xe7\xa8\x80", None), (text, number)) == ("稀", None)
    for row in [(b"\xff", 1), (None, 1), (1, 1), (b"a", 1.5), (b"a", b"1")]:
        assert intake.typed(row, (text, number)) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE answer SET value = 'x'",
        "DELETE FROM answer",
        "CREATE TEMP TABLE x (y)",
        "ATTACH DATABASE ':memory:' AS x",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "SELECT hex(value) FROM answer",
        "SELECT * FROM sqlite_sequence",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
        "SELECT load_extension('x')",
    ],
)
def test_a_strangers_file_can_only_be_read(tmp_path: Path, sql: str) -> None:
    path = published(tmp_path / "one.assay")
    with closing(intake.foreign(path, 0)) as db, pytest.raises(sqlite3.Error):
        db.execute(sql).fetchall()


def test_a_query_without_end_is_ended(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay", answers=40)
    tables = ", ".join(f"answer a{n}" for n in range(8))
    every = " || ".join(f"a{n}.value" for n in range(8))
    ended = pytest.raises(sqlite3.OperationalError, match="interrupted")
    with closing(intake.foreign(path, 0, seconds=0.02)) as db, ended:
        db.execute(f"SELECT a0.id FROM {tables} WHERE {every} = 'none'").fetchall()


def test_a_value_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE project SET note = hex(zeroblob(?))", (intake.VALUE_LIMIT // 2 + 1,))
        db.commit()
    with closing(intake.foreign(path, 0)) as db, pytest.raises(sqlite3.DataError):
        db.execute("SELECT note FROM project").fetchall()
