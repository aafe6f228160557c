"""What Assay has to say without stopping anyone: banner, toast, empty state and drop zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QMimeData,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QWidget

from assay.ui.icons import paint_icon, paint_icon_in
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import Button, ButtonKind, PaintedButton
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.painting import CENTRE, draw_box, draw_text, width_of
from assay.ui.widgets.shadow import paint_shadow
from assay.words import tr

BannerKind = Literal["information", "warning", "problem"]
_BANNER: dict[BannerKind, tuple[Ink, str, str]] = {
    "information": ("accent", "accent_tint", "info"),
    "warning": ("warn", "warn_tint", "warning"),
    "problem": ("danger", "danger_tint", "warning-circle"),
}
TOAST_MS = 6000


@dataclass(frozen=True, slots=True)
class Action:
    """Something a notice offers: its id, its words, and how it looks."""

    id: str
    text: str
    kind: ButtonKind = "link"


class Banner(QWidget):
    """`Banner(kind, title, text="", actions=(), icon="", below=False)`: stays while its cause does.

    `kind`: `information`, `warning`, `problem`. At most two `Action`s, beside the words or below them.
    Signal: `acted(str)` the action's id.
    """

    acted = Signal(str)

    def __init__(
        self,
        kind: BannerKind,
        title: str,
        text: str = "",
        actions: Sequence[Action] = (),
        icon: str = "",
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: BannerKind = kind
        self._icon = icon or _BANNER[kind][2]
        self.setAccessibleName(f"{title}. {text}".strip())
        self.title = Words(title, "strong", wrap=True)
        self.text = Words(text, "body", "text2", wrap=True)
        row = Row(12, (46, 7, 14, 7), self)
        words = Column(0)
        row.addLayout(words, 1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.text.setVisible(bool(text))  # not before it has a parent: it would be a window
        offers = Row(12 if below else 8)
        for action in actions[:2]:
            button = Button(action.text, action.kind)
            button.setProperty("offer", action.id)
            button.clicked.connect(self._clicked)
            offers.addWidget(button)
        if below:
            offers.addStretch(1)
            words.addLayout(offers)
        else:
            row.addLayout(offers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)

    def set_text(self, title: str, text: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{title}. {text}".strip())

    def _clicked(self) -> None:
        self.acted.emit(str(self.sender().property("offer")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        ink, tint, _ = _BANNER[self._kind]
        edge = t.hair if t.high_contrast else None
        draw_box(painter, box, px(7), getattr(t, tint), edge, px(1))
        bar = QRectF(0, px(8), px(3), box.height() - px(16))
        painter.fillRect(bar, t.ink(ink))
        top = box.center().y() - px(9) if self.height() < px(72) else px(14)
        paint_icon(painter, px(18), top, px(18), self._icon, t.ink(ink))


class Toast(QWidget):
    """`Toast(parent)`: what happened, and the way back, at the bottom centre of `parent`; one at a time.

    `announce(text, undo=True)`; stays 6 s, longer while pointed at or focused. Signal: `undone()`.
    `lift` is the distance from the parent's lower edge in design px.
    """

    undone = Signal()

    def __init__(self, parent: QWidget, lift: int = 80) -> None:
        super().__init__(parent)
        self.lift = lift
        self._text = ""
        self.undo = _ToastUndo(tr("Undo"), self)
        self.undo.clicked.connect(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self.leave)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        theme().changed.connect(self.place)
        self.hide()

    def announce(self, text: str, undo: bool = True) -> None:
        """Say `text`, on the screen and to a screen reader; the one before goes."""
        self._text = text
        self.setAccessibleName(text)
        self.undo.setVisible(undo)
        self.place()
        self.show()
        self.raise_()
        self._fade_in()
        self._timer.start()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def leave(self) -> None:
        """Go now."""
        self._timer.stop()
        self.hide()

    def _fade_in(self) -> None:
        duration = theme().motion(120)
        self._fade.stop()
        if not duration:
            self._effect.setOpacity(1)
            return
        self._fade.setDuration(duration)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()

    def _undo(self) -> None:
        self.leave()
        self.undone.emit()

    def sizeHint(self) -> QSize:
        width = width_of(self._text, font("body")) + px(16 + 16 + 12 + 40 + 16)
        width += self.undo.sizeHint().width()
        return QSize(min(px(640), max(px(320), int(width))), px(44))

    def place(self) -> None:
        """Stand at the bottom centre of the parent, over the score strip."""
        parent = self.parentWidget()
        if parent is None:
            return
        reach, size = px(16), self.sizeHint()
        width = min(size.width(), parent.width() - px(32))
        x = (parent.width() - width) // 2 - reach
        y = parent.height() - px(self.lift) - size.height() - reach
        self.setGeometry(x, y, width + 2 * reach, size.height() + 2 * reach)
        undo = self.undo.sizeHint()
        self.undo.setGeometry(
            self.width() - reach - px(12) - undo.width(),
            reach + (size.height() - undo.height()) // 2,
            undo.width(),
            undo.height(),
        )
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and self.isVisible():
            self._timer.start()
        return super().event(event)

    def hold(self, held: bool) -> None:
        """Stay while the keyboard is on it."""
        if held:
            self._timer.stop()
        elif self.isVisible():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, reach = QPainter(self), tokens(), px(16)
        box = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        paint_shadow(painter, box, px(7), px(12))
        draw_box(painter, box, px(7), t.text)
        paint_icon(
            painter, box.left() + px(16), box.center().y() - px(8), px(16), "check-circle", t.base
        )
        line = QRectF(box.left() + px(42), box.top(), box.width() - px(54), box.height())
        if self.undo.isVisible():
            line.setRight(self.undo.x() - px(8))
        draw_text(painter, line, self._text, font("body"), t.base)


class _ToastUndo(PaintedButton):
    """*Undo  Ctrl Z* in the inverse colours of the toast."""

    def __init__(self, text: str, toast: Toast) -> None:
        super().__init__(text, toast)
        self._toast = toast

    def sizeHint(self) -> QSize:
        face = font("strong")
        return QSize(int(width_of(self.text(), face) + width_of("Ctrl Z", face) + px(28)), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        if self.hasFocus() or self.lit:
            draw_box(painter, box, px(5), None, t.base, px(1))
        line = box.adjusted(px(10), 0, 0, 0)
        taken = draw_text(painter, line, self.text(), font("strong"), t.base)
        line.setLeft(line.left() + taken + px(8))
        draw_text(painter, line, "Ctrl Z", font("strong"), t.base)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._toast.hold(event.type() == QEvent.Type.FocusIn)
        return super().event(event)


class EmptyState(QWidget):
    """`EmptyState(icon, fact, consequence="", action="", kind="secondary", parent=None)`.

    One line of fact, one of consequence, one button. Signal: `acted()`.
    """

    acted = Signal()

    def __init__(
        self,
        icon: str,
        fact: str,
        consequence: str = "",
        action: str = "",
        kind: ButtonKind = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(f"{fact}. {consequence}".strip())
        column = Column(4, (8, 46, 8, 12), self)
        lines = [Words(fact, "strong", wrap=True)]
        self._ways: list[QWidget] = []
        """How to go on: the consequence, and the button."""
        if consequence:
            lines.append(Words(consequence, "caption", "text2", wrap=True))
            self._ways.append(lines[-1])
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        if action:
            column.space(6)
            button = Button(action, kind)
            button.clicked.connect(self.acted)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self.setFocusProxy(button)
            self._ways.append(button)
        theme().changed.connect(self.update)

    def set_reading(self, reading: bool) -> None:
        """Nothing can be changed now: the fact alone is shown."""
        for way in self._ways:
            way.setVisible(not reading)

    def paintEvent(self, event: QPaintEvent) -> None:
        place = QRectF(0, px(8), self.width(), px(34))
        paint_icon_in(QPainter(self), place, px(28), self._icon, tokens().text2)


class DropZone(PaintedButton):
    """`DropZone(text, hint="", parent=None)`: takes what is dropped; click or Enter to choose files instead.

    Signals: `clicked()`, `dropped(QMimeData)` (read it inside the slot). `set_compact(bool)`: one line of 36.
    """

    dropped = Signal(QMimeData)
    ring_radius = 7

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._hint = hint
        self._compact = False
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(280), px(36 if self._compact else 88))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if event.source() is not None:
            return  # out of our own list: it is here already
        if data.hasUrls() or data.hasImage() or data.hasText():
            event.acceptProposedAction()
            self._hover_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover_drop(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _hover_drop(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        fill = t.accent_tint if self._over else t.press if self.isDown() else None
        if fill is None and self.lit:
            fill = t.hover
        edge, width = (t.accent, px(2)) if self._over else (t.border, px(1))
        draw_box(painter, box, px(7), fill, edge, width, dashed=True)
        if self._compact:
            draw_text(
                painter,
                box.adjusted(px(8), 0, -px(8), 0),
                self.text(),
                font("body"),
                t.text2,
                CENTRE,
            )
            return
        paint_icon_in(painter, QRectF(0, px(14), box.width(), px(20)), px(20), "tray", t.text2)
        line = QRectF(px(8), px(37), box.width() - px(16), px(22))
        draw_text(painter, line, self.text(), font("body"), t.text2, CENTRE)
        line.translate(0, px(20))
        draw_text(painter, line, self._hint, font("caption"), t.text3, CENTRE)
