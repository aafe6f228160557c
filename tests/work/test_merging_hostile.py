"""Copies that were tampered with: refused or kept out, each with a sentence, and ours stays as it is."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assay.core.change import inserted, step, updated
from assay.core.errors import InvalidInput, NotAProject, UserError
from assay.store import signatures, verify, working
from assay.store.project import Adopted
from assay.words import sentence
from assay.work import keys, merging
from assay.work.session import Person, Session, open_session
from assay.work.views.merging import merge_view
from factories_store import answer_row, computer, published

DATA = Path(__file__).parents[1] / "data"
ADA = Person("Ada", "ada-desk")


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Session]:
    session = open_session(published(tmp_path / "mine.assay", 3, b"shared"), ADA)
    yield session
    session.close()


def a_copy(session: Session, base: Path, signed: bool = False) -> Path:
    """A copy in which Bo gave another answer, signed where it is wanted."""
    path = session.path.with_name("theirs.assay")
    shutil.copy(session.path, path)
    with computer("bo", base):
        person = Person("Bo", "bo-desk")
        if signed:
            keys.make()
            person = Person("Bo", "bo-desk", keys.signer())
        other = open_session(path, person)
        row = {**answer_row(7), "rationale": "Bo's reason"}
        other.do(step("answer", [inserted("answer", row)], question="Q-007"))
        other.publish()
        other.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """Write into the file with another tool."""
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


LAST = "(SELECT max(n) FROM revision)"
FORGED: dict[str, str] = {
    "a parent that is not there": "UPDATE revision SET parents = '[\""
    + "0" * 64
    + f"\"]' WHERE n = {LAST}",
    "another parent": "UPDATE revision SET parents = (SELECT json_array(id) FROM revision WHERE n = 1) "
    f"WHERE n = {LAST}",
    "no parent": f"UPDATE revision SET parents = '[]' WHERE n = {LAST}",
    "its own parent": f"UPDATE revision SET parents = json_array(id) WHERE n = {LAST}",
    "a known id with another body": "UPDATE revision SET body = replace(body, 'page 1', 'page 9') "
    "WHERE n = 3",
    "a new id with another body": "UPDATE revision SET body = replace(body, 'Bo''s', 'My') "
    f"WHERE n = {LAST}",
    "another author": f"UPDATE revision SET author = 'Ada' WHERE n = {LAST}",
    "an id of its own making": f"UPDATE revision SET id = '{'a' * 64}' WHERE n = {LAST}",
    "no clock": f"UPDATE revision SET time = 'soon' WHERE n = {LAST}",
    "a clock at the end of time": f"UPDATE revision SET time = '9999-12-31T23:59:59.999Z' WHERE n = {LAST}",
}


@pytest.mark.parametrize("statement", FORGED.values(), ids=FORGED.keys())
def test_a_forged_history_is_refused_with_a_sentence(mine, tmp_path, statement):
    path = a_copy(mine, tmp_path)
    before = path.read_bytes()
    tamper(path, statement)
    assert path.read_bytes() != before
    state, heads, ours = mine.store.state(), mine.store.heads(), mine.path.read_bytes()
    with pytest.raises(UserError) as refused:
        merging.plan(mine, path)
    assert isinstance(refused.value, (NotAProject, InvalidInput))
    assert path.name in sentence(refused.value)
    assert (mine.store.state(), mine.store.heads()) == (state, heads)
    assert mine.path.read_bytes() == ours


def test_a_signature_that_does_not_fit_is_named_before_and_not_taken(mine, tmp_path):
    path = a_copy(mine, tmp_path, signed=True)
    tamper(path, f"UPDATE signature SET signature = '{'00' * 64}'")
    with merging.plan(mine, path) as found:
        unsound = {each.where for each in found.remarks if each.what == "signature_not_taken"}
        assert unsound == {revision.id for revision in found.union.fresh}
        said = merge_view(mine, found).remarks
        assert len(said) == len(unsound)
        assert "does not fit it: the step is taken, the signature is not." in said[0]
        merging.merge(mine, found)
    assert mine.state["answer"]["a/Q-007"]["rationale"] == "Bo's reason"
    assert signatures.every(mine.store.file.db) == []
    assert verify.verify(mine.store) == []


def test_one_that_fits_comes_along_and_the_one_that_is_here_stays(mine, tmp_path):
    path = a_copy(mine, tmp_path, signed=True)
    with merging.plan(mine, path) as found:
        assert found.remarks == ()
        merging.merge(mine, found)
    here = signatures.every(mine.store.file.db)
    assert len(here) == 2
    tamper(path, f"UPDATE signature SET signature = '{'00' * 64}'")
    with merging.plan(mine, path) as again:
        assert not again.is_news
    assert signatures.every(mine.store.file.db) == here


def test_many_remarks_of_one_kind_are_counted(mine, tmp_path):
    path = a_copy(mine, tmp_path)
    tamper(path, *(f"UPDATE answer SET rationale = '{n}' WHERE id = 'a/Q-00{n}'" for n in range(3)))
    tamper(path, "UPDATE answer SET rationale = 'x' WHERE id = 'a/Q-007'")
    with merging.plan(mine, path) as found:
        said = merge_view(mine, found).remarks
        assert said[-1] == "1 more like it."
        assert len(said) == 4
        merging.merge(mine, found)
    assert mine.state["answer"]["a/Q-007"]["rationale"] == "Bo's reason"
    assert mine.state["answer"]["a/Q-001"]["rationale"] == "As the annual report says on page 1."


def test_a_clock_in_the_future_is_named_and_our_next_step_still_comes_after_it(mine, tmp_path):
    path = a_copy(mine, tmp_path)
    with computer("bo", tmp_path):
        other = working.open_project(path)
        written = step("answer", [inserted("answer", answer_row(8))], question="Q-008")
        made = other.recorded(written, "Bo", "bo-desk", latest="2999-01-01T00:00:00.000Z/0000")
        other.adopt(Adopted((made,), written.changes, other.disputes))
        other.publish()
        other.close()
    with merging.plan(mine, path) as found:
        assert [(r.what, r.where) for r in found.remarks] == [("clock_ahead", made.id)]
        (said,) = merge_view(mine, found).remarks
        assert said == f"Revision {made.id[:12]} is dated in the future."
        done = merging.merge(mine, found)
    assert mine.state["answer"].keys() >= {"a/Q-007", "a/Q-008"}
    assert done.revision is None or done.revision.time > made.time
    last = mine.do(step("answer", [inserted("answer", answer_row(9))], question="Q-009"))
    assert last.time > made.time
    assert verify.verify(mine.store) == []


def test_a_file_of_the_first_format_merges(tmp_path):
    old = DATA / "projects" / "format-1.assay"
    shutil.copy(old, tmp_path / "mine.assay")
    shutil.copy(old, tmp_path / "theirs.assay")
    session = open_session(tmp_path / "mine.assay", ADA)
    try:
        session.undo()
        with merging.plan(session, tmp_path / "theirs.assay") as found:
            assert not found.is_news
            assert [each.what for each in found.remarks] == []
    finally:
        session.close()


def a_long_copy(session: Session, base: Path, length: int) -> Path:
    """A copy with so many more steps, each recorded as Assay does."""
    path = a_copy(session, base)
    with computer("bo", base):
        other = working.open_project(path)
        before, made, row = other.heads(), [], {**answer_row(8)}
        changes = [inserted("answer", row)]
        for n in range(length):
            written = step("answer", changes, question="Q-008")
            made.append(other.recorded(written, "Bo", "bo-desk", before, other._time))
            before = (made[-1].id,)
            changes = [updated("answer", row, rationale=f"{n}")]
            row = {**row, "rationale": f"{n}"}
        last = {**answer_row(8), "rationale": f"{length - 2}"}
        other.adopt(Adopted(made, (inserted("answer", last),), other.disputes))
        other.publish()
        other.close()
    return path


def check_long(session: Session, path: Path, length: int) -> None:
    before = len(session.store.revisions())
    with merging.plan(session, path) as found:
        assert found.steps == length + 1
        assert found.conflicts == ()
        merging.merge(session, found)
    assert session.state["answer"]["a/Q-008"]["rationale"] == f"{length - 2}"
    assert len(session.store.revisions()) >= before + length


def test_thousands_of_revisions_are_followed(mine, tmp_path):
    check_long(mine, a_long_copy(mine, tmp_path, 2_000), 2_000)


@pytest.mark.soak
def test_a_hundred_thousand_revisions_are_followed(mine, tmp_path):
    check_long(mine, a_long_copy(mine, tmp_path, 100_000), 100_000)
