"""The review page: reading, filtering, jumping, and the review loop by keys and buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import factories_window as by
from assay.core.remarks import Stage
from assay.ui.dialogs.reviewing import Assign, GiveBack, Say
from assay.ui.pages.review import ReviewPage
from assay.ui.widgets.review_rows import AnswerDelegate, AnswerRow, Note, proof_words
from assay.ui.window import Window
from assay.work import answering, commenting, reviewing
from assay.work.views import review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "some", rationale="Article 18."))
    session.do(answering.answer(session, here, "AAA-03", "30"))
    session.publish()
    session.close()
    return path


def at_review(qtbot, path: Path, size: tuple[int, int] = (1440, 900)) -> tuple[Window, ReviewPage]:
    window = by.a_window_on(qtbot, path, size)
    window.go("review")
    page = window.pages["review"]
    assert isinstance(page, ReviewPage)
    by.settled()
    return window, page


def stage(window: Window, question: str = "AAA-01") -> Stage:
    bridge = window.bridge
    return reviewing.review_of(bridge.open_session, bridge.assessment, question).stage


def shown(page: ReviewPage) -> list[str]:
    return [row.id for row in page.list.rows.rows() if not row.id.startswith("head:")]


def test_every_answer_can_be_read(qtbot, path) -> None:
    window, page = at_review(qtbot, path)
    assert shown(page) == list(
        window.bridge.open_session.checklist(window.bridge.assessment).questions
    )
    said = page.list.rows.rows()[1].spoken()
    for part in ("AAA-01", "Is there a clause?", "Some", "Rationale: Article 18.", "No evidence"):
        assert part in said
    assert "with remarks" in page.note.text()


def test_enter_leads_to_the_question(qtbot, path) -> None:
    window, page = at_review(qtbot, path)
    page.list.show_row("AAA-03")
    by.press("Return")
    assert window.current == "workspace"
    assert window.pages["workspace"].question.question == "AAA-03"


def test_filters_narrow_and_empty_says_so(qtbot, path) -> None:
    _window, page = at_review(qtbot, path)
    by.click(page.chips["no_rationale"])
    assert shown(page) == ["AAA-03"]
    by.click(page.chips["no_rationale"])
    page.search.setFocus()
    by.type_text("clause")
    assert shown(page) == ["AAA-01"]
    by.type_text("xyz")
    assert page.empty.isVisible()
    page.empty.acted.emit()
    assert len(shown(page)) == len(page.list.rows.rows()) - 2


def test_the_loop_with_keys_alone(qtbot, path, monkeypatch, told) -> None:
    window, page = at_review(qtbot, path)
    assert page.list.selected_ids() == ["AAA-01"]
    by.press("S")
    assert stage(window) is Stage.SUBMITTED
    by.press("A")
    assert stage(window) is Stage.ACCEPTED

    def say(dialog: GiveBack) -> None:
        assert not dialog.primary.isEnabled()
        by.type_text("Which article?")
        by.press("Ctrl+Return")

    dialogs = by.answering(monkeypatch, say)
    by.press("R")
    assert dialogs == [GiveBack]
    assert stage(window) is Stage.RETURNED
    assert any("Returned" in note.text for note in page.list.rows.rows()[1].notes)
    assert not told.errors


def test_several_are_given_to_a_person_in_one_step(qtbot, path, monkeypatch) -> None:
    window, page = at_review(qtbot, path)
    page.list.show_row("AAA-01")
    by.press("Shift+Down", 2)
    assert page.list.selected_ids() == ["AAA-01", "AAA-02", "AAA-03"]
    assert not page.comment.isEnabled()

    def give(dialog: Assign) -> None:
        dialog.person.editor.setText("Ben")
        dialog.due.editor.setText("2026-12-01")
        by.click(dialog.primary)

    by.answering(monkeypatch, give)
    by.click(page.assign)
    assert stage(window, "AAA-03") is Stage.ASSIGNED
    assert page.list.selected_ids() == ["AAA-01", "AAA-02", "AAA-03"]
    window.view.undo()
    assert stage(window, "AAA-03") is Stage.UNASSIGNED


def test_a_comment_is_asked_for(qtbot, path, monkeypatch) -> None:
    window, _page = at_review(qtbot, path)

    def say(dialog: Say) -> None:
        dialog.text.editor.setPlainText("Which revision?")
        by.click(dialog.private)
        by.click(dialog.primary)

    by.answering(monkeypatch, say)
    by.press("C")
    session, here = window.bridge.open_session, window.bridge.assessment
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert (thread.first.text, thread.first.private) == ("Which revision?", True)


def test_what_nobody_answered_cannot_be_accepted(qtbot, path, told) -> None:
    _window, page = at_review(qtbot, path)
    page.list.show_row("BBB-01")
    by.click(page.accept)
    assert [error.message for error in told.errors] == ["nothing_to_review"]


def test_it_follows_a_step_made_elsewhere(qtbot, path) -> None:
    window, page = at_review(qtbot, path)
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(commenting.comment(session, here, "BBB-02", "Since when?"))
    row = page.list.rows.row(page.list.rows.index(page.list.rows.place("BBB-02")))
    assert "1 open comment" in row.spoken()


def test_a_domain_is_jumped_to(qtbot, path) -> None:
    _window, page = at_review(qtbot, path, (1440, 600))
    by.click_row(page.domains, "BBB")
    by.settled()
    head = page.list.rows.index(page.list.rows.place("head:BBB"))
    assert page.list.viewport().rect().contains(page.list.visualRect(head).center())


def test_it_opens_at_a_filter(qtbot, path) -> None:
    window, page = at_review(qtbot, path)
    window.go("review", "open")
    assert page.filters == {"open"}
    assert "AAA-01" not in shown(page)


@pytest.mark.parametrize("size", [(1366, 768), (960, 600)])
def test_heights_hold_what_is_painted(qtbot, path, size) -> None:
    _window, page = at_review(qtbot, path, size)
    first = page.list.rows.index(1)
    assert page.list.visualRect(first).height() > 80
    assert page.list.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_many_answers_are_read_in_lots_and_then_the_place_asked_for_is_shown(
    qtbot, path, monkeypatch
) -> None:
    monkeypatch.setattr(review, "LOT", 1)
    window = by.a_window_on(qtbot, path, (1440, 900))
    window.go("review", "AAA-03")
    page = window.pages["review"]
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: bool(shown(page)))
    assert shown(page) == list(
        window.bridge.open_session.checklist(window.bridge.assessment).questions
    )
    assert page.list.selected_ids() == ["AAA-03"]


def test_where_the_page_is_small_the_answers_have_most_of_it(qtbot, dressed, path) -> None:
    dressed.set_zoom(200)
    _window, page = at_review(qtbot, path, (1440, 900))
    assert page.list.height() > page.height() / 2
    assert {b.y() for b in (page.open, page.accept, page.comment)} == {page.open.y()}
    assert not page.filtering.isVisible()
    assert page.filtering.button.isVisible()


def test_folded_filters_are_put_on_in_a_menu_and_taken_off_as_chips(qtbot, path) -> None:
    _window, page = at_review(qtbot, path, (900, 700))
    menu = page.filtering.menu_of()
    ticks = {action.data(): action for action in menu.actions()}
    assert ticks["no_rationale"].text() == page.chips["no_rationale"].accessibleName()
    ticks["no_rationale"].trigger()
    menu.deleteLater()
    assert shown(page) == ["AAA-03"]
    assert [name for name, chip in page.chips.items() if chip.isVisible()] == ["no_rationale"]
    by.click(page.chips["no_rationale"])
    assert len(shown(page)) > 1
    assert not page.filtering.isVisible()


def test_what_stands_in_the_margin_is_never_cut_off(qtbot, dressed) -> None:
    dressed.set_zoom(200)
    row = AnswerRow(
        "A-1",
        "answered",
        "?",
        "Yes",
        proof_words(3, 0.76),
        notes=(Note("flag", "Its evidence contradicts it"),),
    )
    lines = AnswerDelegate()._lines(row, 1400)
    assert " ".join(lines.proof) == row.proof
    assert " ".join(lines.notes[0]) == row.notes[0].text
    assert max(len(lines.proof), len(lines.notes[0])) > 1
