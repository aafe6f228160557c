"""Copying from another project: what fits comes over in one step, the rest is left with its reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput
from assay.store import verify
from assay.words import sentence
from assay.work import answering, citing, copying, ingest, starting
from assay.work.citing import evidence_by_number
from assay.work.copying import Left
from assay.work.jobs import Cancelled
from assay.work.session import Session
from assay.work.views.copying import CHOICES, copy_view
from factories import CHECKLIST, PERSON, a_session
from factories_damage import without_bytes

OTHER = (
    CHECKLIST.replace("id: small", "id: other")
    .replace("Which kinds?", "Which of the kinds?")
    .replace("id: full", "id: whole")
    .replace("AAA-03", "AAA-09")
)


def another(folder: Path, checklist: str = CHECKLIST) -> Session:
    folder.mkdir()
    file = folder / "checklist.yaml"
    file.write_text(checklist, "utf-8")
    return starting.new_project(
        folder / "other.assay", str(file), PERSON, issuer="Other Mining", as_of="2026-11-20"
    )


def answer(session: Session, question: str, value: str | list[str], **texts: str) -> None:
    session.do(answering.answer(session, session.assessment().id, question, value, **texts))


def attach(session: Session, path: Path, text: str, question: str = "") -> None:
    path.write_text(text, "utf-8")
    session.do(ingest.attach(session, [path]))
    number = str(evidence_by_number(session)[-1].number)
    if question:
        session.do(citing.cite(session, session.assessment().id, question, number, quote=text))


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Session]:
    session = a_session(tmp_path)
    yield session
    session.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Session]:
    session = another(tmp_path / "same")
    answer(session, "AAA-01", "some", rationale="Article six")
    answer(session, "AAA-02", ["red"])
    attach(session, tmp_path / "a.txt", "The articles of 2022", "AAA-01")
    attach(session, tmp_path / "b.txt", "The register of kinds", "AAA-02")
    yield session
    session.close()


def planned(session: Session, other: Session, **what: bool) -> copying.CopyPlan:
    return copying.plan(session, other, session.assessment().id, **what)


def test_answers_evidence_and_citations_come_in_one_step_and_go_with_one_undo(mine, other):
    before, given = mine.store.state(), other.store.state()
    found = planned(mine, other)
    assert (found.answers, found.evidence, found.citations) == (("AAA-01", "AAA-02"), (1, 2), 2)
    assert found.left == ()
    assert mine.store.state() == before
    mine.do(copying.copy(mine, other, found))
    here = mine.assessment().id
    assert answering.answer_of(mine, here, "AAA-01").rationale == "Article six"
    first = evidence_by_number(mine)[0]
    assert b"".join(mine.store.read_blob(first.blob)) == b"The articles of 2022"
    (cited,) = citing.citations_of(mine, first.id)
    assert (cited.assessment, cited.quote) == (here, "The articles of 2022")
    assert verify.verify(mine.store) == []
    mine.undo()
    assert mine.store.state() == before
    assert other.store.state() == given


def test_what_is_here_stays_and_is_accounted_for(mine, other, tmp_path):
    answer(mine, "AAA-01", "full", rationale="Ours")
    answer(mine, "AAA-02", ["red"])
    attach(mine, tmp_path / "same.txt", "The register of kinds")
    found = planned(mine, other)
    assert found.answers == ()
    assert found.evidence == (1,)
    assert found.citations == 1
    assert set(found.left) == {
        Left("answer", "AAA-01", "answered_here"),
        Left("answer", "AAA-02", "same_here"),
        Left("evidence", "2", "held_here", "1"),
        Left("citation", "AAA-01", "answer_not_taken"),
    }
    mine.do(copying.copy(mine, other, found))
    here = mine.assessment().id
    assert answering.answer_of(mine, here, "AAA-01").rationale == "Ours"
    (cited,) = citing.citations_of(mine, evidence_by_number(mine)[0].id)
    assert cited.question == "AAA-02"
    assert [item.number for item in evidence_by_number(mine)] == [1, 2]


def test_of_another_checklist_only_questions_with_the_same_options_serve(mine, tmp_path):
    other = another(tmp_path / "unlike", OTHER)
    answer(other, "AAA-01", "some")
    answer(other, "AAA-02", ["red"])
    answer(other, "AAA-09", "40")
    found = planned(mine, other)
    assert found.answers == ("AAA-02",)
    assert found.reworded == ("AAA-02",)
    assert set(found.left) == {
        Left("answer", "AAA-01", "answer_differs"),
        Left("answer", "AAA-09", "question_not_here", "AAA-03"),
    }
    other.close()


def test_answers_alone_and_evidence_alone(mine, other):
    answers = planned(mine, other, evidence=False)
    assert (len(answers.answers), answers.evidence, answers.citations) == (2, (), 0)
    assert {left.why for left in answers.left} == {"evidence_not_taken"}
    evidence = planned(mine, other, answers=False)
    assert (evidence.answers, evidence.evidence, evidence.citations) == ((), (1, 2), 0)


def test_nothing_that_fits_is_an_error_with_the_reason(mine, other):
    mine.do(copying.copy(mine, other, planned(mine, other)))
    with pytest.raises(InvalidInput, match="nothing_to_copy") as refused:
        planned(mine, other)
    said = sentence(refused.value)
    assert "its answers are the same here; its files are held here already" in said


def test_a_project_without_anything_says_so(mine, tmp_path):
    empty = another(tmp_path / "empty")
    with pytest.raises(InvalidInput, match="nothing_to_copy") as refused:
        planned(mine, empty)
    assert "it has neither answers nor evidence" in sentence(refused.value)
    empty.close()


def test_a_copy_of_this_very_project_is_refused(mine):
    with pytest.raises(InvalidInput, match="copy_same_project"):
        planned(mine, mine)


def test_evidence_whose_bytes_are_missing_there_is_left_with_its_citation_and_named(mine, other):
    first = evidence_by_number(other)[0]
    without_bytes(other, first.blob)
    found = planned(mine, other)
    assert (found.answers, found.evidence, found.citations) == (("AAA-01", "AAA-02"), (2,), 1)
    assert set(found.left) == {
        Left("evidence", "1", "bytes_missing"),
        Left("citation", "AAA-01", "evidence_not_taken"),
    }
    mine.do(copying.copy(mine, other, found))
    (item,) = evidence_by_number(mine)
    assert b"".join(mine.store.read_blob(item.blob)) == b"The register of kinds"
    assert verify.verify(mine.store) == []


def test_each_choice_is_shown_with_what_it_brings_and_what_it_leaves(mine, tmp_path):
    other = another(tmp_path / "unlike", OTHER)
    answer(other, "AAA-01", "some")
    answer(other, "AAA-02", ["red"])
    view = copy_view(mine, other, mine.assessment().id)
    both, answers, evidence = (view.parts[choice] for choice in CHOICES)
    assert both.answers == ("AAA-02  Which kinds? (asked in other words there)",)
    assert both.left == answers.left
    assert answers.sentence == "1 answer from the other project."
    assert answers.left == ("Answers left, as the question takes other answers here: AAA-01.",)
    assert not evidence.is_news
    assert evidence.sentence == "Nothing of it fits: it has neither answers nor evidence."
    other.close()


def test_cancelling_leaves_no_bytes(mine, other):
    class Stop:
        def step(self, done: int, total: int, what: str) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        copying.copy(mine, other, planned(mine, other), Stop())
    assert mine.store.file.db.execute("SELECT count(*) FROM blob").fetchone() == (0,)
