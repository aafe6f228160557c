"""The frame of every dialog: question, effect, content, and verbs that wait until they may act."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.focus import reveal
from assay.ui.widgets.labels import Column, Row, Rule, Words
from assay.words import tr

FADE_MS = 120
MARGIN = 24


class Veil(QWidget):
    """`Veil(window)`: darkens a window behind what floats over it. Signal: `pressed()` beside it."""

    pressed = Signal()
    still = False
    """What lies below stands still while it is covered, so that nothing of it is painted at every key."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shade = 0.0
        self._below: QPixmap | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._on_faded)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        theme().changed.connect(self.uncover)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.setGeometry(self.window().rect())
            self.uncover()
        return False

    def cover(self) -> None:
        """Come up, over everything in the window."""
        duration = theme().motion(FADE_MS)
        if duration or self.still:
            self._below = self.window().grab()
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.show()
        self.raise_()
        if not duration:
            self._on_faded(1.0)
            return
        self._fade.setDuration(duration)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()

    def uncover(self) -> None:
        """Let what lies below be painted as it is now."""
        self._below = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self.update()

    def _on_faded(self, shade: float) -> None:
        self._shade = shade
        if shade >= 1.0 and self._below is not None:
            if self.still:
                QPainter(self._below).fillRect(self.rect(), tokens().overlay)
            else:
                self.uncover()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._below is not None:
            painter.drawPixmap(0, 0, self._below)
            if self._shade >= 1.0:
                return  # it was darkened once and for all
        shade = QColor(tokens().overlay)
        shade.setAlphaF(shade.alphaF() * self._shade)
        painter.fillRect(event.rect(), shade)


class _Page(QWidget):
    """What a dialog holds. `changed()`: it needs more or less room than before."""

    changed = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return done


class Dialog(QDialog):
    """`Dialog(title, effect="", parent=None, width=560)`: content goes into `body`, `offer` names the verb.

    `require(missing)` disables the primary button and says what is missing; an empty text enables it.
    Whoever opened it reads the result after it was accepted; it is taken away by Qt then.
    """

    def __init__(
        self, title: str, effect: str = "", parent: QWidget | None = None, width: int = 560
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._warned = False
        self._veil: Veil | None = None
        self.heading = Words(title, "title", wrap=True)
        self.effect = Words(effect, "body", "text2", wrap=True)
        self.effect.setVisible(bool(effect))
        self.page = _Page()
        self.body = Column(14, (MARGIN, 16, MARGIN, 20), self.page)
        self.area = QScrollArea()
        self.note = Words("", "caption", "text2", wrap=True)
        self.cancel = Button(tr("Cancel"))
        self.primary = Button("", "primary")
        self.footer = Row(8, (MARGIN, 12, MARGIN, 12))
        self.setWindowTitle(title)
        self.setAccessibleDescription(effect)
        self.setModal(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = Column(0, parent=self)
        self._head = Column(2, (MARGIN, 18, MARGIN, 14))
        self._head.addWidget(self.heading)
        self._head.addWidget(self.effect)
        column.addLayout(self._head)
        column.addWidget(Rule())
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.page)
        self.page.changed.connect(self._grow)
        column.addWidget(self.area, 1)
        column.addWidget(Rule())
        self.footer.addWidget(self.note, 1)
        self.footer.addWidget(self.cancel)
        self.footer.addWidget(self.primary)
        column.addLayout(self.footer)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.discard)
        self.primary.clicked.connect(self.accept)
        self.primary.setDefault(True)
        self.primary.hide()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_primary_key)
        self.finished.connect(self._on_finished)
        theme().changed.connect(self.fit)

    def offer(self, verb: str, cancel: str = "") -> None:
        """Name what the primary button does; `cancel` renames the other one."""
        self.primary.set_label(verb)
        self.primary.show()
        if cancel:
            self.cancel.set_label(cancel)

    def close_only(self) -> None:
        """There is nothing to decide: one button, which closes."""
        self.cancel.hide()
        self.offer(tr("Close"))

    def require(self, missing: str) -> None:
        """Wait for what is missing, and say it; nothing missing: ready."""
        self.primary.setEnabled(not missing)
        self.primary.setToolTip(missing)
        self.note.setText(missing)

    # -- size -------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Take the size the content asks for, as far as the screen has room."""
        width = min(self.wanted_width(), self.room()[0])
        self.resize(width, min(self._needed(width), self.room()[1]))

    def _grow(self) -> None:
        """More content than before: grow rather than scroll, where the screen has room."""
        if not self.isVisible():
            return
        needed = min(self._needed(self.width()), self.room()[1])
        if needed > self.height():
            self.resize(self.width(), needed)

    def wanted_width(self) -> int:
        """The width it takes where there is room for it, in pixels."""
        return px(self._width)

    def room(self) -> tuple[int, int]:
        """The width and height that the screen has for it, in pixels."""
        place = self.screen().availableGeometry()
        return place.width() - 16, place.height() - 48

    def _needed(self, width: int) -> int:
        parts: tuple[QLayout | None, ...] = (self._head, self.page.layout(), self.footer)
        return sum(_height(part, width) for part in parts) + 2 * px(1)

    # -- coming and going -------------------------------------------------------------------------

    def focusNextPrevChild(self, onward: bool) -> bool:
        moved = super().focusNextPrevChild(onward)
        reveal()
        return moved

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.fit()
            above = self.parentWidget()
            if above is not None and self._veil is None:
                self._veil = Veil(above.window())
                self._veil.cover()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._veil is not None and not event.spontaneous():
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None

    def unsaved(self) -> bool:
        """Something was typed that closing would lose; dialogs that can lose work say so."""
        return False

    def reject(self) -> None:
        """Escape, or the window's cross: work is lost only at the second time."""
        if self.unsaved() and not self._warned:
            self._warned = True
            self.note.setText(tr("Your changes are not kept yet. Escape again drops them."))
            return
        super().reject()

    def discard(self) -> None:
        """Cancel was chosen: that is meant."""
        self._warned = True
        self.reject()

    def _on_primary_key(self) -> None:
        if self.primary.isVisible():  # else nothing was offered that could be meant
            self.primary.click()

    def _on_finished(self) -> None:
        self.deleteLater()


def _height(layout: QLayout | None, width: int) -> int:
    if layout is None:
        return 0
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
