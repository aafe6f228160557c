"""Working copies: found again, never shared, never lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.core.errors import CannotWrite, InUse, NeedsDecision, NotAProject, NotFound
from assay.store import place, working
from assay.store.working import Settle
from factories_store import answer_step, computer, do, project, published, retitle, title_step


def title_of(path: Path, **how: object) -> str:
    store = working.open_project(path, **how)  # type: ignore[arg-type]
    try:
        return str(store.state()["project"]["project"]["title"])
    finally:
        store.close()


def change_elsewhere(path: Path, base: Path, title: str) -> None:
    with computer("elsewhere", base):
        store = working.open_project(path)
        do(store, retitle(store, title))
        store.publish()
        store.close()


def test_a_new_project_replaces_no_file(tmp_path: Path) -> None:
    (tmp_path / "there.assay").write_bytes(b"something")
    with pytest.raises(CannotWrite, match="target_exists"):
        working.create(tmp_path / "there.assay")
    with pytest.raises(CannotWrite, match="place_gone"):
        working.create(tmp_path / "no folder" / "new.assay")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="project_missing"):
        working.open_project(tmp_path / "gone.assay")


def test_the_working_copy_goes_on_with_what_was_never_published(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, retitle(store, "Newer"))
    store.close()
    assert title_of(path) == "Newer"
    assert title_of(path, read_only=True) == "Newer"


def test_a_file_changed_elsewhere_is_taken_in(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    change_elsewhere(path, tmp_path, "Theirs")
    assert title_of(path) == "Theirs"
    folder = next(iter((Path(os.environ["ASSAY_HOME"]) / "data" / "generations").iterdir()))
    assert any("-replaced-" in kept.name for kept in folder.iterdir())


def test_news_on_both_sides_is_for_a_person_to_decide(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, retitle(store, "Mine"))
    store.close()
    change_elsewhere(path, tmp_path, "Theirs")
    with pytest.raises(NeedsDecision) as caught:
        working.open_project(path)
    assert caught.value.message == "both_have_news"
    assert caught.value.facts["unpublished"] == 1
    assert title_of(path, settle=Settle.MINE) == "Mine"
    assert title_of(path, settle=Settle.THEIRS) == "Theirs"
    (kept,) = working.recoverable()
    assert (kept.unpublished, kept.title) == (1, "Mine")
    mine = working.recover(kept)
    with pytest.raises(NeedsDecision):
        mine.publish()
    mine.publish_as(tmp_path / "mine.assay")
    mine.close()
    assert working.recoverable() == []
    assert title_of(tmp_path / "mine.assay") == "Mine"


def test_a_second_process_is_turned_away_by_name(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    child = _holder(path)
    try:
        with pytest.raises(InUse) as caught:
            working.open_project(path)
        assert caught.value.facts["pid"] == child.pid
        assert caught.value.facts["since"]
        reader = working.open_project(path, read_only=True)
        assert reader.state()["answer"]
        reader.close()
    finally:
        child.kill()
        child.communicate()
    working.open_project(path).close()  # the lock died with its holder


def _holder(path: Path) -> "subprocess.Popen[str]":
    code = (
        "import sys; from pathlib import Path; from assay.store import working\n"
        "store = working.open_project(Path(sys.argv[1])); print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_the_same_process_does_not_open_twice(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    with pytest.raises(InUse):
        working.open_project(tmp_path / "one.assay")
    store.close()


def test_a_colleagues_copy_beside_ours_has_a_working_copy_of_its_own(tmp_path: Path) -> None:
    first = published(tmp_path / "one.assay")
    second = tmp_path / "copy.assay"
    second.write_bytes(first.read_bytes())
    mine, theirs = working.open_project(first), working.open_project(second)
    assert mine.project_id == theirs.project_id
    do(mine, retitle(mine, "Mine"))
    assert theirs.state()["project"]["project"]["title"] == "Northern Rare Earth"
    mine.close()
    theirs.close()


def test_another_project_put_at_the_same_place_is_another_project(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    other = working.create(tmp_path / "other.assay")
    do(other, title_step("Other"))
    other.publish()
    other.close()
    os.replace(tmp_path / "other.assay", path)
    assert title_of(path) == "Other"


def test_what_was_never_published_is_offered_after_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, retitle(store, "Newer"), answer_step(8))
    assert working.recoverable() == []  # it is open: nothing to recover yet
    store.close()
    (found,) = working.recoverable()
    assert (found.target, found.unpublished, found.title) == (path, 2, "Newer")
    assert found.target_exists
    path.unlink()
    (found,) = working.recoverable()
    assert not found.target_exists
    again = working.recover(found)
    again.publish()
    again.close()
    assert working.recoverable() == []
    assert title_of(path) == "Newer"


def test_what_is_known_may_be_lost_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, retitle(store, "Newer"))
    store.close()
    (store.folder / place.PLACE).write_text("{")
    with pytest.raises(NeedsDecision):
        working.open_project(path)
    assert title_of(path, settle=Settle.MINE) == "Newer"


def cut(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:40_000])


def test_a_damaged_working_copy_without_news_is_taken_in_again(tmp_path: Path) -> None:
    path = published(tmp_path / "one.assay")
    cut(place.folders_for(path)[0] / place.DATABASE)
    assert title_of(path) == "Northern Rare Earth"


def test_a_damaged_working_copy_with_news_is_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, retitle(store, "Newer"))
    store.close()
    database = store.folder / place.DATABASE
    cut(database)
    damaged = database.read_bytes()
    with pytest.raises(NotAProject) as caught:
        working.open_project(path)
    assert caught.value.message == "working_copy_damaged"
    assert database.read_bytes() == damaged
    assert title_of(path, settle=Settle.THEIRS) == "Northern Rare Earth"
    kept = list(store.folder.parent.glob(f"{store.folder.name}-kept-*/{place.DATABASE}"))
    assert [copy.read_bytes() for copy in kept] == [damaged]


def test_a_description_costs_no_opening(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    do(store, answer_step(8))
    store.close()
    found = working.describe(path)
    assert (found.exists, found.title, found.unpublished, found.problem) == (
        True,
        "Northern Rare Earth",
        1,
        "",
    )
    assert working.describe(tmp_path / "gone.assay").problem == "project_missing"
    (tmp_path / "empty.assay").touch()
    assert working.describe(tmp_path / "empty.assay").problem == "project_empty"
