"""*No answer, because*: the reasons for having none, as one row of buttons with letter keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.choices import check_exactly
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.focus import Ringed
from assay.ui.widgets.painting import draw_box, draw_text, width_of
from assay.ui.widgets.strip import STATUS_ICONS
from assay.words import tr
from assay.words.terms import STATUS


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for having no answer: the status it stands for, and its letter."""

    status: str
    key: str


REASONS = (
    Reason("not_assessed", "N"),
    Reason("unknown", "U"),
    Reason("not_disclosed", "D"),
    Reason("restricted", "R"),
    Reason("conflicted", "C"),
    Reason("not_applicable", "X"),
)
_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ReasonButton(Ringed, QRadioButton):
    """`ReasonButton(reason, parent=None)`: icon, word and letter; chosen like a choice row."""

    ring_always = True

    def __init__(self, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = reason
        self.setText(tr(STATUS[reason.status]))
        self.setAccessibleName(self.text())
        self.setToolTip(tr("{reason}: key {key}", reason=self.text(), key=reason.key))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = width_of(self.text(), font("label")) + width_of(self.reason.key, font("axis", 500))
        return QSize(int(words + px(7 + 14 + 5 + 6 + 7) + 1), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        on, enabled = self.isChecked(), self.isEnabled()
        fill = t.base
        if on:
            fill = t.select
        elif enabled and (self.isDown() or self.underMouse()):
            fill = t.press if self.isDown() else t.hover
        edge = t.accent if on and enabled else t.hair
        draw_box(painter, box, px(5), fill, edge, px(15) / 10 if on else px(1))
        ink = t.disabled if not enabled else t.text if on else t.text2
        name = STATUS_ICONS[self.reason.status]
        paint_icon(painter, px(7), box.center().y() - px(7), px(14), name, ink)
        face = font("label" if on else "caption")
        words = QRectF(px(26), 0, width_of(self.text(), face) + 1, box.height())
        taken = draw_text(painter, words, self.text(), face, ink)
        if enabled:
            key = QRectF(px(26 + 6) + taken, 0, px(14), box.height())
            draw_text(painter, key, self.reason.key, font("axis", 500), t.accent if on else t.text3)


class ReasonRow(QWidget):
    """`ReasonRow(parent=None)`: the six reasons; they wrap to two lines where room is short.

    Signal: `chosen(str)` the status. `set_chosen(status)` shows silently; `choose_key("U")` as the key does.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("No answer, because"))
        self._kept = ""
        self._flow = Flow(4, self)
        self.buttons = [ReasonButton(reason) for reason in REASONS]
        for button in self.buttons:
            self._flow.addWidget(button)
            button.clicked.connect(self._clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stop_at(0)

    def set_chosen(self, status: str) -> None:
        """Check the button of `status`, or none, silently."""
        check_exactly(self.buttons, [button.reason.status == status for button in self.buttons])
        self._kept = status
        self._stop_at(next((n for n, b in enumerate(self.buttons) if b.isChecked()), 0))

    def choose_key(self, key: str) -> bool:
        """Choose the reason with this letter, if there is one."""
        for button in self.buttons:
            if self.isEnabled() and button.reason.key == key.upper():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                button.click()
                return True
        return False

    def _clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, ReasonButton):
            return
        self._stop_at(self.buttons.index(button))
        if self._kept != button.reason.status:
            self._kept = button.reason.status
            self.chosen.emit(button.reason.status)

    def _stop_at(self, number: int) -> None:
        for place, button in enumerate(self.buttons):
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if place == number else Qt.FocusPolicy.ClickFocus
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        key = event.key()
        if here is not None and key in _ARROWS:
            there = (here + _ARROWS[Qt.Key(key)]) % len(self.buttons)
            self._stop_at(there)
            self.buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        elif here is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons[here].click()
        else:
            super().keyPressEvent(event)
