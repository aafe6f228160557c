"""Merging projects: what is planned is done, one undo takes it back, and nothing of either is lost."""

import shutil
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from assay.core.change import Step, inserted, removed, step, updated
from assay.core.errors import Conflict, InvalidInput, NeedsDecision, NotFound
from assay.store import verify, working
from assay.work import history, merging
from assay.work.jobs import Cancelled
from assay.work.session import Person, Session, open_session
from factories_store import answer_row, answer_step, computer, evidence_row, project, published

ADA, BO = Person("Ada", "ada-desk"), Person("Bo", "bo-desk")
VALUE = "answer/a/Q-001/value"


def change(session: Session, number: int, **fields: str | None) -> Step:
    row = session.state["answer"][f"a/Q-00{number}"]
    return step("answer", [updated("answer", row, **fields)], question=f"Q-00{number}")


def attach(session: Session, number: int, data: bytes, id: str) -> None:
    info = session.store.put_blob(BytesIO(data))
    row = evidence_row(number, info.sha256, info.size)
    session.do(step("attach", [inserted("evidence", {**row, "id": id})], count=1))


@pytest.fixture
def pair(tmp_path: Path):
    """Two people's copies of one project, open on their own computers."""
    mine, theirs = published(tmp_path / "mine.assay", 4, b"shared"), tmp_path / "theirs.assay"
    shutil.copy(mine, theirs)
    one = open_session(mine, ADA)
    with computer("bo", tmp_path):
        two = open_session(theirs, BO)
    yield one, two
    one.close()
    two.close()


def merged(one: Session, two: Session, decisions: merging.Decisions | None = None):
    two.publish()
    with merging.plan(one, two.path) as found:
        return merging.merge(one, found, decisions)


def test_a_publish_that_fails_while_its_file_is_merged_in_does_not_forget_that_it_was(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 2, value="partly"))
    two.publish()
    shutil.copy(two.path, one.path)  # a synced folder puts theirs in our place
    with merging.plan(one, one.path) as found:
        merge = Thread(target=lambda: merging.merge(one, found))

        def on_step(name):
            if name == "verified":
                merge.start()
                merge.join(0.3)  # it would be through by then, if it did not wait for the publish

        with pytest.raises(NeedsDecision, match="target_changed"):
            one.store.publish(on_step)
        merge.join()
    one.publish()
    assert not one.store.unpublished()


def test_a_plan_counts_what_the_other_copy_brings_and_changes_nothing(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 1, value="partly"))
    two.do(change(two, 2, rationale="Bo's reason"))
    attach(two, 2, b"new", "e-bo")
    two.publish()
    before = one.store.heads()
    with merging.plan(one, two.path) as found:
        assert dict(found.taken) == {"answer": 1, "evidence": 1}
        assert (found.authors, found.steps, found.new_conflicts) == (("Bo",), 3, 1)
        (conflict,) = found.conflicts
        assert conflict.id == VALUE
        assert conflict.side("mine").cells[0] == "no"
        assert conflict.side("theirs").authors == ("Bo",)
        assert conflict.base[0] == "yes"
    assert one.store.heads() == before


def test_both_values_stay_and_the_answer_counts_as_conflicted_until_it_is_decided(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 1, value="partly"))
    done = merged(one, two)
    assert (done.open, done.settled) == (1, 0)
    assert one.state["answer"]["a/Q-001"]["status"] == "conflicted"
    assert one.state == one.store.state()
    assert verify.verify(one.store) == []
    one.do(merging.decide_step(one, {VALUE: "theirs"}))
    assert one.state["answer"]["a/Q-001"]["value"] == "partly"
    assert merging.open_conflicts(one) == ()
    one.undo()
    assert [conflict.id for conflict in merging.open_conflicts(one)] == [VALUE]
    assert verify.verify(one.store) == []


def test_decisions_go_into_the_merge_itself(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    one.do(change(one, 2, rationale="Ada's words"))
    two.do(change(two, 1, value="partly"))
    two.do(change(two, 2, rationale="Bo's words"))
    done = merged(one, two, {VALUE: "mine", "answer/a/Q-002/rationale": {"rationale": "Both"}})
    assert (done.open, done.settled) == (0, 2)
    assert one.state["answer"]["a/Q-001"]["value"] == "no"
    assert one.state["answer"]["a/Q-002"]["rationale"] == "Both"
    assert len(done.revision.parents) == 2


def test_one_undo_takes_a_merge_back_and_a_redo_brings_it_again(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 1, value="partly"))
    attach(two, 2, b"new", "e-bo")
    before = one.store.state()
    merged(one, two)
    after = one.store.state()
    one.undo()
    assert one.store.state() == before == one.state
    assert merging.open_conflicts(one) == ()
    one.redo()
    assert one.store.state() == after
    assert len(merging.open_conflicts(one)) == 1
    assert verify.verify(one.store) == []


def test_undo_reaches_over_a_merge_to_ones_own_steps_after_reopening(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 2, value="partly"))
    merged(one, two)
    path = one.path
    one.close()
    again = open_session(path, ADA)
    assert [history.label_of(r).message for r in again.history.undoable][-2:] == ["answer", "merge"]
    again.undo()
    again.undo()
    assert again.state["answer"]["a/Q-001"]["value"] == "yes"
    assert again.state["answer"]["a/Q-002"]["value"] == "yes"
    assert verify.verify(again.store) == []
    again.close()


def test_merging_the_same_copy_again_changes_nothing(pair):
    one, two = pair
    two.do(change(two, 2, value="partly"))
    merged(one, two)
    heads = one.store.heads()
    with merging.plan(one, two.path) as found:
        assert not found.is_news
        assert merging.merge(one, found).revision is None
    assert one.store.heads() == heads


def test_both_ways_come_to_the_same_rows(pair, tmp_path):
    one, two = pair
    one.do(change(one, 1, value="no"))
    attach(one, 2, b"ada", "e-ada")
    two.do(change(two, 1, value="partly"))
    attach(two, 2, b"bo", "e-bo")
    one.publish()
    two.publish()
    with merging.plan(one, two.path) as mine, merging.plan(two, one.path) as theirs:
        merging.merge(one, mine)
        merging.merge(two, theirs)
    assert one.state == two.state
    numbers = {row["id"]: row["number"] for row in one.state["evidence"].values()}
    assert numbers == {"e-1": 1, "e-ada": 2, "e-bo": 3}
    assert {row["key"] for row in one.state["evidence"].values()} == {
        "key-1",
        "key-2",
        "key-2-e-bo",
    }
    assert all(one.store.has_blob(row["blob"]) for row in one.state["evidence"].values())


def test_a_generation_is_kept_before(pair, home):
    one, two = pair
    two.do(change(two, 2, value="partly"))
    merged(one, two)
    assert len(list((home / "data" / "generations").rglob("*-merge-*.assay"))) == 1


def test_a_file_that_was_changed_at_our_own_place_is_merged_and_then_replaced(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 2, value="partly"))
    two.publish()
    shutil.copy(two.path, one.path)
    with pytest.raises(NeedsDecision, match="target_changed"):
        one.publish()
    with merging.plan(one, one.path) as found:
        merging.merge(one, found)
    one.publish()
    fresh = working.open_project(one.path, read_only=True)
    assert fresh.state() == one.state
    fresh.close()


class Stop:
    def __init__(self, after: int) -> None:
        self.left = after

    def step(self, done: int, total: int, what: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("after", [0, 1, 2])
def test_cancelling_leaves_rows_bytes_and_files_as_they_were(pair, after):
    one, two = pair
    for number, data in ((2, b"two"), (3, b"three"), (4, b"four")):
        attach(two, number, data * 1000, f"e-{number}-bo")
    two.publish()
    files = [one.path.read_bytes(), two.path.read_bytes()]
    before = (one.store.state(), one.store.heads())
    with merging.plan(one, two.path) as found, pytest.raises(Cancelled):
        merging.merge(one, found, progress=Stop(after))
    assert (one.store.state(), one.store.heads()) == before
    assert [one.path.read_bytes(), two.path.read_bytes()] == files
    held = one.store.file.db.execute("SELECT count(*) FROM blob").fetchone()
    assert held == (1,)


def test_a_project_that_moved_since_the_plan_is_not_merged(pair):
    one, two = pair
    two.do(change(two, 2, value="partly"))
    two.publish()
    with merging.plan(one, two.path) as found:
        one.do(change(one, 3, value="no"))
        with pytest.raises(Conflict):
            merging.merge(one, found)
    assert one.state["answer"]["a/Q-002"]["value"] == "yes"


def test_another_project_is_not_merged(pair, tmp_path):
    other = project(tmp_path / "other.assay")
    other.close()
    with pytest.raises(InvalidInput, match="other_project"):
        merging.plan(pair[0], tmp_path / "other.assay")


def test_a_decision_on_what_is_no_conflict_is_refused(pair):
    with pytest.raises(NotFound, match="unknown_conflict"):
        merging.decide_step(pair[0], {"answer/a/Q-009/value": "mine"})


def test_a_decision_for_a_side_that_there_is_not_is_refused(pair):
    one, two = pair
    one.do(change(one, 1, value="no"))
    two.do(change(two, 1, value="partly"))
    merged(one, two)
    for choice in ("nobody", 7, {"colour": "red"}):
        with pytest.raises(InvalidInput):
            merging.decide_step(one, {VALUE: choice})


def test_a_question_that_both_began_to_answer_is_conflicted(pair):
    one, two = pair
    one.do(answer_step(7, "Ada"))
    row = {**answer_row(7, "Bo"), "value": "no"}
    two.do(step("answer", [inserted("answer", row)]))
    merged(one, two)
    assert {c.register.name for c in merging.open_conflicts(one)} == {"value", "rationale"}
    assert one.state["answer"]["a/Q-007"]["status"] == "conflicted"


def test_a_row_that_one_removed_can_be_kept_or_removed(pair):
    one, two = pair
    one.do(step("clear", [removed("answer", one.state["answer"]["a/Q-001"])]))
    two.do(change(two, 1, value="partly"))
    merged(one, two)
    assert one.state["answer"]["a/Q-001"]["value"] == "partly"
    one.do(merging.decide_step(one, {"answer/a/Q-001/@": "mine"}))
    assert "a/Q-001" not in one.state["answer"]
    one.undo()
    one.do(merging.decide_step(one, {"answer/a/Q-001/@": "theirs"}))
    assert one.state["answer"]["a/Q-001"]["value"] == "partly"
    assert merging.open_conflicts(one) == ()
    assert verify.verify(one.store) == []
