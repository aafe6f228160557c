"""Where the work is kept: published on Save, after idling, on leaving the application; always said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from assay import prefs
from assay.core.errors import CannotWrite, NeedsDecision
from assay.ui.bridge import Bridge
from assay.ui.keeping import IDLE_MS, Keeping
from assay.ui.runner import Runner
from assay.work import answering
from factories import a_session
from factories_window import PATIENCE


@pytest.fixture
def bridge(qtbot, tmp_path):
    made = Bridge(prefs.Prefs())
    yield made
    made.release()


@pytest.fixture
def runner(bridge):
    made = Runner()
    yield made
    made.wait(PATIENCE)


@pytest.fixture
def keeping(bridge, runner, tmp_path):
    made = Keeping(bridge, runner)
    bridge.take(a_session(tmp_path))
    return made


def edit(bridge, option="some"):
    session, here = bridge.open_session, bridge.assessment
    assert bridge.do(lambda: answering.answer(session, here, "AAA-01", option))


def until(qtbot, keeping, where):
    qtbot.waitUntil(lambda: keeping.where == where, timeout=PATIENCE)


def test_a_project_that_was_just_opened_is_kept(keeping):
    assert (keeping.where, keeping.unpublished) == ("kept", 0)
    assert keeping.published_at


def test_an_edit_waits_to_be_published(keeping, bridge):
    edit(bridge)
    edit(bridge, "full")
    assert (keeping.where, keeping.unpublished) == ("waiting", 2)


def test_publishing_is_said_before_and_after(qtbot, keeping, bridge):
    edit(bridge)
    states = []
    keeping.told.connect(lambda: states.append(keeping.where))
    keeping.publish()
    assert states == ["publishing"]
    until(qtbot, keeping, "kept")
    assert states == ["publishing", "kept"]
    assert bridge.open_session.store.unpublished() == 0


def test_what_is_edited_while_publishing_waits_for_the_next_time(qtbot, keeping, bridge):
    edit(bridge)
    keeping.publish()
    edit(bridge, "full")
    qtbot.waitUntil(lambda: keeping.where in {"kept", "waiting"}, timeout=PATIENCE)
    keeping.publish()
    until(qtbot, keeping, "kept")
    assert bridge.open_session.store.unpublished() == 0


def test_a_minute_of_idling_publishes(qtbot, keeping, bridge):
    assert keeping._idle.interval() == IDLE_MS == 60_000
    keeping._idle.setInterval(1)
    edit(bridge)
    until(qtbot, keeping, "kept")
    assert bridge.open_session.store.unpublished() == 0


def test_each_edit_starts_the_minute_anew(keeping, bridge):
    assert not keeping._idle.isActive()
    edit(bridge)
    assert keeping._idle.isActive()


@pytest.mark.parametrize(
    "state", [Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationHidden]
)
def test_leaving_the_application_publishes(qtbot, qapp, keeping, bridge, state):
    edit(bridge)
    qapp.applicationStateChanged.emit(state)
    until(qtbot, keeping, "kept")


def test_coming_back_to_the_application_publishes_nothing(qapp, keeping, bridge):
    edit(bridge)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert keeping.where == "waiting"


def test_publishing_asks_first_for_what_is_being_typed(qtbot, keeping, bridge):
    bridge.settling.connect(
        lambda: edit(bridge) if not bridge.open_session.state.get("answer") else None
    )
    keeping.publish()
    until(qtbot, keeping, "kept")
    assert bridge.open_session.store.unpublished() == 0
    assert bridge.open_session.state["answer"]


def test_a_strangers_change_is_told_with_its_time(qtbot, keeping, bridge):
    edit(bridge)
    bridge.path().write_bytes(b"theirs")
    keeping.publish()
    until(qtbot, keeping, "changed")
    assert isinstance(keeping.trouble, NeedsDecision)
    assert keeping.changed_at
    assert keeping.unpublished == 1
    assert bridge.path().read_bytes() == b"theirs"


def test_a_change_that_was_merged_in_before_it_was_told_is_not_told(keeping, bridge):
    edit(bridge)
    place, error = bridge.open_session.store.place, NeedsDecision("target_changed", path="mine")
    known, place.sha256 = place.sha256, "ab" * 32  # as merging does
    keeping._on_refused(known, error)
    assert (keeping.where, keeping.trouble) == ("waiting", None)
    keeping._on_refused(place.sha256, error)
    assert (keeping.where, keeping.trouble) == ("changed", error)


def test_a_place_that_takes_nothing_is_told(qtbot, keeping, bridge):
    edit(bridge)
    bridge.path().chmod(0o444)
    assert isinstance(keeping.publish_now(), CannotWrite)
    assert keeping.where == "failed"
    bridge.path().chmod(0o644)
    assert keeping.publish_now() is None
    assert (keeping.where, keeping.trouble) == ("kept", None)


def test_nothing_to_publish_writes_nothing(keeping, bridge):
    before = bridge.path().stat().st_mtime_ns
    assert keeping.publish_now() is None
    assert bridge.path().stat().st_mtime_ns == before


def test_a_copy_leaves_the_project_where_it_is(keeping, bridge, tmp_path):
    edit(bridge)
    keeping.save_copy(tmp_path / "copy.assay", replace=False)
    assert (tmp_path / "copy.assay").is_file()
    assert bridge.path().name == "project.assay"
    assert keeping.where == "waiting"


def test_a_copy_never_replaces_what_nobody_agreed_to_lose(qtbot, keeping, bridge, tmp_path):
    (tmp_path / "taken.assay").write_bytes(b"mine")
    with qtbot.waitSignal(bridge.troubled) as told:
        keeping.save_copy(tmp_path / "taken.assay", replace=False)
    assert told.args[0].message == "target_exists"
    assert (tmp_path / "taken.assay").read_bytes() == b"mine"
    with qtbot.waitSignal(bridge.troubled):
        assert not keeping.save_as(tmp_path / "taken.assay", replace=False)
    assert bridge.path().name == "project.assay"


def test_saving_under_another_name_goes_on_there(keeping, bridge, tmp_path):
    edit(bridge)
    assert keeping.save_as(tmp_path / "next.assay", replace=False)
    assert bridge.path() == tmp_path / "next.assay"
    assert keeping.where == "kept"
    edit(bridge, "full")
    assert keeping.where == "waiting"


def test_a_job_that_ends_after_its_project_was_closed_changes_nothing(qtbot, keeping, bridge):
    edit(bridge)
    keeping.publish()
    bridge.release()
    bridge.opened.emit()
    qtbot.waitUntil(lambda: not keeping._runner._alive, timeout=PATIENCE)
    assert (keeping.where, keeping.unpublished) == ("closed", 0)
