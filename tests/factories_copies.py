"""Two people's copies of one project that have gone apart: some things only one changed, some both did."""

from __future__ import annotations

from pathlib import Path

from assay.work import answering
from assay.work.session import Person, Session, open_session
from factories import PERSON
from factories_window import a_project

BO = Person("Bo Colleague", "device-2")
WHY = "The 2022 notice names an Inner Mongolia notice among its reasons."
MINE = "The 2022 notice names an Inner Mongolia notice and Baogang rules among its reasons."
THEIRS = "The 2022 notice names an Inner Mongolia notice among its reasons. It lists the regulators first."


def apart(folder: Path) -> tuple[Path, Path]:
    """My file and Bo's: two conflicts (an answer, a rationale), two answers that only one gave."""
    mine = a_project(folder, "CNRE review.assay")
    session = open_session(mine, PERSON)
    answer(session, "AAA-01", "none")
    write(session, "AAA-03", WHY)
    session.publish()
    theirs = mine.with_name("CNRE review (Bo).assay")
    session.store.save_copy(theirs)
    answer(session, "AAA-01", "some")
    write(session, "AAA-03", MINE)
    answer(session, "BBB-03", "4")
    session.publish()
    session.close()
    edit_by_bo(theirs)
    return mine, theirs


def edit_by_bo(path: Path) -> None:
    """What Bo does in a copy of the file as it was before."""
    other = open_session(path, BO)
    answer(other, "AAA-01", "full")
    write(other, "AAA-03", THEIRS)
    answer(other, "BBB-02", "yes")
    other.publish()
    other.close()


def answer(session: Session, question: str, value: str) -> None:
    session.do(answering.answer(session, session.assessment().id, question, value))


def write(session: Session, question: str, text: str) -> None:
    session.do(answering.write(session, session.assessment().id, question, rationale=text))


def value(session: Session, question: str) -> str | None:
    return answering.answer_of(session, session.assessment().id, question).value


def rationale(session: Session, question: str) -> str:
    return answering.answer_of(session, session.assessment().id, question).rationale
