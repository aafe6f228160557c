import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from assay.ui.widgets.domain_rows import TaskHead, TaskList
from assay.ui.widgets.evidence_card import CardList, CardRow
from assay.ui.widgets.labels import Column
from assay.ui.widgets.question_rows import QuestionList, QuestionRow
from assay.ui.widgets.recent_rows import RecentList
from gallery_lists import CARDS, QUESTIONS, RECENT, TASKS

Key = Qt.Key
LISTS = [
    pytest.param(QuestionList, QUESTIONS, id="questions"),
    pytest.param(TaskList, TASKS, id="tasks"),
    pytest.param(CardList, CARDS, id="cards"),
    pytest.param(RecentList, RECENT, id="recent"),
]


@pytest.fixture
def shown(qtbot):
    """Shows a list of rows in an active window."""
    window = QWidget()
    qtbot.addWidget(window)
    column = Column(parent=window)

    def show(kind, rows):
        made = kind("Rows")
        made.set_rows(rows)
        column.addWidget(made)
        window.resize(420, 600)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.setFocus()
        return made

    yield show
    window.close()


def click(qtbot, view, place):
    middle = view.visualRect(view.rows.index(place)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))


@pytest.mark.parametrize(("kind", "rows"), LISTS)
def test_every_row_speaks_and_tells_in_full(shown, kind, rows):
    view = shown(kind, rows)
    for place in range(len(rows)):
        index = view.rows.index(place)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(("kind", "rows"), LISTS)
def test_every_row_is_a_target_of_28_or_more(shown, kind, rows):
    view = shown(kind, rows)
    for place in range(len(rows)):
        assert view.visualRect(view.rows.index(place)).height() >= 28


@pytest.mark.parametrize(("kind", "rows"), LISTS)
def test_rows_show_something_and_change_when_chosen(shown, kind, rows, dressed):
    view = shown(kind, rows)
    rested = view.grab().toImage()
    dressed.choose("dark")
    assert view.grab().toImage() != rested


def test_an_arrow_chooses_the_next_question(shown, qtbot):
    view = shown(QuestionList, QUESTIONS)
    view.show_row("PTY-01")
    with qtbot.waitSignal(view.chosen) as said:
        qtbot.keyClick(view, Key.Key_Down)
    assert said.args == ["PTY-02"]
    assert view.shown == "PTY-02"


def test_a_header_is_passed_without_being_chosen(shown, qtbot):
    view = shown(QuestionList, QUESTIONS)
    view.show_row("PTY-01")
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.keyClick(view, Key.Key_Up)
    assert view.current_id() == "PTY"
    assert view.shown == "PTY-01"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space, Key.Key_Left])
def test_keys_fold_the_header_they_stand_on(shown, qtbot, key):
    view = shown(QuestionList, QUESTIONS)
    view.show_row("PTY")
    with qtbot.waitSignal(view.toggled) as said:
        qtbot.keyClick(view, key)
    assert said.args == ["PTY"]


def test_a_click_folds_a_header_and_chooses_a_question(shown, qtbot):
    view = shown(QuestionList, QUESTIONS)
    with qtbot.waitSignal(view.toggled) as said:
        click(qtbot, view, len(QUESTIONS) - 1)
    assert said.args == ["BRD"]
    with qtbot.waitSignal(view.chosen) as said:
        click(qtbot, view, 3)
    assert said.args == ["PTY-08"]


def test_showing_a_row_is_silent_and_scrolls_to_it(shown, qtbot):
    many = [QuestionRow(f"Q-{n:03}", f"{n:03}", "Is it so?", "unknown") for n in range(200)]
    view = shown(QuestionList, many)
    with qtbot.assertNotEmitted(view.chosen):
        view.show_row("Q-180")
    visible = view.viewport().rect()
    assert visible.contains(view.visualRect(view.rows.index(180)).center())


def test_new_values_keep_place_choice_and_scroll(shown, qtbot):
    many = [QuestionRow(f"Q-{n:03}", f"{n:03}", "Is it so?", "unknown") for n in range(200)]
    view = shown(QuestionList, many)
    view.show_row("Q-180")
    before = view.verticalScrollBar().value()
    many[180] = QuestionRow("Q-180", "180", "Is it so?", "answered", 1)
    heard = []

    def hear(first, last, roles=None):
        heard.append(first.row())

    view.rows.dataChanged.connect(hear)
    view.set_rows(many)
    assert heard == [180]
    assert view.current_id() == view.shown == "Q-180"
    assert view.verticalScrollBar().value() == before
    view.set_rows(many[100:])
    assert view.current_id() == view.shown == "Q-180"
    view.set_rows(many[:100])
    assert view.shown == ""


def test_a_task_opens_by_click_and_by_enter(shown, qtbot):
    view = shown(TaskList, TASKS)
    with qtbot.waitSignal(view.opened) as said:
        click(qtbot, view, 1)
    assert said.args == ["JVS"]
    with qtbot.waitSignal(view.opened) as said:
        qtbot.keyClick(view, Key.Key_Return)
    assert said.args == ["JVS"]


def test_the_task_list_is_as_high_as_its_rows(shown, dressed):
    view = shown(TaskList, TASKS)
    assert view.sizeHint().height() == 42 * len(TASKS)
    dressed.set_zoom(200)
    assert view.sizeHint().height() == 84 * len(TASKS)


def test_a_card_is_chosen_by_click_and_opened_by_enter(shown, qtbot):
    view = shown(CardList, CARDS)
    with qtbot.waitSignal(view.chosen) as said:
        click(qtbot, view, 1)
    assert said.args == ["2"]
    with qtbot.waitSignal(view.opened) as said:
        qtbot.keyClick(view, Key.Key_Return)
    assert said.args == ["2"]


def test_cards_grow_with_what_they_hold(shown):
    bare = CardRow("9", "F6", "supports", "A title")
    view = shown(CardList, [*CARDS, bare])
    heights = [view.visualRect(view.rows.index(n)).height() for n in range(3)]
    assert heights[1] >= heights[0] > heights[2]


def test_cards_are_measured_anew_when_the_width_changes(shown, qtbot):
    view = shown(CardList, CARDS)
    before = view.visualRect(view.rows.index(0)).height()
    view.window().resize(230, 600)
    qtbot.waitUntil(lambda: view.visualRect(view.rows.index(0)).height() > before)


def test_the_heads_stand_over_their_columns(shown):
    view = shown(TaskList, TASKS)
    head = TaskHead(view.window())
    head.resize(view.width(), head.sizeHint().height())
    assert not head.grab().toImage().isNull()


def test_text_that_looks_like_markup_is_shown_as_it_is(shown):
    row = QuestionRow("<b>", "1", "<img src=x onerror=y><script>", "answered")
    view = shown(QuestionList, [row])
    assert view.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("<b>, <img")
