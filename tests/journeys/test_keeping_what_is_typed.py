"""What a person types is kept, on every way out, and is theirs to take back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import factories_window as by
from assay.core.answers import Answer
from assay.ui.pages.question_comments import CommentsFold
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.window import Window
from assay.work import answering, reassessing, remembering
from factories_window import PATIENCE, at, press, published, type_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return by.a_project(tmp_path)


@pytest.fixture
def window(qtbot, path) -> Window:
    return by.a_window_on(qtbot, path)


def kept(path: Path, question: str) -> Answer:
    """What the next person to open the file finds."""
    session = by.reopened(path)
    found = answering.answer_of(session, session.assessment().id, question)
    session.close()
    return found


def writing(window: Window, text: str, question: str = "AAA-01") -> WorkspacePage:
    """Somebody in the middle of a rationale: the pause that ends a thought has not come."""
    page = at(window, question)
    page.question.rationale.editor.setFocus()
    type_text(text)
    assert page.question.rationale.editor.hasFocus()
    return page


def test_letters_typed_into_a_note_answer_nothing(window, path):
    page = writing(window, "nud1rcx0 2")
    press("Ctrl+W")
    found = kept(path, "AAA-01")
    assert (str(found.status), found.value) == ("not_assessed", None)
    assert found.rationale == "nud1rcx0 2"
    assert not page.isVisible()


def test_letters_typed_into_a_number_answer_nothing_else(window, path):
    at(window, "BBB-03").question.editor.take_focus()
    type_text("12")
    press("Tab")
    press("Ctrl+W")
    assert kept(path, "BBB-03").value == "12"


WAYS_OUT: dict[str, Callable[[Window, WorkspacePage], object]] = {
    "next question": lambda window, page: press("Alt+Down"),
    "next question, by mouse": lambda window, page: by.click(page.question.on),
    "next open question": lambda window, page: press("Ctrl+Shift+Down"),
    "save and next": lambda window, page: press("Ctrl+Return"),
    "another row of the list": lambda window, page: by.click_row(page.list.list, "AAA-03"),
    "a gap of the score strip": lambda window, page: page.strip.gap_chosen.emit("BBB-01"),
    "next pane": lambda window, page: press("F6"),
    "the home page": lambda window, page: press("Ctrl+1"),
    "a tab": lambda window, page: window.top.tabs.setCurrentIndex(0),
    "the memo": lambda window, page: press("Ctrl+3"),
    "the palette": lambda window, page: (press("Ctrl+K"), type_text("history"), press("Return")),
    "the history": lambda window, page: press("Ctrl+7"),
    "publish": lambda window, page: press("Ctrl+S"),
    "undo and redo": lambda window, page: (press("Ctrl+1"), press("Ctrl+Z"), press("Ctrl+Y")),
    "closing the project": lambda window, page: press("Ctrl+W"),
    "quitting": lambda window, page: press("Ctrl+Q"),
    "closing the window": lambda window, page: window.close(),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_of_a_question_keeps_what_was_typed(qtbot, window, path, way):
    page = writing(window, "half a thought")
    WAYS_OUT[way](window, page)
    window.close()
    assert kept(path, "AAA-01").rationale == "half a thought"


def test_opening_another_project_keeps_what_was_typed(qtbot, window, path, tmp_path):
    writing(window, "half a thought")
    other = by.a_project(tmp_path, "other.assay")
    by.open_in(qtbot, window, other)
    assert kept(path, "AAA-01").rationale == "half a thought"


def test_switching_to_another_assessment_keeps_what_was_typed(window, path):
    session, first = window.bridge.open_session, window.bridge.assessment
    session.do(reassessing.begin(session, first, as_of="2027-11-23"))
    second = next(a.id for a in session.assessments() if a.id != first)
    writing(window, "half a thought")
    menu = window.top.menu_of()
    next(action for action in menu.actions() if action.data() == second).trigger()
    menu.deleteLater()
    assert window.bridge.assessment == second
    assert window.pages["workspace"].question.rationale.text() == ""
    window.files.close_project()
    kept_there = by.reopened(path)
    texts = [answering.answer_of(kept_there, a, "AAA-01").rationale for a in (first, second)]
    kept_there.close()
    assert texts == ["half a thought", ""]


def test_leaving_the_application_publishes_what_was_typed(qtbot, window, path, qapp):
    writing(window, "half a thought")
    qapp.applicationStateChanged.emit(by.INACTIVE)
    published(qtbot, window)
    copy = path.with_name("copy.assay")
    copy.write_bytes(path.read_bytes())
    assert kept(copy, "AAA-01").rationale == "half a thought"


def test_a_pause_keeps_what_was_typed(qtbot, window):
    writing(window, "a thought")
    session, here = window.bridge.open_session, window.bridge.assessment
    qtbot.waitUntil(
        lambda: answering.answer_of(session, here, "AAA-01").rationale == "a thought",
        timeout=PATIENCE,
    )


def test_undo_and_redo_say_what_they_do(window):
    page = at(window, "AAA-01")
    undo, redo = window.menu_actions()["undo"], window.menu_actions()["redo"]
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo", False, False)
    page.question.editor.take_focus()
    press("2")
    press("3")
    assert undo.text() == "Undo: Answer AAA-01"
    press("Ctrl+Z")
    assert page.question.editor.choices.chosen_ids() == ("some",)
    assert (undo.text(), redo.text()) == ("Undo: Answer AAA-01", "Redo: Answer AAA-01")
    press("Ctrl+Z")
    assert page.question.editor.choices.chosen_ids() == ()
    assert not undo.isEnabled()
    press("Ctrl+Y")
    press("Ctrl+Y")
    assert page.question.editor.choices.chosen_ids() == ("full",)
    assert not redo.isEnabled()
    window.menu_actions()["undo"].trigger()
    assert page.question.editor.choices.chosen_ids() == ("some",)


def test_undo_reaches_texts_reasons_and_marks(window):
    page = at(window, "AAA-01")
    session, here = window.bridge.open_session, window.bridge.assessment
    before = answering.answer_of(session, here, "AAA-01")
    page.question.editor.take_focus()
    press("U")
    press("Ctrl+L")
    page.question.against.editor.setFocus()
    type_text("Looked; found none.")
    press("Ctrl+1")
    assert answering.answer_of(session, here, "AAA-01").against == "Looked; found none."
    press("Ctrl+Z", times=3)
    assert answering.answer_of(session, here, "AAA-01") == before
    assert not window.menu_actions()["undo"].isEnabled()


def test_an_edit_marks_the_window_and_publishing_clears_the_mark(qtbot, window):
    assert not window.isWindowModified()
    at(window, "AAA-01").question.editor.take_focus()
    press("1")
    assert window.isWindowModified()
    press("Ctrl+S")
    published(qtbot, window)
    assert not window.isWindowModified()
    assert "Published" in window.sentence.sentence.text()


def test_an_edit_that_was_undone_leaves_nothing_to_publish(qtbot, window):
    page = at(window, "AAA-01")
    page.question.editor.take_focus()
    press("2")
    press("3")
    press("Ctrl+Z")
    assert window.isWindowModified()
    press("Ctrl+Z")
    assert not window.isWindowModified()
    assert "Published" in window.sentence.sentence.text()
    press("1")
    press("Ctrl+S")
    published(qtbot, window)
    press("Ctrl+Z")
    assert window.isWindowModified()


def test_an_edit_that_was_undone_leaves_the_state_as_it_was(window):
    session = window.bridge.open_session
    before = {table: dict(rows) for table, rows in session.state.items()}
    score = session.scorecard(window.bridge.assessment).rating
    at(window, "AAA-01").question.editor.take_focus()
    press("2")
    press("Ctrl+Z")
    after = {table: rows for table, rows in session.state.items() if rows}
    assert after == {table: rows for table, rows in before.items() if rows}
    assert session.scorecard(window.bridge.assessment).rating == score


def test_open_browse_close_asks_nothing_and_changes_no_byte(qtbot, path):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    changed = path.stat().st_mtime_ns
    window = by.a_window_on(qtbot, path)
    at(window, "AAA-01")
    for _ in range(8):
        press("Alt+Down")
        press("F6")
        press("Tab", times=3)
    for page in range(1, 8):
        press(f"Ctrl+{page}")
        by.settled()
        press("Tab", times=5)
    press("Ctrl+1")
    press("Ctrl+S")
    press("Ctrl+W")
    window.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    assert path.stat().st_mtime_ns == changed
    assert sorted(p.name for p in path.parent.iterdir()) == ["every-kind.yaml", "project.assay"]


def begin_comment(window: Window, text: str) -> CommentsFold:
    """Somebody in the middle of a private comment on AAA-01."""
    comments = at(window, "AAA-01").question.notes.comments
    press("Ctrl+Shift+M")
    type_text(text)
    comments.private.setFocus()
    press("Space")
    assert comments.private.isChecked()
    return comments


def test_a_comment_that_was_begun_waits_through_closing_and_stays_private(qtbot, window, path):
    begin_comment(window, "Whose article")
    press("Alt+Down")
    press("Ctrl+W")
    by.open_in(qtbot, window, path)
    comments = at(window, "AAA-02").question.notes.comments
    assert (comments.box.text(), comments.private.isChecked()) == ("", False)
    at(window, "AAA-01")
    assert (comments.box.text(), comments.private.isChecked()) == ("Whose article", True)
    session, here = window.bridge.open_session, window.bridge.assessment
    assert session.remarks.threads(here, "AAA-01") == ()
    comments.box.setFocus()
    press("Ctrl+End")
    type_text("?")
    by.click(comments.send)
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert (thread.first.text, thread.first.private) == ("Whose article?", True)
    at(window, "AAA-02")
    at(window, "AAA-01")
    assert comments.box.text() == ""


def test_a_comment_that_was_begun_is_there_after_a_crash(window, path):
    begin_comment(window, "Whose article")
    kept = remembering.recall(window.bridge.open_session).drafts
    assert [(d.text, d.private) for d in kept.values()] == [("Whose article", True)]
    window.files.close_project()
    assert b"Whose article" not in path.read_bytes()
