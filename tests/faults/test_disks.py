"""Full, closed and vanished disks: the action is refused whole, and work goes on."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from assay.core.errors import CannotWrite
from assay.store import verify, working
from assay.store.project import ProjectStore
from factories_faults import can_mount, close_disk, disk, open_disk
from factories_store import answer_step, attach, do, project, published

Limit = Callable[[ProjectStore], AbstractContextManager[None]]


@contextmanager
def page_limit(store: ProjectStore) -> Iterator[None]:
    """The database may not grow."""
    pages = store.file.db.execute("PRAGMA page_count").fetchone()[0]
    store.file.db.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        store.file.db.execute("PRAGMA max_page_count = 4294967294")


@contextmanager
def file_limit(store: ProjectStore) -> Iterator[None]:
    """No file of this process may grow beyond what the working copy is."""
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.file.size(), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.mark.parametrize("limit", [page_limit, file_limit])
def test_a_full_disk_refuses_the_action_whole(tmp_path: Path, limit: Limit) -> None:
    store = project(tmp_path / "one.assay")
    before = store.state()
    with limit(store):
        refused = 0
        for number in range(100, 140):
            try:
                do(store, answer_step(number, "x" * 5000))
            except CannotWrite:
                refused += 1
        with pytest.raises(CannotWrite):
            store.put_blob(BytesIO(os.urandom(3 << 20)))
        assert not store.file.db.in_transaction
        assert verify.verify(store) == []
        kept = store.state()
    assert refused
    assert kept["project"] == before["project"]
    assert len(kept["answer"]) == 3 + 40 - refused
    do(store, answer_step(200))
    attach(store, 1, os.urandom(3 << 20))
    store.publish()
    assert verify.verify(store) == []
    store.close()


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    (tmp_path / "file").write_bytes(b"x")
    for target in (tmp_path / "file" / "x.assay", tmp_path / "none" / "x.assay"):
        with pytest.raises(CannotWrite, match="place_gone"):
            store.save_copy(target)
    with pytest.raises(CannotWrite, match="path_too_long"):
        store.save_copy(tmp_path / ("x" * 300))
    do(store, answer_step(9))
    store.publish()
    store.close()


@contextmanager
def tiny(folder: Path, size: str = "2m") -> Iterator[Path]:
    """A small disk."""
    with disk(folder, size) as made:
        yield made


if can_mount():  # only root can make disks; what needs none is tested above for everybody

    def test_a_target_without_room_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
        with tiny(tmp_path / "stick") as stick:
            store = project(stick / "one.assay")
            old = (stick / "one.assay").read_bytes()
            attach(store, 1, os.urandom(3 << 20))
            with pytest.raises(CannotWrite) as caught:
                store.publish()
            assert caught.value.message == "disk_full"
            assert caught.value.facts["needed_mib"] == 5
            assert caught.value.facts["free_mib"] == 1
            assert (stick / "one.assay").read_bytes() == old
            assert [item.name for item in stick.iterdir()] == ["one.assay"]
            assert store.publish_as(tmp_path / "roomy.assay").changes
            store.close()

    def test_a_disk_that_fills_up_while_publishing_keeps_the_old_file(tmp_path: Path) -> None:
        with tiny(tmp_path / "stick") as stick:
            store = project(stick / "one.assay")
            old = (stick / "one.assay").read_bytes()
            do(store, answer_step(9))

            def fill(step: str) -> None:
                if step == "drafted":
                    with pytest.raises(OSError, match="No space"):
                        (stick / "film").write_bytes(bytes(4 << 20))

            with pytest.raises(CannotWrite, match="disk_full"):
                store.publish(fill)
            assert (stick / "one.assay").read_bytes() == old
            (stick / "film").unlink()
            assert [item.name for item in stick.iterdir()] == ["one.assay"]
            assert store.publish().changes == 1
            store.close()

    def test_a_full_disk_under_the_working_copy_refuses_whole(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with tiny(tmp_path / "home") as home:
            monkeypatch.setenv("ASSAY_HOME", str(home))
            store = project(tmp_path / "one.assay")
            with pytest.raises(CannotWrite, match="disk_full"):
                store.put_blob(BytesIO(os.urandom(4 << 20)))
            do(store, answer_step(9))
            film = home / "film"
            with pytest.raises(OSError, match="No space"):
                film.write_bytes(bytes(4 << 20))
            before = store.state()
            with pytest.raises(CannotWrite, match="disk_full"):
                do(store, answer_step(10, "x" * 90_000))
            assert store.state() == before
            film.unlink()
            do(store, answer_step(10))
            store.publish()
            assert verify.verify(store) == []
            store.close()

    def test_a_closed_disk_is_told_and_the_work_goes_elsewhere(tmp_path: Path) -> None:
        with tiny(tmp_path / "disc") as disc:
            path = published(disc / "one.assay")
            close_disk(disc)
            store = working.open_project(path)
            do(store, answer_step(9))
            with pytest.raises(CannotWrite, match="not_writable"):
                store.publish()
            assert store.unpublished() == 1
            open_disk(disc)
            assert store.publish().changes == 1
            close_disk(disc)
            do(store, answer_step(10))
            store.publish_as(tmp_path / "copy.assay")
            store.close()
            assert working.recoverable() == []

    def test_a_disk_closed_between_two_steps_of_publishing_keeps_the_old_file(
        tmp_path: Path,
    ) -> None:
        with tiny(tmp_path / "disc") as disc:
            store = project(disc / "one.assay")
            old = (disc / "one.assay").read_bytes()
            do(store, answer_step(9))

            def shut(step: str) -> None:
                if step == "intended":
                    close_disk(disc)

            with pytest.raises(CannotWrite, match="not_writable"):
                store.publish(shut)
            assert (disc / "one.assay").read_bytes() == old
            open_disk(disc)
            store.close()
            again = working.open_project(disc / "one.assay")
            assert [item.name for item in disc.iterdir()] == ["one.assay"]
            assert again.publish().changes == 1
            again.close()

    def test_a_drive_that_is_pulled_is_told_and_its_project_recovered(tmp_path: Path) -> None:
        with tiny(tmp_path / "stick") as stick:
            store = project(stick / "one.assay")
            do(store, answer_step(9))
        with pytest.raises(CannotWrite):
            store.publish_as(stick / "gone" / "one.assay")
        store.close()
        (found,) = working.recoverable()
        assert (found.unpublished, found.target_exists) == (1, False)
        again = working.recover(found)
        again.publish_as(tmp_path / "rescued.assay")
        assert "a/Q-009" in again.state()["answer"]
        again.close()

    def test_a_home_on_a_closed_disk_is_told(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = published(tmp_path / "one.assay")
        with tiny(tmp_path / "home") as home:
            monkeypatch.setenv("ASSAY_HOME", str(home))
            close_disk(home)
            with pytest.raises(CannotWrite, match="not_writable"):
                working.open_project(path)
            with pytest.raises(CannotWrite, match="not_writable"):
                working.create(tmp_path / "two.assay")
            assert not (tmp_path / "two.assay").exists()
