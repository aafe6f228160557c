"""The one list of actions: each has a handler, words, its own keys, and is on when it can be done."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

import factories_window as by
from assay.ui import actions


@pytest.fixture
def window(qtbot):
    return by.a_window(qtbot)


def enabled(window):
    return {id for id, action in window.menu_actions().items() if action.isEnabled()}


def test_ids_and_words_are_each_their_own():
    assert max(Counter(a.id for a in actions.ACTIONS).values()) == 1
    assert max(Counter((a.menu, a.text) for a in actions.ACTIONS).values()) == 1
    assert all(a.text.strip() and a.menu in actions.MENUS for a in actions.ACTIONS)


def test_every_menu_has_actions():
    assert all(actions.of_menu(menu) for menu in actions.MENUS)
    assert set(actions.START_MENUS) <= set(actions.MENUS)


def test_no_two_actions_share_keys():
    keys = [QKeySequence(a.keys) for a in actions.ACTIONS if a.keys]
    assert all(not key.isEmpty() for key in keys)
    assert max(Counter(key.toString() for key in keys).values()) == 1


def test_no_action_takes_a_key_that_answers():
    """Digits and letters answer a question; alone they are never a shortcut."""
    for action in actions.ACTIONS:
        if action.keys:
            assert len(QKeySequence(action.keys).toString()) > 1, action


def test_every_action_has_a_handler_and_every_handler_an_action(window):
    assert set(window.handlers()) == {a.id for a in actions.ACTIONS}


def test_every_action_is_in_its_menu_with_its_words_and_keys(window):
    shown = {}
    for top in window.menuBar().actions():
        for entry in top.menu().actions():
            if not entry.isSeparator():
                shown[entry.text()] = (top.text(), entry.shortcut().toString())
    for action in actions.ACTIONS:
        assert shown[action.text] == (action.menu, QKeySequence(action.keys).toString())


def test_without_a_project_only_what_needs_none_is_on(window):
    assert enabled(window) == {a.id for a in actions.ACTIONS if a.needs == "nothing"}
    visible = [a.text() for a in window.menuBar().actions() if a.isVisible()]
    assert visible == list(actions.START_MENUS)


def test_with_a_project_everything_is_on_where_it_acts(qtbot, window, tmp_path):
    by.open_in(qtbot, window, by.a_project(tmp_path))
    visible = [a.text() for a in window.menuBar().actions() if a.isVisible()]
    assert visible == list(actions.MENUS)
    of_questions = {a.id for a in actions.of_menu("Question")}
    off = {a.id for a in actions.ACTIONS} - enabled(window)
    assert off == {"undo", "redo", "back_to_now"} | of_questions
    window.go("workspace", "AAA-01")
    assert {a.id for a in actions.ACTIONS} - enabled(window) == {"undo", "redo", "back_to_now"}
    window.pages["workspace"].question.editor.choose_nth(1)
    assert {a.id for a in actions.ACTIONS} - enabled(window) == {"redo", "back_to_now"}
    window.view.undo()
    assert {a.id for a in actions.ACTIONS} - enabled(window) == {"undo", "back_to_now"}
    window.files.close_project()
    assert enabled(window) == {a.id for a in actions.ACTIONS if a.needs == "nothing"}


def test_a_strangers_label_is_no_mnemonic(qtbot, window, tmp_path):
    by.open_in(qtbot, window, by.a_project(tmp_path))
    from assay.core.change import Step, inserted
    from assay.core.evidence import Evidence
    from assay.core.records import to_row

    item = Evidence(id="e", number=1, key="e", title="e", retrieved="")
    step = Step(actions_label("R&D &File"), (inserted("evidence", to_row(item)),))
    window.bridge.open_session.do(step)
    assert "&&" in window.menu_actions()["undo"].text()


def actions_label(name: str):
    from assay.core.change import Label

    return Label("attach", {"count": 1, "name": name})
