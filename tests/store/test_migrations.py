"""Formats: old files come along, half-way crashes go on, newer files are not harmed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assay.core.errors import CannotWrite, NotAProject
from assay.store import migrations, schema, verify, working
from factories_store import answer_step, computer, do, project, published, retitle

DATA = Path(__file__).parents[1] / "data" / "projects"
FORMAT_4 = schema.Format(
    4,
    1,
    3,
    (
        *schema.FORMAT_2.ddl,
        "CREATE TABLE remark (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE tag (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    ),
)


def to_3(db) -> None:
    db.execute(FORMAT_4.ddl[-2])


def to_4(db) -> None:
    db.execute(FORMAT_4.ddl[-1])


def to_4_killed(db) -> None:
    to_4(db)
    os.kill(os.getpid(), signal.SIGKILL)


STEPS = {**migrations.MIGRATIONS, 3: to_3, 4: to_4}


def database(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def release(monkeypatch: pytest.MonkeyPatch) -> None:
    """Live in the day when format 4 is the current one."""
    monkeypatch.setattr(schema, "FORMATS", {**schema.FORMATS, 4: FORMAT_4})
    monkeypatch.setattr(schema, "CURRENT", 4)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (STEPS,))


@pytest.mark.parametrize("path", sorted(DATA.glob("format-*.assay")), ids=lambda path: path.stem)
def test_a_file_of_every_released_format_opens_whole(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    store = working.open_project(copy)
    assert store.problems == ()
    assert verify.verify(store) == []
    assert store.state() == json.loads(path.with_suffix(".json").read_text())
    store.close()


def test_there_is_a_file_of_every_released_format() -> None:
    assert {path.stem for path in DATA.glob("*.assay")} == {f"format-{n}" for n in schema.FORMATS}


def old(path: Path) -> Path:
    """A copy of the file of format 1."""
    path.write_bytes((DATA / "format-1.assay").read_bytes())
    return path


def test_the_migration_from_format_1_adds_tables_and_touches_no_row(tmp_path: Path) -> None:
    with closing(database(old(tmp_path / "one.assay"))) as db:
        select = {
            table: f"SELECT {', '.join(c.name for c in columns)} FROM {table} ORDER BY 1"
            for table, columns in schema.tables(schema.FORMAT_1).items()
            if table != "meta"
        }
        before = {table: db.execute(sql).fetchall() for table, sql in select.items()}
        migrations.migrate(db, schema.FORMAT_2)
        assert schema.parts(db) == schema.expected_parts(schema.FORMAT_2)
        for table, rows in before.items():
            assert db.execute(select[table]).fetchall() == rows
        for table in schema.tables(schema.FORMAT_2).keys() - schema.tables(schema.FORMAT_1).keys():
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert db.execute("SELECT value FROM meta WHERE key='min_reader'").fetchone() == ("2",)


def test_a_file_of_format_1_is_left_alone_until_it_is_published(tmp_path: Path) -> None:
    path = old(tmp_path / "one.assay")
    before = path.read_bytes()
    store = working.open_project(path)
    assert migrations.version(store.file.db) == 2
    assert path.read_bytes() == before
    do(store, retitle(store, "Newer"))
    store.publish()
    assert verify.verify(store) == []
    store.close()
    with closing(database(path)) as db:
        assert migrations.version(db) == 2


def test_a_migration_to_format_2_killed_half_way_goes_on(tmp_path: Path) -> None:
    path = old(tmp_path / "one.assay")
    code = (
        "import os, sqlite3, sys; from assay.store import migrations, schema\n"
        "def half(db):\n"
        "    db.execute(schema.FORMAT_2.ddl[-4])\n"
        "    os.kill(os.getpid(), 9)\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "migrations.migrate(db, schema.FORMAT_2, {2: half})"
    )
    child = subprocess.run([sys.executable, "-c", code, str(path)])
    assert child.returncode == -signal.SIGKILL
    with closing(database(path)) as db:
        assert migrations.version(db) == 1
        assert "memo_issue" not in {row[1] for row in schema.parts(db)}
        migrations.migrate(db, schema.FORMAT_2)
        assert schema.parts(db) == schema.expected_parts(schema.FORMAT_2)


def test_a_migrated_database_has_the_new_schema_and_the_old_rows(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    with closing(database(path)) as db:
        before = db.execute("SELECT * FROM answer").fetchall()
        migrations.migrate(db, FORMAT_4, STEPS)
        assert migrations.version(db) == 4
        assert schema.parts(db) == schema.expected_parts(FORMAT_4)
        assert db.execute("SELECT * FROM answer").fetchall() == before
        assert db.execute("SELECT value FROM meta WHERE key='min_writer'").fetchone() == ("3",)
        migrations.migrate(db, FORMAT_4, STEPS)


def test_a_migration_killed_half_way_goes_on(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    code = (
        "import sqlite3, sys; import test_migrations as t; from assay.store import migrations\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "migrations.migrate(db, t.FORMAT_4, {3: t.to_3, 4: t.to_4_killed})"
    )
    where = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    child = subprocess.run(
        [sys.executable, "-c", code, str(path)], env={**os.environ, "PYTHONPATH": where}
    )
    assert child.returncode == -signal.SIGKILL
    with closing(database(path)) as db:
        names = {row[1] for row in schema.parts(db)}
        assert "remark" in names
        assert "tag" not in names
        assert migrations.version(db) == 2
        migrations.migrate(db, FORMAT_4, STEPS)
        assert schema.parts(db) == schema.expected_parts(FORMAT_4)


def test_a_migration_that_makes_another_schema_is_caught(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    with closing(database(path)) as db:
        with pytest.raises(RuntimeError, match="another schema"):
            migrations.migrate(db, FORMAT_4, {3: to_3, 4: lambda _: None})
        assert migrations.version(db) == 2


def test_a_strangers_old_file_is_brought_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = published(tmp_path / "one.assay")
    old = path.read_bytes()
    release(monkeypatch)
    with computer("theirs", tmp_path):
        store = working.open_project(path)
        assert len(store.state()["answer"]) == 3
        assert path.read_bytes() == old  # untouched until somebody publishes
        do(store, answer_step(9))
        store.publish()
        store.close()
    with closing(database(path)) as db:
        assert migrations.version(db) == 4


def test_our_own_working_copy_is_brought_up_with_its_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, retitle(store, "Newer"))
    store.close()
    release(monkeypatch)
    store = working.open_project(path)
    assert store.state()["project"]["project"]["title"] == "Newer"
    assert store.unpublished() == 1
    store.publish()
    assert verify.verify(store) == []
    store.close()
    kept = list((Path(os.environ["ASSAY_HOME"]) / "data" / "generations").rglob("*-migration-*"))
    assert len(kept) == 1


def later(path: Path, *more: str, min_reader: int = 1) -> Path:
    """The file as a later Assay might have written it."""
    with closing(database(path)) as db:
        for sql in (FORMAT_4.ddl[-1], *more):
            db.execute(sql)
        db.execute("UPDATE meta SET value = ? WHERE key = 'min_reader'", (str(min_reader),))
        db.execute("PRAGMA user_version = 4")
    return path


def test_a_newer_file_that_can_be_shown_is_shown_and_never_written(tmp_path: Path) -> None:
    path = later(published(tmp_path / "one.assay"))
    before = path.read_bytes()
    with computer("theirs", tmp_path):
        store = working.open_project(path)
        assert store.newer
        assert len(store.state()["answer"]) == 3
        for act in (
            lambda: do(store, answer_step(9)),
            store.publish,
            lambda: store.publish_as(tmp_path / "x.assay"),
            lambda: store.save_copy(tmp_path / "x.assay"),
        ):
            with pytest.raises(CannotWrite, match="opened_read_only"):
                act()
        store.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "more",
    [
        ["CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END"],
        ["CREATE VIEW v AS SELECT 1"],
        ["CREATE INDEX i ON tag (id)"],
    ],
)
def test_a_newer_file_with_anything_but_tables_is_refused(tmp_path: Path, more: list[str]) -> None:
    path = later(published(tmp_path / "one.assay"), *more)
    with computer("theirs", tmp_path), pytest.raises(NotAProject, match="newer_format"):
        working.open_project(path)


def test_a_newer_file_that_says_it_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = later(published(tmp_path / "one.assay"), min_reader=4)
    with computer("theirs", tmp_path), pytest.raises(NotAProject) as caught:
        working.open_project(path)
    assert (caught.value.message, caught.value.facts["format"]) == ("newer_format", 4)


def test_an_older_assay_leaves_a_newer_working_copy_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.assay"
    with monkeypatch.context() as later_day:
        release(later_day)
        store = project(path)
        do(store, answer_step(9))
        store.close()
    with pytest.raises(NotAProject, match="newer_format"):
        working.open_project(path)
    release(monkeypatch)
    store = working.open_project(path)
    assert "a/Q-009" in store.state()["answer"]
    store.close()
