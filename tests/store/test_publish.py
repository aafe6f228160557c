"""Publishing: the target is the old file or the new one, and never somebody else's overwritten."""

import os
import stat
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from assay.core.errors import CannotWrite, NeedsDecision
from assay.store import backup, drafts, place, publish, verify, working, working_file
from assay.store.files import look
from assay.store.project import ProjectStore
from assay.store.working_file import WorkingFile
from factories_store import answer_step, attach, computer, do, project, published, retitle


class Stopped(BaseException):
    """Not an `Exception`: as sudden for the code between as the end of the process."""


def stop_at(step: str):
    def watcher(now: str) -> None:
        if now == step:
            raise Stopped

    return watcher


def strays(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix != ".assay" and path.is_file()]


def generations(store: ProjectStore) -> list[backup.Generation]:
    return backup.listed(place.generations_dir(store.project_id, store.target))


def test_the_file_is_the_whole_project(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay", blob=b"evidence")
    done = store.publish()
    assert done.changes == 0
    do(store, answer_step(8))
    done = store.publish()
    assert (done.path, done.changes) == (tmp_path / "one.assay", 1)
    assert done.sha256 == look(done.path).sha256
    assert store.published_at() == done.time
    assert store.unpublished() == 0
    assert strays(tmp_path) == []


def test_every_step_is_told_in_order(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    do(store, answer_step(8))
    told: list[str] = []
    store.publish(told.append)
    assert tuple(told) == publish.STEPS


@pytest.mark.parametrize("step", publish.STEPS)
def test_a_publish_that_stops_anywhere_leaves_a_whole_file(tmp_path: Path, step: str) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    old = path.read_bytes()
    do(store, answer_step(8))
    with pytest.raises(Stopped):
        store.publish(stop_at(step))
    replaced = publish.STEPS.index(step) >= publish.STEPS.index("replaced")
    assert (path.read_bytes() != old) is replaced
    store.close()
    again = working.open_project(path)
    assert "a/Q-008" in again.state()["answer"]
    assert again.unpublished() == (0 if replaced else 1)
    again.publish()
    assert verify.verify(again) == []
    assert strays(tmp_path) == []
    again.close()
    with computer("theirs", tmp_path):
        theirs = working.open_project(path)
        assert "a/Q-008" in theirs.state()["answer"]
        assert theirs.problems == ()
        theirs.close()


def test_a_target_that_somebody_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    mine = project(path)
    with computer("theirs", tmp_path):
        theirs = working.open_project(path)
        do(theirs, retitle(theirs, "Theirs"))
        theirs.publish()
        theirs.close()
    changed = path.read_bytes()
    do(mine, retitle(mine, "Mine"))
    with pytest.raises(NeedsDecision, match="target_changed"):
        mine.publish()
    assert path.read_bytes() == changed
    assert mine.unpublished() == 1
    mine.publish_as(tmp_path / "mine.assay")
    mine.close()
    with computer("third", tmp_path):
        titles = set()
        for name in ("one.assay", "mine.assay"):
            third = working.open_project(tmp_path / name)
            titles.add(third.state()["project"]["project"]["title"])
            third.close()
    assert titles == {"Mine", "Theirs"}
    assert strays(tmp_path) == []


def test_a_target_replaced_at_the_last_moment_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, answer_step(8))

    def sync_client(step: str) -> None:
        if step == "intended":
            path.unlink()
            path.write_bytes(b"from the cloud")

    with pytest.raises(NeedsDecision):
        store.publish(sync_client)
    assert path.read_bytes() == b"from the cloud"
    assert strays(tmp_path) == []


def test_a_file_that_appeared_where_none_was_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.assay"
    store = working.create(path)
    path.write_bytes(b"somebody was faster")
    with pytest.raises(NeedsDecision):
        store.publish()
    assert path.read_bytes() == b"somebody was faster"


def test_a_deleted_target_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    path.unlink()
    store.publish()
    store.close()
    with computer("theirs", tmp_path):
        working.open_project(path).close()


def test_a_folder_that_is_gone_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    store = project(folder / "one.assay")
    do(store, answer_step(8))
    folder.rename(tmp_path / "pulled")
    with pytest.raises(CannotWrite, match="place_gone"):
        store.publish()
    (tmp_path / "pulled").rename(folder)
    assert store.publish().changes == 1


def test_a_full_disk_is_told_with_what_is_needed(tmp_path: Path) -> None:
    """The device that is always full takes the draft; the target keeps its old bytes."""
    store = project(tmp_path / "one.assay")
    old = (tmp_path / "one.assay").read_bytes()
    do(store, answer_step(8))
    full = Full(store)
    with pytest.raises(CannotWrite) as caught:
        publish.publish(full, store.folder, store.place)
    assert caught.value.message == "disk_full"
    assert caught.value.facts["needed_mib"] == 1
    assert (tmp_path / "one.assay").read_bytes() == old
    assert strays(tmp_path) == []
    assert store.publish().changes == 1


class Full:
    """A working copy whose bytes go to a device that is always full."""

    def __init__(self, store: ProjectStore) -> None:
        self.size = store.file.size

    def copy_to(self, draft: Path) -> drafts.Copied:
        draft.symlink_to("/dev/full")
        with draft.open("wb", buffering=0) as device:
            device.write(b"x" * 4096)
        raise AssertionError("the full device took bytes")


def test_permissions_of_the_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    path.chmod(0o640)
    do(store, answer_step(8))
    store.publish()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_its_owner_closed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    old = path.read_bytes()
    path.chmod(0o444)
    do(store, answer_step(8))
    with pytest.raises(CannotWrite, match="not_writable"):
        store.publish()
    assert path.read_bytes() == old
    path.chmod(0o644)
    assert store.publish().changes == 1


def test_what_is_done_while_publishing_is_published_next(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    do(store, answer_step(8))

    def somebody_types(step: str) -> None:
        if step == "copied":
            do(store, answer_step(9))

    assert store.publish(somebody_types).changes == 1
    assert store.unpublished() == 1
    assert store.publish().changes == 1
    assert store.unpublished() == 0


def test_an_answer_typed_while_a_large_file_is_copied_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = project(tmp_path / "one.assay")
    attach(store, 1, os.urandom(5 << 20))
    read, typed = WorkingFile._read, []

    def somebody_types(file: WorkingFile, length: int, offset: int) -> bytes:
        if offset and not typed:
            typing = Thread(target=do, args=(store, answer_step(9)))
            typed.append(typing)
            typing.start()
            typing.join(10)
            assert not typing.is_alive()
        return read(file, length, offset)

    monkeypatch.setattr(WorkingFile, "_read", somebody_types)
    store.publish()
    assert typed
    assert store.unpublished() == 0
    assert "a/Q-009" in answers_in(store.target, tmp_path)
    store.close()


def test_somebody_who_never_stops_typing_gets_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_file, "PATIENCE", 0.3)
    store = project(tmp_path / "one.assay")
    attach(store, 1, os.urandom(8 << 20))
    over = Event()

    def type_on() -> None:
        for number in count(100):
            if over.is_set():
                return
            do(store, answer_step(number))

    typing = Thread(target=type_on)
    typing.start()
    try:
        published = [store.publish().changes for _ in range(3)]
    finally:
        over.set()
        typing.join()
    assert all(published)
    found = answers_in(store.target, tmp_path)
    assert len(found) >= 2
    store.publish()
    assert answers_in(store.target, tmp_path) == set(store.state()["answer"])
    store.close()


def answers_in(path: Path, folder: Path) -> set[str]:
    """The answers in a file, as somebody finds them who opens and verifies it on another computer."""
    with computer("theirs", folder):
        theirs = working.open_project(path, read_only=True)
        assert verify.verify(theirs) == []
        found = set(theirs.state()["answer"])
        theirs.close()
    return found


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = published(tmp_path / "real.assay")
    link = tmp_path / "link.assay"
    link.symlink_to(real)
    store = working.open_project(link)
    do(store, answer_step(8))
    store.publish()
    store.close()
    assert link.is_symlink()
    again = working.open_project(real)
    assert "a/Q-008" in again.state()["answer"]
    again.close()


def test_the_file_before_becomes_a_generation(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    old = path.read_bytes()
    do(store, answer_step(8))
    store.publish()
    assert [g.path.read_bytes() for g in generations(store)] == [old]
    path.write_bytes(path.read_bytes())  # the same bytes again: nothing new to keep
    store.publish()
    assert len(generations(store)) == 1


def test_removed_bytes_are_gone_from_the_published_file(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    size = path.stat().st_size
    secret = b"PRIVATE-CANARY" * 100_000
    info = store.put_blob(BytesIO(secret))
    store.close()
    store = working.open_project(path)  # nobody named the bytes: they are swept
    assert not store.has_blob(info.sha256)
    do(store, answer_step(8))
    store.publish()
    assert b"PRIVATE-CANARY" not in path.read_bytes()
    assert path.stat().st_size < size + len(secret) / 2
    store.close()


def test_bytes_streaming_in_are_never_published_half(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    sha256 = attach(store, 1, os.urandom(3 << 20))
    store.publish()
    store.close()
    with computer("theirs", tmp_path):
        theirs = working.open_project(path)
        assert theirs.has_blob(sha256)
        assert theirs.problems == ()
        theirs.close()


def test_a_file_held_by_another_program_is_kept_beside_it(tmp_path: Path) -> None:
    """As Windows refuses while a scanner or a sync client has the file."""
    target, draft = tmp_path / "one.assay", tmp_path / ".assay-1.part"
    target.write_bytes(b"old")
    draft.write_bytes(b"new")

    def held(draft: Path, target: Path) -> None:
        raise PermissionError(13, "held")

    with pytest.raises(CannotWrite) as caught:
        publish.put_or_keep(draft, target, held, lambda error: True)
    assert caught.value.message == "kept_as_copy"
    kept = caught.value.facts["copy"]
    assert isinstance(kept, Path)
    assert (target.read_bytes(), kept.read_bytes()) == (b"old", b"new")
    assert kept.suffix == ".assay"
    assert not draft.exists()


@pytest.mark.parametrize("offset", [0, 30, 20_000])
def test_a_draft_that_does_not_read_back_replaces_nothing(tmp_path: Path, offset: int) -> None:
    store = project(tmp_path / "one.assay")
    old = (tmp_path / "one.assay").read_bytes()
    do(store, answer_step(8))
    garbled = Garbled(store, offset)
    with pytest.raises(CannotWrite, match="draft_damaged"):
        publish.publish(garbled, store.folder, store.place)
    store.place = publish.settle(store.folder, place.load(store.folder) or store.place)
    assert (tmp_path / "one.assay").read_bytes() == old
    assert strays(tmp_path) == []
    assert store.publish().changes == 1


class Garbled:
    """A working copy whose bytes arrive on a disk that garbles them."""

    def __init__(self, store: ProjectStore, offset: int) -> None:
        self.store, self.offset = store, offset
        self.size = store.file.size

    def copy_to(self, draft: Path) -> drafts.Copied:
        copied = self.store.file.copy_to(draft)
        with draft.open("r+b") as file:
            file.seek(self.offset)
            file.write(b"\xa5" * 3000)
        return copied
