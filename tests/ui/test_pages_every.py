"""What holds on every page: names, targets, words in full, no stray window, in every look."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

import factories_window as by
from assay.ui.pages.dashboard import VIEWS
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.grid import Grid
from assay.ui.window import Window
from assay.work import answering

NAMED = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QComboBox, QTabBar)
PLACES = [
    ("home", ""),
    ("workspace", "AAA-01"),
    ("workspace", "AAA-02"),
    ("workspace", "AAA-03"),
    ("workspace", "BBB-01"),
    ("workspace", "BBB-02"),
    ("workspace", "BBB-04"),
    *(("dashboard", view) for view in VIEWS),
    ("evidence", ""),
    ("review", ""),
    ("history", ""),
    ("memo", ""),
]
LOOKS = [
    ("light", 100, (1440, 900)),
    ("light", 100, (1366, 768)),
    ("dark", 150, (1440, 900)),
    ("high-contrast", 200, (1440, 900)),
]


@pytest.fixture
def path(tmp_path):
    """A project in which something is answered, skipped, not applicable, cited and unpublished."""
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "none"))
    session.do(answering.answer(session, here, "AAA-03", "30"))
    session.do(answering.decline(session, here, "BBB-02", "not_applicable", "It has no list."))
    session.close()
    return path


def tour(qtbot, path, size=(1440, 900)) -> Iterator[tuple[str, Window]]:
    """The window at each place in turn, as a person comes to see it."""
    window = by.a_window(qtbot, size)
    by.settled()
    yield "start", window
    by.open_in(qtbot, window, path)
    for page, place in PLACES:
        window.go(page, place)
        qtbot.waitUntil(lambda: complete(window), timeout=by.PATIENCE)
        by.settled()
        yield f"{page} {place}", window


def complete(window: Window) -> bool:
    """What the page shown reads or composes beside the window is there."""
    shown = window.pages[window.current]
    if window.current == "history":
        return shown.known is not None
    if window.current == "dashboard":  # what can be stopped is shown while it is worked out
        return not any(b.isVisible() and b.text() == "Stop" for b in shown.findChildren(Button))
    return window.current != "memo" or shown.outline.rows.rowCount() > 0


def controls(window):
    """The controls a person can reach now; corner buttons of scroll bars are Qt's own."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, NAMED) and not isinstance(widget, QScrollBar):
            if widget.objectName().startswith("qt_"):
                continue
            yield widget


def test_every_control_has_a_name_a_role_and_room(qtbot, path):
    for where, window in tour(qtbot, path):
        for widget in controls(window):
            face = QAccessible.queryAccessibleInterface(widget)
            name = face.text(QAccessible.Text.Name)
            assert name.strip(), (where, widget)
            assert name != type(widget).__name__, where
            assert face.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), widget
            if isinstance(widget, QAbstractButton):
                assert min(widget.width(), widget.height()) >= 28, (where, name, widget.size())


@pytest.mark.parametrize(
    ("look", "zoom", "size"), LOOKS, ids=[f"{x[0]}-{x[1]}-{x[2][0]}" for x in LOOKS]
)
def test_words_are_shown_in_full(qtbot, dressed, path, look, zoom, size):
    dressed.choose(look)
    dressed.set_zoom(zoom)
    for where, window in tour(qtbot, path, size):
        for label in window.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
                assert fits(label), (where, label.text(), label.size())
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                wanted = button.minimumSizeHint()
                assert button.height() >= wanted.height(), (where, button.text())
                assert button.width() >= wanted.width(), (where, button.text())


def fits(label: QLabel) -> bool:
    """Whether all its words have room."""
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(room.width()) <= room.height() + 1
    return label.sizeHint().width() <= room.width() + 1


@pytest.mark.parametrize(
    ("look", "zoom"), [("dark", 100), ("light", 150), ("high-contrast", 200), ("light", 80)]
)
def test_a_page_in_another_look_is_as_if_it_had_been_made_in_it(qtbot, dressed, path, look, zoom):
    """Pages that are not shown are undressed while the look changes, and dressed when they are shown."""
    for _, each in tour(qtbot, path):
        window = each
    window.go("home")
    by.settled()
    dressed.in_turns = True
    dressed.choose(look)
    dressed.set_zoom(zoom)
    assert not window.updatesEnabled()
    qtbot.waitUntil(window.updatesEnabled)
    dressed.in_turns = False
    seen = pictures(qtbot, window)
    window.close()
    by.settled()
    for _, each in tour(qtbot, path):
        window = each
    for where, picture in pictures(qtbot, window).items():
        assert picture == seen[where], where


def at_rest(window: Window) -> bool:
    """Nothing is being worked out, and the pages of the memo that are in view have their pictures."""
    if any(runner._alive for runner in window.findChildren(Runner)):
        return False
    if window.current != "memo":
        return True
    page = window.pages["memo"]
    shown = page.preview
    waiting = page._soon.isActive() or shown._soon.isActive()
    drawn = not shown.isVisible() or shown._wanted() is None
    return not waiting and shown.count > 0 and drawn


def pictures(qtbot, window) -> dict[str, QImage]:
    """Every page as it looks."""
    found = {}
    for page, place in PLACES:
        window.go(page, place)
        qtbot.waitUntil(lambda: complete(window), timeout=by.PATIENCE)
        by.settled()
        qtbot.waitUntil(lambda: at_rest(window), timeout=by.PATIENCE)
        by.settled()
        found[f"{page} {place}"] = window.centralWidget().grab().toImage()
    return found


class Windows(QObject):
    """Notes each widget that comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_ever_comes_up_as_a_window(qtbot, qapp, path):
    """A widget shown before it has a parent flashes on the screen and takes the keyboard away."""
    spy = Windows()
    qapp.installEventFilter(spy)
    window = by.a_window(qtbot)
    by.open_in(qtbot, window, path)
    for page, place in PLACES:
        window.go(page, place)
    by.at(window, "BBB-02").question.answer.reasons.buttons[3].click()
    window.files.close_project()
    qapp.removeEventFilter(spy)
    assert spy.seen == ["Window"]
    assert window.isActiveWindow()


def test_a_window_smaller_than_any_page_still_shows_what_matters(qtbot, path):
    window = by.a_window_on(qtbot, path, (960, 600))
    page = by.at(window, "AAA-01")
    by.settled()
    assert page.strip.isVisible()
    assert page.question.text.isVisible()
    assert page.question.editor.choices.rows[0].isVisible()
    assert window.width() <= 1366


def spoken(widget: QWidget) -> str:
    """How a screen reader names it."""
    name: str = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return name


def test_what_stands_side_by_side_has_names_that_differ(qtbot, path):
    for where, window in tour(qtbot, path):
        groups: dict[tuple[QWidget, type], list[str]] = {}
        for widget in controls(window):
            groups.setdefault((widget.parentWidget(), type(widget)), []).append(spoken(widget))
        for (_, kind), names in groups.items():
            assert len(set(names)) == len(names), (where, kind, names)


def test_every_row_of_every_list_speaks(qtbot, path):
    heard = 0
    for where, window in tour(qtbot, path):
        for view in window.findChildren(QAbstractItemView):
            if not view.isVisible() or isinstance(view.parent().parent(), QComboBox):
                continue
            model = view.model()
            columns = len(view.grid.columns) if isinstance(view, Grid) else 1
            for row in range(model.rowCount(QModelIndex())):
                for column in range(columns):
                    said = model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
                    assert isinstance(said, str), (where, spoken(view))
                    heard += bool(said.strip())
                    assert said.strip() or column, (where, spoken(view), row)
    assert heard > 50


def test_states_are_read_back_as_they_are_seen(qtbot, path):
    for where, window in tour(qtbot, path):
        for widget in controls(window):
            state = QAccessible.queryAccessibleInterface(widget).state()
            assert bool(state.disabled) is not widget.isEnabled(), (where, spoken(widget))
            if isinstance(widget, QAbstractButton) and widget.isCheckable():
                assert bool(state.checked) is widget.isChecked(), (where, spoken(widget))
            if isinstance(widget, (QLineEdit, QPlainTextEdit)):
                assert bool(state.readOnly) is widget.isReadOnly(), (where, spoken(widget))
            stop = widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            assert bool(state.focusable) or not stop, (where, spoken(widget))


def stops(window: Window) -> list[QWidget]:
    """Where Tab stops, in its order, once round."""
    found: list[QWidget] = []
    while QApplication.focusWidget() not in found:
        here = QApplication.focusWidget()
        if here is not None:
            found.append(here)
        by.press("Tab")
    return found


def test_tab_follows_the_order_of_reading(qtbot, path):
    """Within a group: line by line, and from left to right in a line."""
    for where, window in tour(qtbot, path):
        groups: dict[QWidget, list[QWidget]] = {}
        for widget in stops(window)[1:]:  # where it began is in the middle of its group
            groups.setdefault(widget.parentWidget(), []).append(widget)
        for group in groups.values():
            corners = [w.geometry() for w in group]
            for before, after in itertools.pairwise(corners):
                below = after.top() >= before.bottom() - 4
                beside = after.left() >= before.right() - 4
                names = [spoken(widget) for widget in group]
                assert below or beside, (where, names)


def test_the_keyboard_is_seen_wherever_it_is(qtbot, path):
    for where, window in tour(qtbot, path):
        for widget in stops(window):
            for area in _areas(widget):
                area.ensureWidgetVisible(widget)
            window.setFocus()
            by.settled()
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            place.adjust(-8, -8, 8, 8)
            before = window.grab(place).toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            by.settled()
            assert QApplication.focusWidget() is widget, (where, spoken(widget))
            assert changed(before, window.grab(place).toImage()) > 40, (where, spoken(widget))


def _areas(widget: QWidget) -> Iterator[QScrollArea]:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            yield around
        around = around.parentWidget()


def changed(before: QImage, after: QImage) -> int:
    """How many of the pixels looked at (each second of each second line) differ."""
    assert before.size() == after.size()
    return sum(
        before.pixel(x, y) != after.pixel(x, y)
        for y in range(0, before.height(), 2)
        for x in range(0, before.width(), 2)
    )
