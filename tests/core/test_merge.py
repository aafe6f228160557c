"""Merge: what people did side by side comes to one state, and true conflicts are named, none decided."""

import itertools
import secrets

import pytest

from assay.core.change import Change, Label, Step, body, inserted, removed, step, updated
from assay.core.errors import Conflict
from assay.core.evidence import Citation
from assay.core.merge import (
    MERGE,
    REDACT,
    Replay,
    redaction,
    renumbered,
    resolve,
    stand_ins,
    united,
)
from assay.core.records import to_row
from assay.core.revision import Revision, record
from factories_store import answer_row, answer_step, evidence_row, evidence_step, title_step

KEY = "a/Q-001"


def rec(done: Step, *parents: Revision, author: str = "Ada", time: str = "2026") -> Revision:
    return record(
        done,
        parents=[parent.id for parent in parents],
        project="p",
        device="desk",
        author=author,
        time=f"{time}-11-23T14:02:11.345Z/0000",
        salt=secrets.token_hex(16),
    )


def joined(*heads: Revision) -> Revision:
    return rec(Step(Label(MERGE), ()), *heads)


def led_to(*revisions: Revision) -> Replay:
    found = resolve(revisions)
    assert found is not None
    return found


def changed(message: str = "answer", **fields: str | None) -> Step:
    return step(message, [updated("answer", answer_row(1), **fields)])


def undo(revision: Revision, *parents: Revision) -> Revision:
    label = Label("undo", {"revision": revision.id, "message": "answer"})
    return rec(Step(label, revision.step().inverse().changes), *parents)


@pytest.fixture
def begun() -> list[Revision]:
    first = rec(title_step())
    return [first, rec(answer_step(1), first)]


def answer_of(found: Replay) -> dict:
    return dict(found.state["answer"][KEY])


def test_what_only_one_side_changed_is_taken(begun):
    mine = rec(changed(value="no"), begun[1])
    theirs = rec(changed("write", rationale="Both sides read it."), begun[1])
    found = led_to(*begun, mine, theirs)
    assert answer_of(found) == {**answer_row(1), "value": "no", "rationale": "Both sides read it."}
    assert not found.disputes.open


def test_the_same_said_twice_agrees(begun):
    found = led_to(*begun, rec(changed(value="no"), begun[1]), rec(changed(value="no"), begun[1]))
    assert answer_of(found)["value"] == "no"
    assert not found.disputes.open


def test_two_answers_leave_the_question_conflicted_with_both_kept(begun):
    mine, theirs = rec(changed(value="no"), begun[1]), rec(changed(value="partly"), begun[1])
    found = led_to(*begun, mine, theirs)
    assert (answer_of(found)["status"], answer_of(found)["value"]) == ("conflicted", None)
    (dispute,) = found.disputes.open.values()
    assert dispute.base == ("yes", "answered", "")
    assert {side.cells[0]: side.revisions for side in dispute.sides} == {
        "no": (mine.id,),
        "partly": (theirs.id,),
    }


def test_two_texts_show_what_both_began_with(begun):
    one, two = rec(changed(rationale="One"), begun[1]), rec(changed(rationale="Two"), begun[1])
    found = led_to(*begun, one, two)
    assert answer_of(found) == answer_row(1)
    (dispute,) = found.disputes.open.values()
    assert dispute.register.name == "rationale"


def test_clocks_decide_nothing(begun):
    early = rec(changed(value="no"), begun[1], time="1999")
    late = rec(changed(value="partly"), begun[1], time="8998")
    for pair in ((early, late), (late, early)):
        assert len(led_to(*begun, *pair).disputes.open) == 1


def test_what_was_taken_back_is_no_change(begun):
    mine = rec(changed(value="no"), begun[1])
    theirs = rec(changed(value="partly"), begun[1])
    found = led_to(*begun, mine, undo(mine, mine), theirs)
    assert answer_of(found)["value"] == "partly"
    assert not found.disputes.open


def test_an_untouched_default_gives_way_to_what_was_written():
    first = rec(title_step())
    bare = {**answer_row(1), "status": "not_assessed", "value": None, "rationale": "Why"}
    full = {**answer_row(1), "rationale": "", "against": "But"}
    one = rec(step("write", [inserted("answer", bare)]), first)
    two = rec(step("answer", [inserted("answer", full)]), first)
    found = led_to(first, one, two)
    assert answer_of(found) == {**full, "rationale": "Why"}
    assert not found.disputes.open


def test_a_row_removed_here_and_edited_there_stays_until_it_is_decided(begun):
    gone = rec(step("clear", [removed("answer", answer_row(1))]), begun[1])
    theirs = rec(changed(value="no"), begun[1])
    found = led_to(*begun, gone, theirs)
    assert answer_of(found)["value"] == "no"
    assert [r.name for r in found.disputes.open] == ["@"]
    assert not led_to(*begun, gone).state.get("answer")


def test_evidence_removed_here_and_cited_there_stays_until_it_is_decided():
    first = rec(title_step())
    held = rec(evidence_step(1), first)
    gone = rec(step("remove_evidence", [removed("evidence", evidence_row(1))]), held)
    row = to_row(Citation("c", "a", "Q-001", "e-1", "supports"))
    cited = rec(step("cite", [inserted("citation", row)]), held)
    found = led_to(first, held, gone, cited)
    assert list(found.state["evidence"]) == ["e-1"]
    assert [(r.table, r.name) for r in found.disputes.open] == [("evidence", "@")]


def test_what_two_made_differently_is_not_shown_until_it_is_decided():
    first = rec(title_step())

    def review(state: str) -> Step:
        row = {
            "id": "a/KO-1",
            "assessment": "a",
            "flag": "KO-1",
            "state": state,
            "reviewer": "Ada",
            "date": "2026-11-23",
            "reason": "Seen",
        }
        return step("confirm_flag", [inserted("flag_review", row)])

    found = led_to(first, rec(review("confirmed"), first), rec(review("cleared"), first))
    assert "flag_review" not in found.state
    (dispute,) = found.disputes.open.values()
    assert len(dispute.sides) == 2
    assert dispute.row == {"id": "a/KO-1", "assessment": "a", "flag": "KO-1"}


def test_whoever_decides_settles_it_and_an_undo_opens_it_again(begun):
    one, two = rec(changed(value="no"), begun[1]), rec(changed(value="partly"), begun[1])
    merged = joined(one, two)
    row = answer_of(led_to(*begun, one, two, merged))
    settled = rec(step("answer", [updated("answer", row, value="no", status="answered")]), merged)
    line = [*begun, one, two, merged, settled]
    assert not led_to(*line).disputes.open
    back = undo(settled, settled)
    assert len(led_to(*line, back).disputes.open) == 1
    beside = rec(changed("write", rationale="Meanwhile"), begun[1])
    found = led_to(*line, back, beside)
    assert len(found.disputes.open) == 1
    assert answer_of(found)["rationale"] == "Meanwhile"


def test_a_decision_for_what_was_there_before_holds_against_a_third_copy(begun):
    one, two = rec(changed(value="no"), begun[1]), rec(changed(value="partly"), begun[1])
    merged = joined(one, two)
    row = answer_of(led_to(*begun, one, two, merged))
    kept = rec(step("answer", [updated("answer", row, value="yes", status="answered")]), merged)
    third = rec(changed(value="unclear"), begun[1])
    found = led_to(*begun, one, two, merged, kept, third)
    (dispute,) = found.disputes.open.values()
    assert {side.cells[0] for side in dispute.sides} == {"yes", "unclear"}


def test_merges_that_cross_come_to_the_same(begun):
    one, two = rec(changed(value="no"), begun[1]), rec(changed(rationale="Two"), begun[1])
    left, right = joined(one, two), joined(two, one)
    last = joined(left, right)
    found = led_to(*begun, one, two, left, right, last)
    assert answer_of(found) == {**answer_row(1), "value": "no", "rationale": "Two"}
    assert not found.disputes.open


def test_the_order_in_which_revisions_are_listed_changes_nothing(begun):
    one = rec(changed(value="no"), begun[1])
    two = rec(changed(value="partly"), begun[1])
    three = rec(changed("write", rationale="Three"), two)
    states = []
    for listed in itertools.permutations([one, two, three]):
        if listed.index(two) < listed.index(three):
            found = led_to(*begun, *listed)
            states.append((found.state, found.disputes.open))
    assert all(state == states[0] for state in states)


def test_a_row_that_was_not_what_a_revision_says_is_found_on_a_branch(begun):
    one = rec(changed(value="no"), begun[1])
    forged = rec(changed(value="partly"), one)
    other = rec(changed(rationale="Two"), begun[1])
    with pytest.raises(Conflict, match="row_moved"):
        led_to(*begun, other, one, forged)


def test_register_numbers_and_keys_that_meet_are_moved_apart():
    first = rec(title_step())
    sides = []
    for name in ("b", "a", "c"):
        row = {**evidence_row(7), "id": f"0000-{name}{name}{name}{name}{name}{name}"}
        sides.append(rec(step("attach", [inserted("evidence", row)]), first))
    found = led_to(first, *sides)
    moved = {change.key[-1]: dict(change.after) for change in renumbered(found)}
    assert moved == {
        "b": {"number": 8, "key": "key-7-bbbbbb"},
        "c": {"number": 9, "key": "key-7-cccccc"},
    }


def test_evidence_that_is_given_another_number_here_and_removed_there_is_gone():
    first = rec(title_step())
    row = evidence_row(1)
    begun = rec(step("attach", [inserted("evidence", row)]), first)
    moved = rec(step("merge", [updated("evidence", row, number=2, key="key-2")]), begun)
    removed_there = rec(step("remove_evidence", [removed("evidence", row)]), begun, author="Bo")
    found = led_to(first, begun, moved, removed_there)
    assert found.disputes.open == {}
    assert found.state.get("evidence", {}) == {}


def taken_out(revision: Revision) -> Revision:
    from dataclasses import replace

    return replace(revision, salt=None, body=None)


def stand_in(revision: Revision, *changes: Change) -> str:
    return body(Step(revision.step().label, changes))


def test_a_redacted_copy_leads_to_what_stands_in():
    first = rec(title_step())
    secret = rec(answer_step(1, "secret"), first)
    blank = inserted("answer", {**answer_row(1), "rationale": ""})
    said = Step(Label(REDACT), tuple(redaction({secret.id: stand_in(secret, blank)})))
    told = rec(said, secret)
    found = led_to(first, taken_out(secret), told)
    assert answer_of(found)["rationale"] == ""
    assert resolve([first, taken_out(secret)]) is None
    assert set(stand_ins(told)) == {secret.id}


def test_a_redacted_copy_takes_nothing_away_from_a_full_one():
    first = rec(title_step())
    secret = rec(answer_step(1, "secret"), first)
    blank = {**answer_row(1), "rationale": ""}
    content = stand_in(secret, inserted("answer", blank))
    told = rec(Step(Label(REDACT), tuple(redaction({secret.id: content}))), secret)
    review = rec(step("answer", [updated("answer", blank, value="no")]), told)
    more = rec(evidence_step(1), secret)
    redacted = [first, taken_out(secret), told, review]
    for copies in (([first, secret, more], redacted), (redacted, [first, secret, more])):
        found = led_to(*united(*copies))
        assert answer_of(found)["rationale"] == "secret"
        assert answer_of(found)["value"] == "no"
        assert list(found.state["evidence"]) == ["e-1"]
        assert not found.disputes.open


def test_what_was_written_over_what_could_not_be_seen_is_disputed():
    first = rec(title_step())
    secret = rec(answer_step(1, "secret"), first)
    blank = {**answer_row(1), "rationale": ""}
    content = stand_in(secret, inserted("answer", blank))
    told = rec(Step(Label(REDACT), tuple(redaction({secret.id: content}))), secret)
    review = rec(step("write", [updated("answer", blank, rationale="Say more")]), told)
    found = led_to(first, secret, told, review)
    (dispute,) = found.disputes.open.values()
    assert {side.cells for side in dispute.sides} == {("secret",), ("Say more",)}
    assert answer_of(found)["rationale"] == "secret"


def test_one_id_for_two_things_is_refused(begun):
    from dataclasses import replace

    with pytest.raises(ValueError, match=begun[1].id):
        united(begun, [begun[0], replace(begun[1], author="Somebody else")])
