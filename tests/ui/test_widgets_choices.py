import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from assay.ui.widgets.answer_box import AnswerBox
from assay.ui.widgets.choices import ChoiceList, Option
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.focus import FocusRing
from assay.ui.widgets.labels import Column

Key = Qt.Key
OPTIONS = tuple(Option(name, f"Option {name}", n) for n, name in enumerate("abcd"))


@pytest.fixture
def box(qtbot):
    """An answer box with four options, and a text box behind it, in a window with the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    answer = AnswerBox(ChoiceList(OPTIONS))
    text = TextBox("Rationale")
    column = Column(parent=window)
    column.addWidget(answer)
    column.addWidget(text)
    answer.text = text
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    answer.editor.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    yield answer
    window.close()


def focused(box):
    return next((n for n, row in enumerate(box.editor.rows) if row.hasFocus()), None)


@pytest.mark.parametrize(("key", "option"), [(Key.Key_1, "a"), (Key.Key_3, "c"), (Key.Key_4, "d")])
def test_a_figure_chooses_its_option(box, qtbot, key, option):
    with qtbot.waitSignal(box.editor.chosen) as said:
        qtbot.keyClick(box.editor.rows[0], key)
    assert said.args == [option]
    assert box.editor.chosen_ids() == (option,)


def test_a_figure_without_an_option_does_nothing(box, qtbot):
    with qtbot.assertNotEmitted(box.editor.chosen):
        qtbot.keyClick(box.editor.rows[0], Key.Key_9)


def test_arrows_move_without_choosing_and_go_round(box, qtbot):
    with qtbot.assertNotEmitted(box.editor.chosen):
        qtbot.keyClick(box.editor.rows[0], Key.Key_Down)
        assert focused(box) == 1
        qtbot.keyClick(box.editor.rows[1], Key.Key_Up)
        qtbot.keyClick(box.editor.rows[0], Key.Key_Up)
    assert focused(box) == 3


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_choose_where_the_keyboard_is(box, qtbot, key):
    qtbot.keyClick(box.editor.rows[0], Key.Key_Down)
    with qtbot.waitSignal(box.editor.chosen) as said:
        qtbot.keyClick(box.editor.rows[1], key)
    assert said.args == ["b"]


def test_the_list_is_one_tab_stop(box, qtbot):
    qtbot.keyClick(box.editor.rows[0], Key.Key_Tab)
    assert focused(box) is None
    assert box.reasons.buttons[0].hasFocus()
    qtbot.keyClick(box.reasons.buttons[0], Key.Key_Tab)
    assert box.text.editor.hasFocus()


def test_tab_comes_to_the_option_that_is_chosen(box, qtbot):
    box.editor.set_chosen(("c",))
    box.text.editor.setFocus()
    qtbot.keyClick(box.text.editor, Key.Key_Backtab)
    qtbot.keyClick(box.reasons.buttons[0], Key.Key_Backtab)
    assert focused(box) == 2


def test_choosing_again_says_nothing(box, qtbot):
    box.editor.set_chosen(("b",))
    with qtbot.assertNotEmitted(box.editor.chosen):
        qtbot.mouseClick(box.editor.rows[1], Qt.MouseButton.LeftButton)
    assert box.editor.chosen_ids() == ("b",)


def test_showing_what_is_kept_is_silent(box, qtbot):
    with qtbot.assertNotEmitted(box.editor.chosen):
        box.editor.set_chosen(("d",))
    with qtbot.assertNotEmitted(box.reason_chosen):
        box.set_status("unknown")
    assert box.reasons.buttons[1].isChecked()


def test_only_one_option_is_chosen_at_a_time(box, qtbot):
    for row in box.editor.rows:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert box.editor.chosen_ids() == ("d",)


def test_the_whole_row_is_the_target(box, qtbot):
    row = box.editor.rows[2]
    edge = row.rect().bottomRight()
    with qtbot.waitSignal(box.editor.chosen):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=edge)


@pytest.mark.parametrize(
    ("key", "status"),
    [("n", "not_assessed"), ("u", "unknown"), ("D", "not_disclosed"), ("c", "conflicted")],
)
def test_a_letter_gives_a_reason(box, qtbot, key, status):
    with qtbot.waitSignal(box.reason_chosen) as said:
        qtbot.keyClicks(box.editor.rows[0], key)
    assert said.args == [status, ""]


def test_zero_clears(box, qtbot):
    with qtbot.waitSignal(box.cleared):
        qtbot.keyClick(box.editor.rows[0], Key.Key_0)


def test_letters_and_figures_typed_into_a_field_stay_there(box, qtbot):
    with qtbot.assertNotEmitted(box.reason_chosen), qtbot.assertNotEmitted(box.editor.chosen):
        qtbot.keyClicks(box.text.editor, "nud 123")
    assert box.text.text() == "nud 123"


def test_shortcuts_with_control_are_not_reasons(box, qtbot):
    with qtbot.assertNotEmitted(box.reason_chosen):
        qtbot.keyClick(box.editor.rows[0], Key.Key_U, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(("key", "status"), [("r", "restricted"), ("x", "not_applicable")])
def test_two_reasons_ask_for_words_before_they_count(box, qtbot, key, status):
    with qtbot.assertNotEmitted(box.reason_chosen):
        qtbot.keyClicks(box.editor.rows[0], key)
    assert box.why.isVisible()
    assert box.why.editor.hasFocus()
    qtbot.keyClicks(box.why.editor, "under seal")
    with qtbot.waitSignal(box.reason_chosen) as said:
        qtbot.keyClick(box.why.editor, Key.Key_Return)
    assert said.args == [status, "under seal"]


def test_a_reason_given_once_is_said_once(box, qtbot):
    said = []

    def hear(status, reason):
        said.append(reason)

    box.reason_chosen.connect(hear)
    qtbot.keyClicks(box.editor.rows[0], "x")
    qtbot.keyClicks(box.why.editor, "no listing")
    qtbot.keyClick(box.why.editor, Key.Key_Return)
    qtbot.keyClick(box.why.editor, Key.Key_Return)
    box.text.editor.setFocus()
    assert said == ["no listing"]


def test_no_words_are_refused_with_a_sentence(box, qtbot):
    qtbot.keyClicks(box.editor.rows[0], "x")
    with qtbot.assertNotEmitted(box.reason_chosen):
        qtbot.keyClick(box.why.editor, Key.Key_Return)
    assert box.why.frame.refused
    assert box.why.editor.accessibleDescription()


def test_several_at_once_are_picked_in_the_order_shown(qtbot):
    several = ChoiceList(OPTIONS, multi=True)
    qtbot.addWidget(several)
    several.show()
    qtbot.mouseClick(several.rows[2], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(several.picked) as said:
        qtbot.mouseClick(several.rows[0], Qt.MouseButton.LeftButton)
    assert said.args == [("a", "c")]
    with qtbot.waitSignal(several.picked) as said:
        several.choose_nth(1)
    assert said.args == [("c",)]


def test_a_question_that_is_not_asked_takes_no_answer(box, qtbot):
    box.editor.setEnabled(False)
    assert not box.editor.choose_nth(1)
    with qtbot.assertNotEmitted(box.editor.chosen):
        qtbot.mouseClick(box.editor.rows[0], Qt.MouseButton.LeftButton)


def test_roles_and_words_are_spoken(box):
    row = QAccessible.queryAccessibleInterface(box.editor.rows[2])
    assert row.role() == QAccessible.Role.RadioButton
    assert row.text(QAccessible.Text.Name) == "Option c"
    assert row.text(QAccessible.Text.Description) == "2 of 4 risk points"
    several = ChoiceList(OPTIONS, multi=True)
    check = QAccessible.queryAccessibleInterface(several.rows[0])
    assert check.role() == QAccessible.Role.CheckBox


def test_another_question_replaces_the_options(box, qtbot):
    box.editor.set_options((Option("x", "Only one"),))
    box.editor.set_chosen(("x",))
    assert [row.text() for row in box.editor.rows] == ["Only one"]
    assert box.editor.chosen_ids() == ("x",)


def test_a_long_option_wraps_instead_of_being_cut(qtbot):
    long = ChoiceList((Option("a", "a very long option " * 20, 1),))
    qtbot.addWidget(long)
    row = long.rows[0]
    assert row.heightForWidth(400) > row.heightForWidth(1600) >= 40


def ring(widget):
    return next((r for r in widget.window().findChildren(FocusRing) if r.surrounds(widget)), None)


def test_the_ring_surrounds_the_row_and_leaves_with_the_keyboard(box):
    row = box.editor.rows[0]
    found = ring(row)
    assert found.isVisible()
    assert found.geometry().width() == row.width() + 8
    box.text.editor.setFocus()
    assert ring(row) is None


def test_the_ring_follows_a_row_that_moves(box, qtbot):
    row = box.editor.rows[0]
    box.window().resize(900, 700)
    qtbot.waitUntil(lambda: ring(row).geometry().width() == row.width() + 8)
    corner = row.mapTo(box.window(), row.rect().topLeft())
    assert ring(row).pos().x() == corner.x() - 4


def test_the_ring_survives_the_end_of_its_row(box, qtbot):
    box.editor.set_options(OPTIONS[:2])
    qtbot.waitUntil(box.editor.rows[1].isVisible)
    box.editor.rows[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(box.editor.rows[1]) is not None


def test_a_line_box_enters_even_when_nothing_changed(qtbot):
    line = LineBox("Reason")
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.entered) as said:
        qtbot.keyClick(line.editor, Key.Key_Return)
    assert said.args == [""]


def test_the_ring_moves_from_row_to_row_without_a_new_layout(box, qtbot):
    first, second = box.editor.rows[:2]
    before = ring(first)
    laid_out = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.LayoutRequest:
                laid_out.append(watched)
            return False

    QApplication.processEvents()
    watch = Watch()
    before.parentWidget().installEventFilter(watch)
    second.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QApplication.processEvents()
    assert ring(second) is before
    assert before.geometry().width() == second.width() + 8
    assert ring(first) is None
    assert not laid_out
