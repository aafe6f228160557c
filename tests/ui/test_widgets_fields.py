import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from assay.ui.widgets import fields
from assay.ui.widgets.fields import FindField, LineBox, SearchField, TextBox
from assay.ui.widgets.labels import Column

Key = Qt.Key


@pytest.fixture
def two(qtbot):
    """Two text boxes in an active window; the first has the keyboard and waits no time for a pause."""
    window = QWidget()
    qtbot.addWidget(window)
    boxes = TextBox("Rationale"), TextBox("Evidence against")
    column = Column(parent=window)
    for box in boxes:
        column.addWidget(box)
        box._timer.setInterval(0)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    boxes[0].setFocus()
    yield boxes
    window.close()


def test_words_are_committed_when_the_keyboard_leaves(two, qtbot):
    two[0]._timer.setInterval(60_000)
    qtbot.keyClicks(two[0].editor, "read twice")
    with qtbot.waitSignal(two[0].committed) as said:
        qtbot.keyClick(two[0].editor, Key.Key_Tab)
    assert said.args == ["read twice"]
    assert two[1].editor.hasFocus()


def test_words_are_committed_after_a_pause(two, qtbot):
    with qtbot.waitSignal(two[0].committed) as said:
        qtbot.keyClicks(two[0].editor, "x")
    assert said.args == ["x"]
    assert fields.PAUSE_MS == 1000


def test_nothing_is_committed_when_nothing_changed(two, qtbot):
    two[0].set_text("kept")
    with qtbot.assertNotEmitted(two[0].committed):
        two[0].commit()
        qtbot.keyClick(two[0].editor, Key.Key_Tab)


def test_typing_and_taking_it_back_commits_nothing(two, qtbot):
    two[0]._timer.setInterval(60_000)
    qtbot.keyClicks(two[0].editor, "a")
    qtbot.keyClick(two[0].editor, Key.Key_Backspace)
    with qtbot.assertNotEmitted(two[0].committed):
        two[0].commit()


def test_words_being_typed_are_not_overwritten(two, qtbot):
    two[0]._timer.setInterval(60_000)
    two[0].set_text("old")
    qtbot.keyClicks(two[0].editor, "new ")
    two[0].set_text("from elsewhere")
    assert two[0].text() == "new old"


def test_what_is_kept_is_shown_once_the_words_are_committed(two, qtbot):
    qtbot.keyClicks(two[0].editor, "mine")
    two[0].commit()
    two[0].set_text("undone")
    assert two[0].text() == "undone"


def test_a_paste_is_plain_and_bounded(two):
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("<b>bold</b>" + "x" * (fields.LONGEST + 10))
    two[0].editor.insertFromMimeData(data)
    assert two[0].text().startswith("<b>bold</b>")
    assert len(two[0].text()) == fields.LONGEST


def test_a_refusal_says_why_and_can_be_taken_back(two):
    two[0].refuse("Say why it does not apply")
    assert two[0]._why.isVisible()
    assert two[0].editor.accessibleDescription() == "Say why it does not apply"
    two[0].accept()
    assert not two[0]._why.isVisible()
    assert two[0].editor.accessibleDescription() == ""


def test_focus_replaces_the_border(two):
    focused = two[0].frame.grab().toImage()
    two[1].setFocus()
    rested = two[0].frame.grab().toImage()
    assert focused.pixelColor(60, 0) != rested.pixelColor(60, 0)


def test_fields_are_named_after_their_label(qtbot):
    line = LineBox("Cut-off date")
    qtbot.addWidget(line)
    face = QAccessible.queryAccessibleInterface(line.editor)
    assert face.text(QAccessible.Text.Name) == "Cut-off date"
    assert face.role() == QAccessible.Role.EditableText


def test_a_search_says_every_change_and_escape_clears(qtbot):
    search = SearchField("Filter questions")
    qtbot.addWidget(search)
    search.show()
    heard = []
    search.changed.connect(heard.append)
    qtbot.keyClicks(search.editor, "ab")
    qtbot.keyClick(search.editor, Key.Key_Escape)
    assert heard == ["a", "ab", ""]


def test_enter_in_a_search_goes_on(qtbot):
    search = SearchField("Filter questions")
    qtbot.addWidget(search)
    search.editor.setText("PTY")
    with qtbot.waitSignal(search.entered) as said:
        qtbot.keyClick(search.editor, Key.Key_Return)
    assert said.args == ["PTY"]


def test_the_find_field_is_a_button_with_its_key_in_the_tooltip(qtbot):
    find = FindField("Find or run anything")
    qtbot.addWidget(find)
    with qtbot.waitSignal(find.clicked):
        qtbot.keyClick(find, Key.Key_Space)
    assert "Ctrl K" in find.toolTip()
