"""Under an answer: the review loop, comments, and the history that can be restored from."""

from __future__ import annotations

from pathlib import Path

import pytest

import factories_window as by
from assay.core.remarks import Stage
from assay.ui.dialogs.reviewing import GiveBack
from assay.ui.pages.question_comments import CommentsFold
from assay.ui.pages.question_notes import NotesPane
from assay.ui.window import Window
from assay.work import answering, commenting, reviewing

Q = "AAA-01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    here = session.assessment().id
    session.do(answering.answer(session, here, Q, "some", rationale="Article 18."))
    session.publish()
    session.close()
    return path


@pytest.fixture
def window(qtbot, path: Path) -> Window:
    window = by.a_window_on(qtbot, path)
    by.at(window, Q)
    by.settled()
    return window


def notes(window: Window) -> NotesPane:
    return window.pages["workspace"].question.notes


def buttons(fold: CommentsFold, verb: str) -> list:
    by.settled()
    return [b for card in fold.cards for b in card.children() if b.property("verb") == verb]


def threads(window: Window):
    bridge = window.bridge
    return bridge.open_session.remarks.threads(bridge.assessment, Q)


def stage(window: Window) -> Stage:
    bridge = window.bridge
    return reviewing.review_of(bridge.open_session, bridge.assessment, Q).stage


# -- comments -------------------------------------------------------------------------------------


def test_a_comment_is_written_answered_and_settled(window) -> None:
    fold = notes(window).comments
    window.questions.comment()
    by.type_text("Which article?")
    by.click(fold.send)
    assert [t.first.text for t in threads(window)] == ["Which article?"]
    assert fold.box.text() == ""
    assert fold.head.note == "1 open comment"
    by.click(buttons(fold, "reply")[0])
    assert "Answer" in fold.box.label.text()
    by.type_text("Article 18.")
    by.click(fold.send)
    assert [r.text for r in threads(window)[0].replies] == ["Article 18."]
    by.click(buttons(fold, "settle")[0])
    assert fold.head.note == "1 settled"
    assert not threads(window)[0].open
    window.view.undo()
    assert threads(window)[0].open


def test_a_private_comment_is_marked_and_can_be_let_go(window) -> None:
    fold = notes(window).comments
    fold.start()
    by.type_text("Between us.")
    by.click(fold.private)
    by.click(fold.send)
    assert threads(window)[0].first.private
    assert not fold.private.isChecked()
    by.click(buttons(fold, "share")[0])
    assert not threads(window)[0].first.private


def test_typing_a_comment_answers_nothing_and_is_no_comment_yet(window) -> None:
    fold = notes(window).comments
    fold.start()
    by.type_text("nud1")
    session, here = window.bridge.open_session, window.bridge.assessment
    assert answering.answer_of(session, here, Q).value == "some"
    assert threads(window) == ()


def test_what_was_begun_waits_for_its_question(window) -> None:
    fold = notes(window).comments
    fold.start()
    by.type_text("Half a th")
    by.at(window, "AAA-03")
    assert fold.box.text() == ""
    by.at(window, Q)
    assert fold.box.text() == "Half a th"
    assert fold.is_open
    by.click(fold.drop)
    assert fold.box.text() == ""


def test_hostile_words_are_shown_as_they_are(window) -> None:
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(commenting.comment(session, here, Q, "<img src=x onerror=1><b>bold</b> & co"))
    shown = [w.text() for w in notes(window).comments.cards[0].children() if hasattr(w, "text")]
    assert "<img src=x onerror=1><b>bold</b> & co" in shown


# -- review ---------------------------------------------------------------------------------------


def test_the_loop_on_the_page_of_the_question(window, monkeypatch) -> None:
    fold = notes(window).review
    assert not fold.is_open
    by.click(fold.head)
    by.click(fold.buttons["submit"])
    assert stage(window) is Stage.SUBMITTED
    assert "Ready for review" in fold.head.note

    def say(dialog: GiveBack) -> None:
        by.type_text("Which article?")
        by.click(dialog.primary)

    by.answering(monkeypatch, say)
    by.click(fold.buttons["give_back"])
    assert stage(window) is Stage.RETURNED
    by.at(window, "AAA-03")
    by.at(window, Q)
    assert fold.is_open  # so that the reason is seen
    by.click(fold.buttons["accept"])
    assert stage(window) is Stage.ACCEPTED
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.write(session, here, Q, rationale="Another."))
    assert "Changed since accepted" in fold.head.note


def test_the_list_pane_filters_by_what_waits(window) -> None:
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(commenting.comment(session, here, Q, "Why?"))
    session.do(reviewing.submit(session, here, [Q]))
    chips = window.pages["workspace"].list.chips
    assert chips["comments"].isVisible()
    by.click(chips["to_review"])
    assert window.pages["workspace"].list.neighbours() == [Q]


# -- history --------------------------------------------------------------------------------------


def test_an_answer_is_restored_from_its_history(window) -> None:
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, Q, "full", rationale="Second."))
    fold = notes(window).history
    by.click(fold.head)
    assert [row.answer for row in fold.rows] == ["Full", "Some"]
    assert fold.rows[0].current
    assert fold.lines[1].row.texts == ("Rationale",)
    fold.lines[1].restored.emit(fold.rows[1].revision)
    now = answering.answer_of(session, here, Q)
    assert (now.value, now.rationale) == ("some", "Article 18.")
    assert len(fold.rows) == 3
    assert window.menus.actions["undo"].text().startswith("Undo: Restore AAA-01")


def test_a_long_history_shows_its_newest_first(window) -> None:
    session, here = window.bridge.open_session, window.bridge.assessment
    for number in range(12):
        session.do(answering.answer(session, here, Q, ("full", "some")[number % 2]))
    fold = notes(window).history
    by.click(fold.head)
    assert (len(fold.lines), len(fold.rows)) == (8, 13)
    by.click(fold.more)
    assert len(fold.lines) == 13


def test_an_untouched_answer_says_so(window) -> None:
    by.at(window, "BBB-01")
    fold = notes(window).history
    by.click(fold.head)
    assert fold.none.isVisible()
