"""A final memo, written and recorded: the next one is held against it."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assay.cli.application import run
from assay.core.answers import Status
from assay.core.assessment import Assessment, MemoIssue
from assay.core.change import inserted, step
from assay.core.errors import NeedsDecision
from assay.core.records import from_row, to_row
from assay.report.memo_files import Order, made
from assay.work import changed_since, drafts, starting
from assay.work.memo_issuing import issue_step
from assay.work.session import Person, Session, open_session
from factories_memo import page_texts, ready_rows

ADA = Person("Ada", "device-a")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of the short checklist in which nothing blocks a final memo."""
    path = tmp_path / "ready.assay"
    session = starting.new_project(path, "quick-screen", ADA, issuer="Example", as_of="2026-11-23")
    here = session.assessment().id
    session.do(step("attach", [inserted(table, row) for table, row in ready_rows(here)]))
    row = session.state["assessment"][here]
    from assay.core.change import updated

    session.do(step("edit_evidence", [updated("assessment", row, reviewer="R. Viewer")]))
    session.publish()
    session.close()
    return path


def opened(path: Path) -> Session:
    return open_session(path, ADA)


def test_a_final_memo_is_written_recorded_and_still_matches(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.with_name("final.pdf")
    assert run(["memo", str(path), "-o", str(out), "--final", "--external"]) == 0
    session = opened(path)
    issue = changed_since.last_issue(session, session.assessment().id)
    before = session.store.revisions(limit=2, newest_first=True)[1]
    session.close()
    assert isinstance(issue, MemoIssue)
    assert issue.sha256 == sha256(out.read_bytes()).hexdigest()
    assert (issue.profile, issue.language, issue.reviewer, issue.final) == (
        *("external", "en", "R. Viewer"),
        True,
    )
    assert json.loads(issue.rating)["profile"]
    from assay.core.revision import state_id

    assert issue.state == state_id((before.id,))
    capsys.readouterr()
    assert run(["verify", str(path), "--memo", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["memo"]
    assert (told["standing"], told["pages"], told["changes"]) == ("moved", "same", [])


def test_the_next_final_memo_says_what_changed_since_the_one_before(path: Path) -> None:
    first, second = path.with_name("first.pdf"), path.with_name("second.pdf")
    assert run(["memo", str(path), "-o", str(first), "--final"]) == 0
    assert "holds no record of an earlier memo" in log_of(first)
    session = opened(path)
    issue = changed_since.last_issue(session, session.assessment().id)
    session.close()
    assert issue is not None
    assert (
        run(["answer", str(path), "QS-PTY", "--status", "unknown", "--reason", "Not found."]) == 0
    )
    assert run(["memo", str(path), "-o", str(second), "--final"]) == 0
    said = log_of(second)
    state = " ".join(issue.state[n : n + 4] for n in (0, 4, 8))
    assert f"Compared with the memo issued on {_spoken(issue.time)} from state {state}." in said
    assert "One answer changed" in said
    assert "QS-PTY" in said
    session = opened(path)
    assert len(session.state["memo_issue"]) == 2
    session.close()


def log_of(memo: Path) -> str:
    """What the change log of a memo says, from its heading to that of the next appendix."""
    said = " ".join(" ".join(page_texts(memo.read_bytes())).split()).replace("\u00a0", " ")
    return said.rpartition("Appendix C: Change log")[2].partition("Appendix D")[0]


def _spoken(time: str) -> str:
    day = date.fromisoformat(time[:10])
    return f"{day.day} {day:%B %Y}"


def test_a_draft_is_not_recorded(path: Path) -> None:
    out = path.with_name("draft.pdf")
    before = path.read_bytes()
    assert run(["memo", str(path), "-o", str(out)]) == 0
    assert run(["memo", str(path), "--final", "--plan"]) == 0
    assert path.read_bytes() == before


def test_a_final_memo_that_cannot_be_written_is_not_recorded(path: Path) -> None:
    key = path.with_name("key.p12")
    key.write_bytes(b"no key")
    out = path.with_name("final.pdf")
    assert run(["memo", str(path), "-o", str(out), "--final", "--sign", str(key)]) == 2
    session = opened(path)
    assert changed_since.last_issue(session, session.assessment().id) is None
    session.close()
    assert not out.exists()


def test_the_record_can_be_undone(path: Path) -> None:
    session = opened(path)
    draft = drafts.take(session, session.assessment().id, final=True)
    content = made(draft, Order(final=True))
    session.do(issue_step(draft, content, language="en", profile="internal"))
    assert changed_since.last_issue(session, session.assessment().id) is not None
    session.undo()
    assert changed_since.last_issue(session, session.assessment().id) is None
    session.close()


@pytest.mark.parametrize("missing", ["reviewer", "verdict", "answer"])
def test_each_thing_that_blocks_is_named(path: Path, missing: str) -> None:
    from assay.core.change import removed, updated

    session = opened(path)
    here = session.assessment().id
    messages = {
        "reviewer": "memo_no_reviewer",
        "verdict": "memo_has_remarks",
        "answer": "memo_not_final",
    }
    state = session.state
    if missing == "reviewer":
        change = updated("assessment", state["assessment"][here], reviewer="")
    elif missing == "verdict":
        row = next(r for r in state["memo_item"].values() if r["part"] == "verdict")
        change = removed("memo_item", row)
    else:
        for row in list(state["flag_review"].values()):
            session.do(step("clear_flag", [removed("flag_review", row)]))
        rows = state["answer"].values()
        row = next(r for r in rows if r["status"] == str(Status.ANSWERED) and "SAN" in str(r["id"]))
        change = removed("answer", row)
    session.do(step("edit_evidence", [change]))
    given = from_row(Assessment, session.state["assessment"][here])
    assert to_row(given)["id"] == here
    draft = drafts.take(session, here, final=True)
    with pytest.raises(NeedsDecision) as told:
        draft.memo(final=True)
    session.close()
    assert told.value.message == messages[missing]
