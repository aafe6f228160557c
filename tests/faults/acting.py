"""Children that act through `work` and are killed; each thing they are told is kept is acknowledged."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import factories
from assay.core.errors import Conflict, UserError
from assay.store import working
from assay.work import answering, ingest, merging
from assay.work.session import Session, open_session

Ack = Callable[..., None]


def opened(path: Path) -> Session:
    """The project, or its working copy where the file was never published."""
    if path.exists():
        return open_session(path, factories.PERSON)
    kept = [item for item in working.recoverable() if item.target == path]
    if kept:
        return Session(working.recover(kept[0]), factories.PERSON)
    return factories.a_session(path.parent, path.name)


class Acting:
    """One child's life."""

    def __init__(self, path: Path, seed: int, ack: Ack) -> None:
        self.path, self.ack = path, ack
        self.random = random.Random(seed)

    def live(self, actions: int) -> None:
        session = opened(self.path)
        self.ack("opened", session.store.state_id())
        acts = [self.answer] * 5 + [self.write] * 4 + [self.attach, self.undo, self.publish]
        acts += [self.publish, self.reopen]
        for _ in range(actions):
            session = self.random.choice(acts)(session) or session
        session.close()

    def _do(self, session: Session, step: object) -> None:
        revision = session.do(step)  # type: ignore[arg-type]
        if revision is not None:
            self.ack("did", revision.id)

    def answer(self, session: Session) -> None:
        here = session.assessment().id
        value = self.random.choice(["none", "some", "full"])
        self._do(session, answering.answer(session, here, "AAA-01", value))

    def write(self, session: Session) -> None:
        here = session.assessment().id
        text = "证据 evidence " * self.random.randrange(1, 2000)
        question = self.random.choice(["AAA-02", "AAA-03", "BBB-01"])
        self._do(session, answering.write(session, here, question, rationale=text))

    def attach(self, session: Session) -> None:
        source = self.path.with_name("evidence.bin")
        source.write_bytes(self.random.randbytes(self.random.choice([500, 70_000, 2_300_000])))
        self._do(session, ingest.attach(session, [source]))

    def undo(self, session: Session) -> None:
        try:
            if session.undo() is not None:
                self.ack("did", session.store.heads()[0])
        except Conflict:
            self.ack("refused")

    def publish(self, session: Session) -> None:
        session.publish()
        self.ack("published", session.store.state_id())

    def reopen(self, session: Session) -> Session:
        session.close()
        return opened(self.path)


def publish_until(path: Path, last: str) -> None:
    """Change something and publish, and be killed right after a step of publishing."""

    def watcher(step: str) -> None:
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)

    session = opened(path)
    here = session.assessment().id
    session.do(answering.write(session, here, "AAA-01", rationale=f"before {last} {os.getpid()}"))
    session.store.publish(watcher)


def merge_until(path: Path, other: Path, ack: Ack, last: int | None) -> None:
    """Merge a copy in and publish, and be killed when so much progress was told."""
    told = 0

    class Watch:
        def step(self, done: int, total: int, what: str) -> None:
            nonlocal told
            told += 1
            if told == last:
                os.kill(os.getpid(), signal.SIGKILL)

    session = opened(path)
    with merging.plan(session, other, Watch()) as found:
        merging.merge(session, found, progress=Watch())
    ack("merged", session.store.state_id())
    session.publish()
    session.close()
    ack("progress", str(told))


def child(how: dict[str, object], acks: int) -> None:
    def ack(what: str, *facts: str) -> None:
        os.write(acks, (json.dumps([what, *facts]) + "\n").encode())

    os.environ["ASSAY_HOME"] = str(how["home"])
    path = Path(str(how["path"]))
    if "kill_after" in how:  # the kernel ends the process, wherever it is: nobody sleeps or polls
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        timer = signal.ITIMER_REAL if how.get("by_the_clock") else signal.ITIMER_PROF
        signal.setitimer(timer, float(str(how["kill_after"])))
    try:
        if "other" in how:
            last = how.get("last_progress")
            merge_until(path, Path(str(how["other"])), ack, int(str(last)) if last else None)
        elif "last_step" in how:
            publish_until(path, str(how["last_step"]))
        else:
            Acting(path, int(str(how["seed"])), ack).live(int(str(how["actions"])))
    except UserError as error:
        ack("told", error.message)
    except BaseException:
        ack("raised", traceback.format_exc())


def warm_up() -> None:
    """Load everything once, so that a child spends its life in the store and not in importing."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ASSAY_HOME"] = f"{folder}/home"
        Acting(Path(folder) / "warm.assay", 1, lambda *_: None).live(30)


def main() -> None:
    warm_up()
    for line in sys.stdin:
        how = json.loads(line)
        acks, told = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(acks)
            child(how, told)
            os._exit(0)
        os.close(told)
        with os.fdopen(acks) as lines:
            found = [json.loads(each) for each in lines if each.endswith("\n")]
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status)
        print(json.dumps({"acks": found, "killed": killed}), flush=True)


if __name__ == "__main__":
    main()
