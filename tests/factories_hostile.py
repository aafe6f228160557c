"""Files as a hostile sender builds them: each takes the bytes of a sound project and spoils them."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

from assay.core.change import Change, canonical, step
from assay.core.revision import Revision, record
from assay.store import revisions, schema
from factories_store import answer_step, evidence_row

CANARY = "CANARY-SQL-RAN"
RAN = f"UPDATE project SET title = '{CANARY}'"
Builder = Callable[[Path], None]
BUILDERS: dict[str, tuple[Builder, str]] = {}
"""Name -> what builds it in place, and how it ends: `refused`, `opened` or the problem named."""


def hostile(outcome: str = "refused") -> Callable[[Builder], Builder]:
    def add(build: Builder) -> Builder:
        BUILDERS[build.__name__] = (build, outcome)
        return build

    return add


Statement = str | tuple[str, tuple[object, ...]]


def sql(path: Path, *statements: Statement, schema_too: bool = False) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("PRAGMA synchronous = OFF")
        if schema_too:
            db.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            db.execute(*([statement] if isinstance(statement, str) else statement))


def by_sql(name: str, *statements: str, outcome: str = "refused", schema_too: bool = False) -> None:
    def build(path: Path) -> None:
        sql(path, *statements, schema_too=schema_too)

    BUILDERS[name] = (build, outcome)


def patch(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


# -- parts that Assay never writes ----------------------------------------------------------------

by_sql("trigger_on_insert", f"CREATE TRIGGER t AFTER INSERT ON answer BEGIN {RAN}; END")
by_sql("trigger_on_update", f"CREATE TRIGGER t AFTER UPDATE ON project BEGIN {RAN}; END")
by_sql("trigger_on_revision", f"CREATE TRIGGER t BEFORE INSERT ON revision BEGIN {RAN}; END")
by_sql("trigger_on_meta", f"CREATE TRIGGER t AFTER UPDATE ON meta BEGIN {RAN}; END")
by_sql(
    "trigger_in_place_of_a_view",
    "CREATE VIEW v AS SELECT * FROM answer",
    f"CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN {RAN}; END",
)
by_sql("view_beside", "CREATE VIEW v AS SELECT 1")
by_sql(
    "view_posing_as_answers",
    "DROP TABLE answer",
    "CREATE VIEW answer AS SELECT id, '' AS assessment, '' AS question, 'answered' AS status, "
    f"'{CANARY}' AS value, '' AS reason, '' AS rationale, '' AS against, '' AS would_change, "
    "0 AS second_look FROM project",
)
by_sql(
    "endless_view_posing_as_answers",
    "DROP TABLE answer",
    "CREATE VIEW answer AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
    "SELECT x AS id, x AS assessment FROM c",
)
by_sql(
    "multiplying_view_posing_as_revisions",
    "DROP TABLE revision",
    "CREATE VIEW revision AS SELECT a.* FROM answer a, answer b, answer c, answer d, answer e",
)
by_sql("virtual_generated_column", "ALTER TABLE answer ADD COLUMN g TEXT AS (hex(value)) VIRTUAL")
by_sql("index_on_expression", "CREATE INDEX i ON answer (length(hex(rationale)))")
by_sql("partial_index", "CREATE INDEX i ON answer (value) WHERE value LIKE '%a%'")
by_sql("plain_index", "CREATE INDEX i ON answer (value)")
by_sql("full_text_table", "CREATE VIRTUAL TABLE f USING fts5(x)")
by_sql("spatial_table", "CREATE VIRTUAL TABLE f USING rtree(id, a, b)")
by_sql(
    "virtual_table_posing_as_answers",
    "DROP TABLE answer",
    "CREATE VIRTUAL TABLE answer USING fts5(id, assessment, question, status, value, reason, "
    "rationale, against, would_change, second_look)",
)
by_sql("extra_table", "CREATE TABLE more (x)")
by_sql("missing_table", "DROP TABLE memo_item")
by_sql("statistics", "ANALYZE")
by_sql("extra_column", "ALTER TABLE answer ADD COLUMN more TEXT")
by_sql("renamed_column", "ALTER TABLE answer RENAME COLUMN reason TO because")
by_sql("quoted_name", 'CREATE TABLE "answer; DROP TABLE answer; --" (x)')


def remade(name: str, table: str, change: Callable[[str], str]) -> None:
    """The table made again by another statement, with the same rows."""
    form = schema.FORMATS[schema.CURRENT]
    ddl = next(text for text in form.ddl if text.startswith(f"CREATE TABLE {table} "))
    by_sql(
        name,
        f"CREATE TABLE keep AS SELECT * FROM {table}",
        f"DROP TABLE {table}",
        change(ddl),
        f"INSERT INTO {table} SELECT * FROM keep",
        "DROP TABLE keep",
    )


remade(
    "check_that_runs_code",
    "answer",
    lambda ddl: ddl.replace("value TEXT", "value TEXT CHECK (length(hex(zeroblob(9))) > 0)"),
)
remade(
    "default_that_runs_code",
    "answer",
    lambda ddl: ddl.replace("note TEXT NOT NULL", "note TEXT NOT NULL").replace(
        "value TEXT", "value TEXT DEFAULT (hex(randomblob(9)))"
    ),
)
remade("table_not_strict", "answer", lambda ddl: ddl.replace(" STRICT, WITHOUT", " WITHOUT"))
remade("table_with_rowid", "answer", lambda ddl: ddl.replace(", WITHOUT ROWID", ""))
remade(
    "other_collation",
    "answer",
    lambda ddl: ddl.replace("TEXT PRIMARY", "TEXT COLLATE NOCASE PRIMARY"),
)
remade(
    "foreign_key",
    "citation",
    lambda ddl: ddl.replace(
        "evidence TEXT NOT NULL", "evidence TEXT NOT NULL REFERENCES evidence ON DELETE CASCADE"
    ),
)


@hostile()
def stored_generated_column(path: Path) -> None:
    sql(
        path,
        "DROP TABLE fact",
        "CREATE TABLE fact (id TEXT PRIMARY KEY, value TEXT AS (upper(id)) STORED) "
        "STRICT, WITHOUT ROWID",
    )


@hostile()
def ten_thousand_tables(path: Path) -> None:
    sql(path, "BEGIN", *(f"CREATE TABLE t{n} (a, b, c)" for n in range(10_000)), "COMMIT")


# -- the schema itself, forged --------------------------------------------------------------------

by_sql(
    "schema_of_garbage",
    "UPDATE sqlite_schema SET sql = 'CREATE NONSENSE' WHERE name = 'answer'",
    schema_too=True,
)
by_sql(
    "schema_of_unknown_module",
    "INSERT INTO sqlite_schema VALUES "
    "('table', 'evil', 'evil', 0, 'CREATE VIRTUAL TABLE evil USING evil(1)')",
    schema_too=True,
)
by_sql(
    "schema_text_of_megabytes",
    "UPDATE sqlite_schema SET sql = sql || ' /*' || hex(zeroblob(3000000)) || '*/' "
    "WHERE name = 'answer'",
    schema_too=True,
)
by_sql(
    "schema_text_that_is_no_text",
    "UPDATE sqlite_schema SET sql = CAST(CAST(sql AS BLOB) || x'fffe' AS TEXT) "
    "WHERE name = 'answer'",
    schema_too=True,
)
by_sql(
    "two_tables_on_one_page",
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
    "WHERE name = 'citation') WHERE name = 'fact'",
    schema_too=True,
)
by_sql(
    "table_beyond_the_file",
    "UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'fact'",
    schema_too=True,
)
by_sql(
    "trigger_hidden_as_a_table",
    "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, "
    f"'CREATE TRIGGER x AFTER INSERT ON answer BEGIN {RAN.replace(chr(39), chr(39) * 2)}; END')",
    schema_too=True,
)


def loosened(path: Path, table: str, *statements: Statement) -> None:
    """Write what a strict table refuses: loosen it, write, and claim again that it is strict."""
    form = schema.FORMATS[int.from_bytes(path.read_bytes()[60:64])]  # the file's user_version
    ddl = next(text for text in form.ddl if text.startswith(f"CREATE TABLE {table} "))
    loose = ddl.replace(" STRICT, WITHOUT", " WITHOUT").replace(" STRICT", "")
    loose = re.sub(r" (TEXT|BLOB|INTEGER(?! PRIMARY))", " ANYTHING", loose.replace(" NOT NULL", ""))
    update = "UPDATE sqlite_schema SET sql = '{}' WHERE name = '{}'"
    sql(path, update.format(loose, table), schema_too=True)
    sql(path, *statements)
    sql(path, update.format(ddl, table), schema_too=True)


@hostile()
def number_in_a_text_column(path: Path) -> None:
    loosened(path, "answer", "UPDATE answer SET rationale = 7")


@hostile()
def bytes_in_a_text_column(path: Path) -> None:
    loosened(path, "answer", "UPDATE answer SET rationale = x'00ff'")


@hostile()
def fraction_in_a_number_column(path: Path) -> None:
    loosened(path, "answer", "UPDATE answer SET second_look = 0.5")


@hostile()
def nothing_where_something_must_be(path: Path) -> None:
    loosened(path, "answer", "UPDATE answer SET rationale = NULL")


@hostile()
def text_that_is_no_text(path: Path) -> None:
    sql(path, "UPDATE answer SET rationale = CAST(x'c328ff' AS TEXT)")


@hostile()
def text_of_forty_megabytes(path: Path) -> None:
    sql(path, "UPDATE answer SET rationale = hex(zeroblob(20000000)) WHERE id = 'a/Q-000'")


@hostile()
def value_that_claims_a_gigabyte(path: Path) -> None:
    """The record says 1 GB, the pages for it are not there."""
    data = path.read_bytes()
    place = data.index(b"As the annual report says on page 1.")
    patch(path, place - 12, b"\x88\x80\x80\x80\x0d")


@hostile()
def three_hundred_thousand_answers(path: Path) -> None:
    sql(
        path,
        "INSERT INTO answer SELECT 'x' || value, '', '', '', '', '', '', '', '', 0 "
        "FROM (WITH RECURSIVE c(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c "
        "WHERE value < 300000) SELECT value FROM c)",
    )


@hostile("blob_damaged")
def chunk_of_two_megabytes(path: Path) -> None:
    sql(path, "UPDATE blob_chunk SET bytes = zeroblob(2097153)")


@hostile("blob_damaged")
def chunks_in_strange_places(path: Path) -> None:
    sql(path, "INSERT INTO blob_chunk SELECT blob, -5, bytes FROM blob_chunk")


@hostile("opened")
def chunks_far_apart(path: Path) -> None:
    sql(path, "UPDATE blob_chunk SET n = 9223372036854775807")


@hostile("opened")
def chunks_of_no_blob(path: Path) -> None:
    sql(path, "INSERT INTO blob_chunk VALUES (-9223372036854775808, 9223372036854775807, x'00')")


by_sql("chunks_counted_wrong", "UPDATE blob SET chunks = -9", outcome="opened")
by_sql("size_told_wrong", "UPDATE blob SET size = 1 << 60", outcome="opened")


@hostile()
def blob_without_a_name(path: Path) -> None:
    loosened(path, "blob", "UPDATE blob SET sha256 = NULL")


@hostile()
def blob_named_by_a_number(path: Path) -> None:
    loosened(path, "blob", "UPDATE blob SET sha256 = 7")


@hostile()
def chunk_of_text(path: Path) -> None:
    loosened(path, "blob_chunk", "UPDATE blob_chunk SET bytes = 'text'")


@hostile()
def project_id_of_a_number(path: Path) -> None:
    loosened(path, "meta", "UPDATE meta SET value = 7 WHERE key = 'project_id'")


def many_blobs(path: Path, count: int) -> None:
    sql(
        path,
        "WITH RECURSIVE c(n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM c WHERE n < "
        f"{99 + count}) INSERT INTO blob SELECT n, 'name ' || n, 0, 0 FROM c",
    )


@hostile()
def sixty_thousand_blobs(path: Path) -> None:
    many_blobs(path, 60_000)


@hostile("more_damage")
def thousands_of_damaged_blobs(path: Path) -> None:
    many_blobs(path, 5_000)


@hostile("blob_damaged")
def forged_blob_hash(path: Path) -> None:
    sql(path, "INSERT INTO blob VALUES (99, '" + "ab" * 32 + "', 5, 1)")


@hostile("blob_damaged")
def blob_named_like_a_path(path: Path) -> None:
    sql(path, "INSERT INTO blob VALUES (99, '../../etc/passwd', 0, 0)")


@hostile()
def project_id_like_a_path(path: Path) -> None:
    sql(path, "UPDATE meta SET value = '../../../../tmp/evil' WHERE key = 'project_id'")


@hostile()
def project_id_of_another_project(path: Path) -> None:
    sql(
        path,
        "UPDATE meta SET value = '01900000-0000-7000-8000-000000000000' WHERE key = 'project_id'",
    )


by_sql("project_id_missing", "DELETE FROM meta WHERE key = 'project_id'")
by_sql("meta_of_strangers", "INSERT INTO meta VALUES ('evil', 'x')", outcome="opened")
by_sql("heads_forged", "UPDATE meta SET value = '[1]' WHERE key = 'heads'", outcome="opened")


# -- the history, forged --------------------------------------------------------------------------


def last_revision(path: Path) -> Revision:
    with closing(sqlite3.connect(path)) as db:
        return next(iter(revisions.read(db, limit=1, newest_first=True)))


def add_revision(path: Path, revision: Revision) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        revisions.append(db, revision)


def forged(path: Path, **how: str) -> Revision:
    """A revision that is hashed as it should be, whatever it says."""
    last = last_revision(path)
    values = {"project": last.project, "device": "d", "author": "a", "time": last.time, **how}
    return record(answer_step(70), parents=[last.id], salt="0" * 32, **values)


by_sql(
    "history_of_another_author",
    "UPDATE revision SET author = 'Somebody' WHERE n = 2",
    outcome="revision_header_differs",
)
by_sql(
    "history_of_another_body",
    "UPDATE revision SET body = '{\"changes\":[]}' WHERE n = 2",
    outcome="revision_body_differs",
)
by_sql(
    "history_with_unknown_parent", f"""UPDATE revision SET parents = '["{"0" * 64}"]' WHERE n = 3"""
)
by_sql(
    "history_following_itself", """UPDATE revision SET parents = '["' || id || '"]' WHERE n = 3"""
)
by_sql(
    "history_in_a_circle",
    "UPDATE revision SET parents = (SELECT '[\"' || id || '\"]' FROM revision WHERE n = 3) "
    "WHERE n = 2",
)
by_sql("history_with_two_beginnings", "UPDATE revision SET parents = '[]' WHERE n = 3")
by_sql("history_without_its_beginning", "DELETE FROM revision WHERE n = 1")
by_sql("history_out_of_order", "UPDATE revision SET n = 1000 WHERE n = 2")
by_sql("clock_of_nonsense", "UPDATE revision SET time = '9999' WHERE n = 3")
by_sql(
    "clock_of_digits",
    "UPDATE revision SET time = '2026-11-23T00:00:00.000Z/' || hex(zeroblob(3000)) WHERE n = 3",
)
by_sql(
    "parents_nested_deep",
    "UPDATE revision SET parents = replace(hex(zeroblob(100000)), '0', '[') WHERE n = 3",
)
by_sql(
    "body_nested_deep",
    "UPDATE revision SET body = '{\"changes\":' || replace(hex(zeroblob(500000)), '0', '[') "
    "WHERE n = 3",
    outcome="revision_body_differs",
)


@hostile()
def revisions_twice(path: Path) -> None:
    names = ", ".join(c.name for c in schema.tables(schema.FORMAT_2)["revision"][1:])
    update = "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = 'revision'"
    index = "DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_revision_1'"
    sql(path, update.format(" UNIQUE", "       "), index, schema_too=True)
    sql(path, f"INSERT INTO revision SELECT n + 100, {names} FROM revision")
    sql(path, update.format("       ", " UNIQUE"), schema_too=True)


@hostile("row_differs")
def row_without_history(path: Path) -> None:
    sql(path, f"UPDATE answer SET value = '{CANARY[:3]}' WHERE id = 'a/Q-001'")


@hostile("opened")
def clock_of_the_year_8998(path: Path) -> None:
    revision = forged(path, time="8998-12-31T23:59:59.999Z/0000")
    add_revision(path, revision)
    row = json.loads(revision.body or "")["changes"][0]["after"]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        names = ", ".join(row)
        places = ", ".join("?" * len(row))
        db.execute(f"INSERT INTO answer ({names}) VALUES ({places})", tuple(row.values()))


@hostile()
def clock_at_the_end_of_time(path: Path) -> None:
    add_revision(path, forged(path, time="9999-12-31T23:59:59.999Z/9999"))


@hostile()
def step_on_the_schema(path: Path) -> None:
    last = last_revision(path)
    evil = step("x", [Change("sqlite_schema", "x", None, {"id": "x", "sql": RAN})])
    add_revision(
        path,
        record(
            evil,
            parents=[last.id],
            project=last.project,
            device="d",
            author="a",
            time=last.time,
            salt="0" * 32,
        ),
    )


def with_body(path: Path, body: str) -> None:
    from dataclasses import replace

    from assay.core.revision import _sha256, body_digest, header

    made = forged(path)
    made = replace(made, body=body, body_sha256=body_digest("0" * 32, body))
    add_revision(path, replace(made, id=_sha256(header(made))))


@hostile("revision_unreadable")
def step_with_a_number_of_a_million_digits(path: Path) -> None:
    number = "9" * 1_000_000
    with_body(
        path,
        '{"changes":[{"after":{"id":"x","number":' + number + '},"before":null,"key":"x",'
        '"table":"evidence"}]}',
    )


@hostile("revision_unreadable")
def step_of_many_empty_changes(path: Path) -> None:
    one = '{"after":null,"before":null,"key":"","table":""}'
    with_body(path, '{"changes":[' + ",".join([one] * 400_000) + "]}")


@hostile()
def history_heavier_than_memory(path: Path) -> None:
    """Each row is small to store and large to hold."""
    row = dict.fromkeys(evidence_row(1), "")
    changes = [
        {"after": {**row, "id": f"e{n}"}, "before": None, "key": f"e{n}", "table": "evidence"}
        for n in range(80_000)
    ]
    with_body(path, canonical({"changes": changes}))


# -- the bytes ------------------------------------------------------------------------------------


@hostile()
def foreign_application(path: Path) -> None:
    patch(path, 68, b"GPKG")


@hostile()
def no_application(path: Path) -> None:
    patch(path, 68, bytes(4))


@hostile("shown")
def format_of_the_future(path: Path) -> None:
    patch(path, 60, (999).to_bytes(4, "big"))


@hostile()
def format_none(path: Path) -> None:
    patch(path, 60, bytes(4))


@hostile()
def format_negative(path: Path) -> None:
    patch(path, 60, b"\xff" * 4)


@hostile()
def write_ahead_log_mode(path: Path) -> None:
    patch(path, 18, b"\x02\x02")


@hostile()
def other_text_encoding(path: Path) -> None:
    patch(path, 56, (2).to_bytes(4, "big"))


@hostile()
def page_size_of_three(path: Path) -> None:
    patch(path, 16, b"\x00\x03")


@hostile()
def reserved_bytes(path: Path) -> None:
    patch(path, 20, b"\xff")


@hostile()
def free_pages_in_a_circle(path: Path) -> None:
    patch(path, 32, (2).to_bytes(4, "big") + (1000).to_bytes(4, "big"))


@hostile()
def zip_in_front(path: Path) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a", "b")
    path.write_bytes(archive.getvalue() + path.read_bytes())


@hostile()
def zip_behind(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("evil.exe", "MZ")


@hostile()
def page_more_than_it_says(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(schema.PAGE_SIZE))


@hostile()
def noise_behind_a_true_header(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + os.urandom(len(data) - 100))


@hostile()
def zeros_behind_a_true_header(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes(len(data) - 100))


@hostile()
def nothing_but_noise(path: Path) -> None:
    path.write_bytes(os.urandom(50_000))


@hostile()
def another_database_of_ours_in_name(path: Path) -> None:
    path.unlink()
    sql(
        path,
        f"PRAGMA application_id = {schema.APPLICATION_ID}",
        "PRAGMA user_version = 1",
        "CREATE TABLE answer (x)",
    )


@hostile()
def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@hostile()
def endless_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@hostile()
def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@hostile()
def sparse_terabyte(path: Path) -> None:
    os.truncate(path, 1 << 40)


@hostile("opened")
def stale_log_beside(path: Path) -> None:
    for suffix in ("-wal", "-journal"):
        path.with_name(path.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 500)
