"""The focus ring: 2 px wide, 2 px away, drawn over the parent so that no layout moves for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from assay.ui.theme import px
from assay.ui.widgets.painting import draw_ring

KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
REACH = 4
"""Design px from the control's edge to the ring's outer edge."""
_FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange}
)
_ENDED = frozenset({QEvent.Type.Hide, QEvent.Type.ParentChange, QEvent.Type.Destroy})


class FocusRing(QWidget):
    """The ring round one control; it lives in the scrolled page or window that holds the control."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._control: QWidget | None = None
        self._path: list[QWidget] = []
        self._radius = 5.0
        self.hide()

    def surround(self, control: QWidget, radius: float) -> None:
        """Lie round `control` from now on; `radius` is that of its corners, in design px."""
        self._let_go()
        self._control, self._radius = control, radius
        widget: QWidget | None = control
        while widget is not None and widget is not self.parentWidget():
            widget.installEventFilter(self)
            self._path.append(widget)
            widget = widget.parentWidget()
        self._place()
        self.raise_()
        self.show()

    def leave(self) -> None:
        """Let go of the control and be gone."""
        self._let_go()
        self.hide()

    def _let_go(self) -> None:
        for widget in self._path:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._path, self._control = [], None

    def surrounds(self, control: QWidget) -> bool:
        return self._control is control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _FOLLOWED:
            self._place()
        elif kind in _ENDED and watched is self._control:
            self.leave()
        return False

    def _place(self) -> None:
        control, ground = self._control, self.parentWidget()
        if control is None or ground is None:
            return
        area = getattr(control, "ring_area", control.rect)()
        corner = control.mapTo(ground, area.topLeft())
        reach = px(REACH)
        self.setGeometry(QRect(corner, area.size()).adjusted(-reach, -reach, reach, reach))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = min(px(self._radius) + px(REACH), self.height() / 2)
        draw_ring(painter, QRectF(self.rect()), radius)


def _ground(control: QWidget) -> QWidget:
    """The nearest page that scrolls, or the window: there the ring is not clipped by a small parent."""
    widget = control.parentWidget() or control
    while not widget.isWindow():
        parent = widget.parentWidget()
        if parent is None:
            break
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            break
        widget = parent
    return widget


def show_ring(control: QWidget, radius: float) -> None:
    """Draw the ring round `control`."""
    ground = _ground(control)
    ring = ground.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (ring or FocusRing(ground)).surround(control, radius)


def hide_ring(control: QWidget) -> None:
    """Take the ring of `control` away, if it has it."""
    ground = _ground(control)
    ring = ground.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if ring is not None and ring.surrounds(control):
        ring.leave()


def reveal() -> None:
    """Scroll what has the keyboard into view, where Tab came to it from outside of its page."""
    control = QApplication.focusWidget()
    area = control.parentWidget() if control is not None else None
    while control is not None and area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(control, px(8), px(8))
        area = area.parentWidget()


class Ringed:
    """Mixed in before a widget class: shows the ring for keyboard focus, or always."""

    ring_radius: float = 5
    ring_always = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # type: ignore[misc]
        assert isinstance(self, QWidget)
        if self.ring_always or event.reason() in KEYBOARD:
            show_ring(self, self.ring_radius)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[misc]
        assert isinstance(self, QWidget)
        after = QApplication.focusWidget()
        goes_on = after not in (None, self) and getattr(after, "ring_always", False)
        if after is not None and goes_on and _ground(after) is _ground(self):
            return  # the ring moves there: hidden and shown again it would have the page laid out anew
        hide_ring(self)
