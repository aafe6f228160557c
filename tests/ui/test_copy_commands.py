"""Revert and Duplicate in the window: said before, kept first, one undo, nothing overwritten."""

from __future__ import annotations

import pytest

import factories_window as by
from assay.ui.dialogs.recover import Recover
from assay.ui.dialogs.versions import Versions
from assay.ui.widgets.notices import Banner
from assay.work import answering, recovering, restoring
from factories_window import PATIENCE


@pytest.fixture
def path(tmp_path):
    return by.a_project(tmp_path)


@pytest.fixture
def window(qtbot, path):
    return by.a_window_on(qtbot, path)


def answer(window, value="full", question="AAA-01"):
    session, here = window.bridge.open_session, window.bridge.assessment
    assert window.bridge.do(lambda: answering.answer(session, here, question, value))


def value(window, question="AAA-01"):
    session = window.bridge.open_session
    return answering.answer_of(session, window.bridge.assessment, question).value


def act(window, id):
    window.menu_actions()[id].trigger()


def test_reverting_says_what_goes_keeps_a_version_and_can_be_undone(qtbot, window, path, told):
    answer(window)
    act(window, "revert")
    qtbot.waitUntil(lambda: value(window) is None, timeout=PATIENCE)
    (said,) = told.questions
    assert said.startswith("Go back to project.assay as it was published ")
    assert "Taken away: 1 answer." in said
    assert restoring.versions(path)[0].reason == "revert"
    assert not window.keeping.unpublished or window.isWindowModified()
    window.view.undo()
    assert value(window) == "full"


def test_saying_no_to_reverting_changes_nothing(qtbot, window, told):
    told.answer = False
    answer(window)
    act(window, "revert")
    qtbot.waitUntil(lambda: told.questions != [], timeout=PATIENCE)
    by.settled()
    assert value(window) == "full"


def test_there_is_nothing_to_revert_in_a_published_project(qtbot, window, told):
    act(window, "revert")
    qtbot.waitUntil(lambda: "everything already" in window.toast.accessibleName(), timeout=PATIENCE)
    assert told.questions == []


def test_where_somebody_else_wrote_the_file_theirs_is_opened_and_mine_offered(
    qtbot, window, path, tmp_path, told
):
    answer(window, "some")
    window.bridge.open_session.store.save_copy(tmp_path / "theirs.assay")
    answer(window, "full")
    path.write_bytes((tmp_path / "theirs.assay").read_bytes())
    act(window, "revert")
    qtbot.waitUntil(lambda: told.questions != [], timeout=PATIENCE)
    qtbot.waitUntil(lambda: by.is_open(window, path) and value(window) == "some", timeout=PATIENCE)
    assert "somebody else" in told.questions[0]
    assert window.files.close_project()
    (banner,) = window.start.findChildren(Banner)
    assert banner.title.text() == "Work on project.assay that is in no file"
    banner.acted.emit(str(recovering.unpublished()[0].folder))
    qtbot.waitUntil(lambda: by.is_open(window, path) and value(window) == "full", timeout=PATIENCE)


def test_a_duplicate_lies_beside_the_file_and_is_gone_on_in(qtbot, window, path):
    answer(window)
    act(window, "duplicate")
    copy = path.with_name("project copy.assay")
    qtbot.waitUntil(lambda: by.is_open(window, copy), timeout=PATIENCE)
    answer(window, "some")
    assert window.files.close_project()
    first, second = by.reopened(path), by.reopened(copy)
    here = first.assessment().id
    assert answering.answer_of(first, here, "AAA-01").value == "full"
    assert answering.answer_of(second, here, "AAA-01").value == "some"
    first.close()
    second.close()


def test_a_project_whose_file_is_gone_is_recovered_from_the_start(
    qtbot, window, path, tmp_path, monkeypatch
):
    for option in ("none", "some"):
        answer(window, option)
        assert window.keeping.publish_now() is None
    assert window.files.close_project()
    path.unlink()

    def act_on(dialog):
        if isinstance(dialog, Recover):
            dialog.list.opened.emit(str(path))
        else:
            assert isinstance(dialog, Versions)
            version = restoring.versions(path)[0]
            dialog.restore_to(version, tmp_path / "back.assay")

    by.answering(monkeypatch, act_on)
    by.click(window.start.choices["recover"])
    qtbot.waitUntil(lambda: by.is_open(window, tmp_path / "back.assay"), timeout=PATIENCE)
    assert value(window) == "none"


def test_without_any_version_the_dialog_says_when_there_will_be_one(qtbot):
    dialog = Recover()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.empty.isVisible()
    assert not dialog.primary.isEnabled()
