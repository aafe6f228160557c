"""What holds on every page: names, targets, words in full, no stray window, in every look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

import factories_window as by
from assay.ui.pages.dashboard import VIEWS
from assay.ui.window import Window
from assay.work import answering

NAMED = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
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
        by.settled()
        yield f"{page} {place}", window


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
