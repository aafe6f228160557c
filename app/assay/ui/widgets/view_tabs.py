"""Quiet tabs inside a page: words that wrap where room is short, one chosen, arrows move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme import font, px, tokens
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.painting import CENTRE, draw_text, width_of

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ViewTab(PaintedButton):
    """One tab."""

    def __init__(self, id: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.id = id
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(int(width_of(self.text(), font("strong", 700)) + px(20) + 1), px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # they belong to the row
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        on = self.isChecked()
        face = font("strong", 700) if on else font("body")
        draw_text(painter, box, self.text(), face, t.text if on or self.lit else t.text2, CENTRE)
        if on:
            line = QRectF(px(10), box.bottom() - px(2), box.width() - px(20), px(2))
            painter.fillRect(line, t.accent)


class ViewTabs(QWidget):
    """`ViewTabs(name, tabs, parent=None)`: `tabs` are (id, words). Signal: `chosen(str)` by hand.

    `show_id(id)` silently; `current`. One tab stop; arrows choose.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.tabs = [ViewTab(id, text) for id, text in tabs]
        self.current = ""
        flow = Flow(2, self)
        for tab in self.tabs:
            flow.addWidget(tab)
            tab.clicked.connect(self._clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_id(self.tabs[0].id)

    def show_id(self, id: str) -> None:
        """Mark the tab with this id."""
        self.current = id
        kept = any(tab.hasFocus() for tab in self.tabs)
        for tab in self.tabs:
            here = tab.id == id
            tab.setChecked(here)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            if here and kept:  # the keyboard goes along, or it would stand on what is not shown
                tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, ViewTab):
            moved = tab.id != self.current
            self.show_id(tab.id)
            if moved:
                self.chosen.emit(tab.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        here = next((n for n, tab in enumerate(self.tabs) if tab.id == self.current), 0)
        tab = self.tabs[(here + _ARROWS[Qt.Key(event.key())]) % len(self.tabs)]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()
