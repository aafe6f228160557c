"""A whole domain without a mouse: answers, reasons, evidence, comments, review, and back to Home."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

import factories_window as by
from assay.core.answers import Answer
from assay.core.evidence import Citation
from assay.core.records import records
from assay.core.remarks import Stage
from assay.ui.dialogs.evidence import EvidenceDialog
from assay.ui.dialogs.reviewing import GiveBack
from assay.ui.pages.question import QuestionPane
from assay.ui.pages.question_comments import CommentsFold
from assay.ui.window import Window
from assay.work import answering, reviewing
from factories_window import PATIENCE, press, type_text

STOPS = 80
"""More stops than any page has; Tab that has not arrived by then never will."""


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch) -> Window:
    """Last seen at home; whatever a mouse could do is out of reach."""
    window = by.a_window_on(qtbot, by.a_project(tmp_path))
    monkeypatch.setattr(by, "click", None)
    return window


def tab_to(widget: QWidget, key: str = "Tab", within: int = STOPS) -> None:
    """Go on with Tab until this has the keyboard, or something within it."""
    for _ in range(within):
        here = QApplication.focusWidget()
        if here is not None and (here is widget or widget.isAncestorOf(here)):
            return
        press(key)
    raise AssertionError(f"{key} never comes to {widget.accessibleName() or widget}")


def in_sight(widget: QWidget) -> bool:
    """Some of it can be seen, whatever scrolls around it."""
    shown, around = widget.rect(), widget
    while not around.isWindow():
        shown.translate(around.pos())
        around = around.parentWidget()
        shown &= around.rect()
    return not shown.isEmpty()


def run(words: str) -> None:
    """An action by its name, through the palette."""
    press("Ctrl+K")
    type_text(words)
    press("Return")


def question(window: Window) -> QuestionPane:
    return window.pages["workspace"].question


def verb(comments: CommentsFold, name: str) -> QWidget:
    """What can be done with the first thread, when it is laid out."""
    by.settled()
    return next(b for b in comments.cards[0].buttons if b.property("verb") == name)


def given(window: Window, id: str) -> Answer:
    return answering.answer_of(window.bridge.open_session, window.bridge.assessment, id)


def stage(window: Window, id: str) -> Stage:
    return reviewing.review_of(window.bridge.open_session, window.bridge.assessment, id).stage


def grade_it(dialog: EvidenceDialog) -> None:
    """A completely reliable source, confirmed by others, of the cut-off day."""
    tab_to(dialog.grade.reliability)
    press("A")
    tab_to(dialog.grade.credibility)
    press("1")
    tab_to(dialog.source.day)
    press("Ctrl+A")
    type_text("2026-11-23")
    press("Ctrl+Return")


def answer_the_domain(window: Window) -> None:
    """Every question of the first domain, with a reason for the first."""
    press("Ctrl+2")
    press("F6")
    press("2")
    tab_to(question(window).rationale)
    type_text("Article 18 names it. nud1")
    press("Ctrl+Return")
    press("1")
    press("3")
    press("Ctrl+Return")
    type_text("25.5")
    press("Ctrl+Return")
    assert question(window).question == "BBB-01"


def test_a_domain_is_answered_and_home_says_so(window):
    answer_the_domain(window)
    values = {id: given(window, id).value for id in ("AAA-01", "AAA-02", "AAA-03")}
    assert values == {"AAA-01": "some", "AAA-02": '["red", "blue"]', "AAA-03": "25.5"}
    assert given(window, "AAA-01").rationale == "Article 18 names it. nud1"
    press("Ctrl+1")
    tasks = window.pages["home"].tasks
    said = {row.id: row.spoken() for row in tasks.rows.rows()}
    assert "All asked, 3 answered" in said["AAA-01"]
    tab_to(tasks)
    press("End")
    press("Return")
    assert window.current == "workspace"
    assert question(window).question == "BBB-01"


def test_evidence_is_added_graded_and_read(qtbot, window, tmp_path, monkeypatch):
    paper = tmp_path / "articles.txt"
    paper.write_text("Chapter 5 stands before the board's.", "utf-8")
    press("Ctrl+2")
    by.choosing(monkeypatch, paper)
    press("Ctrl+E")
    session = window.bridge.open_session

    def cited() -> list[Citation]:
        return list(records(session.state, "citation"))

    qtbot.waitUntil(lambda: cited() != [], timeout=PATIENCE)
    assert [c.question for c in cited()] == ["AAA-01"]
    came = by.answering(monkeypatch, grade_it)
    tab_to(window.pages["workspace"].evidence.cards)
    press("Return")
    assert came == [EvidenceDialog]
    assert (session.evidence("1").grade, session.evidence("1").date) == ("A1", "2026-11-23")
    press("Ctrl+4")
    page = window.pages["evidence"]
    assert window.current == "evidence"
    assert page.isAncestorOf(QApplication.focusWidget())
    press("Ctrl+1")
    assert window.current == "home"


def test_a_comment_is_written_answered_and_settled(window):
    press("Ctrl+2")
    comments = question(window).notes.comments
    press("Ctrl+Shift+M")
    type_text("Which article?")
    tab_to(comments.send)
    press("Space")
    session, here = window.bridge.open_session, window.bridge.assessment
    assert [t.first.text for t in session.remarks.threads(here, "AAA-01")] == ["Which article?"]
    tab_to(verb(comments, "reply"), "Shift+Tab")
    press("Space")
    type_text("Article 18.")
    tab_to(comments.send)
    press("Space")
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert [reply.text for reply in thread.replies] == ["Article 18."]
    tab_to(verb(comments, "settle"), "Shift+Tab", within=4)  # it stands right above the box
    press("Space")
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert not thread.open
    assert QApplication.focusWidget() is not None
    press("Ctrl+1")
    assert window.current == "home"


def test_the_review_goes_round_from_the_question_and_from_its_page(window, monkeypatch):
    answer_the_domain(window)
    press("Alt+Up", times=3)
    run("ready for review")
    assert stage(window, "AAA-01") is Stage.SUBMITTED
    press("Ctrl+6")
    review = window.pages["review"]
    assert review.list.hasFocus()

    def say(dialog: GiveBack) -> None:
        type_text("Which article?")
        press("Ctrl+Return")

    came = by.answering(monkeypatch, say)
    press("Home")
    press("Down")
    assert review.list.selected_ids() == ["AAA-01"]
    press("R")
    assert came == [GiveBack]
    assert stage(window, "AAA-01") is Stage.RETURNED
    press("Return")
    assert window.current == "workspace"
    assert question(window).question == "AAA-01"
    assert question(window).notes.review.is_open
    tab_to(question(window).rationale)
    press("Ctrl+End")
    type_text(" See its second sentence.")
    run("ready for review")
    press("Ctrl+6")
    press("A")
    assert stage(window, "AAA-01") is Stage.ACCEPTED
    press("Ctrl+1")
    assert window.current == "home"


@pytest.mark.parametrize("page", [f"Ctrl+{n}" for n in range(1, 8)])
def test_tab_leads_through_every_page_and_round(window, page):
    """No trap: Tab comes back to where it began, having stopped at more than one place."""
    press("Ctrl+2")
    press("F6")
    press("2")
    press(page)
    by.settled()
    first = QApplication.focusWidget()
    assert first is not None, "nothing has the keyboard"
    seen = []
    for _ in range(STOPS):
        press("Tab")
        here = QApplication.focusWidget()
        assert here is not None
        assert in_sight(here), f"{type(here).__name__} is out of sight"
        if here is first:
            break
        seen.append(here)
    assert QApplication.focusWidget() is first, [type(w).__name__ for w in seen]
    assert len(set(map(id, seen))) == len(seen)
    assert len(seen) > 1


def test_tab_from_outside_scrolls_what_it_comes_to_into_view(qtbot, tmp_path):
    small = by.a_window_on(qtbot, by.a_project(tmp_path, "small.assay"), (1300, 640))
    page = by.at(small, "AAA-01")
    by.settled()
    (area,) = page.question.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.list.list.setFocus()
    tab_to(page.question.editor)
    assert in_sight(QApplication.focusWidget())
    bar.setValue(bar.maximum())
    page.list.list.setFocus()
    press("F6")
    assert in_sight(QApplication.focusWidget())
