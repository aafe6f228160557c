"""Salvage: what validates is in the new project, what does not is named, the old file stays."""

import sqlite3
from pathlib import Path

import pytest

from assay.core.errors import CannotWrite, NotAProject
from assay.store import schema, verify, working
from assay.store.salvage import Salvaged, salvage
from factories_store import AUTHOR, DEVICE, answer_step, attach, computer, do, project, retitle


def mend(broken: Path) -> Salvaged:
    return salvage(broken, broken.with_name("mended.assay"), author=AUTHOR, device=DEVICE)


def big(path: Path) -> tuple[bytes, dict[str, object]]:
    """A project over many pages; returns its bytes and its state."""
    store = project(path, answers=15, blob=b"annual report" * 9000)
    do(store, retitle(store, "Renamed"), *(answer_step(n, "x" * 3000) for n in range(100, 120)))
    store.publish()
    state = store.state()
    store.close()
    return path.read_bytes(), state


def edit(path: Path, sql: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(sql)
    db.close()


def state_of(path: Path) -> dict[str, object]:
    with computer("reader", path.parent):
        store = working.open_project(path)
        try:
            assert store.problems == ()
            assert verify.verify(store) == []
            return store.state()
        finally:
            store.close()


def test_a_sound_file_comes_through_with_its_history(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    _, state = big(path)
    with computer("clinic", tmp_path):
        done = mend(path)
    assert (done.revisions, done.blobs, done.lost) == (38, 1, [])
    assert state_of(done.path) == state


def test_a_row_that_is_not_what_the_history_says_is_mended_from_it(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    _, state = big(path)
    edit(path, "UPDATE answer SET value = 'no' WHERE id = 'a/Q-001'")
    done = mend(path)
    assert done.revisions == 38
    assert state_of(done.path) == state


def test_history_after_a_broken_link_becomes_one_step(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    _, state = big(path)
    edit(path, "UPDATE revision SET body = replace(body, 'page 9', 'page 0') WHERE n = 11")
    done = mend(path)
    assert done.revisions == 10
    assert [problem.what for problem in done.lost] == ["revision_unreadable"]
    assert state_of(done.path) == state
    with computer("reader2", tmp_path):
        store = working.open_project(done.path)
        assert len(store.revisions()) == 11
        store.close()


def test_damaged_bytes_are_listed_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    _, state = big(path)
    edit(path, "UPDATE blob_chunk SET bytes = zeroblob(length(bytes))")
    done = mend(path)
    assert {problem.what for problem in done.lost} == {"blob_damaged", "blob_missing"}
    with computer("reader", tmp_path):
        store = working.open_project(done.path)
        assert store.state() == state
        assert [problem.what for problem in store.problems] == ["blob_missing"]
        store.close()


@pytest.mark.parametrize("share", [0.97, 0.95, 0.9])
def test_a_file_cut_short_gives_what_is_left_of_it(tmp_path: Path, share: float) -> None:
    path = tmp_path / "one.assay"
    whole, state = big(path)
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(NotAProject), computer("reader", tmp_path):
        working.open_project(path)
    done = mend(path)
    assert done.lost
    assert path.read_bytes() == whole[: int(len(whole) * share)]
    with computer("reader2", tmp_path):
        store = working.open_project(done.path)
        for table, rows in store.state().items():
            for key, row in rows.items():
                assert row == state[table][key]  # nothing is made up
        assert done.rows > 15
        store.close()


def test_every_page_may_be_wiped(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    whole, state = big(path)
    kept = []
    for page in range(1, len(whole) // schema.PAGE_SIZE):
        start = page * schema.PAGE_SIZE
        broken = tmp_path / f"broken-{page}.assay"
        broken.write_bytes(
            whole[:start] + bytes(schema.PAGE_SIZE) + whole[start + schema.PAGE_SIZE :]
        )
        out = tmp_path / f"mended-{page}.assay"
        try:
            done = salvage(broken, out, author=AUTHOR, device=DEVICE)
        except NotAProject:
            kept.append(0)
            continue
        store = working.open_project(out)
        found = store.state()
        store.close()
        assert all(found[t][k] == state[t].get(k) for t in found for k in found[t])
        kept.append(done.rows)
    assert kept.count(0) == 0
    assert sorted(kept)[len(kept) // 2] >= 37  # most pages cost no row: the history has them too


def test_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    big(path)
    (tmp_path / "mended.assay").write_bytes(b"mine")
    with pytest.raises(CannotWrite, match="target_exists"):
        mend(path)
    assert (tmp_path / "mended.assay").read_bytes() == b"mine"


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"PK\x03\x04" * 500, bytes(50_000)])
def test_what_never_was_a_project_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.assay"
    path.write_bytes(content)
    with pytest.raises(NotAProject, match="nothing_to_salvage"):
        mend(path)
    assert not (tmp_path / "mended.assay").exists()


def test_an_unpublished_working_copy_can_be_salvaged(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    sha256 = attach(store, 1, b"bytes")
    store.close()
    done = mend(store.folder / "project.db")
    assert done.lost == []
    again = working.open_project(done.path)
    assert again.blob_bytes(sha256, 10) == b"bytes"
    again.close()
