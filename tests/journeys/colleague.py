"""A colleague on another computer: opens the shared file, answers a question, publishes, and says so."""

from __future__ import annotations

import sys
from pathlib import Path

from assay.work import answering
from assay.work.session import Person, open_session


def main(path: Path, question: str, value: str) -> None:
    session = open_session(path, Person("Bo Colleague", "device-2"))
    session.do(answering.answer(session, session.assessment().id, question, value))
    session.publish()
    session.close()
    print("published", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
