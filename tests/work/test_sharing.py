"""Sharing: what was taken out is nowhere in the bytes, the history holds, and nothing is lost on return."""

import pytest

from assay.core.errors import CannotWrite, InvalidInput, NotFound
from assay.core.merge import resolve, united
from assay.store import sealing, verify, working
from assay.store.sealing import Passphrase
from assay.store.unsealing import open_sealed
from assay.work import answering, commenting, merging
from assay.work.jobs import Cancelled
from assay.work.masking import GAP, Redaction
from assay.work.session import Person, Session, open_session
from assay.work.sharing import Form, Wish, share
from factories import PERSON
from factories_damage import with_flipped_bytes, without_bytes
from factories_sharing import KEPT, SECRETS, a_project, evidence_id, readable
from factories_store import computer

NEVER = (SECRETS["private"], SECRETS["below"], SECRETS["folder"])
"""What no copy holds, whatever was asked for."""


@pytest.fixture
def session(tmp_path):
    opened = a_project(tmp_path)
    yield opened
    opened.close()


def shared(session, path, **redaction):
    return share(session, Wish(Form.COPY, path, Redaction(**redaction)), dict)


def looked_into(path, tmp_path):
    """The copy as whoever gets it opens it: its state, and what does not hold."""
    with computer("theirs", tmp_path):
        store = working.open_project(path)
        try:
            return store.state(), [p.what for p in (*store.problems, *verify.verify(store))]
        finally:
            store.close()


def everything(session):
    item = frozenset([evidence_id(session, 1)])
    return {"items": item, "quotes": True, "notes": True, "comments": True, "authors": True}


def test_the_secrets_are_in_the_project_itself(session, tmp_path):
    session.publish()
    assert readable(session.path, *SECRETS.values()) == list(SECRETS.values())


def test_what_was_taken_out_is_nowhere_in_the_bytes(session, tmp_path):
    out = tmp_path / "out.assay"
    shared(session, out, **everything(session))
    assert readable(out, *SECRETS.values(), PERSON.author, str(tmp_path)) == []


def test_the_redacted_copy_verifies_and_shows_its_gaps(session, tmp_path):
    out = tmp_path / "out.assay"
    shared(session, out, **everything(session))
    state, problems = looked_into(out, tmp_path)
    assert problems == []
    (answer,) = (row for row in state["answer"].values() if row["value"])
    assert (answer["value"], answer["rationale"], answer["against"]) == ("some", GAP, GAP)
    item = state["evidence"][evidence_id(session, 1)]
    assert (item["title"], item["blob"], item["number"]) == (GAP, "", 1)
    assert state["evidence"][evidence_id(session, 2)]["title"] == "An open source"
    assert "comment" not in state
    assert state["assessment"][session.assessment().id]["analyst"] == "[P1]"


@pytest.mark.parametrize(
    ("wish", "gone"),
    [
        ({"quotes": True}, {"quote"}),
        ({"notes": True}, {"cited", "rationale", "against", "taken_back"}),
        ({"comments": True}, {"comment"}),
    ],
)
def test_each_kind_takes_out_its_own_and_leaves_the_rest(session, tmp_path, wish, gone):
    out = tmp_path / "out.assay"
    shared(session, out, **wish)
    never = {name for name, text in SECRETS.items() if text in NEVER}
    # The quotation also stands in the file that it is from.
    expected = [t for n, t in SECRETS.items() if n not in never | gone or n == "quote"]
    assert readable(out, *SECRETS.values()) == expected
    assert looked_into(out, tmp_path)[1] == []


def test_bytes_alone_can_stay_here(session, tmp_path):
    out = tmp_path / "out.assay"
    shared(session, out, files=frozenset([evidence_id(session, 1)]))
    assert SECRETS["bytes"] not in readable(out, SECRETS["bytes"])
    state, problems = looked_into(out, tmp_path)
    assert problems == []
    assert state["evidence"][evidence_id(session, 1)]["title"] == SECRETS["title"]


def test_a_full_copy_leaves_private_talk_and_local_folders_out(session, tmp_path):
    out = tmp_path / "out.assay"
    done = shared(session, out)
    assert readable(out, *NEVER, str(tmp_path)) == []
    assert KEPT in readable(out, KEPT)
    assert dict(done.taken_out) == {"comments": 2, "paths": 1}
    state, problems = looked_into(out, tmp_path)
    assert problems == []
    assert [row["link"] for row in state["evidence"].values() if row["link"]] == ["far.txt"]


def test_the_rating_of_the_copy_is_that_of_the_project(session, tmp_path):
    out = tmp_path / "out.assay"
    shared(session, out, **everything(session))
    id = session.assessment().id
    with computer("theirs", tmp_path):
        theirs = Session(working.open_project(out), PERSON)
        there, here = theirs.scorecard(id).rating, session.scorecard(id).rating
        assert (there.interval, there.coverage) == (here.interval, here.coverage)
        assert there.questions == here.questions
        theirs.close()


def test_the_project_itself_stays_as_it_was(session, tmp_path):
    before = session.store.heads(), session.store.state()
    shared(session, tmp_path / "out.assay", **everything(session))
    assert (session.store.heads(), session.store.state()) == before


def test_a_redacted_copy_can_be_worked_on_and_redacted_again(session, tmp_path):
    out, again = tmp_path / "out.assay", tmp_path / "again.assay"
    shared(session, out, comments=True)
    with computer("theirs", tmp_path):
        theirs = Session(working.open_project(out), PERSON)
        id = theirs.assessment().id
        assert theirs.undo() is None
        theirs.do(answering.write(theirs, id, "AAA-02", rationale="CANARY-LATER"))
        shared(theirs, again, notes=True)
        theirs.close()
    gone = ("comment", "rationale", "against", "cited", "taken_back")
    assert readable(again, *(SECRETS[name] for name in gone), "CANARY-LATER", *NEVER) == []
    assert SECRETS["title"] in readable(again, SECRETS["title"])
    assert looked_into(again, tmp_path)[1] == []


def test_a_sealed_copy_opens_with_its_passphrase_and_shows_nothing_before(session, tmp_path, home):
    out = tmp_path / "out.assay.age"
    wish = Wish(Form.COPY, out, Redaction(comments=True), Passphrase("correct horse"))
    share(session, wish, dict)
    assert sealing.sealed_by(out) == "passphrase"
    assert readable(out, KEPT, *SECRETS.values()) == []
    store = open_sealed(out, Passphrase("correct horse"))
    assert SECRETS["rationale"] in str(store.state()["answer"])
    store.close()
    assert list((home / "data" / "work").glob("scratch-*")) == []


def test_a_pack_and_a_summary_are_written_from_the_memos(session, tmp_path):
    memos = {"memo.pdf": b"%PDF-1.7 memo"}
    share(session, Wish(Form.SUMMARY, tmp_path / "s.pdf"), lambda: memos)
    assert (tmp_path / "s.pdf").read_bytes() == b"%PDF-1.7 memo"
    done = share(session, Wish(Form.PACK, tmp_path / "p.zip"), lambda: memos)
    assert done.left_out == ((3, "linked"),)
    assert readable(tmp_path / "p.zip", *NEVER) == []
    with pytest.raises(InvalidInput, match="pack_takes_no_redaction"):
        share(session, Wish(Form.PACK, tmp_path / "q.zip", Redaction(quotes=True)), lambda: memos)


def test_nothing_is_written_over_unasked_and_never_the_project_itself(session, tmp_path):
    (tmp_path / "there.assay").write_bytes(b"here first")
    for out in (tmp_path / "there.assay", session.path):
        for form in Form:
            with pytest.raises(CannotWrite):
                share(session, Wish(form, out), lambda: {"memo.pdf": b"x"})
    assert (tmp_path / "there.assay").read_bytes() == b"here first"


def test_it_can_be_stopped_and_leaves_nothing(session, tmp_path):
    class Stop:
        def step(self, done, total, what):
            if done:
                raise Cancelled

    before = sorted(path.name for path in tmp_path.iterdir())
    wish = Wish(Form.COPY, tmp_path / "o.assay", Redaction(quotes=True))
    with pytest.raises(Cancelled):
        share(session, wish, dict, Stop())
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_what_repeats_elsewhere_is_counted(session, tmp_path):
    id = session.assessment().id
    session.do(commenting.comment(session, id, "AAA-02", f"He said: {SECRETS['quote']}."))
    assert shared(session, tmp_path / "out.assay", quotes=True).repeated == 1


def test_a_comment_that_is_private_no_more_leaves_again(session, tmp_path):
    first = next(k for k, r in session.state["comment"].items() if r["text"] == SECRETS["private"])
    session.do(commenting.keep_private(session, first, False))
    shared(session, tmp_path / "out.assay")
    assert readable(tmp_path / "out.assay", *NEVER) == [SECRETS["private"], SECRETS["below"]]


def test_what_comes_back_from_a_redacted_copy_takes_nothing_away(session, tmp_path):
    out = tmp_path / "out.assay"
    shared(session, out, **everything(session))
    with computer("theirs", tmp_path):
        theirs = Session(working.open_project(out), PERSON)
        id = theirs.assessment().id
        theirs.do(commenting.comment(theirs, id, "AAA-02", "Seen from outside"))
        came = theirs.store.revisions()
        theirs.close()
    mine = session.store.revisions()
    for copies in ((mine, came), (came, mine)):
        whole = united(*copies)
        replay = resolve(whole)
        assert replay is not None
        assert replay.disputes.open == {}
        comments = replay.state["comment"]
        new = [row["text"] for key, row in comments.items() if key not in session.state["comment"]]
        assert new == ["Seen from outside"]
        rest = {k: r for k, r in comments.items() if k in session.state["comment"]}
        assert {**replay.state, "comment": rest} == session.state
        assert [r for r in whole if r.id in {m.id for m in mine}] == mine


def test_a_history_of_an_earlier_assay_that_names_people_cannot_lose_them(tmp_path, monkeypatch):
    from assay.store import revisions

    session = a_project(tmp_path)
    with monkeypatch.context() as earlier:
        earlier.setattr(revisions, "salt_for", lambda *_: None)
        id = session.assessment().id
        session.do(answering.write(session, id, "AAA-02", rationale="As it was then"))
    with pytest.raises(InvalidInput) as caught:
        shared(session, tmp_path / "out.assay", authors=True)
    assert (caught.value.message, caught.value.facts["count"]) == ("redaction_in_old_headers", 1)
    assert not (tmp_path / "out.assay").exists()
    shared(session, tmp_path / "out.assay", notes=True)
    assert readable(tmp_path / "out.assay", "As it was then") == []
    session.close()


def test_a_colleagues_comment_comes_back_by_merging_and_the_merged_project_verifies(
    session, tmp_path
):
    out = tmp_path / "out.assay"
    shared(session, out, **everything(session))
    with computer("theirs", tmp_path):
        theirs = Session(working.open_project(out), PERSON)
        theirs.do(commenting.comment(theirs, theirs.assessment().id, "AAA-02", "From outside"))
        theirs.publish()
        theirs.close()
    before = {table: dict(rows) for table, rows in session.state.items()}
    plan = merging.plan(session, out)
    done = merging.merge(session, plan)
    plan.close()
    assert (done.open, done.missing) == (0, ())
    came = session.state["comment"].keys() - before["comment"].keys()
    assert [session.state["comment"][key]["text"] for key in came] == ["From outside"]
    for table, rows in before.items():
        assert {key: session.state[table][key] for key in rows} == rows
    assert verify.verify(session.store) == []
    session.publish()
    assert SECRETS["title"] in readable(session.path, SECRETS["title"])


def test_a_full_copy_merged_into_a_redacted_one_brings_back_what_was_taken_out(session, tmp_path):
    out, full = tmp_path / "out.assay", tmp_path / "full.assay"
    shared(session, out, **everything(session))
    session.store.save_copy(full)
    with computer("theirs", tmp_path):
        theirs = Session(working.open_project(out), PERSON)
        plan = merging.plan(theirs, full)
        merging.merge(theirs, plan)
        plan.close()
        item = evidence_id(theirs, 1)
        assert theirs.state["evidence"][item]["title"] == SECRETS["title"]
        assert b"".join(theirs.store.read_blob(theirs.state["evidence"][item]["blob"]))
        assert verify.verify(theirs.store) == []
        theirs.close()


def test_damaged_bytes_are_named_by_their_evidence_and_stay_behind_when_it_is_left_out(tmp_path):
    damaged = with_flipped_bytes(tmp_path)
    session = Session(working.open_project(damaged), PERSON)
    out = tmp_path / "out.assay"
    with pytest.raises(NotFound, match="share_damaged") as told:
        shared(session, out, authors=True)
    assert told.value.facts["evidence"].startswith("1 (")
    assert not out.exists()
    item = evidence_id(session, 1)
    for wish in ({"items": frozenset({item})}, {"files": frozenset({item})}):
        shared(session, out, authors=True, **wish)
        state, problems = looked_into(out, tmp_path)
        assert problems == []
        assert len(state["answer"]) == 2
        out.unlink()
    session.close()


def test_missing_bytes_are_named_by_their_evidence_and_stay_behind_when_it_is_left_out(
    session, tmp_path
):
    out, item = tmp_path / "out.assay", evidence_id(session, 1)
    without_bytes(session, str(session.state["evidence"][item]["blob"]))
    with pytest.raises(NotFound, match="share_missing") as told:
        shared(session, out, authors=True)
    assert told.value.facts["evidence"] == f"1 ({SECRETS['title']})"
    assert not out.exists()
    for wish in ({"items": frozenset({item})}, {"files": frozenset({item})}):
        shared(session, out, authors=True, **wish)
        assert looked_into(out, tmp_path)[1] == []
        out.unlink()


@pytest.mark.parametrize(
    "again",
    [Redaction(quotes=True), Redaction(notes=True), Redaction(notes=True, quotes=True)],
    ids=["other parts", "the same parts", "more parts"],
)
def test_what_came_back_from_a_redacted_copy_can_be_redacted_again(session, tmp_path, again):
    out, here = tmp_path / "out.assay", session.assessment().id
    share(session, Wish(Form.COPY, out, Redaction(notes=True)), dict)
    bo = open_session(out, Person("Bo", "device-bo"))
    bo.do(answering.write(bo, here, "AAA-01", rationale="Say more."))
    bo.do(answering.clear(bo, here, "AAA-01"))
    bo.publish()
    bo.close()
    with merging.plan(session, out) as plan:
        merging.merge(session, plan)
    disputed = list(session.store.disputes.open)
    assert [register.name for register in disputed] == ["rationale"]
    second = tmp_path / "second.assay"
    share(session, Wish(Form.COPY, second, again), dict)
    told = open_session(second, Person("Cy", "device-cy"))
    assert verify.verify(told.store) == []
    assert list(told.store.disputes.open) == ([] if again.notes else disputed)
    answer = told.state["answer"][f"{here}/AAA-01"]
    assert answer["status"] == "not_assessed"
    assert answer["rationale"] == ("[…]" if again.notes else SECRETS["rationale"])
    told.close()
    back = open_session(out, PERSON)
    with merging.plan(back, second) as plan:
        merging.merge(back, plan)
    assert verify.verify(back.store) == []
    back.close()
