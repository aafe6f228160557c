"""Where the work is kept: published on Save, after idling, on leaving the application; always said."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer

import factories_window as by
from assay import prefs
from assay.core.errors import CannotWrite, NeedsDecision
from assay.store.project import ProjectStore
from assay.ui.bridge import Bridge
from assay.ui.keeping import IDLE_MS, Keeping
from assay.ui.runner import Runner
from assay.work import answering
from assay.work.jobs import Cancelled
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


# -- what is waited for -----------------------------------------------------------------------------


def stopped_by_hand(monkeypatch):
    """Writing takes until somebody stops it; returns what the dialog said, once it was stopped."""

    def write(store, *asked, **_):
        while True:
            asked[-1]("copied")

    for name in ("publish", "save_copy", "publish_as"):
        monkeypatch.setattr(ProjectStore, name, write)
    return by.stopping()


def test_who_would_rather_stay_stays_and_nothing_is_lost(qtbot, keeping, bridge, monkeypatch):
    edit(bridge)
    said = stopped_by_hand(monkeypatch)
    with pytest.raises(Cancelled):
        keeping.publish_now()
    assert said == ["Writing project.assay…"]
    assert (keeping.where, keeping.unpublished) == ("waiting", 1)
    assert keeping._idle.isActive()
    monkeypatch.undo()
    assert keeping.publish_now() is None
    assert keeping.where == "kept"


def test_a_copy_that_is_stopped_is_none(qtbot, keeping, bridge, tmp_path, monkeypatch):
    edit(bridge)
    stopped_by_hand(monkeypatch)
    assert not keeping.save_copy(tmp_path / "copy.assay", replace=False)
    stopped_by_hand(monkeypatch)
    assert not keeping.save_as(tmp_path / "next.assay", replace=False)
    assert bridge.path().name == "project.assay"
    assert keeping.where == "waiting"


def test_a_real_copy_that_is_stopped_leaves_nothing_behind(bridge, keeping, tmp_path):
    edit(bridge)

    def stop(step):
        if step == "kept":
            raise Cancelled

    before = sorted(path.name for path in tmp_path.rglob("*"))
    store = bridge.open_session.store
    with pytest.raises(Cancelled):
        store.save_copy(tmp_path / "copy.assay", stop)
    with pytest.raises(Cancelled):
        store.publish_as(tmp_path / "next.assay", stop)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert store.target.name == "project.assay"


def test_the_window_is_painted_while_it_waits(qtbot, keeping, bridge, monkeypatch):
    edit(bridge)
    beats, publish = [], ProjectStore.publish

    def slow(store, watch):
        for _ in range(20):
            watch("copied")
        qtbot_waits.wait(PATIENCE / 1000)
        return publish(store, watch)

    qtbot_waits = Event()
    timer = QTimer()
    timer.timeout.connect(lambda: (beats.append(1), len(beats) == 3 and qtbot_waits.set()))
    timer.start(1)
    monkeypatch.setattr(ProjectStore, "publish", slow)
    assert keeping.publish_now() is None
    timer.stop()
    assert len(beats) >= 3
