"""Generations: kept by the calendar, verified, restored to new files only."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.errors import CannotWrite, NeedsDecision, NotAProject
from assay.store import backup, place, working
from assay.store.drafts import Copied
from assay.store.files import look
from factories_faults import memory_disk
from factories_store import answer_step, do, project

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAST = st.lists(st.integers(0, 400 * 24 * 60), max_size=120, unique=True).map(
    lambda minutes: [NOON - timedelta(minutes=m) for m in sorted(minutes)]
)


@given(PAST)
def test_the_newest_always_stay(times: list[datetime]) -> None:
    assert set(range(min(backup.LAST, len(times)))) <= backup.calendar(times)


@given(PAST)
def test_a_day_and_a_week_keep_their_newest(times: list[datetime]) -> None:
    kept = backup.calendar(times)
    days = {time.date() for time in times}
    recent = sorted(days, reverse=True)[: backup.DAILY]
    for day in recent:
        newest = next(n for n, time in enumerate(times) if time.date() == day)
        assert newest in kept
    assert len(kept) <= backup.LAST + backup.DAILY + backup.WEEKLY


@given(PAST)
def test_thinning_again_drops_nothing_more(times: list[datetime]) -> None:
    kept = [times[n] for n in sorted(backup.calendar(times))]
    assert backup.calendar(kept) == set(range(len(kept)))


def made(folder: Path, age: int, size: int = 10) -> Path:
    folder.mkdir(exist_ok=True)
    data = os.urandom(size)
    draft = folder / "draft"
    draft.write_bytes(data)
    path = folder / backup.name(NOON - timedelta(days=age), "publish", look(draft).sha256)
    return draft.rename(path)


def test_old_files_go_and_strangers_stay(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    made(folder, 1)
    (folder / "notes.assay").write_bytes(b"not ours")
    for age in range(2, 60):
        made(folder, age)
    backup.thin(folder)
    assert len(backup.listed(folder)) < 40
    assert (folder / "notes.assay").exists()


def test_space_is_bounded_and_the_newest_two_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "SPACE", 1000)
    folder = tmp_path / "kept"
    paths = [made(folder, age, 900) for age in range(5)]
    backup.thin(folder)
    assert [path.exists() for path in paths] == [True, True, False, False, False]


def test_restoring_makes_a_new_file_and_replaces_none(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    do(store, answer_step(9))
    store.publish()
    (kept,) = backup.listed(place.generations_dir(store.project_id, store.target))
    assert kept.reason == "publish"
    with pytest.raises(CannotWrite, match="target_exists"):
        backup.restore(kept, tmp_path / "one.assay")
    backup.restore(kept, tmp_path / "restored.assay")
    restored = working.open_project(tmp_path / "restored.assay")
    assert "a/Q-009" not in restored.state()["answer"]
    assert "a/Q-009" in store.state()["answer"]
    restored.close()


def test_a_generation_that_changed_is_not_restored(tmp_path: Path) -> None:
    path = made(tmp_path / "kept", 1)
    path.write_bytes(b"changed")
    (kept,) = backup.listed(tmp_path / "kept")
    with pytest.raises(NotAProject, match="generation_damaged"):
        backup.restore(kept, tmp_path / "out.assay")
    assert not (tmp_path / "out.assay").exists()


def test_the_present_state_is_kept_before_something_risky(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    do(store, answer_step(9))
    kept = store.keep_generation("import")
    assert store.keep_generation("import") == kept
    backup.restore(backup.listed(kept.parent)[0], tmp_path / "out.assay")
    again = working.open_project(tmp_path / "out.assay")
    assert again.state() == store.state()
    again.close()


def test_a_publish_that_fails_meanwhile_does_not_sweep_what_is_being_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = project(tmp_path / "one.assay")
    do(store, answer_step(9))
    store.target.write_bytes(b"somebody else's")
    refused: list[Exception] = []

    def publish() -> None:
        try:
            store.publish()
        except NeedsDecision as error:
            refused.append(error)

    check, publishing = backup.drafts.check, Thread(target=publish)

    def meanwhile(draft: Path, copied: Copied) -> None:
        if not publishing.ident:
            publishing.start()
            publishing.join(0.3)  # it waits until the version is kept
        check(draft, copied)

    monkeypatch.setattr(backup.drafts, "check", meanwhile)
    kept = store.keep_generation("merge")
    publishing.join()
    assert kept.is_file()
    assert [type(error) for error in refused] == [NeedsDecision]
    store.close()


def test_a_held_link_to_the_users_file_never_becomes_a_generation(tmp_path: Path) -> None:
    """It would change with that file: an interrupted publish must not leave one behind."""
    folder = tmp_path / "kept"
    target = tmp_path / "one.assay"
    target.write_bytes(b"published")
    held = backup.hold(folder, target, look(target))
    assert held is not None
    assert held.stat().st_nlink == 2
    backup.sweep(folder)
    assert list(folder.iterdir()) == []


def test_a_held_file_that_was_replaced_becomes_one(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    target = tmp_path / "one.assay"
    target.write_bytes(b"published")
    backup.hold(folder, target, look(target))
    (tmp_path / "new").write_bytes(b"newer")
    os.replace(tmp_path / "new", target)
    backup.sweep(folder)
    assert [kept.path.read_bytes() for kept in backup.listed(folder)] == [b"published"]


def test_half_a_copy_never_becomes_one(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / f"pending-0a0a0a0a-{'0' * 64}").write_bytes(b"half")
    backup.sweep(folder)
    assert list(folder.iterdir()) == []


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder on another disk where there is one: no link leads there."""
    with tempfile.TemporaryDirectory(dir=memory_disk()) as folder:
        yield Path(folder)


def test_a_file_on_another_disk_is_copied(tmp_path: Path, elsewhere: Path) -> None:
    store = project(elsewhere / "one.assay")
    old = store.target.read_bytes()
    do(store, answer_step(9))
    store.publish()
    (kept,) = backup.listed(place.generations_dir(store.project_id, store.target))
    assert kept.path.read_bytes() == old
    assert place.generation_folders(store.target) == [kept.path.parent]
    store.close()


def test_a_large_file_on_another_disk_is_copied_once_an_hour(
    tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_LARGE", 10)
    folder, target = tmp_path / "kept", elsewhere / "one.assay"
    held = []
    for content in (b"the first state", b"the second state"):
        target.write_bytes(content)
        seen = look(target)
        pending = backup.hold(folder, target, seen)
        if pending is not None:
            held.append(backup.settle(folder, pending, seen.sha256, "publish").read_bytes())
    same_disk = memory_disk() is None
    assert held == [b"the first state", b"the second state"][: 1 + same_disk]


def test_a_copy_of_other_bytes_than_seen_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"changed meanwhile")
    with pytest.raises(NotAProject, match="generation_damaged"):
        backup.copy(tmp_path / "one", tmp_path / "copy", "0" * 64)
    assert not (tmp_path / "copy").exists()
