"""Killed while two copies are merged: the project is the old one or the merged one, never a mixture."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.change import State
from assay.store import blobs, verify, working
from assay.work import answering, ingest
from assay.work.session import Person, open_session
from factories import a_session
from factories_faults import Actor
from factories_store import computer

Outcome = tuple[frozenset[str], State]


@pytest.fixture(scope="module")
def actor() -> Iterator[Actor]:
    running = Actor()
    yield running
    running.close()


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of a project; the other one has answers and attachments that ours lacks."""
    session = a_session(tmp_path, "mine.assay")
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.publish()
    theirs = tmp_path / "theirs.assay"
    session.store.save_copy(theirs)
    session.do(answering.write(session, here, "AAA-01", rationale="Ada's reason"))
    session.publish()
    session.close()
    with computer("bo", tmp_path):
        other = open_session(theirs, Person("Bo", "bo-desk"))
        for number in range(4):
            source = tmp_path / f"{number}.bin"
            source.write_bytes(random.Random(number).randbytes(1_200_000))
            other.do(ingest.attach(other, [source]))
            other.do(answering.write(other, here, "BBB-01", rationale=f"Bo's reason {number}"))
        other.publish()
        other.close()
    return tmp_path / "mine.assay", theirs


def outcome(path: Path) -> Outcome:
    """Revisions and rows of the project as somebody opening it again finds it, checked through."""
    store = working.open_project(path)
    try:
        assert verify.verify(store) == []
        blobs.sweep(store.file.db)
        named = {str(row["blob"]) for row in store.state().get("evidence", {}).values()} - {""}
        held = {row[0] for row in store.file.db.execute("SELECT sha256 FROM blob")}
        assert named <= held
        return frozenset(revision.id for revision in store.revisions()), store.state()
    finally:
        store.close()


def rows(found: Outcome) -> State:
    return found[1]


def test_it_is_the_old_one_or_the_merged_one(
    actor: Actor, copies: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = copies
    before = outcome(mine)
    given = theirs.read_bytes()
    whole = attempt(actor, mine, theirs, tmp_path / "whole", {})
    progress = int(dict(whole[1])["progress"])
    after = rows(whole[0])
    assert after != rows(before)
    chance, seen = random.Random(20261129), {"old": 0, "merged": 0}
    told = sorted({1, progress, *(chance.randrange(1, progress + 1) for _ in range(8))})
    ways = [{"last_progress": n} for n in told]
    ways += [{"kill_after": chance.random() * 0.25 + 0.01} for _ in range(16)]
    for number, how in enumerate(ways):
        found, acks = attempt(actor, mine, theirs, tmp_path / f"{number}", how)
        assert not [ack for ack in acks if ack[0] in ("raised", "told")]
        if found[0] == before[0]:
            assert rows(found) == rows(before)
            assert "merged" not in dict(acks)
            seen["old"] += 1
        else:
            assert found[0] > before[0]
            assert rows(found) == after
            seen["merged"] += 1
        assert theirs.read_bytes() == given
    assert seen["old"] > 0
    with capsys.disabled():
        print(f"\nkilled while merging: {seen['old']} as before, {seen['merged']} merged, 0 mixed")


def attempt(
    actor: Actor, mine: Path, theirs: Path, folder: Path, how: dict[str, object]
) -> tuple[Outcome, list[list[str]]]:
    """Merge in a fresh copy of our file on a computer of its own, killed as `how` says."""
    folder.mkdir()
    path = folder / "project.assay"
    shutil.copy(mine, path)
    home = folder / "home"
    done = actor.act(home=str(home), path=str(path), other=str(theirs), **how)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", str(home))
        found = outcome(path)
    return found, done["acks"]
