import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from assay.ui.dialogs.about import About
from assay.ui.dialogs.cite import CiteDialog
from assay.ui.dialogs.dialog import Dialog, Veil
from assay.ui.dialogs.evidence import EvidenceDialog
from assay.ui.dialogs.memo_export import MemoExportDialog
from assay.ui.dialogs.merge import MergeDialog
from assay.ui.dialogs.merge_taken import taken_lines
from assay.ui.dialogs.new_project import NewProject
from assay.ui.dialogs.settings import Settings
from assay.ui.dialogs.share import Share
from assay.ui.dialogs.shortcuts import Shortcuts
from assay.ui.theme import px, theme
from assay.ui.widgets.labels import Words
from assay.work import merging
from assay.work.session import open_session
from assay.work.views.merging import merge_view
from assay.work.views.question import question_view
from factories import PERSON
from factories_copies import apart
from factories_dialogs import a_bridge, add_evidence, cite, on_screen

KINDS = ["new", "cite", "evidence", "settings", "shortcuts", "about", "share", "export", "merge"]
TARGET = 28


@pytest.fixture
def ground():
    with on_screen(QWidget()) as window:
        window.resize(700, 500)
        yield window


@pytest.fixture
def bridge(tmp_path):
    made = a_bridge(tmp_path)
    yield made
    made.release()


@pytest.fixture
def every(bridge, ground, tmp_path):
    """Makes each dialog by its name."""
    item = add_evidence(bridge, tmp_path, "articles", title="北方稀土章程 — Articles " * 4)
    citation = cite(bridge, "AAA-01", item)
    view = question_view(bridge.open_session, bridge.assessment, "AAA-01")
    return {
        "new": lambda: NewProject(tmp_path, "en", ground),
        "cite": lambda: CiteDialog(bridge, view, ground),
        "evidence": lambda: EvidenceDialog(bridge, citation, ground),
        "settings": lambda: Settings(bridge, ground),
        "shortcuts": lambda: Shortcuts(ground),
        "about": lambda: About(ground),
        "share": lambda: Share(bridge, ground),
        "export": lambda: MemoExportDialog(bridge, final=False, parent=ground),
        "merge": lambda: merge_dialog(tmp_path / "copies", ground),
    }


def merge_dialog(folder, ground):
    """The merge window with two conflicts to decide."""
    folder.mkdir()
    mine, theirs = apart(folder)
    session = open_session(mine, PERSON)
    with merging.plan(session, theirs) as plan:
        view = merge_view(session, plan, "en")
        made = MergeDialog(theirs.name, view, taken_lines(plan, view), {}, ground)
    session.close()
    return made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("look", "zoom"), [("light", 80), ("dark", 100), ("high-contrast", 115)])
def test_nothing_is_cut_off(every, kind, look, zoom):
    """115 % here leaves the 683 design px that a screen of 1366 has at 200 %."""
    theme().set_zoom(zoom)
    theme().choose(look)
    dialog = every[kind]()
    dialog.show()
    assert dialog.area.horizontalScrollBar().maximum() == 0
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= needed
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_has_a_name_and_a_target_of_28_px(qtbot, every, kind):
    dialog = every[kind]()
    dialog.show()
    for control in dialog.findChildren(QWidget):
        if not isinstance(control, (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)):
            continue
        if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert control.accessibleName(), control
            frame = control.parentWidget() if not isinstance(control, QAbstractButton) else control
            assert frame.height() >= px(TARGET), control


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_plain(every, kind):
    dialog = every[kind]()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("kind", KINDS)
def test_tab_reaches_every_control_from_top_to_bottom(qtbot, every, kind):
    theme().set_zoom(80)  # everything fits without scrolling
    dialog = every[kind]()
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    first = dialog.focusWidget() or dialog
    seen = []
    for _ in range(60):
        here = dialog.focusWidget()
        if here in seen:
            break
        if here is not None:
            seen.append(here)
        qtbot.keyClick(here or first, Qt.Key.Key_Tab)
    reachable = {
        w
        for w in dialog.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    proxied = {w for w in reachable if w.focusProxy() is not None}
    assert reachable - proxied <= set(seen)
    inside = [w for w in seen if dialog.page.isAncestorOf(w)]
    if kind == "merge":  # two panes side by side, each from top to bottom
        assert inside.index(dialog.list) < max(
            map(inside.index, dialog.cards[0].findChildren(QAbstractButton))
        )
        return
    tops = [round(w.mapTo(dialog.page, w.rect().center()).y() / px(40)) for w in inside]
    start = tops.index(min(tops)) if tops else 0
    turned = tops[start:] + tops[:start]
    assert turned == sorted(turned)


@pytest.mark.parametrize("kind", KINDS)
def test_the_primary_button_stands_right_of_cancel(every, kind):
    dialog = every[kind]()
    dialog.show()
    if dialog.cancel.isVisible():
        assert dialog.cancel.geometry().right() < dialog.primary.x()
    assert dialog.primary.isDefault()
    assert dialog.primary.kind == "primary"


def test_a_veil_lies_over_the_window_while_it_is_open(ground):
    dialog = Dialog("Which?", "It counts.", ground)
    dialog.offer("Take it")
    dialog.show()
    (veil,) = ground.findChildren(Veil)
    assert veil.isVisible()
    assert veil.geometry() == ground.rect()
    ground.resize(500, 400)
    assert veil.geometry() == ground.rect()
    dialog.reject()
    assert not veil.isVisible()


def test_it_is_gone_after_it_was_answered(qtbot, ground):
    dialog = Dialog("Which?", "", ground)
    dialog.show()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_what_is_missing_is_said_beside_a_button_that_waits(ground):
    dialog = Dialog("Which?", "", ground)
    dialog.offer("Take it")
    dialog.require("Choose one.")
    assert (dialog.note.text(), dialog.primary.toolTip()) == ("Choose one.", "Choose one.")
    assert not dialog.primary.isEnabled()
    dialog.require("")
    assert dialog.primary.isEnabled()


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Return"])
def test_a_key_confirms_nothing_that_is_not_offered(qtbot, ground, keys):
    dialog = Dialog("It takes a while…", "", ground)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.setFocus()
    QTest.keySequence(dialog, keys)
    assert dialog.isVisible()
    dialog.offer("Do it")
    QTest.keySequence(dialog, keys)
    assert not dialog.isVisible()
    assert dialog.result() == Dialog.DialogCode.Accepted


def test_it_grows_with_its_content(qtbot, ground):
    dialog = Dialog("Which?", "", ground)
    dialog.offer("Take it")
    dialog.show()
    before = dialog.height()
    for _ in range(4):
        dialog.body.addWidget(Words("One more line"))
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.area.verticalScrollBar().maximum() == 0


def test_a_change_of_zoom_changes_its_size(qtbot, ground):
    dialog = Dialog("Which?", "", ground, 300)
    dialog.show()
    assert dialog.width() == px(300)
    theme().set_zoom(150)
    assert dialog.width() == px(300) == 450


def test_its_question_and_effect_are_spoken(ground):
    dialog = Dialog("Mark it?", "It leaves the sum.", ground)
    assert (dialog.windowTitle(), dialog.accessibleDescription()) == (
        "Mark it?",
        "It leaves the sum.",
    )
