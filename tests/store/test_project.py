"""An open project: what is committed stays, what fails leaves nothing."""

import threading
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.core.change import Change, inserted, step
from assay.core.errors import CannotWrite, Conflict, InvalidInput
from assay.core.revision import faults, replay
from assay.store import verify, working
from assay.store.project import ProjectStore
from factories_store import (
    AUTHOR,
    DEVICE,
    answer_row,
    answer_step,
    attach,
    do,
    project,
    published,
    remove_answer,
    retitle,
    title_step,
)


@pytest.fixture
def store(tmp_path: Path) -> ProjectStore:
    return project(tmp_path / "one.assay")


def test_a_commit_is_a_row_and_a_revision(store: ProjectStore) -> None:
    before = store.heads()
    (revision,) = do(store, answer_step(7))
    assert store.state()["answer"]["a/Q-007"] == answer_row(7)
    assert revision.parents == before
    assert store.heads() == (revision.id,)
    assert not faults(revision)
    assert store.revisions(limit=1, newest_first=True) == [revision]


def test_the_state_is_what_the_revisions_replay_to(store: ProjectStore) -> None:
    do(store, retitle(store, "Renamed"), remove_answer(store, 1))
    assert store.state() == replay(store.revisions())
    assert verify.verify(store) == []


def test_a_row_that_moved_is_a_conflict_and_nothing_of_the_step_stays(store: ProjectStore) -> None:
    before, heads = store.state(), store.heads()
    stale = Change("project", "project", {"title": "Never was"}, {"title": "New"})
    with pytest.raises(Conflict):
        do(store, step("many", [inserted("answer", answer_row(9)), stale]))
    assert store.state() == before
    assert store.heads() == heads
    do(store, answer_step(9))


@pytest.mark.parametrize(
    "change",
    [
        Change("secrets", "x", None, {"id": "x"}),
        Change("answer", "a/Q", None, {"id": "a/Q"}),
        Change("answer", "a/Q-050", None, {**answer_row(50), "second_look": "yes"}),
        Change("answer", "a/Q-050", None, {**answer_row(50), "second_look": 1 << 70}),
        Change("answer", "a/Q-050", None, {**answer_row(50), "extra": "x"}),
        Change("answer", "other", None, answer_row(50)),
        Change("answer", "a/Q-050", None, {**answer_row(50), "reason": None}),
    ],
)
def test_what_no_table_takes_is_refused_whole(store: ProjectStore, change: Change) -> None:
    before = store.state()
    with pytest.raises(InvalidInput):
        do(store, step("many", [inserted("answer", answer_row(9)), change]))
    assert store.state() == before
    assert verify.verify(store) == []


@settings(max_examples=20)
@given(st.text(), st.text(min_size=1, alphabet=st.characters(codec=None)))
def test_any_text_comes_back_as_it_was_recorded(rationale: str, title: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.assay"
        with_text = working.create(path)
        do(with_text, title_step(title), answer_step(1, rationale or "."))
        state = with_text.state()
        assert state == replay(with_text.revisions())
        with_text.publish()
        with_text.close()
        again = working.open_project(path)
        assert again.state() == state
        assert again.problems == ()
        again.close()


def test_an_empty_step_is_a_mistake_of_ours(store: ProjectStore) -> None:
    with pytest.raises(ValueError, match="changes nothing"):
        do(store, step("nothing", []))


def test_a_clock_set_back_never_runs_the_history_backwards(store: ProjectStore) -> None:
    revisions = do(store, *(answer_step(number) for number in range(20, 60)))
    times = [revision.time for revision in revisions]
    assert times == sorted(set(times))


def test_threads_take_turns(store: ProjectStore) -> None:
    def answer(start: int) -> None:
        do(store, *(answer_step(number) for number in range(start, start + 20)))

    threads = [threading.Thread(target=answer, args=(100 * n,)) for n in range(1, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.state()["answer"]) == 63
    assert verify.verify(store) == []


def test_what_is_open_for_reading_is_not_changed(tmp_path: Path) -> None:
    path = published(tmp_path / "read.assay")
    reader = working.open_project(path, read_only=True)
    for act in (
        lambda: do(reader, answer_step(9)),
        lambda: reader.put_blob(BytesIO(b"x")),
        reader.publish,
    ):
        with pytest.raises(CannotWrite, match="opened_read_only"):
            act()
    reader.close()


def test_a_closed_project_opens_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept.assay"
    first = project(path, blob=b"evidence")
    do(first, answer_step(8))
    state, heads = first.state(), first.heads()
    first.close()
    first.close()
    second = working.open_project(path)
    assert (second.state(), second.heads(), second.unpublished()) == (state, heads, 1)
    second.close()


def test_a_reader_may_go_on_under_another_name(tmp_path: Path) -> None:
    path = published(tmp_path / "read.assay")
    original = path.read_bytes()
    with_window = working.open_project(path)
    reader = working.open_project(path, read_only=True)
    reader.publish_as(tmp_path / "mine.assay")
    do(reader, answer_step(9))
    reader.publish()
    reader.close()
    with_window.close()
    assert path.read_bytes() == original
    mine = working.open_project(tmp_path / "mine.assay")
    assert "a/Q-009" in mine.state()["answer"]
    mine.close()


def test_saving_under_another_name_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.assay"
    store = project(path)
    original = path.read_bytes()
    do(store, answer_step(8))
    assert store.publish_as(tmp_path / "new.assay").changes == 5
    assert store.target == tmp_path / "new.assay"
    assert store.unpublished() == 0
    do(store, answer_step(9))
    store.publish()
    store.close()
    assert path.read_bytes() == original
    assert working.recoverable() == []


def test_a_copy_is_whole_and_leaves_the_project_where_it_is(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    sha256 = attach(store, 1, b"bytes" * 1000)
    store.save_copy(tmp_path / "copy.assay")
    assert store.target == tmp_path / "one.assay"
    assert store.unpublished() == 1
    copy = working.open_project(tmp_path / "copy.assay")
    assert copy.state() == store.state()
    assert copy.blob_bytes(sha256, 1 << 20) == b"bytes" * 1000
    copy.close()
    store.close()


@pytest.mark.parametrize("act", ["publish_as", "save_copy"])
def test_no_file_is_replaced_unasked(tmp_path: Path, act: str) -> None:
    store = project(tmp_path / "one.assay")
    other = tmp_path / "other.assay"
    other.write_bytes(b"somebody's")
    with pytest.raises(CannotWrite, match="target_exists"):
        getattr(store, act)(other)
    assert other.read_bytes() == b"somebody's"
    getattr(store, act)(other, replace=True)
    assert other.read_bytes()[:6] == b"SQLite"
    do(store, answer_step(9))
    store.close()


def test_the_author_is_recorded_as_said(store: ProjectStore) -> None:
    revision = store.commit(answer_step(9), author="Zoë 王", device=DEVICE)
    assert revision.author == "Zoë 王"
    assert revision.author != AUTHOR
    assert store.revisions(limit=1, newest_first=True)[0] == revision
