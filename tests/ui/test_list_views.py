"""Several questions at once, saved views and other orders, and a list that is found as it was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

import factories_window as by
from assay.core.answers import Status
from assay.ui.dialogs.name_view import NameView
from assay.ui.dialogs.set_many import SetMany
from assay.work import answering, second_opinion
from assay.work.remembering import Narrowing
from factories_window import at, press


@pytest.fixture
def path(tmp_path):
    return by.a_project(tmp_path)


@pytest.fixture
def window(qtbot, path):
    return by.a_window_on(qtbot, path)


def status(window, question):
    given = answering.answer_of(window.bridge.open_session, window.bridge.assessment, question)
    return given.status


def listed(page):
    return [row.id for row in page.list.list.rows.rows()]


def view_action(page, words):
    menu = page.list.views.menu_of()
    return next(action for action in menu.actions() if action.text() == words)


# -- several --------------------------------------------------------------------------------------


def test_several_are_selected_by_keyboard_and_the_question_stays(window) -> None:
    page = at(window, "AAA-01")
    page.list.list.setFocus(Qt.FocusReason.TabFocusReason)
    press("Shift+Down", 2)
    assert page.list.list.picked_ids() == ["AAA-01", "AAA-02", "AAA-03"]
    assert page.question.question == "AAA-01"
    assert page.list.several.isVisible()
    assert page.list.several.count.text() == "3 selected"
    press("Escape")
    assert page.list.list.picked_ids() == []
    assert not page.list.several.isVisible()
    press("Ctrl+A")
    assert page.list.list.picked_ids() == ["AAA-01", "AAA-02", "AAA-03"]
    page.list.several.leave.click()
    assert page.list.list.picked_ids() == []


def test_several_are_changed_after_a_count_in_one_step(window, monkeypatch) -> None:
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full"))
    page = at(window, "AAA-01")
    page.list.list.setFocus(Qt.FocusReason.TabFocusReason)
    press("Shift+Down", 2)
    seen = []

    def act(dialog):
        dialog.act.set_chosen("decline")
        dialog._on_act()
        dialog.status.set_chosen("not_applicable")
        dialog.check()
        seen.append((dialog.primary.isEnabled(), dialog.reason.isVisible()))
        dialog.reason.set_text("There is no such body.")
        dialog.check()
        seen.append(dialog.effect_words.text())
        dialog.primary.click()

    came = by.answering(monkeypatch, act)
    press("Ctrl+B")
    assert came == [SetMany]
    assert seen == [(False, True), "Sets 2, overwrites 1"]
    every = ("AAA-01", "AAA-02", "AAA-03")
    assert {status(window, q) for q in every} == {Status.NOT_APPLICABLE}
    assert page.list.list.picked_ids() == list(every)
    assert "3 questions" in window.menu_actions()["undo"].text()
    window.menu_actions()["undo"].trigger()
    assert (status(window, "AAA-01"), status(window, "AAA-02")) == ("answered", "not_assessed")


def test_with_none_selected_the_question_that_is_shown_is_changed(window, monkeypatch) -> None:
    at(window, "BBB-02")

    def act(dialog):
        dialog.act.set_chosen("mark")
        dialog._on_act()
        dialog.primary.click()

    by.answering(monkeypatch, act)
    press("Ctrl+B")
    given = answering.answer_of(window.bridge.open_session, window.bridge.assessment, "BBB-02")
    assert given.second_look


def test_the_selection_outlives_a_fold_and_ends_with_a_click(window) -> None:
    page = at(window, "AAA-01")
    page.list.list.setFocus(Qt.FocusReason.TabFocusReason)
    press("Shift+Down")
    by.settled()
    place = page.list.list.rows.place("BBB")
    page.list.list.toggled.emit(page.list.list.rows.row(page.list.list.rows.index(place)).id)
    assert page.list.list.picked_ids() == ["AAA-01", "AAA-02"]
    by.settled()
    by.click_row(page.list.list, "BBB-02")
    assert page.list.list.picked_ids() == []
    assert page.question.question == "BBB-02"


# -- views and orders -------------------------------------------------------------------------------


def test_a_view_is_saved_under_a_name_and_had_again(window, monkeypatch) -> None:
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.decline(session, here, "BBB-01", "unknown"))
    page = at(window, "AAA-01")
    page.list.chips["unknown"].click()
    assert [id for id in listed(page) if "-" in id] == ["BBB-01"]

    def act(dialog):
        assert not dialog.primary.isEnabled()
        dialog.name.set_text("To look up")
        dialog.check()
        dialog.primary.click()

    came = by.answering(monkeypatch, act)
    view_action(page, "Save this view…").trigger()
    assert came == [NameView]
    assert page.list.views.isChecked()
    view_action(page, "Show every question").trigger()
    assert (page.list.filters, page.list.views.isChecked()) == (frozenset(), False)
    view_action(page, "To look up").trigger()
    assert page.list.filters == {"unknown"}
    view_action(page, "Forget the view To look up").trigger()
    assert window.bridge.place.views == ()


def test_other_orders_show_whole_codes_and_no_domains(window) -> None:
    page = at(window, "AAA-01")
    view_action(page, "Most worth settling first").trigger()
    gaps = [g.question for g in page.bridge.open_session.scorecard(page.bridge.assessment).gaps()]
    assert listed(page)[: len(gaps)] == gaps
    assert page.list.list.rows.rows()[0].number == gaps[0]
    assert page.list.neighbours()[: len(gaps)] == gaps
    view_action(page, "As the checklist has them").trigger()
    assert listed(page)[0] == "AAA"


def test_the_list_is_found_as_it_was_left(qtbot, window, path) -> None:
    page = at(window, "BBB-02")
    page.list.chips["open"].click()
    page.split.setSizes([300, 700, 400])
    page._on_split()
    panes = window.bridge.place.panes
    assert len(panes) == 2
    window.files.close_project()
    by.open_in(qtbot, window, path)
    window.go("workspace")
    page = window.pages["workspace"]
    assert page.question.question == "BBB-02"
    assert page.list.filters == {"open"}
    assert window.bridge.place.panes == panes
    by.settled()
    assert abs(page.split.sizes()[2] - 400) <= 2


def test_another_project_has_its_own_list(qtbot, window, tmp_path) -> None:
    at(window, "AAA-01").list.narrow(Narrowing("", ("open",), "clause"))
    other = by.a_project(tmp_path, "other.assay")
    window.files.close_project()
    by.open_in(qtbot, window, other)
    page = at(window, "AAA-01")
    assert page.list.narrowing == Narrowing()
    assert page.list.search.isHidden()


def test_another_assessment_has_no_selection_of_the_one_before(window) -> None:
    page = at(window, "AAA-01")
    page.list.list.setFocus(Qt.FocusReason.TabFocusReason)
    press("Shift+Down")
    session = window.bridge.open_session
    session.do(second_opinion.start(session, window.bridge.assessment, "Bo Second"))
    window.bridge.choose(session.assessment().id)
    assert page.list.list.picked_ids() == []
