"""Three people's computers: each thing somebody does is a process of its own, on that person's computer."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from assay import prefs
from assay.cli import application
from assay.core.change import Step
from assay.work import commenting, merging, reviewing
from assay.work.session import Person, Session, open_session

Deed = Callable[[Session, str, list[str]], Step]


def _comment(session: Session, here: str, said: list[str]) -> Step:
    return commenting.comment(session, here, said[0], said[1])


def _reply(session: Session, here: str, said: list[str]) -> Step:
    first = min(session.state["comment"].values(), key=lambda row: str(row["id"]))
    return commenting.reply(session, str(first["id"]), said[0])


def _assign(session: Session, here: str, said: list[str]) -> Step:
    return reviewing.assign(session, here, said[1:], said[0])


def _submit(session: Session, here: str, said: list[str]) -> Step:
    return reviewing.submit(session, here, said)


def _accept(session: Session, here: str, said: list[str]) -> Step:
    return reviewing.accept(session, here, said)


def _return(session: Session, here: str, said: list[str]) -> Step:
    return reviewing.give_back(session, here, said[:1], said[1])


def _settle(session: Session, here: str, said: list[str]) -> Step:
    wanted = [c for c in merging.open_conflicts(session) if c.row.get("question") == said[1]]
    return merging.decide_step(session, {c.id: said[0] for c in wanted})


DEEDS: dict[str, Deed] = {
    "settle": _settle,
    "comment": _comment,
    "reply": _reply,
    "assign": _assign,
    "submit": _submit,
    "accept": _accept,
    "return": _return,
}


def do(who: str, words: list[str]) -> int:
    """Run a verb of the command line, or a deed of the review, which has none; then publish."""
    prefs.save(prefs.Prefs(author=who, device=f"{who.lower()}-desk"))
    if words[0] not in DEEDS:
        return application.run(words)
    session = open_session(Path(words[1]), Person(who, f"{who.lower()}-desk"))
    try:
        session.do(DEEDS[words[0]](session, session.assessment().id, words[2:]))
        session.publish()
    finally:
        session.close()
    return 0


def child(who: str, home: str, words: list[str], said: int) -> None:
    """One person does one thing."""
    os.environ["ASSAY_HOME"] = home
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    code = 99
    try:
        code = do(who, words)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main() -> None:
    """Do what each line says, and say how it ended."""
    for line in sys.stdin:
        how = json.loads(line)
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            child(how["who"], how["home"], how["words"], writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as lines:
            said = lines.read()
        _, status = os.waitpid(process, 0)
        ended = {"code": os.waitstatus_to_exitcode(status), "said": said}
        print(json.dumps(ended), flush=True)


if __name__ == "__main__":
    main()
