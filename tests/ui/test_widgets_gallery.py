"""Every component in every theme: rendered for the eye, and checked for names, targets and clipped words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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

from gallery_lists import Lists
from gallery_widgets import Gallery, shown

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
LOOKS = [("light", 100), ("dark", 100), ("high-contrast", 100), ("light", 80), ("light", 200)]
NAMED = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)


@pytest.fixture(params=LOOKS, ids=[f"{name}-{zoom}" for name, zoom in LOOKS])
def look(request, dressed):
    name, zoom = request.param
    dressed.choose(name)
    dressed.set_zoom(zoom)
    return f"{name}{'' if zoom == 100 else f'-{zoom}'}"


@pytest.fixture(params=["components", "lists"])
def page(request, qtbot):
    """A gallery, laid out and shown."""
    return request.param


def opened(qtbot, page):
    window = Gallery() if page == "components" else Lists()
    qtbot.addWidget(window)
    shown(window) if page == "components" else window.show()
    window.grab()
    return window


def controls(window):
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, NAMED) and not isinstance(widget, QScrollBar):
            yield widget


def test_it_can_be_looked_at(qtbot, look, page):
    window = opened(qtbot, page)
    if page == "components":
        window.place_rings()
    SCREENS.mkdir(parents=True, exist_ok=True)
    image = window.grab().toImage()
    assert image.save(str(SCREENS / f"{page}-{look}.png"))
    colours = {image.pixelColor(x, y).name() for x in range(0, 1100, 7) for y in range(0, 700, 7)}
    assert len(colours) > 20


def test_every_control_has_a_name_and_a_role(qtbot, page):
    window = opened(qtbot, page)
    for widget in controls(window):
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name)
        assert name, widget
        assert name != type(widget).__name__
        assert face.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), widget


def test_every_target_is_28_or_more(qtbot, page):
    window = opened(qtbot, page)
    for widget in controls(window):
        if isinstance(widget, QAbstractButton):
            assert min(widget.width(), widget.height()) >= 28, (widget, widget.size())


def test_no_words_are_clipped(qtbot, look, page):
    window = opened(qtbot, page)
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            need = label.sizeHint().width()
            room = label.width()
            assert label.wordWrap() or need <= room + 1, (label.text(), need, room)
            if label.wordWrap():
                assert label.heightForWidth(room) <= label.height() + 1, label.text()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= button.minimumSizeHint().height(), button.text()
            assert button.width() >= button.minimumSizeHint().width(), button.text()


def test_labels_are_plain_text(qtbot, page):
    window = opened(qtbot, page)
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_change_of_zoom_reaches_what_is_already_open(qtbot, dressed, page):
    window = opened(qtbot, page)
    before = {w: w.sizeHint().height() for w in controls(window) if isinstance(w, QAbstractButton)}
    dressed.set_zoom(200)
    for widget, height in before.items():
        assert widget.sizeHint().height() >= 1.9 * height - 4, widget
