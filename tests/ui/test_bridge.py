"""The bridge: one broadcast, one way to do a step, one place for what went wrong."""

from __future__ import annotations

import pytest

from assay import prefs
from assay.core.errors import InvalidInput
from assay.ui.bridge import Bridge
from assay.work import answering
from factories import a_session


@pytest.fixture
def bridge(qtbot):
    made = Bridge(prefs.Prefs())
    yield made
    made.release()


@pytest.fixture
def open_bridge(bridge, tmp_path):
    bridge.take(a_session(tmp_path))
    return bridge


def refused():
    raise InvalidInput("empty_text", question="AAA-01")


def test_a_project_is_taken_and_said(qtbot, bridge, tmp_path):
    session = a_session(tmp_path)
    with qtbot.waitSignal(bridge.opened):
        bridge.take(session)
    assert bridge.open_session is session
    assert bridge.assessment == session.assessment().id
    assert bridge.path() == session.path


def test_taking_another_project_closes_the_one_before(open_bridge, tmp_path):
    before = open_bridge.open_session
    open_bridge.take(a_session(tmp_path, "other.assay"))
    from assay.work.session import open_session
    from factories import PERSON

    open_session(before.path, PERSON).close()  # its working copy is free again


def test_asking_for_a_project_that_is_not_open_is_a_bug(bridge):
    with pytest.raises(RuntimeError, match="no project"):
        _ = bridge.open_session


def test_each_step_is_broadcast_once_with_whoever_started_it(open_bridge):
    heard, told = [], []
    open_bridge.changed.connect(lambda step, who: heard.append((step.label.message, who)))
    open_bridge.published.connect(lambda: told.append(1))
    session, here = open_bridge.open_session, open_bridge.assessment
    assert open_bridge.do(lambda: answering.answer(session, here, "AAA-01", "some"), "me")
    assert heard == [("answer", "me")]
    assert told == [1]


def test_a_step_that_changes_nothing_says_so_and_is_not_broadcast(open_bridge):
    heard = []
    open_bridge.changed.connect(lambda step, who: heard.append(step))
    session, here = open_bridge.open_session, open_bridge.assessment
    assert not open_bridge.do(lambda: answering.clear(session, here, "AAA-01"))
    assert heard == []


def test_a_problem_of_the_users_world_is_told_and_the_result_is_none(qtbot, bridge):
    with qtbot.waitSignal(bridge.troubled) as told:
        assert bridge.attempt(refused) is None
    assert told.args[0].message == "empty_text"


def test_a_refused_step_is_told_and_nothing_is_done(qtbot, open_bridge):
    session, here = open_bridge.open_session, open_bridge.assessment
    with qtbot.waitSignal(open_bridge.troubled):
        assert not open_bridge.do(lambda: answering.answer(session, here, "AAA-01", "most"))
    assert session.state.get("answer", {}) == {}


def test_a_bug_is_not_swallowed(bridge):
    def broken():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bridge.attempt(broken)


def test_what_is_attempted_comes_back(bridge):
    assert bridge.attempt(lambda: 42) == 42


def test_settling_is_asked_for_only_while_a_project_is_open(qtbot, bridge, tmp_path):
    asked = []
    bridge.settling.connect(lambda: asked.append(1))
    bridge.settle()
    assert asked == []
    bridge.take(a_session(tmp_path))
    bridge.settle()
    assert asked == [1]


def test_preferences_that_cannot_be_saved_hold_for_this_run(bridge, home):
    (home / "config").parent.mkdir(parents=True, exist_ok=True)
    (home / "config").write_text("a file where the folder would be")
    bridge.prefs.zoom = 150
    bridge.keep_prefs()
    assert bridge.prefs.zoom == 150
    (home / "config").unlink()
    bridge.keep_prefs()
    assert prefs.load().zoom == 150


@pytest.mark.parametrize(("language", "shown"), [("zh_Hans", "zh-Hans"), ("en", "en"), ("", "en")])
def test_checklists_are_shown_in_the_language_of_the_window(bridge, language, shown):
    bridge.prefs.language = language
    assert bridge.language == shown
