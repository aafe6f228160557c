"""Kills, strangers' changes, bad files, places that take nothing: one sentence, and the work is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

import factories_window as by
from assay import words
from assay.core.errors import CannotWrite, NotAProject, NotFound
from assay.ui import trouble
from assay.ui.widgets.notices import Banner
from assay.ui.window import Window
from assay.work import answering
from factories_window import PATIENCE, Told, a_project, at, press, published

CHILD = Path(__file__).with_name("window_that_is_killed.py")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return a_project(tmp_path)


def answer_first(window: Window, key: str = "2") -> None:
    at(window, "AAA-01").question.editor.take_focus()
    press(key)


def value(window: Window, question: str = "AAA-01") -> str | None:
    session = window.bridge.open_session
    return answering.answer_of(session, window.bridge.assessment, question).value


@pytest.mark.parametrize("steps", [1, 2])
def test_what_was_acknowledged_before_a_kill_is_there(qtbot, path, steps):
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdout is not None
    late = Timer(PATIENCE / 1000, child.kill)  # a child that says nothing ends the test, too
    late.start()
    try:
        for _ in range(steps):
            assert child.stdout.readline() == b"kept\n"
    finally:
        late.cancel()
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()

    window = by.a_window(qtbot)
    offered = window.start.findChild(Banner)
    assert offered is not None
    assert "project.assay" in offered.title.text()
    by.open_in(qtbot, window, path)
    assert value(window) == "full"
    page = at(window, "AAA-01")
    if steps == 2:
        assert page.question.rationale.text() == "The articles say so."
    assert window.isWindowModified()
    press("Ctrl+S")
    published(qtbot, window)


def test_a_change_by_somebody_else_is_said_and_nothing_is_overwritten(
    qtbot, path, told, monkeypatch
):
    monkeypatch.setattr(trouble, "choose", lambda *_: 1)
    window = by.a_window_on(qtbot, path)
    answer_first(window)
    theirs = path.read_bytes()[:-1] + b"!"
    path.write_bytes(theirs)
    press("Ctrl+S")
    qtbot.waitUntil(lambda: window.keeping.where == "changed", timeout=PATIENCE)
    said = window.sentence.sentence.text()
    assert said.startswith("The file was changed by someone else at ")
    assert said.endswith("your work is kept")
    assert path.read_bytes() == theirs
    assert told.errors == []
    assert value(window) == "some"

    mine = path.with_name("mine.assay")
    by.choosing(monkeypatch, mine)
    by.click(window.sentence.action)
    assert by.is_open(window, mine)
    assert window.windowTitle() == "mine.assay[*] – Assay"
    assert value(window) == "some"
    assert window.close()
    assert told.questions == []
    assert path.read_bytes() == theirs
    session = by.reopened(mine)
    assert answering.answer_of(session, session.assessment().id, "AAA-01").value == "some"
    session.close()


def test_one_who_does_not_want_to_close_without_publishing_stays(qtbot, path, told):
    window = by.a_window_on(qtbot, path)
    answer_first(window)
    path.write_bytes(b"something else")
    told.answer = False
    assert not window.close()
    assert window.isVisible()
    assert value(window) == "some"
    told.answer = True
    assert window.close()


def test_a_file_that_may_not_be_written_is_said_and_a_copy_offered(qtbot, path, told):
    window = by.a_window_on(qtbot, path)
    path.chmod(0o444)
    answer_first(window)
    press("Ctrl+S")
    qtbot.waitUntil(lambda: window.keeping.where == "failed", timeout=PATIENCE)
    assert window.sentence.sentence.text().startswith("Cannot write to ")
    assert window.sentence.action.text() == "Save a copy"
    assert isinstance(window.keeping.trouble, CannotWrite)
    assert "project.assay" in window.sentence.toolTip()
    assert value(window) == "some"
    path.chmod(0o644)
    press("Ctrl+S")
    published(qtbot, window)


def test_a_folder_that_went_away_is_said_and_the_work_kept(qtbot, tmp_path, told):
    folder = tmp_path / "stick"
    folder.mkdir()
    path = a_project(folder)
    window = by.a_window_on(qtbot, path)
    answer_first(window)
    folder.rename(tmp_path / "pulled")
    press("Ctrl+S")
    qtbot.waitUntil(lambda: window.keeping.where == "failed", timeout=PATIENCE)
    assert value(window) == "some"
    (tmp_path / "pulled").rename(folder)
    press("Ctrl+S")
    published(qtbot, window)


def test_a_project_that_cannot_be_made_there_is_said_once(qtbot, tmp_path, monkeypatch, told):
    window = by.a_window(qtbot)

    def wish(dialog) -> None:
        by.type_text("Example Mining")
        dialog.take_file(str(by.every_kind_file(tmp_path)))
        dialog.use_folder(tmp_path / "here")
        press("Ctrl+Return")

    (tmp_path / "here").mkdir()
    by.answering(monkeypatch, lambda dialog: (wish(dialog), (tmp_path / "here").rmdir()))
    press("Ctrl+N")
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    assert len(told.errors) == 1
    assert "here" in words.sentence(told.errors[0])
    assert window.bridge.session is None
    assert window.start.choices["new_project"].isEnabled()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("letter.assay", b"Dear all,", NotAProject),
        ("empty.assay", b"", NotAProject),
        ("missing.assay", None, NotFound),
    ],
)
def test_a_file_that_is_no_project_is_said_once_and_the_window_goes_on(
    qtbot, path, tmp_path, told: Told, name, content, kind
):
    window = by.a_window(qtbot)
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    window.files.open_path(bad)
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    (error,) = told.errors
    assert isinstance(error, kind)
    assert name in words.sentence(error)
    assert window.start.isVisible()
    assert window.start.busy.text() == ""
    by.open_in(qtbot, window, path)
    assert window.current == "home"


def test_a_bad_file_leaves_the_project_that_is_open(qtbot, path, tmp_path, told):
    window = by.a_window_on(qtbot, path)
    answer_first(window)
    (tmp_path / "letter.assay").write_text("Dear all,")
    window.files.open_path(tmp_path / "letter.assay")
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    assert by.is_open(window, path)
    assert window.current == "workspace"
    press("3")
    assert value(window) == "full"


def test_a_project_that_is_open_elsewhere_can_be_read(qtbot, path, told):
    elsewhere = by.reopened(path)
    window = by.a_window(qtbot)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: by.is_open(window, path), timeout=PATIENCE)
    assert len(told.questions) == 1
    assert "already open" in told.questions[0]
    assert window.windowTitle() == "project.assay, for reading only[*] – Assay"
    answer_first(window)
    assert [error.message for error in told.errors] == ["project_is_read_only"]
    page = at(window, "AAA-01")
    assert page.question.editor.choices.chosen_ids() == ()
    press("U")
    assert page.question.answer.reasons.buttons[0].isChecked()
    assert not window.isWindowModified()
    window.close()
    elsewhere.close()


def test_a_memo_that_cannot_be_written_is_said(qtbot, path, tmp_path, told):
    window = by.a_window_on(qtbot, path)
    memo = by.memo_of(window)
    memo.export_to(tmp_path / "nowhere" / "memo.pdf")
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    assert "nowhere" in words.sentence(told.errors[0])
    qtbot.waitUntil(memo.button.isEnabled, timeout=PATIENCE)


def test_a_file_that_cannot_be_taken_in_is_said_and_nothing_is_recorded(
    qtbot, path, tmp_path, told
):
    window = by.a_window_on(qtbot, path)
    page = at(window, "AAA-01")
    by.drop(page.evidence.drop, tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    assert "gone.pdf" in words.sentence(told.errors[0])
    assert not window.isWindowModified()


def test_a_value_that_cannot_be_taken_is_refused_in_place(qtbot, path, told):
    window = by.a_window_on(qtbot, path)
    page = at(window, "AAA-03")
    page.question.editor.take_focus()
    by.type_text("140")
    press("Tab")
    field = page.question.editor.number
    assert field.frame.refused
    assert "from 0 to 100" in field.editor.accessibleDescription()
    assert value(window, "AAA-03") is None
    assert told.errors == []
