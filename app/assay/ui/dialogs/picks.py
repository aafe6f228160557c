"""A choice from a list that drops down: the native combo box in the frame of the other fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.fields import Frame
from assay.ui.widgets.labels import Column, Words
from assay.ui.widgets.painting import draw_text, width_of


class _Combo(QComboBox):
    """Qt's combo box, drawn without a frame of its own; keys, list and role stay Qt's."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls; a choice never changes under a passing wheel

    def sizeHint(self) -> QSize:
        face, most, longest = font("body"), px(320), 0.0
        for place in range(self.count()):  # a register offers thousands: most end this at once
            longest = max(longest, width_of(self.itemText(place), face))
            if longest >= most:
                break
        return QSize(int(min(longest, most)) + px(34), px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(96), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        ink = t.text if self.isEnabled() else t.disabled
        line = QRectF(px(2), 0, self.width() - px(24), self.height())
        shown = self.currentText() or self.placeholderText()
        draw_text(painter, line, shown, font("body"), ink if self.currentText() else t.text3)
        middle = self.height() / 2 - px(7)
        paint_icon(painter, self.width() - px(14), middle, px(14), "caret-down", ink)


class Pick(QWidget):
    """`Pick(label, choices, name="", parent=None)`: `choices` are (id, words). Signal: `chosen(str)` by hand.

    `set_choices(choices)`, `set_chosen(id)` show silently; `chosen_id()`.
    """

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.combo = _Combo()
        self.combo.setAccessibleName(name or label)
        self.frame = Frame(self.combo, (10, 0, 10, 0))
        self.label = Words(label, "label", "text2")
        self.label.setBuddy(self.combo)
        column = Column(3, parent=self)
        column.addWidget(self.label)
        column.addWidget(self.frame)
        self.setFocusProxy(self.combo)
        self.set_choices(choices)
        self.combo.activated.connect(self._activated)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.combo.setFont(font("body"))
        self.combo.view().setFont(font("body"))
        self.frame.setFixedHeight(px(34))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; the first is chosen."""
        self.combo.clear()
        for id, words in choices:
            self.combo.addItem(words, id)
        self.combo.setCurrentIndex(0 if choices else -1)
        self.combo.setEnabled(bool(choices))

    def set_chosen(self, id: str) -> None:
        """Show this one, silently; one that is not offered is added as it is."""
        place = self.combo.findData(id)
        if place < 0:
            self.combo.addItem(id, id)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def chosen_id(self) -> str:
        """The id of what is shown."""
        return str(self.combo.currentData() or "")

    def _activated(self) -> None:
        self.chosen.emit(self.chosen_id())
