"""Killed anywhere: nothing acknowledged is lost, nothing half done is there, no file is broken."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assay.core.revision import state_id
from assay.store import header, place, publish, sweeping, verify, working
from assay.store.project import ProjectStore
from factories_faults import Actor, memory_disk
from factories_store import computer


@pytest.fixture(scope="module")
def actor() -> Iterator[Actor]:
    running = Actor()
    yield running
    running.close()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=memory_disk()) as folder:
        monkeypatch.setenv("ASSAY_HOME", f"{folder}/home")
        yield Path(folder)


@dataclass
class Oracle:
    """What must be true after each kill, kept from one to the next."""

    path: Path
    known: list[str] = field(default_factory=list)
    """Ids of the revisions that are in the working copy, in order."""
    published: int = 0
    """How many of them the file must at least hold."""
    kills: int = 0
    kept: int = 0
    files: int = 0

    def judge(self, result: dict[str, Any]) -> None:
        self.kills += result["killed"]
        told = [ack for ack in result["acks"] if ack[0] in ("raised", "told")]
        assert told == []
        did = [ack[1] for ack in result["acks"] if ack[0] == "did"]
        states = [ack[1] for ack in result["acks"] if ack[0] == "published"]
        store = self._reopened()
        if store is None:
            assert did == []
            return
        try:
            self._judge_copy(store, did, states)
        finally:
            store.close()
        self._judge_strays(store)
        self._judge_file()

    def _reopened(self) -> ProjectStore | None:
        if self.path.exists():
            return working.open_project(self.path)
        found = [item for item in working.recoverable() if item.target == self.path]
        return working.recover(found[0]) if found else None

    def _judge_copy(self, store: ProjectStore, did: list[str], states: list[str]) -> None:
        here = [revision.id for revision in store.revisions()]
        assert here[: len(self.known)] == self.known
        assert verify.verify(store) == []  # whole, hashed, and what the history replays to
        if did:
            assert did[-1] in here
            new = here[len(self.known) :]
            assert [each for each in new if each in did] == did  # in order, none missing
            assert here.index(did[-1]) >= len(here) - 2  # at most one more, not yet acknowledged
        self.kept += len(did)
        by_state = {state_id([each]): n for n, each in enumerate(here, 1)}
        self.published = max([self.published, *(by_state[state] for state in states)])
        assert len(here) - store.unpublished() >= self.published
        self.known = here

    def _judge_strays(self, store: ProjectStore) -> None:
        beside = {item.name for item in self.path.parent.iterdir()}
        allowed = {self.path.name, "home", "strangers", "evidence.bin", "small.yaml"}
        assert beside <= allowed, beside
        here = {item.name: item for item in store.folder.iterdir()}
        journal = here.pop("project.db-journal", None)
        assert here.keys() == {"lock", "place.json", "project.db"}
        if journal is not None:  # one without a header tells nothing: SQLite uses it again
            assert journal.read_bytes()[:8] in (b"", bytes(8))
        kept = place.generations_dir(store.project_id, store.target)
        if kept.exists():
            assert not list(kept.glob("pending-*"))

    def _judge_file(self) -> None:
        if not self.path.exists():
            assert self.published == 0
            return
        header.read(self.path)
        with computer("strangers", self.path.parent):
            theirs = working.open_project(self.path)
            assert theirs.problems == ()
            here = [revision.id for revision in theirs.revisions()]
            theirs.close()
            shutil.rmtree(os.environ["ASSAY_HOME"])
        assert here == self.known[: len(here)]
        assert len(here) >= self.published
        self.files += 1


def kill_many(actor: Actor, desk: Path, kills: int, seed: int) -> Oracle:
    """Kill at random until there were enough; every so often a new project begins."""
    chance = random.Random(seed)
    total = Oracle(desk / "total")
    number = 0
    while total.kills < kills:
        path = desk / f"{number}" / "project.assay"
        path.parent.mkdir()
        oracle = Oracle(path)
        for _ in range(20):
            number += 1
            result = actor.act(
                home=os.environ["ASSAY_HOME"],
                path=str(path),
                seed=chance.randrange(1 << 30),
                actions=60,
                # By its own processor time, which a busy machine does not shorten; sometimes by
                # the clock, which also ends it where it waits.
                by_the_clock=chance.random() < 0.3,
                kill_after=chance.choice([0.02, 0.1, 0.4]) * chance.random() + 0.0005,
            )
            oracle.judge(result)
        total.kills += oracle.kills
        total.kept += oracle.kept
        total.files += oracle.files
        sweeping.sweep()
        assert not [
            each.name for each in place.work_dir().iterdir() if not (each / place.DATABASE).exists()
        ]
        shutil.rmtree(path.parent)
    return total


def report(capsys: pytest.CaptureFixture[str], total: Oracle) -> None:
    with capsys.disabled():
        print(
            f"\nkills {total.kills}: acknowledged edits {total.kept}, lost 0; "
            f"published files read {total.files}, invalid 0"
        )


def test_two_hundred_kills_lose_nothing(
    actor: Actor, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    total = kill_many(actor, desk, 200, seed=20261123)
    assert total.kept > 200
    assert total.files > 100
    report(capsys, total)


@pytest.mark.soak
def test_thousands_of_kills_lose_nothing(
    actor: Actor, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(capsys, kill_many(actor, desk, 2000, seed=random.SystemRandom().randrange(1 << 30)))


@pytest.mark.parametrize("step", publish.STEPS)
def test_a_kill_after_each_step_of_publishing(actor: Actor, desk: Path, step: str) -> None:
    path = desk / "project.assay"
    oracle = Oracle(path)
    home = os.environ["ASSAY_HOME"]
    oracle.judge(actor.act(home=home, path=str(path), seed=1, actions=5))
    for _ in range(2):
        result = actor.act(home=home, path=str(path), last_step=step)
        assert result["killed"]
        before = len(oracle.known)
        oracle.judge(result)
        assert len(oracle.known) == before + 1  # committed before publishing began
    replaced = publish.STEPS.index(step) >= publish.STEPS.index("replaced")
    store = working.open_project(path)
    assert (store.unpublished() == 0) is replaced
    store.publish()
    store.close()
    oracle._judge_file()


def test_a_kill_while_a_strangers_file_is_taken_in(actor: Actor, desk: Path) -> None:
    path = desk / "project.assay"
    oracle = Oracle(path)
    oracle.judge(actor.act(home=os.environ["ASSAY_HOME"], path=str(path), seed=3, actions=40))
    chance = random.Random(7)
    for number in range(20):
        home = str(desk / "home" / f"theirs-{number}")
        result = actor.act(
            home=home, path=str(path), seed=0, actions=0, kill_after=chance.random() * 0.05 + 0.0005
        )
        assert [ack for ack in result["acks"] if ack[0] in ("raised", "told")] == []
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ASSAY_HOME", home)
            store = working.open_project(path)
            here = [revision.id for revision in store.revisions()]
            assert here == oracle.known[: len(here)]
            assert len(here) >= oracle.published
            assert verify.verify(store) == []
            store.close()
