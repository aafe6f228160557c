import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from assay.core.evidence import Stance
from assay.ui.dialogs.cite import CiteDialog
from assay.ui.dialogs.register_rows import found_rows, register_rows
from assay.work import citing
from assay.work.views.question import question_view
from factories_dialogs import a_bridge, add_evidence, cite, on_screen

Key = Qt.Key
TITLES = ("北方稀土章程 — Articles of association", "Annual report", "Press notice")


@pytest.fixture
def bridge(tmp_path):
    made = a_bridge(tmp_path)
    ids = [
        add_evidence(made, tmp_path, f"e{n}", title=title, publisher=f"Publisher {n}; mirror")
        for n, title in enumerate(TITLES, 1)
    ]
    cite(made, "AAA-01", ids[1])
    yield made
    made.release()


@pytest.fixture
def ground():
    with on_screen(QWidget()) as window:
        window.resize(1000, 700)
        yield window


@pytest.fixture
def dialog(qtbot, bridge, ground):
    view = question_view(bridge.open_session, bridge.assessment, "AAA-01")
    made = CiteDialog(bridge, view, ground)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def rows(dialog):
    return [row.title for row in dialog.list.rows.rows()]


def test_it_asks_about_the_question_and_shows_it(dialog):
    assert dialog.windowTitle() == "Which evidence speaks to AAA-01?"
    assert dialog.effect.text() == "Is there a clause?"


def test_the_register_is_listed_with_what_is_cited_already(dialog):
    assert rows(dialog) == ["北方稀土章程", "Annual report", "Press notice"]
    assert [row.cited for row in dialog.list.rows.rows()] == [False, True, False]
    assert "Cited already" in dialog.list.rows.rows()[1].spoken()


def test_nothing_can_be_cited_before_it_is_chosen(dialog):
    assert not dialog.primary.isEnabled()
    assert dialog.note.text() == "Choose evidence from the list."


def test_typing_finds_in_titles_of_both_languages(dialog):
    dialog.search.editor.setText("章程")
    assert rows(dialog) == ["北方稀土章程"]
    dialog.search.editor.setText("ARTICLES publisher")
    assert rows(dialog) == ["北方稀土章程"]
    dialog.search.editor.setText("nowhere")
    assert rows(dialog) == []
    assert dialog.nothing.isVisible()


def test_what_is_filtered_away_is_not_cited(dialog):
    dialog.list.setCurrentIndex(dialog.list.rows.index(0))
    assert dialog.primary.isEnabled()
    dialog.search.editor.setText("press")
    assert not dialog.primary.isEnabled()


def test_the_keyboard_alone_cites(qtbot, bridge, dialog):
    qtbot.keyClicks(dialog.focusWidget(), "press")
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Return)
    assert dialog.primary.isEnabled()
    for _ in range(6):
        if dialog.place.stance.isAncestorOf(dialog.focusWidget()):
            break
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Right)
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "7")
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "line 2")
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "as it says")
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "a note")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bridge.do(dialog.step)
    session = bridge.open_session
    (made,) = citing.citations_of(session, citing.evidence_by_number(session)[2].id)
    assert (made.stance, made.page, made.locator) == (Stance.CONTRADICTS, 7, "line 2")
    assert (made.quote, made.note) == ("as it says", "a note")


def test_a_double_click_cites(qtbot, dialog):
    place = dialog.list.visualRect(dialog.list.rows.index(0)).center()
    port = dialog.list.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(place))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert dialog.step().label.facts["number"] == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "99999999999999999999"])
def test_a_page_that_is_none_is_refused_in_place(dialog, page):
    dialog.list.setCurrentIndex(dialog.list.rows.index(0))
    dialog.place.page.editor.setText(page)
    assert "is no page" in dialog.place.page.editor.accessibleDescription()
    assert not dialog.primary.isEnabled()
    dialog.place.page.editor.setText("12")
    assert dialog.primary.isEnabled()


def test_adding_files_instead_closes_it_and_says_so(qtbot, dialog):
    assert not dialog.wants_files
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.files, Qt.MouseButton.LeftButton)
    assert dialog.wants_files
    with pytest.raises(RuntimeError):
        dialog.step()


def test_a_number_finds_that_item_first(bridge):
    every = register_rows(citing.evidence_by_number(bridge.open_session), frozenset())
    assert next(row.number for row in found_rows(every, "3")) == 3
