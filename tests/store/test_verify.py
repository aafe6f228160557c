"""Verify: any change behind the history's back is found and named."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest

from assay.store import verify, working
from assay.store.project import ProjectStore
from factories_store import answer_step, attach, do, full, project

GOLDEN = hashlib.sha256("年度报告 annual report".encode() * 2000).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> ProjectStore:
    return full(tmp_path / "one.assay")


def found(store: ProjectStore) -> list[tuple[str, str]]:
    return [(problem.what, problem.where) for problem in verify.verify(store)]


def test_a_sound_project_has_no_problem(store: ProjectStore) -> None:
    assert verify.verify(store) == []


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE answer SET value = 'no' WHERE id = 'a/Q-001'", ("row_differs", "answer a/Q-001")),
        ("DELETE FROM answer WHERE id = 'a/Q-001'", ("row_differs", "answer a/Q-001")),
        ("UPDATE project SET title = 'x'", ("row_differs", "project project")),
        ("DELETE FROM blob", ("blob_missing", GOLDEN)),
        ("UPDATE meta SET value = '[]' WHERE key = 'heads'", None),
    ],
)
def test_a_change_behind_its_back_is_named(
    store: ProjectStore, sql: str, problem: tuple[str, str] | None
) -> None:
    store.file.db.execute(sql)
    assert found(store) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("author", "Somebody Else", "revision_header_differs"),
        ("time", "2020-01-01T00:00:00.000Z/0000", "revision_header_differs"),
        ("body", '{"changes":[]}', "revision_body_differs"),
        ("salt", None, "revision_body_differs"),
        ("time", "yesterday", "revision_unreadable"),
        ("parents", '["0"]', "revision_parent_missing"),
        ("parents", "[]", "revision_without_parent"),
        ("parents", "none", "revision_unreadable"),
        ("project", "another", "revision_of_other_project"),
    ],
)
def test_forged_history_is_named(
    store: ProjectStore, column: str, value: str | None, what: str
) -> None:
    store.file.db.execute(f"UPDATE revision SET {column} = ? WHERE n = 3", (value,))
    assert what in {problem.what for problem in verify.verify(store)}


def test_a_revision_taken_out_of_the_middle_is_missed(store: ProjectStore) -> None:
    store.file.db.execute("DELETE FROM revision WHERE n = 3")
    assert "revision_parent_missing" in dict(found(store))


def test_a_revision_taken_off_the_end_is_missed(store: ProjectStore) -> None:
    store.file.db.execute("DELETE FROM revision WHERE n = (SELECT max(n) FROM revision)")
    assert "heads_differ" in dict(found(store))


def test_a_redacted_revision_is_no_damage(store: ProjectStore) -> None:
    label = '{"facts":{},"message":"answer"}'
    redact = "UPDATE revision SET body = NULL, salt = NULL, label = ? WHERE n = 3"
    store.file.db.execute(redact, (label,))
    assert verify.verify(store) == []
    forget = "UPDATE revision SET author = '', author_salt = NULL WHERE n IN (2, 3)"
    store.file.db.execute(forget)
    assert verify.verify(store) == []


def test_what_a_redaction_left_unsaid_cannot_be_made_up(store: ProjectStore) -> None:
    store.file.db.execute("UPDATE revision SET body = NULL, salt = NULL WHERE n = 3")
    assert [what for what, _ in found(store)] == ["revision_header_differs"]


def test_a_history_that_does_not_fit_itself_is_named(tmp_path: Path) -> None:
    """Well hashed, well linked, and still impossible: the answer was there already."""
    from assay.core.revision import record

    store = project(tmp_path / "one.assay")
    (last,) = do(store, answer_step(7))
    twice = record(
        answer_step(7),
        parents=[last.id],
        project=store.project_id,
        device="d",
        author="a",
        time=last.time,
        salt="0" * 32,
    )
    row = (twice.id, json.dumps([last.id]), *_rest(twice))
    places = ", ".join("?" * 10)
    store.file.db.execute(
        "INSERT INTO revision (id, parents, project, device, author, time, label, body_sha256, "
        f"salt, body) VALUES ({places})",
        row,
    )
    assert ("history_does_not_fit", "answer a/Q-007") in found(store)


def _rest(revision: object) -> tuple[object, ...]:
    names = ("project", "device", "author", "time", "label", "body_sha256", "salt", "body")
    return tuple(getattr(revision, name) for name in names)


def test_damage_found_at_opening_is_still_known_later(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    attach(store, 1, b"bytes" * 100)
    store.file.db.execute("UPDATE blob_chunk SET bytes = zeroblob(500)")
    copy = tmp_path / "copy.assay"
    store.save_copy(copy)
    taken = working.open_project(copy)
    assert [problem.what for problem in taken.problems] == ["blob_damaged"]
    do(taken, answer_step(60))
    taken.publish()
    taken.close()
    again = working.open_project(copy)
    assert [problem.what for problem in again.problems] == ["blob_damaged"]
    again.close()


def test_attaching_damaged_bytes_again_mends_them(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    sha256 = attach(store, 1, b"bytes" * 100)
    store.file.db.execute("UPDATE blob_chunk SET bytes = zeroblob(500)")
    store.save_copy(tmp_path / "copy.assay")
    store.close()
    taken = working.open_project(tmp_path / "copy.assay")
    assert taken.problems
    assert not taken.put_blob(BytesIO(b"bytes" * 100)).existed
    assert taken.problems == ()
    assert taken.blob_bytes(sha256, 1000) == b"bytes" * 100
    assert verify.verify(taken) == []
    taken.close()
